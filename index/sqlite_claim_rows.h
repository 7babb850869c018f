#pragma once
// Claims by row number, each with its article, version and capture. What many claims of one version share is
// read once and kept as long as nobody writes.

#include <cstdint>
#include <unordered_map>

#include "core/sqlite/open.h"
#include "index/catalogue.h"

namespace claimline {

class ClaimRows {
  public:
    // `db` must outlive it.
    explicit ClaimRows(SQLite::Database& db);

    // To be called at the beginning of each unit of work: forgets what another connection or this one may
    // have changed.
    void refresh();
    // The row must be there. Throws SQLite::Exception.
    [[nodiscard]] Result<ClaimRecord> read(std::int64_t row);

  private:
    struct Proof {
        ArticleHead article;
        int version = 0;
        std::string text_digest;
        std::string pack_version;
        CaptureProof capture;
        bool silent = false;  // some version of the article changed while its own dates did not
    };
    Result<const Proof*> proof_of(std::int64_t version);
    SilentEdit silent_edit_of(std::int64_t row);

    SQLite::Database& db_;
    SQLite::Statement claim_;
    SQLite::Statement proof_;
    SQLite::Statement silent_;
    SQLite::Statement changed_;
    std::unordered_map<std::int64_t, Proof> proofs_;  // by row of the version
    std::int64_t data_version_ = 0;
    std::int64_t own_changes_ = 0;
};

}  // namespace claimline
