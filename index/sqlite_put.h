#pragma once
// Writing one batch into the catalogue's tables, inside a transaction that the caller holds.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/sqlite/open.h"
#include "index/catalogue.h"

namespace claimline {

// Two captures show one version when they agree in this: SHA-256 of title, line feed, text,
// clock lines and counters left out (core/volatile_lines.h).
[[nodiscard]] std::string version_digest(const Article& article);

// Lives for one batch. Throws SQLite::Exception; the caller turns it into an error.
class CatalogueWriter {
  public:
    CatalogueWriter(SQLite::Database& db, const KeySlots& key_slots, std::string pack_version);

    PutCounts write(const Batch& batch);

  private:
    using Row = std::int64_t;

    void put_parties(const std::vector<KnownParty>& parties);
    void put_document(const Document& document);
    void put_withdrawal(const Withdrawal& withdrawal);
    void put_records(const Batch& batch);

    Row article_row(const std::string& url, Instant seen);
    // The version of `article` with this title and text under the present pack; `fresh` when it was written
    // now.
    Row version_row(Row article, const Document& document, bool& fresh);
    void write_version(Row version, const Document& document);
    void put_capture(Row article, std::optional<Row> version, const CaptureProof& capture,
                     const std::string& source);
    void put_mentions(Row version, const std::vector<EntityMention>& mentions);
    void put_claim(Row article, Row version, const Document& document, const Claim& claim,
                   const CodePoints& points);
    Row term_row(const std::string& field, const std::string& value);
    // The families of the claims of an article or version will be threaded anew.
    void unsettle(const char* column, Row row);
    const std::string& family_of(const Claim& claim);

    // Recomputes what depends on all captures of an article: numbers, silent edits, current version, claim
    // states.
    void settle(Row article, bool changed);
    void settle_versions(Row article);
    bool settle_article(Row article);
    void settle_claims(Row article);

    SQLite::Statement& prepared(const char* sql);
    template <class... Args>
    void run(const char* sql, const Args&... args);

    SQLite::Database& db_;
    const KeySlots& key_slots_;
    std::string pack_;
    PutCounts counts_;
    std::map<Row, bool> touched_;  // article -> whether the full text must follow
    std::unordered_map<const char*, SQLite::Statement> statements_;
    std::unordered_map<std::string, Row> terms_;
    std::optional<Parties> parties_;  // read when the first claim needs it
    std::unordered_map<std::string, std::string> families_;
};

}  // namespace claimline
