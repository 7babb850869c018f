#pragma once
// The catalogue in one SQLite file (WAL). Not for use by several threads at once: open one object a thread.

#include <memory>
#include <string>
#include <unordered_map>

#include "core/sqlite/open.h"
#include "index/catalogue.h"
#include "index/sqlite_claim_rows.h"

namespace claimline {

class SqliteCatalogue final : public Catalogue {
  public:
    SqliteCatalogue(std::unique_ptr<SQLite::Database> db, KeySlots key_slots);

    [[nodiscard]] Result<PutCounts> put(const Batch& batch) override;
    [[nodiscard]] Result<std::uint64_t> archive_mark(std::string_view warc_file,
                                                     std::string_view pack_version) const override;
    [[nodiscard]] Result<std::string> rule_book() const override;
    [[nodiscard]] Result<std::optional<std::vector<Claim>>> claims_of(
        const Article& article, std::string_view pack_version) const override;
    [[nodiscard]] Result<ClaimPage> claims(const ClaimFilter& filter, std::size_t limit,
                                           const std::optional<ClaimCursor>& after) const override;
    [[nodiscard]] Result<ClaimRecord> claim(std::string_view id) const override;
    [[nodiscard]] Result<ArticleRecord> article(std::string_view id) const override;
    [[nodiscard]] Result<std::vector<ArticleText>> articles(
        const std::vector<ArticleRow>& rows) const override;
    [[nodiscard]] Result<std::vector<ArticleChange>> changes(std::int64_t seq,
                                                             std::size_t limit) const override;
    [[nodiscard]] Result<CatalogueSummary> summary() const override;

  private:
    std::unique_ptr<SQLite::Database> db_;
    mutable ClaimRows rows_;
    KeySlots key_slots_;
};

}  // namespace claimline
