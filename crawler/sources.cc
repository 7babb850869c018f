// Source files read with toml++ and checked key by key: a misspelt key is an error with its place, not a
// surprise.

#include "crawler/sources.h"

#include <fcntl.h>
#include <toml++/toml.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>

#include "core/text.h"
#include "core/url.h"
#include "crawler/index_page.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

constexpr std::array kKinds{SourceKind::feed, SourceKind::sitemap, SourceKind::index, SourceKind::page,
                            SourceKind::site};
constexpr seconds kShortest{300};
constexpr seconds kLongest{366LL * 86400};

Failure wrong(const fs::path& file, const toml::source_region& where, const std::string& what) {
    return fail(ErrorKind::usage, "{}:{}:{}: {}", file.string(), where.begin.line, where.begin.column, what);
}

struct TextKey {
    const char* name;
    std::string Source::*field;
};
constexpr TextKey kTextKeys[] = {
    {"id", &Source::id},
    {"name", &Source::name},
    {"url", &Source::url},
    {"entity", &Source::entity},
    {"category", &Source::category},
    {"region", &Source::region},
    {"lang", &Source::lang},
    {"link_pattern", &Source::link_pattern},
    {"item_selector", &Source::item_selector},
    {"link_selector", &Source::link_selector},
    {"date_selector", &Source::date_selector},
    {"next_selector", &Source::next_selector},
    {"confidence", &Source::confidence},
    {"terms", &Source::terms},
    {"note", &Source::note},
};

std::optional<SourceKind> parse_kind(std::string_view text) {
    for (const SourceKind kind : kKinds) {
        if (text == to_string(kind)) return kind;
    }
    return std::nullopt;
}

// An id is a file name and a word on the command line.
bool is_id(std::string_view id) {
    if (id.empty() || id.size() > 100 || id[0] == '-' || id[0] == '.') return false;
    return std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '_' ||
               c == '.';
    });
}

// expect.items_per_30d, the only key of its table.
Result<void> read_expectation(const toml::node& value, const fs::path& file, Source& source) {
    const toml::table* table = value.as_table();
    if (table == nullptr)
        return wrong(file, value.source(), "`expect` must be written as expect.items_per_30d");
    for (const auto& [key, number] : *table) {
        if (key.str() != "items_per_30d")
            return wrong(file, number.source(),
                         fmt::format("unknown key `expect.{}`", to_printable(key.str())));
        const auto items = number.value_exact<std::int64_t>();
        if (!items || *items < 1 || *items > 1000000)
            return wrong(file, number.source(), "`expect.items_per_30d` must be a number from 1 to 1000000");
        source.expected_items = static_cast<std::uint32_t>(*items);
    }
    return {};
}

Result<void> read_key(std::string_view key, const toml::node& value, const fs::path& file, Source& source) {
    const auto where = value.source();
    for (const TextKey& text_key : kTextKeys) {
        if (key != text_key.name) continue;
        const auto text = value.value_exact<std::string>();
        if (!text) return wrong(file, where, fmt::format("`{}` must be a text in quotes", key));
        source.*text_key.field = *text;
        return {};
    }
    if (key == "kind") {
        const auto kind = parse_kind(value.value_or(std::string()));
        if (!kind)
            return wrong(file, where,
                         "`kind` must be \"feed\", \"sitemap\", \"index\", \"page\" or \"site\"");
        source.kind = *kind;
        return {};
    }
    if (key == "every") {
        const auto every = parse_interval(value.value_or(std::string()));
        if (!every) return wrong(file, where, "`every` " + every.error().message);
        source.every = *every;
        return {};
    }
    if (key == "enabled") {
        const auto enabled = value.value_exact<bool>();
        if (!enabled) return wrong(file, where, "`enabled` must be true or false");
        source.enabled = *enabled;
        return {};
    }
    if (key == "max_pages") {
        const auto pages = value.value_exact<std::int64_t>();
        if (!pages || *pages < 1 || *pages > 1000)
            return wrong(file, where, "`max_pages` must be a number from 1 to 1000");
        source.max_pages = static_cast<std::uint32_t>(*pages);
        return {};
    }
    if (key == "tdm" || key == "noindex") {
        const auto policy = value.value_or(std::string());
        if (policy != "record" && policy != "obey")
            return wrong(file, where, fmt::format("`{}` must be \"record\" or \"obey\"", key));
        (key == "tdm" ? source.tdm : source.noindex) =
            policy == "obey" ? RightsPolicy::obey : RightsPolicy::record;
        return {};
    }
    if (key == "expect") return read_expectation(value, file, source);
    return wrong(file, where, fmt::format("unknown key `{}`", to_printable(key)));
}

Result<Source> read_source(const toml::table& table, const fs::path& file) {
    Source source;
    source.origin = file.string();
    for (const auto& [key, value] : table) {
        if (const auto done = read_key(key.str(), value, file, source); !done)
            return tl::unexpected(done.error());
    }
    if (source.id.empty()) source.id = file.stem().string();
    const auto* id = table.get("id");
    if (!is_id(source.id)) {
        return wrong(
            file, id != nullptr ? id->source() : table.source(),
            fmt::format("`id` {} may hold only letters, digits, '-', '_' and '.'", to_printable(source.id)));
    }
    const auto* url = table.get("url");
    if (url == nullptr) return wrong(file, table.source(), fmt::format("source {} has no `url`", source.id));
    if (const auto parsed = parse_url(source.url); !parsed)
        return wrong(file, url->source(), parsed.error().message);
    if (source.name.empty()) source.name = source.id;
    if (const auto rule = IndexRule::make(source); !rule) {
        return wrong(file, table.source(), fmt::format("source {}: {}", source.id, rule.error().message));
    }
    return source;
}

std::string toml_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\t': out += "\\t"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
                    out += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
                } else {
                    out += c;
                }
        }
    }
    return out + '"';
}

// toml++ throws where it is built as Debian builds it; its exceptions stop here.
Result<toml::table> parse_toml(std::string_view text, const fs::path& file) {
    try {
        return toml::parse(text, file.string());
    } catch (const toml::parse_error& error) {
        return wrong(file, error.source(), std::string(error.description()));
    }
}

Result<std::string> read_text(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return fail(ErrorKind::io, "reading {}: {}", file.string(), std::strerror(errno));
    return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

const char* to_string(SourceKind kind) {
    switch (kind) {
        case SourceKind::feed: return "feed";
        case SourceKind::sitemap: return "sitemap";
        case SourceKind::index: return "index";
        case SourceKind::page: return "page";
        case SourceKind::site: return "site";
    }
    return "feed";
}

Result<seconds> parse_interval(std::string_view text) {
    std::int64_t count = 0;
    const char* end = text.data() + text.size();
    const auto [unit, error] = std::from_chars(text.data(), end, count);
    const std::string_view name(unit, static_cast<std::size_t>(end - unit));
    std::int64_t scale = 0;
    if (name == "m") scale = 60;
    if (name == "h") scale = 3600;
    if (name == "d") scale = 86400;
    if (name == "w") scale = 7 * 86400;
    if (error != std::errc() || scale == 0 || count <= 0 || count > kLongest.count() / scale ||
        count * scale < kShortest.count()) {
        return fail(ErrorKind::usage,
                    "must be a time between \"5m\" and \"366d\" such as \"30m\", \"2h\" or \"1d\"");
    }
    return seconds(count * scale);
}

std::string to_interval(seconds every) {
    const auto count = every.count();
    if (count % (7 * 86400) == 0) return fmt::format("{}w", count / (7 * 86400));
    if (count % 86400 == 0) return fmt::format("{}d", count / 86400);
    if (count % 3600 == 0) return fmt::format("{}h", count / 3600);
    return fmt::format("{}m", std::max<std::int64_t>(count / 60, 5));
}

Result<std::vector<Source>> parse_sources(std::string_view text, const fs::path& file) {
    auto parsed = parse_toml(text, file);
    if (!parsed) return tl::unexpected(parsed.error());
    const toml::table& table = *parsed;
    std::vector<Source> sources;
    const auto* several = table.get("source");
    if (several == nullptr) {
        auto source = read_source(table, file);
        if (!source) return tl::unexpected(source.error());
        sources.push_back(std::move(*source));
        return sources;
    }
    if (!several->is_array_of_tables() || table.size() != 1) {
        return wrong(file, several->source(),
                     "several sources in a file are [[source]] tables and nothing else");
    }
    for (const toml::node& node : *several->as_array()) {
        auto source = read_source(*node.as_table(), file);
        if (!source) return tl::unexpected(source.error());
        sources.push_back(std::move(*source));
    }
    return sources;
}

Result<std::vector<Source>> load_sources(const fs::path& folder) {
    std::vector<Source> sources;
    std::error_code error;
    if (!fs::exists(folder, error)) return sources;
    std::vector<fs::path> files;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        if (it->path().extension() == ".toml") files.push_back(it->path());
    }
    if (error) return fail(ErrorKind::io, "reading {}: {}", folder.string(), error.message());
    std::ranges::sort(files);
    for (const fs::path& file : files) {
        const auto text = read_text(file);
        if (!text) return tl::unexpected(text.error());
        auto read = parse_sources(*text, file);
        if (!read) return read;
        std::ranges::move(*read, std::back_inserter(sources));
    }
    std::ranges::stable_sort(sources, {}, &Source::id);
    const auto twice = std::ranges::adjacent_find(sources, {}, &Source::id);
    if (twice != sources.end()) {
        return fail(ErrorKind::usage, "source {} is defined twice: in {} and in {}", twice->id, twice->origin,
                    std::next(twice)->origin);
    }
    return sources;
}

std::string to_toml(const Source& source) {
    std::string out;
    const auto put = [&](const char* key, const std::string& value) {
        if (!value.empty()) out += fmt::format("{} = {}\n", key, toml_text(value));
    };
    put("id", source.id);
    put("name", source.name);
    out += fmt::format("kind = \"{}\"\n", to_string(source.kind));
    put("url", source.url);
    for (const TextKey& key : kTextKeys) {
        const std::string_view name = key.name;
        if (name != "id" && name != "name" && name != "url") put(key.name, source.*key.field);
    }
    out += fmt::format("every = \"{}\"\n", to_interval(source.every));
    out += fmt::format("enabled = {}\n", source.enabled);
    if (source.max_pages != Source().max_pages) out += fmt::format("max_pages = {}\n", source.max_pages);
    if (source.tdm == RightsPolicy::obey) out += "tdm = \"obey\"\n";
    if (source.noindex == RightsPolicy::record) out += "noindex = \"record\"\n";
    if (source.expected_items > 0) out += fmt::format("expect.items_per_30d = {}\n", source.expected_items);
    return out;
}

Result<void> write_source(const fs::path& folder, const Source& source) {
    if (!is_id(source.id)) {
        return fail(ErrorKind::usage, "source id {} may hold only letters, digits, '-', '_' and '.'",
                    to_printable(source.id));
    }
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return fail(ErrorKind::io, "making {}: {}", folder.string(), error.message());
    const fs::path file = folder / (source.id + ".toml");
    const fs::path fresh = folder / ("." + source.id + ".toml.new");
    const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (descriptor < 0) return fail(ErrorKind::io, "writing {}: {}", fresh.string(), std::strerror(errno));
    const std::string text = to_toml(source);
    const bool written = ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                         ::fsync(descriptor) == 0;
    const int why = errno;
    ::close(descriptor);
    if (!written) {
        fs::remove(fresh, error);
        return fail(ErrorKind::io, "writing {}: {}", fresh.string(), std::strerror(why));
    }
    fs::rename(fresh, file, error);
    if (error) return fail(ErrorKind::io, "writing {}: {}", file.string(), error.message());
    return {};
}

}  // namespace claimline
