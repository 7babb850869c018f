// Writing beside and renaming.

#include "cli/export_target.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace claimline {

namespace fs = std::filesystem;

ExportTarget::ExportTarget(fs::path path, File file, const Context& context, fs::path temporary)
    : path_(std::move(path)), temporary_(std::move(temporary)), file_(std::move(file)), context_(&context) {}

ExportTarget::~ExportTarget() {
    if (!file_) return;  // written, moved from, or standard output
    file_.reset();
    std::error_code ignored;
    fs::remove(temporary_, ignored);
}

Result<ExportTarget> ExportTarget::open(const fs::path& path, const Context& context) {
    if (path.empty() || path == "-") return ExportTarget({}, nullptr, context);
    const fs::path temporary = path.string() + fmt::format(".{}.tmp", ::getpid());
    File file(std::fopen(temporary.c_str(), "wb"));
    if (!file) return fail(ErrorKind::io, "writing {}: {}", path.string(), std::strerror(errno));
    return ExportTarget(path, std::move(file), context, temporary);
}

void ExportTarget::write(std::string_view text) {
    if (!file_) return context_->out(text);
    failed_ = failed_ || std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size();
}

Result<void> ExportTarget::finish() {
    if (!file_) return {};
    failed_ = failed_ || std::fflush(file_.get()) != 0 || ::fsync(::fileno(file_.get())) != 0;
    const int reason = errno;
    if (failed_) return fail(ErrorKind::io, "writing {}: {}", path_.string(), std::strerror(reason));
    file_.reset();
    std::error_code error;
    fs::rename(temporary_, path_, error);
    if (error) return fail(ErrorKind::io, "writing {}: {}", path_.string(), error.message());
    return {};
}

}  // namespace claimline
