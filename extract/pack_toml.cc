// Opens a pack file, bounded in size, and checks the plain shapes: strings, lists of strings, known keys.

#include "extract/pack_toml.h"

#include <fstream>
#include <iterator>

#include "core/text.h"

namespace claimline {
namespace {

constexpr std::uintmax_t kMaxFileBytes = 8U << 20;  // a rule file of a person is some hundred kilobytes

// toml++ recurses on nesting; its own limit is 256 levels, which no honest pack comes near.
Result<std::string> read_bounded(const std::filesystem::path& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return fail(ErrorKind::io, "reading {}: {}", path.string(), error.message());
    if (size > kMaxFileBytes)
        return fail(ErrorKind::refused, "reading {}: larger than 8 MiB, no pack file is", path.string());
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(ErrorKind::io, "reading {}: cannot be opened", path.string());
    return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

Result<TomlFile> TomlFile::open(const std::filesystem::path& path) {
    auto bytes = read_bounded(path);
    if (!bytes) return tl::unexpected(bytes.error());
    TomlFile file;
    file.name_ = path.string();
    if (!is_valid_utf8(*bytes)) return fail(ErrorKind::usage, "{}: is not UTF-8", file.name_);
    // toml++ reports by exception; exceptions stop here.
    try {
        file.root_ = toml::parse(*bytes, file.name_);
    } catch (const toml::parse_error& problem) {
        const auto begin = problem.source().begin;
        return fail(ErrorKind::usage, "{}:{}:{}: {}", file.name_, begin.line, begin.column,
                    problem.description());
    }
    return file;
}

Result<void> TomlFile::only_keys(const toml::table& table, const std::vector<std::string>& known) const {
    for (const auto& [key, value] : table) {
        if (std::ranges::find(known, key.str()) != known.end()) continue;
        return error(value, "`{}` is not known here{}; accepted: {}", key.str(),
                     did_you_mean(key.str(), known), fmt::join(known, " "));
    }
    return {};
}

Result<std::string> TomlFile::text(const toml::node& node) const {
    if (const auto* value = node.as_string()) return value->get();
    return error(node, "expected a string");
}

Result<std::vector<std::string>> TomlFile::texts(const toml::node& node) const {
    const auto* array = node.as_array();
    if (array == nullptr) return error(node, "expected a list of strings");
    std::vector<std::string> out;
    for (const auto& item : *array) {
        auto value = text(item);
        if (!value) return tl::unexpected(value.error());
        out.push_back(*std::move(value));
    }
    return out;
}

Result<std::vector<Phrase>> TomlFile::phrases(const toml::node& node) const {
    const auto* array = node.as_array();
    if (array == nullptr) return error(node, "expected a list of words and phrases");
    std::vector<Phrase> out;
    for (const auto& item : *array) {
        auto value = text(item);
        if (!value) return tl::unexpected(value.error());
        auto phrase = parse_phrase(*value);
        if (!phrase) return wrap(item, phrase.error());
        out.push_back(*std::move(phrase));
    }
    return out;
}

}  // namespace claimline
