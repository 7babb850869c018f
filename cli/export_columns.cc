// The table of columns.

#include "cli/export_columns.h"

namespace claimline {
namespace {

using enum ColumnType;

constexpr std::array<ExportColumn, kExportColumns> kColumns{{
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
}};

}  // namespace

std::span<const ExportColumn, kExportColumns> export_columns() {
    return kColumns;
}

}  // namespace claimline
