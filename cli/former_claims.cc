// Which claims of a standing catalogue may be taken over as they are.

#include "cli/former_claims.h"

namespace claimline {

FormerClaims::FormerClaims(std::unique_ptr<Catalogue> catalogue, std::string version, RuleChanges changes)
    : catalogue_(std::move(catalogue)), version_(std::move(version)), changes_(std::move(changes)) {}

std::unique_ptr<FormerClaims> FormerClaims::of(std::unique_ptr<Catalogue> catalogue, const RuleBook& now) {
    const auto text = catalogue->rule_book();
    if (!text || text->empty()) return nullptr;
    const auto before = parse_rule_book(*text);
    // Who rebuilds with the very same rules wants to repair something: then nothing is taken over.
    if (!before || *before == now) return nullptr;
    auto changes = compare(*before, now);
    if (changes.reading) return nullptr;
    return std::unique_ptr<FormerClaims>(
        new FormerClaims(std::move(catalogue), before->version, std::move(changes)));
}

std::optional<std::vector<Claim>> FormerClaims::kept_claims(const Article& article) {
    const std::lock_guard lock(mutex_);
    auto stored = catalogue_->claims_of(article, version_);
    if (!stored || !*stored) return std::nullopt;
    std::erase_if(**stored, [&](const Claim& claim) { return changes_.kinds.contains(claim.kind); });
    return std::move(*stored);
}

}  // namespace claimline
