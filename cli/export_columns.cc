// The tables of columns, and the choice of some of them.

#include "cli/export_columns.h"

#include <algorithm>
#include <array>

#include "core/suggest.h"

namespace claimline {
namespace {

using enum ColumnType;

constexpr ExportColumn kClaims[] = {
    {"claim_id", text,
     "c: and 12 hex digits (-2, -3 ... for doubles in one document); stays the same when the document is "
     "read again"},
    {"thread_id", text, "t: and 12 hex digits; claims on the same matter share it"},
    {"kind", text, "kind of claim as the packs define it"},
    {"status", text, "slot status; empty when the kind has none or the text states none"},
    {"subject_id", text, "id of the subject in the entity table; may be empty"},
    {"subject", text, "short name of the party the claim is about"},
    {"predicate", text, "the first of the slots metric, action, facility_type, topic; else the kind"},
    {"object", text, "what is claimed, in words"},
    {"value", number,
     "the figure in base units: slot value, else the first money, else the first slot like capacity_mw"},
    {"unit", text, "unit of value: the metric, or mw"},
    {"currency", text, "ISO 4217 code when value is money"},
    {"qualifier", text, "approx, more_than, at_least, nearly, less_than, at_most; empty: exact"},
    {"region", text, "slot geography, else location"},
    {"event_start", text,
     "begin of the time the claim is about, as precise as the text states it: 2023, 2023-Q1, 2023-02, "
     "2023-02-17"},
    {"event_end", text, "end of that time"},
    {"date_precision", text, "of event_start: day, month, quarter, half, year"},
    {"published_at", text, "when the page says it was published; empty: undated"},
    {"first_seen_at", instant, "when the first version that states it was fetched, UTC"},
    {"source_id", text, "the source that led to the article"},
    {"url", text, "address of the article"},
    {"quote", text, "the sentences that state it, joined by an ellipsis where they do not touch"},
    {"snapshot_sha256", text, "SHA-256 of the archived body"},
    {"article_id", text, "d: and 12 hex digits of SHA-256 of the address"},
    {"title", text, "title of that version of the article"},
    {"speaker", text, "who said it"},
    {"outlet", text, "the medium it is credited to"},
    {"modality", text, "asserted, attributed, reported, alleged, denied"},
    {"polarity", text, "positive or negative"},
    {"state", text, "current, superseded (the page no longer states it), withdrawn (the page is gone)"},
    {"version", integer, "number of the version of the article that is the proof"},
    {"warc_file", text, "file below archive/ that holds the bytes"},
    {"warc_offset", integer, "byte offset of the record in that file"},
    {"quote_start", integer, "first code point of the evidence in the text of that version"},
    {"quote_end", integer, "code point after the last one of the evidence"},
    {"text_sha256", text, "SHA-256 of that text"},
    {"rule", text, "the rule that found it"},
    {"confidence", number, "0 to 1"},
    {"sources", integer, "independent origins of the thread; only in a timeline"},
    {"claims", integer, "claims of the thread; only in a timeline"},
    {"silent_edit", text,
     "added or removed: the page began or ceased to state it while its own dates stayed as they were"},
};

constexpr ExportColumn kThreads[] = {
    {"thread_id", text, "t: and 12 hex digits"},
    {"kind", text, "kind of its claims"},
    {"subject_id", text, "id of the subject in the entity table; may be empty"},
    {"subject", text, "short name of the party it is about"},
    {"what", text, "what is claimed, in words, by the claim that speaks for it"},
    {"status", text, "of its last step"},
    {"open", text, "open or settled"},
    {"flags", text, "conflict, backward, revived, joined by blanks"},
    {"first_reported", text, "day of its first statement"},
    {"first_source", text, "the outlet that was first"},
    {"last_reported", text, "day of its last statement"},
    {"claims", integer, "its claims"},
    {"documents", integer, "articles that state them"},
    {"sources", integer, "independent origins"},
    {"steps", text, "statuses with their days, in order"},
    {"case_id", text, "oldest thread of the case; empty: none"},
    {"answers", text, "threads that it answers, as a denial does"},
    {"answered_by", text, "threads that answer it"},
    {"claim_id", text, "the claim that speaks for it"},
};

constexpr ExportColumn kArticles[] = {
    {"article_id", text, "d: and 12 hex digits of SHA-256 of the address"},
    {"url", text, "its address"},
    {"host", text, "of the address"},
    {"source_id", text, "the source that led to it"},
    {"title", text, "of the version that is shown now"},
    {"authors", text, "joined by a semicolon"},
    {"site", text, "name of the site"},
    {"lang", text, "language of the text, ISO 639"},
    {"published_at", text, "when the page says it was published; empty: undated"},
    {"modified_at", text, "when the page says it was changed"},
    {"first_seen_at", instant, "when it was first fetched, UTC"},
    {"last_seen_at", instant, "when it was last fetched, UTC"},
    {"withdrawn_at", instant, "when it was first found gone; empty: it is there"},
    {"story", text, "copies of one report share it; empty: it has none"},
    {"versions", integer, "distinct texts that were seen"},
    {"silent_edits", integer, "versions whose text changed while the page's own dates did not"},
    {"claims", integer, "stated by the present version"},
    {"snapshot_sha256", text, "SHA-256 of the archived body of the present version"},
    {"warc_file", text, "file below archive/ that holds the bytes"},
    {"warc_offset", integer, "byte offset of the record in that file"},
    {"text_sha256", text, "SHA-256 of the text of the present version"},
};

constexpr ExportColumn kSeries[] = {
    {"subject", text, "short name of the party"},
    {"measure", text, "metric, else the kind"},
    {"period_start", text, "first day that the figure is about"},
    {"period_end", text, "last day that the figure is about"},
    {"date_basis", text, "stated, published or seen: where the period comes from"},
    {"value", number, "the figure in base units"},
    {"unit", text, "what is counted"},
    {"currency", text, "ISO 4217 code when value is money"},
    {"qualifier", text, "approx, more_than, at_least, nearly, less_than, at_most; empty: exact"},
    {"region", text, "as stated; empty: not said"},
    {"said_by", text, "who said it, or the outlet it is credited to"},
    {"sources", integer, "independent origins"},
    {"relation", text, "to the first figure of its period: primary, agrees, differs, conflicts"},
    {"reason", text, "what differs"},
    {"published_at", text, "when the page says it was published; empty: undated"},
    {"source_id", text, "the source that led to the article"},
    {"url", text, "address of the article"},
    {"claim_id", text, "the claim"},
    {"quote", text, "the sentences that state it"},
    {"converted_value", number, "only in `series --currency`"},
    {"converted_currency", text, "only in `series --currency`"},
    {"rate_date", text, "only in `series --currency`"},
};

constexpr std::array<std::pair<std::string_view, ExportTable>, 5> kTables{
    {{"claims", ExportTable::claims},
     {"timeline", ExportTable::timeline},
     {"threads", ExportTable::threads},
     {"articles", ExportTable::articles},
     {"series", ExportTable::series}}};

Failure unknown_column(ExportTable table, std::string_view name) {
    std::vector<std::string> known;
    for (const auto& column : export_columns(table)) known.emplace_back(column.name);
    std::string list;
    for (const auto& column : known) list += (list.empty() ? "" : ", ") + column;
    const auto close = nearest(name, known);
    return with_hint(fail(ErrorKind::usage, "--columns: {} has no column '{}'", to_string(table), name),
                     close ? "did you mean " + *close + "?" : "known: " + list);
}

}  // namespace

const char* to_string(ExportTable table) {
    return std::ranges::find(kTables, table, [](const auto& entry) { return entry.second; })->first.data();
}

Result<ExportTable> parse_export_table(std::string_view name) {
    const auto* found = std::ranges::find(kTables, name, [](const auto& entry) { return entry.first; });
    if (found != kTables.end()) return found->second;
    return with_hint(fail(ErrorKind::usage, "there is no export of '{}'", name),
                     "known: claims, timeline, threads, articles, series");
}

std::span<const ExportColumn> export_columns(ExportTable table) {
    switch (table) {
        case ExportTable::claims:
        case ExportTable::timeline: return kClaims;
        case ExportTable::threads: return kThreads;
        case ExportTable::articles: return kArticles;
        case ExportTable::series: return kSeries;
    }
    return kClaims;
}

Result<ColumnChoice> ColumnChoice::parse(ExportTable table, std::string_view names) {
    const auto all = export_columns(table);
    ColumnChoice choice;
    if (names.empty()) {
        choice.columns_.assign(all.begin(), all.end());
        return choice;
    }
    for (std::size_t from = 0; from <= names.size();) {
        const auto comma = std::min(names.find(',', from), names.size());
        const auto name = names.substr(from, comma - from);
        from = comma + 1;
        const auto found = std::ranges::find(all, name, &ExportColumn::name);
        if (found == all.end()) return unknown_column(table, name);
        const auto place = static_cast<std::size_t>(found - all.begin());
        if (std::ranges::find(choice.places_, place) != choice.places_.end())
            return fail(ErrorKind::usage, "--columns: '{}' stands twice", name);
        choice.places_.push_back(place);
        choice.columns_.push_back(*found);
    }
    return choice;
}

ExportValues ColumnChoice::pick(ExportValues row) const {
    if (places_.empty()) return row;
    ExportValues out;
    out.reserve(places_.size());
    for (const auto place : places_) out.push_back(std::move(row[place]));
    return out;
}

}  // namespace claimline
