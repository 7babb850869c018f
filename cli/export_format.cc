// Names of formats, and Markdown.

#include "cli/export_format.h"

#include <algorithm>
#include <array>

#include "cli/claim_text.h"
#include "cli/report_html.h"
#include "core/text.h"

namespace claimline {
namespace {

// CommonMark: a backslash before ASCII punctuation makes it literal; tables end at |.
std::string markdown_text(std::string_view text) {
    constexpr std::string_view kActive = "\\`*_{}[]<>#|!~&@:";
    std::string out;
    for (const char c : to_printable(text)) {
        if (kActive.find(c) != std::string_view::npos) out.push_back('\\');
        out.push_back(c);
    }
    return out;
}

// In pointed brackets a destination may hold anything but those and a line feed.
std::string markdown_link(std::string_view url, std::string_view content) {
    const auto safe = safe_link(url);
    if (safe.empty() || safe.find_first_of("<>|\\\n\r ") != std::string_view::npos)
        return markdown_text(content);
    return "[" + markdown_text(content) + "](<" + to_printable(safe) + ">)";
}

}  // namespace

Result<ExportFormat> parse_export_format(std::string_view name) {
    using enum ExportFormat;
    constexpr std::array<std::pair<std::string_view, ExportFormat>, 6> kFormats{{{"csv", csv},
                                                                                 {"tsv", tsv},
                                                                                 {"jsonl", jsonl},
                                                                                 {"md", markdown},
                                                                                 {"ics", calendar},
                                                                                 {"sqlite", sqlite}}};
    const auto* found = std::ranges::find(kFormats, name, [](const auto& entry) { return entry.first; });
    if (found != kFormats.end()) return found->second;
    return with_hint(fail(ErrorKind::usage, "there is no format '{}'", name),
                     "known: csv, tsv, jsonl, md, ics, sqlite");
}

std::string markdown_header() {
    return "| When | Who | Status | What | Said by | Source | Claim |\n| --- | --- | --- | --- | --- | --- | "
           "--- |\n";
}

std::string markdown_header(const std::vector<ExportColumn>& columns) {
    std::string names = "|";
    std::string rule = "|";
    for (const auto& column : columns) {
        names += " " + markdown_text(column.name) + " |";
        rule += " --- |";
    }
    return names + "\n" + rule + "\n";
}

std::string markdown_line(const ExportValues& values) {
    std::string line = "|";
    for (const auto& value : values) line += " " + markdown_text(value) + " |";
    return line + "\n";
}

std::string markdown_line(const ClaimRecord& record, const KindInfo* kind) {
    const auto& site = record.article.site.empty() ? record.article.host : record.article.site;
    std::string line = "|";
    for (const auto& cell : {markdown_text(when_of(record)), markdown_text(subjects_of(record.claim)),
                             markdown_text(status_of(record)), markdown_text(what_of(record.claim, kind)),
                             markdown_text(said_by(record.claim)), markdown_link(record.article.url, site),
                             markdown_text(record.claim.id)})
        line += " " + cell + " |";
    return line + "\n";
}

}  // namespace claimline
