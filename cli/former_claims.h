#pragma once
// The claims of a catalogue that stands, for the kinds whose rules have not changed since it was made.

#include <memory>
#include <mutex>
#include <vector>

#include "cli/rule_book.h"
#include "core/article.h"
#include "index/catalogue.h"

namespace claimline {

// May be asked by several threads.
class FormerClaims {
  public:
    // None when there is nothing to keep: the same rules, another way of reading, or no rule book.
    [[nodiscard]] static std::unique_ptr<FormerClaims> of(std::unique_ptr<Catalogue> catalogue,
                                                          const RuleBook& now);

    // The kinds that must be extracted again.
    [[nodiscard]] const KindNames& changed_kinds() const { return changes_.kinds; }
    [[nodiscard]] const RuleChanges& changes() const { return changes_; }

    // The article's claims of all other kinds; nullopt when the catalogue does not know this text of it, or
    // cannot be read.
    [[nodiscard]] std::optional<std::vector<Claim>> kept_claims(const Article& article);

  private:
    FormerClaims(std::unique_ptr<Catalogue> catalogue, std::string version, RuleChanges changes);

    std::mutex mutex_;
    std::unique_ptr<Catalogue> catalogue_;
    std::string version_;
    RuleChanges changes_;
};

}  // namespace claimline
