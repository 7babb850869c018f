#pragma once
// Port: the catalogue of articles, their versions and the claims found in them. Everything in it can be made
// again from the archive; the full text index follows it by change number.
//
// One writer, any number of readers. Every call is a whole unit of work, all or nothing; nothing stays open
// between calls, pages go on from a cursor that is plain data.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/claim.h"
#include "core/clock.h"
#include "core/entity.h"
#include "core/result.h"
#include "index/parties.h"
#include "index/query.h"

namespace claimline {

// Row numbers: stable while the catalogue lives, docids of the full text, never shown to users.
enum class ArticleRow : std::int64_t {};
enum class ClaimRow : std::int64_t {};

// One HTTP exchange in the archive: where the bytes lie that prove a version.
struct CaptureProof {
    std::string warc_file;     // relative to the archive folder, '/' between parts
    std::uint64_t offset = 0;  // of the record's gzip member, bytes
    std::uint64_t length = 0;
    std::string payload_digest;  // SHA-256 of the body, 64 hex digits
    int status = 0;              // of HTTP
    Instant at{};                // WARC-Date
    std::string media_type;

    friend bool operator==(const CaptureProof&, const CaptureProof&) = default;
};

// ---- what is put in ----

// One capture that was read as a document. `article.url` (normalised by the caller) is the key of the
// article; claims and mentions refer to article.text.
struct Document {
    CaptureProof capture;
    std::string source;  // id of the source that led to it; may be empty
    Article article;
    std::vector<EntityMention> mentions;
    std::vector<Claim> claims;
};

// A document that was there and now answers 404 or 410.
struct Withdrawal {
    std::string url;
    CaptureProof capture;
};

// A document that a stage could not use. One is kept per URL and stage, the last; putting a document of that
// URL clears them.
struct Problem {
    std::string url;
    std::string stage;  // "parse", "extract" ...
    ErrorKind kind = ErrorKind::invalid_input;
    std::string message;
    Instant at{};
};

// The archive file has been read up to `offset`; under another pack version it counts as unread.
struct ArchiveMark {
    std::string warc_file;
    std::uint64_t offset = 0;
};

// One job, keyed by when it started; put again to say how it ended.
struct Run {
    Instant started{};
    std::optional<Instant> ended;
    std::string command;
    std::map<std::string, std::int64_t> counters;
};

// One transaction. Repeating a batch changes nothing: a document is known by (URL, capture, pack version), a
// version by the digest of its text. Different URLs may come in any order; captures of one URL in the order
// of their time, else silent edits of late ones are judged when they arrive.
struct Batch {
    std::string pack_version;
    std::string rule_book;  // of the whole catalogue once all is read again; any text, replaces the last one
    std::vector<Document> documents;
    std::vector<Withdrawal> withdrawals;
    std::vector<Problem> problems;
    std::vector<ArchiveMark> marks;
    std::vector<Run> runs;  // known by when they started
    // The entity table as it is now, before documents that refer to it; empty: as it was. Claims whose family
    // of parties is another by it are threaded anew.
    std::vector<KnownParty> parties;
};

struct PutCounts {
    std::size_t new_articles = 0;
    std::size_t new_versions = 0;  // of articles known before
    std::size_t unchanged = 0;     // nothing new in it
    std::size_t new_claims = 0;    // claim ids not seen before
    std::size_t withdrawn = 0;
    std::size_t silent_edits = 0;  // of new_versions: the page's own dates are as they were
};

// ---- what comes out ----

enum class ClaimState {
    current,     // the article's present version states it
    superseded,  // an earlier version stated it, the present one no longer does
    withdrawn,   // its article is gone from the web
};
[[nodiscard]] const char* to_string(ClaimState state);

// Where the date of `about` comes from when the text gives none.
enum class DateBasis { stated, published, seen };
[[nodiscard]] const char* to_string(DateBasis basis);

// The article as lists and proofs need it.
struct ArticleHead {
    ArticleRow row{};
    std::string id;  // "d:" and 12 hex digits of SHA-256 of the URL
    std::string url;
    std::string host;
    std::string source;
    std::string title;
    std::vector<std::string> authors;
    std::string published;  // as Article::published
    std::string modified;
    std::string site;
    std::string lang;
    Instant first_seen{};
    Instant last_seen{};
    std::optional<Instant> withdrawn;
    std::string story;  // articles with the same are copies of one report; empty: it has none
    std::size_t versions = 0;
    std::size_t claims = 0;  // stated by the present version
};

struct VersionRecord {
    int number = 0;        // 1 = first seen
    CaptureProof capture;  // the first one that showed this text
    Instant last_seen{};
    std::string pack_version;
    std::string title;
    std::string published;
    std::string modified;
    std::string text_digest;  // SHA-256 of text, hex
    std::string text;
    bool silent = false;  // text changed while the page's own dates did not
    bool current = false;
};

struct ArticleRecord {
    ArticleHead head;
    std::vector<VersionRecord> versions;  // first seen first
};

// What a version that changed while the page's own dates did not has done to a claim.
enum class SilentEdit { none, added, removed };

struct ClaimRecord {
    ClaimRow row{};
    Claim claim;                        // evidence in bytes of the version's text
    std::vector<Span> evidence_points;  // the same in code points
    std::string quote;
    std::string thread;  // "t:" and 12 hex digits; provisional until ThreadStore::settle()
    ClaimState state = ClaimState::current;
    sys_days about_from{};  // [about_from, about_until)
    sys_days about_until{};
    DateBasis about_basis = DateBasis::stated;
    Instant first_seen{};  // capture of the first version that states it
    ArticleHead article;   // title, authors and dates of `version`
    int version = 0;       // the last version that states it
    SilentEdit silent_edit = SilentEdit::none;
    CaptureProof capture;  // proof of that version
    std::string text_digest;
    std::string pack_version;
};

// Which claims, in which order. Order: the chosen date, publication day, URL, place in the text, claim id;
// content only, so that two catalogues with the same content answer the same.
struct ClaimFilter {
    Query where{};                                // without text clauses
    std::optional<std::vector<ClaimRow>> rows{};  // only these (what the full text found)
    DateField order = DateField::about;
    bool descending = false;
    bool include_superseded = false;
    // What was known before this day: claims seen before it that their page still stated then, in the state
    // they had. Full text knows present claims only, so `rows` leave out what was superseded since.
    std::optional<sys_days> as_of{};
};

struct ClaimCursor {
    std::int64_t day = 0;
    std::int64_t published = 0;
    std::string url;
    std::int64_t begin = 0;  // of the first evidence
    std::string claim;
    friend bool operator==(const ClaimCursor&, const ClaimCursor&) = default;
};

struct ClaimPage {
    std::vector<ClaimRecord> claims;
    std::optional<ClaimCursor> next;  // absent: this was the last page
};

// One changed article with what the full text index stores of it.
struct IndexedClaim {
    ClaimRow row{};
    std::string text;  // quote
    std::vector<TermClause> terms;
    sys_days about_from{};
    sys_days about_until{};
    std::optional<double> value;
    std::string currency;
};
struct ArticleChange {
    std::int64_t seq = 0;
    ArticleHead head;
    std::string text;
    std::vector<TermClause> terms;  // of its mentions and current claims
    std::vector<IndexedClaim> claims;
};

struct ArticleText {
    ArticleHead head;
    std::string text;  // of the current version
};

struct ProblemCount {
    std::string stage;
    std::string kind;
    std::size_t count = 0;
};

struct CatalogueSummary {
    std::string uuid;  // of this catalogue: an index of another one is stale
    std::int64_t change_seq = 0;
    std::string pack_version;  // of the last batch
    std::size_t articles = 0;
    std::size_t withdrawn = 0;
    std::size_t versions = 0;
    std::size_t silent_edits = 0;
    std::size_t captures = 0;
    std::size_t hosts = 0;
    std::size_t threads = 0;
    std::size_t other_packs = 0;                // versions extracted under another pack version than the last
    std::map<std::string, std::size_t> claims;  // current claims by kind
    std::map<std::string, std::size_t> by_source;  // articles by source id
    std::vector<Problem> problems;                 // newest first, at most 100
    std::size_t problem_count = 0;
    std::optional<Run> last_run;
};

class Catalogue {
  public:
    virtual ~Catalogue() = default;

    [[nodiscard]] virtual Result<PutCounts> put(const Batch& batch) = 0;

    // How far `warc_file` has been read under this pack version; 0 when never.
    [[nodiscard]] virtual Result<std::uint64_t> archive_mark(std::string_view warc_file,
                                                             std::string_view pack_version) const = 0;

    // The rule book of the last batch that brought one; empty when none did.
    [[nodiscard]] virtual Result<std::string> rule_book() const = 0;
    // What `pack_version` found in the version of `article` with this URL, title, text and publication date,
    // in the order it was put; nullopt when that version was not read under it.
    [[nodiscard]] virtual Result<std::optional<std::vector<Claim>>> claims_of(
        const Article& article, std::string_view pack_version) const = 0;

    [[nodiscard]] virtual Result<ClaimPage> claims(const ClaimFilter& filter, std::size_t limit,
                                                   const std::optional<ClaimCursor>& after) const = 0;
    // By id or a prefix of it ("c:2c40", "2c40"; "d:" for articles) of at least four digits.
    // not_found names what was asked; an ambiguous prefix is `usage` and lists the first candidates.
    [[nodiscard]] virtual Result<ClaimRecord> claim(std::string_view id) const = 0;
    [[nodiscard]] virtual Result<ArticleRecord> article(std::string_view id) const = 0;

    // Heads and current text of articles found by the full text, in the order asked; unknown rows are left
    // out.
    [[nodiscard]] virtual Result<std::vector<ArticleText>> articles(
        const std::vector<ArticleRow>& rows) const = 0;
    // Articles that changed after `seq`, oldest change first; fewer than `limit` when their texts are long,
    // none only at the end.
    [[nodiscard]] virtual Result<std::vector<ArticleChange>> changes(std::int64_t seq,
                                                                     std::size_t limit) const = 0;

    [[nodiscard]] virtual Result<CatalogueSummary> summary() const = 0;
};

// Slots that identify the matter of a claim, kind by kind, from the packs (KindInfo::key_slots); "time"
// stands for the claim's period. A kind that is not listed is identified by all its slots but status.
using KeySlots = std::map<std::string, std::vector<std::string>, std::less<>>;

// Creates the file when it is missing (":memory:" too).
[[nodiscard]] Result<std::unique_ptr<Catalogue>> open_sqlite_catalogue(const std::filesystem::path& path,
                                                                       KeySlots key_slots);

}  // namespace claimline
