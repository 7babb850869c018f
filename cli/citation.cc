// References in four styles.

#include "cli/citation.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/report_html.h"
#include "core/date.h"
#include "core/text.h"

namespace claimline {
namespace {

using Json = nlohmann::ordered_json;

const std::string& site_of(const ClaimRecord& record) {
    return record.article.site.empty() ? record.article.host : record.article.site;
}

std::string published_day(const ClaimRecord& record) {
    return record.article.published.substr(0, 10);
}

std::string fetched_day(const ClaimRecord& record) {
    return to_rfc3339(record.capture.at).substr(0, 10);
}

std::string authors_or_site(const ClaimRecord& record) {
    if (record.article.authors.empty()) return site_of(record);
    return fmt::format("{}", fmt::join(record.article.authors, "; "));
}

// What comes after the quote in both styles of running text.
std::string proof_of(const ClaimRecord& record) {
    return fmt::format("Fetched {}, SHA-256 {}, claim {}.", to_rfc3339(record.capture.at),
                       record.capture.payload_digest, record.claim.id);
}

// CommonMark: ASCII punctuation that could act gets a backslash.
std::string markdown(std::string_view text) {
    std::string out;
    for (const char c : to_printable(text)) {
        if (std::string_view("\\`*_[]<>#|!").find(c) != std::string_view::npos) out.push_back('\\');
        out.push_back(c);
    }
    return out;
}

// Characters that TeX takes for commands; braces are balanced by being escaped.
std::string tex(std::string_view text) {
    std::string out;
    for (const char c : to_printable(text)) {
        switch (c) {
            case '\\': out += "\\textbackslash{}"; break;
            case '~': out += "\\textasciitilde{}"; break;
            case '^': out += "\\textasciicircum{}"; break;
            case '{':
            case '}':
            case '$':
            case '&':
            case '#':
            case '_':
            case '%': out.push_back('\\'); [[fallthrough]];
            default: out.push_back(c);
        }
    }
    return out;
}

// The field url is verbatim: what would end it or start a command is percent-encoded.
std::string tex_url(std::string_view url) {
    std::string out;
    for (const char c : to_printable(url)) {
        if (std::string_view("\\{} \"<>^`|").find(c) != std::string_view::npos) {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        } else {
            out.push_back(c);
        }
    }
    return out;
}

// {"date-parts": [[2023, 2, 17]]}, as far as the date is known.
Json date_parts(const std::string& text) {
    const auto date = date_of_timestamp(text);
    if (!date) return nullptr;
    const std::chrono::year_month_day day{date->start};
    Json parts{static_cast<int>(day.year())};
    if (date->precision == Precision::day || date->precision == Precision::month)
        parts.push_back(static_cast<unsigned>(day.month()));
    if (date->precision == Precision::day) parts.push_back(static_cast<unsigned>(day.day()));
    return {{"date-parts", Json::array({parts})}};
}

}  // namespace

std::string cite_text(const ClaimRecord& record) {
    const auto day = published_day(record);
    return to_printable(fmt::format("{} ({}): “{}” {}. {}. {} {}", authors_or_site(record),
                                    day.empty() ? "undated" : day, record.quote, record.article.title,
                                    site_of(record), record.article.url, proof_of(record))) +
           "\n";
}

std::string cite_markdown(const ClaimRecord& record) {
    const auto day = published_day(record);
    const auto url = to_printable(safe_link(record.article.url));
    const bool linked = !url.empty() && url.find_first_of("<> \\") == std::string::npos;
    return fmt::format("> {}\n\n{} ({}): {}{}{}, {}. {}\n", markdown(record.quote),
                       markdown(authors_or_site(record)), day.empty() ? "undated" : day, linked ? "[" : "",
                       markdown(record.article.title), linked ? "](<" + url + ">)" : "",
                       markdown(site_of(record)), markdown(proof_of(record)));
}

std::string cite_bibtex(const ClaimRecord& record) {
    const auto& id = record.claim.id;
    std::string out = fmt::format("@online{{claim-{},\n", id.substr(std::min<std::size_t>(2, id.size())));
    const auto add = [&out](const char* name, const std::string& value) {
        if (!value.empty()) out += fmt::format("  {} = {{{}}},\n", name, value);
    };
    std::string authors;
    for (const auto& author : record.article.authors)
        authors += (authors.empty() ? "{" : " and {") + tex(author) + "}";
    add("author", authors);
    add("title", tex(record.article.title));
    add("organization", tex(site_of(record)));
    add("date", published_day(record));
    add("url", tex_url(record.article.url));
    add("urldate", fetched_day(record));
    add("abstract", tex(record.quote));
    add("note", tex(proof_of(record)));
    return out + "}\n";
}

std::string cite_csl(const std::vector<ClaimRecord>& records) {
    Json items = Json::array();
    for (const auto& record : records) {
        Json item{{"id", record.claim.id},         {"type", "webpage"},
                  {"title", record.article.title}, {"container-title", site_of(record)},
                  {"URL", record.article.url},     {"accessed", date_parts(fetched_day(record))},
                  {"abstract", record.quote},      {"note", proof_of(record)}};
        for (const auto& author : record.article.authors) item["author"].push_back({{"literal", author}});
        if (auto issued = date_parts(record.article.published); !issued.is_null())
            item["issued"] = std::move(issued);
        items.push_back(std::move(item));
    }
    return items.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace claimline
