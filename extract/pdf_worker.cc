// Both sides of the PDF child process: see pdf_worker.h.
#include "extract/pdf_worker.h"

#include <fcntl.h>
#include <poll.h>
#include <poppler-document.h>
#include <poppler-page.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

#include "extract/pdf_layout.h"

namespace claimline {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr const char* kWorkerArgument = "--claimline-pdf-worker";
constexpr std::size_t kMaxPages = 2000;
constexpr std::size_t kMaxWords = 1'000'000;
constexpr std::size_t kMaxOutput = 128U << 20;

// A file descriptor that closes itself.
class Descriptor {
  public:
    explicit Descriptor(int fd = -1) : fd_(fd) {}
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Descriptor() { close(); }
    void close() {
        if (fd_ >= 0) ::close(fd_);
        fd_ = -1;
    }
    [[nodiscard]] int get() const { return fd_; }

  private:
    int fd_;
};

// ---- the child ----

std::string to_utf8(const poppler::ustring& text) {
    const poppler::byte_array bytes = text.to_utf8();
    return {bytes.begin(), bytes.end()};
}

PdfContent read_pdf(const std::string& bytes) {
    PdfContent content;
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    const std::unique_ptr<poppler::document> document(
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    if (document == nullptr) std::_Exit(3);
    if (document->is_locked()) std::_Exit(4);
    content.title = to_utf8(document->get_title());
    content.author = to_utf8(document->get_author());
    content.created = to_utf8(document->info_key("CreationDate"));
    content.modified = to_utf8(document->info_key("ModDate"));
    std::size_t words = 0;
    for (int i = 0; i < document->pages(); ++i) {
        if (content.pages.size() >= kMaxPages || words >= kMaxWords) {
            content.cut = true;
            break;
        }
        const std::unique_ptr<poppler::page> page(document->create_page(i));
        if (page == nullptr) continue;
        const poppler::rectf box = page->page_rect();
        PdfPage out{static_cast<float>(box.width()), static_cast<float>(box.height()), {}};
        for (const poppler::text_box& word : page->text_list(poppler::page::text_list_include_font)) {
            if (word.rotation() != 0) continue;
            const poppler::rectf place = word.bbox();
            out.words.push_back(
                {static_cast<float>(place.left()), static_cast<float>(place.top()),
                 static_cast<float>(place.right()), static_cast<float>(place.bottom()),
                 static_cast<float>(word.has_font_info() ? word.get_font_size() : place.height()),
                 word.has_space_after(), to_utf8(word.text())});
        }
        words += out.words.size();
        content.pages.push_back(std::move(out));
    }
    return content;
}

void limit(decltype(RLIMIT_AS) what, std::size_t value) {
    const rlimit both{value, value};
    setrlimit(what, &both);
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

[[noreturn]] void work(std::size_t memory, std::size_t seconds) {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, seconds + 1);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    if (memory > 0) limit(RLIMIT_AS, memory);  // sanitizers map terabytes of shadow memory
#else
    static_cast<void>(memory);
#endif
    std::set_new_handler([] { std::_Exit(5); });
    std::string bytes;
    std::array<char, 65536> buffer{};
    for (ssize_t got = 0; (got = ::read(0, buffer.data(), buffer.size())) > 0;)
        bytes.append(buffer.data(), static_cast<std::size_t>(got));
    const std::string out = serialise_pdf(read_pdf(bytes));
    std::_Exit(write_all(1, out) ? 0 : 6);
}

// Before main(): glibc hands constructors the arguments of the program.
[[gnu::constructor]] void become_worker_when_asked(int argc, char** argv) {
    if (argc != 4 || std::strcmp(argv[1], kWorkerArgument) != 0) return;
    work(std::strtoul(argv[2], nullptr, 10), std::strtoul(argv[3], nullptr, 10));
}

// ---- the parent ----

Failure failed(const char* doing) {
    return fail(ErrorKind::io, "starting the PDF worker: {}: {}", doing, std::strerror(errno));
}

Result<pid_t> spawn(int input, int output, const PdfWorkerLimits& limits) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, 0);
    posix_spawn_file_actions_adddup2(&actions, output, 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    std::string memory = std::to_string(limits.memory);
    std::string seconds = std::to_string(std::chrono::ceil<std::chrono::seconds>(limits.time).count());
    std::string name = "claimline", argument = kWorkerArgument;
    std::array<char*, 5> argv{name.data(), argument.data(), memory.data(), seconds.data(), nullptr};
    pid_t child = 0;
    const int error = posix_spawn(&child, "/proc/self/exe", &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) return fail(ErrorKind::io, "starting the PDF worker: {}", std::strerror(error));
    return child;
}

// Reads until the child closes its end. False when the time or the output limit is over.
bool read_until_closed(int fd, steady_clock::time_point deadline, std::string& out) {
    std::array<char, 65536> buffer{};
    while (out.size() <= kMaxOutput) {
        const auto left = std::chrono::duration_cast<milliseconds>(deadline - steady_clock::now());
        if (left.count() <= 0) return false;
        pollfd ready{fd, POLLIN, 0};
        const int polled = ::poll(&ready, 1, static_cast<int>(left.count()));
        if (polled < 0 && errno == EINTR) continue;
        if (polled <= 0) return false;
        const ssize_t got = ::read(fd, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return got == 0;
        out.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return false;
}

int wait_for(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

Failure explain(int status) {
    if (WIFEXITED(status)) {
        switch (WEXITSTATUS(status)) {
            case 3: return fail(ErrorKind::invalid_input, "not a readable PDF");
            case 4: return fail(ErrorKind::invalid_input, "the PDF is encrypted and asks for a password");
            case 5: return fail(ErrorKind::refused, "the PDF needs more memory than the limit");
            default:
                return fail(ErrorKind::invalid_input, "the PDF worker ended with status {}",
                            WEXITSTATUS(status));
        }
    }
    const int signal = WTERMSIG(status);
    if (signal == SIGXCPU || signal == SIGKILL)
        return fail(ErrorKind::refused, "the PDF took longer than the limit");
    return fail(ErrorKind::invalid_input, "the PDF library crashed (signal {})", signal);
}

}  // namespace

Result<std::string> run_pdf_worker(std::string_view pdf, const PdfWorkerLimits& limits) {
    const Descriptor input(::memfd_create("claimline-pdf", MFD_CLOEXEC));
    if (input.get() < 0 || !write_all(input.get(), pdf)) return failed("memory file");
    if (::lseek(input.get(), 0, SEEK_SET) != 0) return failed("memory file");
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return failed("pipe");
    const Descriptor from_child(ends[0]);
    Descriptor to_parent(ends[1]);
    const auto child = spawn(input.get(), to_parent.get(), limits);
    if (!child) return Failure(child.error());
    to_parent.close();
    std::string out;
    const bool finished = read_until_closed(from_child.get(), steady_clock::now() + limits.time, out);
    if (!finished) ::kill(*child, SIGKILL);
    const int status = wait_for(*child);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return explain(status);
    return out;
}

}  // namespace claimline
