#pragma once
// Reading TOML with errors that name file, line and column. Only pack_*.cc include this: it brings toml++
// along.

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "extract/pack_words.h"

namespace claimline {

// One parsed file and the way its errors are worded.
class TomlFile {
  public:
    [[nodiscard]] static Result<TomlFile> open(const std::filesystem::path& path);

    [[nodiscard]] const toml::table& root() const { return root_; }
    [[nodiscard]] const std::string& name() const { return name_; }

    template <class... Args>
    [[nodiscard]] Failure error(const toml::node& at, fmt::format_string<Args...> format,
                                Args&&... args) const {
        const auto begin = at.source().begin;
        return fail(ErrorKind::usage, "{}:{}:{}: {}", name_, begin.line, begin.column,
                    fmt::format(format, std::forward<Args>(args)...));
    }
    // An error of one of the small languages, at the string that holds it.
    [[nodiscard]] Failure wrap(const toml::node& at, const Error& inner) const {
        return error(at, "{}", inner.message);
    }

    // The keys of `table` are all in `known`, else an error that says which are.
    [[nodiscard]] Result<void> only_keys(const toml::table& table,
                                         const std::vector<std::string>& known) const;
    [[nodiscard]] Result<std::string> text(const toml::node& node) const;
    [[nodiscard]] Result<std::vector<std::string>> texts(
        const toml::node& node) const;  // an array of strings
    [[nodiscard]] Result<std::vector<Phrase>> phrases(const toml::node& node) const;

  private:
    std::string name_;
    toml::table root_;
};

// Readers of the three kinds of file; each adds to `model`. `seen` names where a name of this root was
// defined.
using Definitions = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] Result<void> read_kinds(const TomlFile& file, PackModel& model);
[[nodiscard]] Result<void> read_lexicon(const TomlFile& file, PackModel& model, Definitions& seen);
// The ids of the rules read.
[[nodiscard]] Result<std::vector<std::string>> read_rules(const TomlFile& file, PackModel& model,
                                                          Definitions& seen);
[[nodiscard]] Result<PackInfo> read_pack_info(const TomlFile& file);
[[nodiscard]] Result<SlotItem> read_item(const TomlFile& file, const toml::node& node);
// `test` and `silent` of a rule.
[[nodiscard]] Result<void> read_rule_tests(const TomlFile& file, const toml::table& table, const Kind& kind,
                                           Rule& rule);
// One claim of a test or of a sample document.
[[nodiscard]] Result<WantedClaim> read_wanted(const TomlFile& file, const toml::node& node, const Kind& kind);

}  // namespace claimline
