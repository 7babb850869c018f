#pragma once
// Where exports and reports go: standard output, or a file that appears under its name only when it is
// complete.

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

#include "cli/context.h"
#include "core/result.h"

namespace claimline {

class ExportTarget {
  public:
    // Empty or "-": standard output.
    static Result<ExportTarget> open(const std::filesystem::path& path, const Context& context);
    ExportTarget(ExportTarget&&) = default;
    ExportTarget& operator=(ExportTarget&&) = delete;
    ~ExportTarget();  // without finish(): nothing is left behind

    void write(std::string_view text);
    // Flushes to disk and renames. An error that any write met is told here.
    [[nodiscard]] Result<void> finish();
    [[nodiscard]] bool is_file() const { return !path_.empty(); }

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    using File = std::unique_ptr<std::FILE, Close>;

    ExportTarget(std::filesystem::path path, File file, const Context& context,
                 std::filesystem::path temporary = {});

    std::filesystem::path path_;
    std::filesystem::path temporary_;
    File file_;
    const Context* context_;
    bool failed_ = false;
};

}  // namespace claimline
