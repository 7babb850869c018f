// claimline diff: what changed between two versions of an article, in its text and in its claims.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/ask.h"
#include "cli/claim_text.h"
#include "cli/render_record.h"
#include "core/text.h"
#include "index/text_diff.h"
#include "index/timeline.h"

namespace claimline {
namespace {

// A claim that only one of the two versions states, or both sides of one that changed.
struct ClaimChange {
    const ClaimRecord* removed = nullptr;
    const ClaimRecord* added = nullptr;
};

const VersionRecord* version_with(const ArticleRecord& article, int number) {
    const auto found = std::ranges::find(article.versions, number, &VersionRecord::number);
    return found == article.versions.end() ? nullptr : &*found;
}

// The last version that had been seen when the claim was stated first.
bool stated_by(const ClaimRecord& record, const VersionRecord& version) {
    return record.first_seen <= version.last_seen && record.version >= version.number;
}

std::vector<ClaimChange> claim_changes(const std::vector<ClaimRecord>& records, const VersionRecord& from,
                                       const VersionRecord& to) {
    std::vector<const ClaimRecord*> removed, added;
    for (const auto& record : records) {
        const bool before = stated_by(record, from);
        const bool after = stated_by(record, to);
        if (before && !after) removed.push_back(&record);
        if (after && !before) added.push_back(&record);
    }
    std::vector<ClaimChange> changes;
    for (const auto* old : removed) {
        const auto now = std::ranges::find_if(added, [old](const ClaimRecord* other) {
            return other->claim.kind == old->claim.kind && other->claim.subject == old->claim.subject;
        });
        changes.push_back({old, now == added.end() ? nullptr : *now});
        if (now != added.end()) added.erase(now);
    }
    for (const auto* fresh : added) changes.push_back({nullptr, fresh});
    return changes;
}

std::string in_short(const ClaimRecord& record, const Packs& packs) {
    return fmt::format("{}: {}", record.claim.subject,
                       what_of(record.claim, find_kind(packs, record.claim.kind)));
}

nlohmann::ordered_json to_json(const TextChange& change) {
    return {{"before", change.before},
            {"removed", change.removed},
            {"added", change.added},
            {"after", change.after}};
}

void print_json(const ArticleRecord& article, const VersionRecord& from, const VersionRecord& to,
                const std::vector<TextChange>& text, const std::vector<ClaimChange>& claims,
                const Context& context) {
    using Json = nlohmann::ordered_json;
    Json json{
        {"article", article.head.id}, {"url", article.head.url}, {"from", from.number},    {"to", to.number},
        {"silent", to.silent},        {"text", Json::array()},   {"claims", Json::array()}};
    if (from.title != to.title) json["title"] = {{"removed", from.title}, {"added", to.title}};
    for (const auto& change : text) json["text"].push_back(to_json(change));
    for (const auto& [removed, added] : claims) {
        Json one{{"change", removed != nullptr && added != nullptr ? "changed"
                            : added != nullptr                     ? "added"
                                                                   : "removed"}};
        if (removed != nullptr) one["removed"] = removed->claim.id;
        if (added != nullptr) one["added"] = added->claim.id;
        json["claims"].push_back(std::move(one));
    }
    context.out(json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

std::string version_line(const VersionRecord& from, const VersionRecord& to) {
    std::string out = fmt::format("v{} {} -> v{} {}", from.number, to_rfc3339(from.capture.at), to.number,
                                  to_rfc3339(to.capture.at));
    if (to.silent) out += "  (the page's own dates unchanged: silent)";
    return out;
}

std::string change_line(const TextChange& change, bool color) {
    std::string out = change.before.empty() ? "" : "… " + to_printable(change.before) + " ";
    if (!change.removed.empty()) out += styled("[-" + to_printable(change.removed) + "-]", Style::bad, color);
    if (!change.added.empty()) out += styled("{+" + to_printable(change.added) + "+}", Style::good, color);
    if (!change.after.empty()) out += " " + to_printable(change.after) + " …";
    return out;
}

void print_text(const ArticleRecord& article, const VersionRecord& from, const VersionRecord& to,
                const std::vector<TextChange>& text, const std::vector<ClaimChange>& claims,
                const Packs& packs, const Context& context) {
    RecordText head(context);
    head.title(article.head.title).line("article", article.head.id + "  " + article.head.url);
    std::string out = head.text() + version_line(from, to) + "\n";
    const bool color = context.terminal.color;
    if (from.title != to.title) out += "title  " + change_line({"", from.title, to.title, ""}, color) + "\n";
    for (const auto& change : text) out += "  " + change_line(change, color) + "\n";
    if (text.empty()) out += "  the text is the same\n";
    for (const auto& [removed, added] : claims) {
        const auto* first = removed != nullptr ? removed : added;
        const char* what = removed != nullptr && added != nullptr ? "changed"
                           : added != nullptr                     ? "added"
                                                                  : "removed";
        out += fmt::format("claim {}  {}  {}", what, first->claim.id.substr(0, 8),
                           to_printable(in_short(*first, packs)));
        if (removed != nullptr && added != nullptr)
            out += fmt::format(" -> {}  {}", added->claim.id.substr(0, 8),
                               to_printable(in_short(*added, packs)));
        out += "\n";
    }
    context.out(out);
}

Result<void> answer(const DiffOptions& options, Context& context) {
    const auto asking = open_asking(context);
    if (!asking) return Failure(asking.error());
    const auto article = asking->catalogue->article(options.id);
    if (!article) return Failure(article.error());
    const int first = options.from > 0 ? options.from : article->versions.front().number;
    const int last = options.to > 0 ? options.to : article->versions.back().number;
    const auto* from = version_with(*article, first);
    const auto* to = version_with(*article, last);
    if (from == nullptr || to == nullptr)
        return with_hint(
            fail(ErrorKind::usage, "{} has no version {}", article->head.id, from == nullptr ? first : last),
            fmt::format("it has versions 1 to {}", article->versions.size()));
    ClaimFilter filter;
    filter.where = {TermClause{"article", {article->head.id}}};
    filter.include_superseded = true;
    std::vector<ClaimRecord> records;
    const auto read = for_each_claim(*asking->catalogue, filter, [&records](const ClaimRecord& record) {
        records.push_back(record);
        return true;
    });
    if (!read) return Failure(read.error());
    const auto text = diff_words(from->text, to->text);
    const auto claims = claim_changes(records, *from, *to);
    if (options.output.format == "json") {
        print_json(*article, *from, *to, text, claims, context);
    } else {
        print_text(*article, *from, *to, text, claims, asking->knowledge.packs, context);
    }
    return {};
}

}  // namespace

int run_diff(const DiffOptions& options, Context& context) {
    const auto done = answer(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

}  // namespace claimline
