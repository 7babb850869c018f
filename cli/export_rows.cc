// Columns of CSV and TSV exports, keys of JSON Lines.

#include "cli/export_rows.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "cli/claim_text.h"
#include "cli/render_csv.h"
#include "core/claim_json.h"
#include "core/date.h"
#include "core/text.h"

namespace claimline {
namespace {

constexpr int kFormatVersion = 1;

const char* name_of(Precision precision) {
    switch (precision) {
        case Precision::day: return "day";
        case Precision::month: return "month";
        case Precision::quarter: return "quarter";
        case Precision::half: return "half";
        case Precision::year: return "year";
    }
    return "";
}

struct EventTime {
    std::string start, end, precision;
};

// The stated time only; a half-year, which ISO 8601 cannot write, as its first and last month.
EventTime event_time(const ClaimTime& time) {
    EventTime out;
    const auto start = date_of_timestamp(time.date.empty() ? time.start : time.date);
    const auto end = date_of_timestamp(time.end);
    const auto month_of = [](sys_days day) { return to_iso(day).substr(0, 7); };
    if (start) {
        out.precision = name_of(start->precision);
        out.start = start->precision == Precision::half ? month_of(start->start) : to_iso(*start);
        if (start->precision == Precision::half) out.end = month_of(end_of(*start) - std::chrono::days{1});
    }
    if (end) {
        if (!start) out.precision = name_of(end->precision);
        out.end =
            end->precision == Precision::half ? month_of(end_of(*end) - std::chrono::days{1}) : to_iso(*end);
    }
    return out;
}

std::string first_slot(const Claim& claim, std::initializer_list<const char*> names) {
    for (const char* name : names)
        if (const auto found = claim.slots.find(name); found != claim.slots.end())
            return to_text(found->second);
    return {};
}

std::string predicate_of(const Claim& claim) {
    auto predicate = first_slot(claim, {"metric", "action", "facility_type", "topic"});
    return predicate.empty() ? claim.kind : predicate;
}

using Json = nlohmann::ordered_json;

Json head_json(const ArticleHead& article) {
    Json json{{"id", article.id},
              {"url", article.url},
              {"host", article.host},
              {"source_id", article.source},
              {"title", article.title},
              {"authors", article.authors},
              {"site", article.site},
              {"lang", article.lang},
              {"published", article.published},
              {"modified", article.modified},
              {"first_seen_at", to_rfc3339(article.first_seen)}};
    if (article.withdrawn) json["withdrawn_at"] = to_rfc3339(*article.withdrawn);
    return json;
}

Json snapshot_json(const CaptureProof& capture, const std::string& text_digest) {
    return {{"sha256", capture.payload_digest},      {"warc_file", capture.warc_file},
            {"warc_offset", capture.offset},         {"warc_length", capture.length},
            {"captured_at", to_rfc3339(capture.at)}, {"http_status", capture.status},
            {"media_type", capture.media_type},      {"text_sha256", text_digest}};
}

Json record_json(const ClaimRecord& record) {
    Json json = to_json(record.claim, CodePoints{""});
    // Offsets leave as code points; they were counted when the text was at hand.
    json["evidence"] = Json::array();
    for (const Span& span : record.evidence_points) json["evidence"].push_back({span.begin, span.end});
    json["quote"] = record.quote;
    json["thread_id"] = record.thread;
    json["state"] = to_string(record.state);
    json["first_seen_at"] = to_rfc3339(record.first_seen);
    json["version"] = record.version;
    if (const auto silent = silent_edit_of(record); !silent.empty()) json["silent_edit"] = silent;
    json["article"] = head_json(record.article);
    json["snapshot"] = snapshot_json(record.capture, record.text_digest);
    json["pack_version"] = record.pack_version;
    return json;
}

std::string dump_line(Json json) {
    json["format_version"] = kFormatVersion;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

// Same order as export_columns().
ExportValues export_values(const ClaimRecord& record, const KindInfo* kind,
                           const std::optional<ThreadCounts>& counts) {
    const Claim& claim = record.claim;
    const auto figure = claim_figure(claim);
    const auto time = event_time(claim.time);
    const auto& points = record.evidence_points;
    const auto count = [](const std::optional<std::size_t>& number) {
        return number ? std::to_string(*number) : "";
    };
    return {claim.id,
            record.thread,
            claim.kind,
            std::string(slot_text(claim, "status")),
            claim.subject_id,
            subjects_of(claim),
            predicate_of(claim),
            what_of(claim, kind),
            figure ? number_to_text(figure->value) : "",
            figure ? figure->unit : "",
            figure ? figure->currency : "",
            std::string(slot_text(claim, "qualifier")),
            first_slot(claim, {"geography", "location"}),
            time.start,
            time.end,
            time.precision,
            record.article.published,
            to_rfc3339(record.first_seen),
            record.article.source,
            record.article.url,
            record.quote,
            record.capture.payload_digest,
            record.article.id,
            record.article.title,
            claim.attribution.speaker,
            claim.attribution.outlet,
            to_string(claim.modality),
            claim.negative ? "negative" : "positive",
            to_string(record.state),
            std::to_string(record.version),
            record.capture.warc_file,
            std::to_string(record.capture.offset),
            points.empty() ? "" : std::to_string(points.front().begin),
            points.empty() ? "" : std::to_string(points.back().end),
            record.text_digest,
            claim.rule,
            fmt::format("{:.3f}", claim.confidence),
            count(counts ? std::optional(counts->sources) : std::nullopt),
            count(counts ? std::optional(counts->claims) : std::nullopt),
            silent_edit_of(record)};
}

ExportValues export_values(const ThreadRow& row, const Packs& packs) {
    const Thread& thread = row.thread;
    return {thread.id,
            thread.kind,
            thread.subject_id,
            thread.subject,
            what_of(row.claim, find_kind(packs, row.claim.kind)),
            thread.status,
            thread.open ? "open" : "settled",
            flags_of(thread),
            to_iso(thread.first_reported),
            thread.first_source,
            to_iso(thread.last_reported),
            std::to_string(thread.claims.size()),
            std::to_string(thread.documents),
            std::to_string(thread.origins.size()),
            ladder_text(thread),
            thread.case_id,
            linked_threads(thread, "answers"),
            linked_threads(thread, "answered_by"),
            thread.leading};
}

ExportValues export_values(const ArticleRecord& article) {
    const ArticleHead& head = article.head;
    const auto shown = std::ranges::find_if(article.versions, &VersionRecord::current);
    const VersionRecord version = shown != article.versions.end() ? *shown : VersionRecord{};
    std::string authors;
    for (const auto& author : head.authors) authors += (authors.empty() ? "" : "; ") + author;
    return {head.id,
            head.url,
            head.host,
            head.source,
            head.title,
            authors,
            head.site,
            head.lang,
            head.published,
            head.modified,
            to_rfc3339(head.first_seen),
            to_rfc3339(head.last_seen),
            head.withdrawn ? to_rfc3339(*head.withdrawn) : "",
            head.story,
            std::to_string(article.versions.size()),
            std::to_string(std::ranges::count_if(article.versions, &VersionRecord::silent)),
            std::to_string(head.claims),
            version.capture.payload_digest,
            version.capture.warc_file,
            std::to_string(version.capture.offset),
            version.text_digest};
}

ExportValues export_values(const SeriesRow& row) {
    const ClaimRecord& record = row.claim;
    const auto& converted = row.converted;
    return {record.claim.subject,
            row.measure,
            to_iso(record.about_from),
            to_iso(record.about_until - std::chrono::days{1}),
            to_string(record.about_basis),
            number_to_text(row.figure.value),
            row.figure.unit,
            row.figure.currency,
            row.qualifier,
            row.geography,
            said_by(record.claim),
            std::to_string(row.origins.size()),
            to_string(row.relation),
            row.reason,
            record.article.published,
            record.article.source,
            record.article.url,
            record.claim.id,
            record.quote,
            converted ? number_to_text(converted->value) : "",
            converted ? converted->currency : "",
            converted ? to_iso(converted->rate_day) : ""};
}

std::string csv_header(const std::vector<ExportColumn>& columns, const ExportStyle& style) {
    std::string line;
    for (const auto& column : columns) {
        if (!line.empty()) line.push_back(style.delimiter);
        line += column.name;
    }
    return line + "\r\n";
}

std::string csv_line(const ExportValues& values, const ExportStyle& style) {
    std::string line;
    for (const auto& value : values) {
        if (&value != values.data()) line.push_back(style.delimiter);
        append_safe_csv_field(line, value, style.guard, style.delimiter);
    }
    return line += "\r\n";
}

std::string tsv_header(const std::vector<ExportColumn>& columns) {
    std::string line = csv_header(columns, {'\t', false});
    line.replace(line.size() - 2, 2, "\n");
    return line;
}

std::string tsv_line(const ExportValues& values) {
    std::string line;
    for (const auto& value : values) line += to_printable(value) + "\t";
    line.back() = '\n';
    return line;
}

std::string json_row(const std::vector<ExportColumn>& columns, const ExportValues& values) {
    Json json;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        Json& value = json[std::string(columns[i].name)];
        const bool counted = columns[i].type == ColumnType::integer || columns[i].type == ColumnType::number;
        // What stands there is a number as JSON writes it, or nothing.
        value = counted ? Json::parse(values[i], nullptr, false) : Json(values[i]);
        if (value.is_discarded()) value = nullptr;
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string json_line(const ClaimRecord& record, const std::optional<ThreadCounts>& counts) {
    Json json = record_json(record);
    if (counts) {
        json["sources"] = counts->sources;
        json["claims"] = counts->claims;
    }
    return dump_line(std::move(json));
}

std::string article_json_line(const ArticleRecord& article, const std::vector<ClaimRecord>& claims) {
    Json json = head_json(article.head);
    json["versions"] = Json::array();
    for (const auto& version : article.versions) {
        json["versions"].push_back({{"version", version.number},
                                    {"title", version.title},
                                    {"published", version.published},
                                    {"modified", version.modified},
                                    {"silent", version.silent},
                                    {"current", version.current},
                                    {"last_seen_at", to_rfc3339(version.last_seen)},
                                    {"snapshot", snapshot_json(version.capture, version.text_digest)}});
    }
    json["claims"] = Json::array();
    for (const auto& claim : claims) json["claims"].push_back(record_json(claim));
    return dump_line(std::move(json));
}

}  // namespace claimline
