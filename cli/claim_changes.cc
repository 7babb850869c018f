// A digest of each old claim by id, then the new claims held against them.

#include "cli/claim_changes.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>
#include <unordered_map>

#include "core/claim_json.h"
#include "core/hash.h"

namespace claimline {
namespace {

constexpr std::size_t kPage = 1000;

// Everything that rules decide. What other code makes of all claims together (threads) and the document's own
// data are left out.
Digest digest_of(const ClaimRecord& record) {
    const Claim& claim = record.claim;
    nlohmann::ordered_json json{claim.kind,
                                subjects_of(claim),
                                slots_to_json(claim.slots),
                                claim.time.date,
                                claim.time.start,
                                claim.time.end,
                                claim.attribution.speaker,
                                claim.attribution.role,
                                claim.attribution.via,
                                claim.attribution.outlet,
                                to_string(claim.modality),
                                claim.negative,
                                record.quote,
                                claim.rule,
                                number_to_text(claim.confidence),
                                to_string(record.state)};
    for (const auto& link : claim.links) json.push_back(link.relation + link.claim_id);
    return sha256(json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

template <class Visit>
Result<void> for_each_claim(const Catalogue& catalogue, Visit visit) {
    const ClaimFilter all{.include_superseded = true};
    std::optional<ClaimCursor> after;
    do {
        auto page = catalogue.claims(all, kPage, after);
        if (!page) return Failure(page.error());
        for (const auto& record : page->claims) visit(record);
        after = page->next;
    } while (after);
    return {};
}

struct Old {
    Digest digest{};
    bool seen = false;
};

class CatalogueComparison {
  public:
    explicit CatalogueComparison(bool list) : list_(list) {}

    void remember(const ClaimRecord& record) { old_[record.claim.id] = {digest_of(record), false}; }

    void hold_against(const ClaimRecord& record) {
        auto& counts = out_.kinds[record.claim.kind];
        const auto known = old_.find(record.claim.id);
        if (known == old_.end()) {
            ++counts.added;
            note(ChangeMark::added, record);
            return;
        }
        known->second.seen = true;
        if (known->second.digest == digest_of(record)) {
            ++counts.same;
        } else {
            ++counts.changed;
            note(ChangeMark::changed, record);
        }
    }

    void miss(const ClaimRecord& record) {
        if (old_[record.claim.id].seen) return;
        ++out_.kinds[record.claim.kind].gone;
        note(ChangeMark::gone, record);
    }

    ClaimChanges finish() {
        std::ranges::sort(out_.listed, {}, [](const ClaimChange& change) {
            return std::tuple(change.kind, static_cast<char>(change.mark), change.url, change.id);
        });
        return std::move(out_);
    }

  private:
    void note(ChangeMark mark, const ClaimRecord& record) {
        if (list_)
            out_.listed.push_back({mark, record.claim.id, record.claim.kind, record.claim.subject,
                                   record.claim.rule, record.quote, record.article.url});
    }

    bool list_;
    std::unordered_map<std::string, Old> old_;
    ClaimChanges out_;
};

}  // namespace

Result<ClaimChanges> compare_claims(const Catalogue* before, const Catalogue& after, bool list) {
    CatalogueComparison comparison(list);
    if (before != nullptr)
        if (auto read = for_each_claim(*before, [&](const auto& record) { comparison.remember(record); });
            !read)
            return Failure(read.error());
    if (auto read = for_each_claim(after, [&](const auto& record) { comparison.hold_against(record); });
        !read)
        return Failure(read.error());
    if (before != nullptr)
        if (auto read = for_each_claim(*before, [&](const auto& record) { comparison.miss(record); }); !read)
            return Failure(read.error());
    return comparison.finish();
}

}  // namespace claimline
