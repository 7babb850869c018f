// claimline show: one claim with its quote, its proof and its thread, or one article with its versions and
// claims.

#include <fmt/format.h>

#include "cli/ask.h"
#include "cli/claim_text.h"
#include "cli/export_rows.h"
#include "cli/render.h"
#include "cli/render_record.h"
#include "index/timeline.h"

namespace claimline {
namespace {

std::string speaker_line(const Claim& claim) {
    const auto& [speaker, role, via, outlet] = claim.attribution;
    std::string out = speaker.empty() ? "not stated in the document" : speaker;
    if (!role.empty()) out += ", " + role;
    if (!via.empty()) out += " (" + via + ")";
    if (!outlet.empty()) out += "; reported by " + outlet;
    return fmt::format("{} [{}]", out, to_string(claim.modality));
}

std::string about_line(const ClaimRecord& record) {
    switch (record.about_basis) {
        case DateBasis::stated: return when_of(record);
        case DateBasis::published: return "not stated; published " + record.article.published;
        case DateBasis::seen: return "not stated; first seen " + to_rfc3339(record.first_seen);
    }
    return {};
}

std::string slot_lines(const Claim& claim) {
    std::string out;
    for (const auto& [name, value] : claim.slots)
        out += fmt::format("{}{} = {}", out.empty() ? "" : "; ", name, to_text(value));
    return out;
}

std::string state_line(const ClaimRecord& record) {
    switch (record.state) {
        case ClaimState::current: return {};
        case ClaimState::superseded:
            return fmt::format("superseded: the page stated it until version {}", record.version);
        case ClaimState::withdrawn:
            return "withdrawn: the page is gone since " +
                   (record.article.withdrawn ? to_rfc3339(*record.article.withdrawn) : std::string("?"));
    }
    return {};
}

std::string text_line(const ClaimRecord& record) {
    std::string out = "characters ";
    for (std::size_t i = 0; i < record.evidence_points.size(); ++i)
        out += fmt::format("{}{}..{}", i == 0 ? "" : ", ", record.evidence_points[i].begin,
                           record.evidence_points[i].end);
    return out + fmt::format(" of version {}", record.version);
}

Table claim_table(const std::vector<ClaimRecord>& records, const Packs& packs, bool with_host) {
    Table table;
    table.columns = {
        "event_date", "status", {"what", Fit::cut}, {with_host ? "source" : "kind", Fit::spare}, "claim"};
    for (const auto& record : records) {
        table.rows.push_back({when_of(record),
                              status_of(record),
                              what_of(record.claim, find_kind(packs, record.claim.kind)),
                              {with_host ? record.article.host : record.claim.kind, Style::dim},
                              {record.claim.id.substr(0, 8), Style::accent}});
    }
    return table;
}

Result<void> show_claim(const std::string& id, const ShowOptions& options, const Asking& asking,
                        Context& context) {
    const auto found = asking.catalogue->claim(id);
    if (!found) return Failure(found.error());
    const ClaimRecord& record = *found;
    if (options.output.format == "json") {
        context.out(json_line(record, std::nullopt));
        return {};
    }
    const auto thread = claims_with(asking, "thread", record.thread);
    if (!thread) return Failure(thread.error());
    const Claim& claim = record.claim;
    const CaptureProof& proof = record.capture;
    const Packs& packs = asking.knowledge.packs;
    RecordText text(context);
    text.title(fmt::format("{}: {}", subjects_of(claim), what_of(claim, find_kind(packs, claim.kind))))
        .line("claim", fmt::format("{}  {}", claim.id, claim.kind))
        .line("state", state_line(record), Style::bad)
        .line("quote", "“" + record.quote + "”", Style::accent)
        .line("slots", slot_lines(claim))
        .line("about", about_line(record))
        .line("said by", speaker_line(claim))
        .line("document", record.article.title)
        .line("", record.article.url)
        .line("", fmt::format("published {}  first seen {}",
                              record.article.published.empty() ? "undated" : record.article.published,
                              to_rfc3339(record.first_seen)))
        .line("snapshot", fmt::format("{} @ {} +{}", proof.warc_file, proof.offset, proof.length))
        .line("",
              fmt::format("captured {}  HTTP {}  {}", to_rfc3339(proof.at), proof.status, proof.media_type))
        .line("sha256", proof.payload_digest)
        .line("text", text_line(record))
        .line("text sha256", record.text_digest)
        .line("found by", fmt::format("rule {}, confidence {:.2f}", claim.rule, claim.confidence));
    for (const auto& link : claim.links) text.line(link.relation, link.claim_id);
    text.line("thread",
              fmt::format("{}, {} claim{}", record.thread, thread->size(), thread->size() == 1 ? "" : "s"));
    if (thread->size() > 1) text.table(claim_table(*thread, packs, true));
    context.out(text.text());
    return {};
}

Table version_table(const ArticleRecord& article) {
    Table table;
    table.columns = {{"version", Fit::whole, true},
                     "first_seen",
                     {"last_seen", Fit::spare},
                     "published",
                     {"modified", Fit::spare},
                     {"chars", Fit::spare, true},
                     {"note", Fit::cut}};
    for (const auto& version : article.versions) {
        std::string note = version.silent ? "silent edit" : "";
        if (version.current) note += note.empty() ? "current" : "; current";
        table.rows.push_back({std::to_string(version.number),
                              to_rfc3339(version.capture.at),
                              to_rfc3339(version.last_seen),
                              version.published,
                              version.modified,
                              std::to_string(CodePoints(version.text).size()),
                              {note, version.silent ? Style::warning : Style::dim}});
    }
    return table;
}

std::string list(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
    return out;
}

Result<void> show_article(const std::string& id, const ShowOptions& options, const Asking& asking,
                          Context& context) {
    const auto article = asking.catalogue->article(id);
    if (!article) return Failure(article.error());
    const ArticleHead& head = article->head;
    const auto claims = claims_with(asking, "article", head.id);
    if (!claims) return Failure(claims.error());
    if (options.output.format == "json") {
        context.out(article_json_line(*article, *claims));
        return {};
    }
    RecordText text(context);
    text.title(head.title.empty() ? head.url : head.title)
        .line("article", head.id)
        .line("address", head.url)
        .line("state", head.withdrawn ? "withdrawn: gone since " + to_rfc3339(*head.withdrawn) : "",
              Style::bad)
        .line("site", head.site)
        .line("authors", list(head.authors))
        .line("source", head.source)
        .line("published", head.published.empty() ? "undated" : head.published)
        .line("modified", head.modified)
        .line("language", head.lang)
        .line("seen", fmt::format("{} to {}", to_rfc3339(head.first_seen), to_rfc3339(head.last_seen)));
    text.title(
            fmt::format("{} version{}", article->versions.size(), article->versions.size() == 1 ? "" : "s"))
        .table(version_table(*article));
    text.title(fmt::format("{} claim{}", claims->size(), claims->size() == 1 ? "" : "s"));
    text.table(claim_table(*claims, asking.knowledge.packs, false));
    context.out(text.text());
    return {};
}

bool is_article(const std::string& id) {
    return id.starts_with("d:") || id.starts_with("http://") || id.starts_with("https://") ||
           id.starts_with("file://");
}

Result<void> show(const ShowOptions& options, Context& context) {
    const auto asking = open_asking(context);
    if (!asking) return Failure(asking.error());
    bool first = true;
    for (const auto& id : options.ids) {
        if (!first && options.output.format != "json") context.out("\n");
        first = false;
        auto shown = id.starts_with("t:") ? show_thread(id, options.output, *asking, context)
                     : is_article(id)     ? show_article(id, options, *asking, context)
                                          : show_claim(id, options, *asking, context);
        if (!shown) return shown;
    }
    return {};
}

}  // namespace

int run_show(const ShowOptions& options, Context& context) {
    const auto done = show(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

}  // namespace claimline
