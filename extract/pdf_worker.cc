// Both sides of the PDF child process: see pdf_worker.h.
#include "extract/pdf_worker.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
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
#include <filesystem>
#include <memory>
#include <new>
#include <utility>

#include "extract/pdf_layout.h"
#include "extract/pdf_module.h"

namespace claimline {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr const char* kWorkerArgument = "--claimline-pdf-worker";
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

// The PDF library and the forty it brings along cost every start of the program some milliseconds: they are
// in a module that only the child loads.
PdfReader load_pdf_reader() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    for (const auto& folder :
         {program, program.parent_path() / "lib" / "claimline", std::filesystem::path(CLAIMLINE_MODULES)})
        if (void* module = ::dlopen((folder / kPdfModule).c_str(), RTLD_NOW | RTLD_LOCAL))
            return reinterpret_cast<PdfReader>(::dlsym(module, kPdfReaderName));
    return nullptr;
}

PdfContent read_pdf(const std::string& bytes) {
    const PdfReader reader = load_pdf_reader();
    if (reader == nullptr) std::_Exit(7);
    PdfContent content;
    switch (reader(bytes, content)) {
        case PdfReading::unreadable: std::_Exit(3);
        case PdfReading::locked: std::_Exit(4);
        case PdfReading::done: break;
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
            case 7:
                return with_hint(fail(ErrorKind::io, "PDF is not read here: {} is missing", kPdfModule),
                                 "install claimline again, with its lib folder");
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
