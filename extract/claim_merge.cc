// Merging inside a document, driven by what kinds.toml says identifies a claim and what contradicts it.

#include "extract/claim_merge.h"

#include <algorithm>
#include <tuple>

#include "extract/claim_compare.h"

namespace claimline {
namespace {

const SlotValue& slot_of(const Claim& claim, std::string_view name) {
    static const SlotValue kEmpty;
    const auto found = claim.slots.find(name);
    return found == claim.slots.end() ? kEmpty : found->second;
}

std::string_view time_of(const Claim& claim, std::string_view field) {
    if (field == "time.date") return claim.time.date;
    return field == "time.start" ? claim.time.start : claim.time.end;
}

class Merger {
  public:
    explicit Merger(const EntityTable& table) : compare_(table) {}

    void add(Candidate candidate) {
        for (auto& kept : kept_)
            if (same_claim(kept, candidate)) {
                join(kept, candidate);
                return;
            }
        kept_.push_back(std::move(candidate));
    }

    std::vector<Claim> claims() {
        std::vector<Claim> out;
        for (auto& kept : kept_) out.push_back(std::move(kept.claim));
        return out;
    }

  private:
    // "Nordkom was fined too" after "Velta, Nordkom and Orbis were fined".
    static bool is_among(const Claim& one, const Claim& several) {
        return std::ranges::any_of(several.co_subjects,
                                   [&](const Party& party) { return party.name == one.subject; });
    }

    [[nodiscard]] bool field_agrees(const Kind& kind, const std::string& field, const Claim& a,
                                    const Claim& b) const {
        if (field == "subject")
            return compare_.same_party(a, b, kind.subject_is_service) || is_among(a, b) || is_among(b, a);
        if (field.starts_with("time.")) return compare_.dates_agree(time_of(a, field), time_of(b, field));
        if (field == "attribution.speaker")
            return a.attribution.speaker.empty() || b.attribution.speaker.empty() ||
                   a.attribution.speaker == b.attribution.speaker;
        const auto* slot = kind.slot(field);
        return slot == nullptr || compare_.agree(*slot, slot_of(a, field), slot_of(b, field));
    }

    [[nodiscard]] bool same_claim(const Candidate& a, const Candidate& b) const {
        if (a.kind != b.kind || a.claim.negative != b.claim.negative) return false;
        const auto agrees = [&](const std::string& field) {
            return field_agrees(*a.kind, field, a.claim, b.claim);
        };
        if (!agrees("subject")) return false;
        if (!std::ranges::all_of(a.kind->merge_key, agrees)) return false;
        if (!std::ranges::all_of(a.kind->contradict, agrees)) return false;
        // A part (the second site) is not the whole (two sites).
        return std::ranges::none_of(a.kind->exclusive, [&](const auto& pair) {
            const auto has = [](const Claim& claim, const std::string& name) {
                return claim.slots.contains(name);
            };
            return (has(a.claim, pair.first) && has(b.claim, pair.second)) ||
                   (has(a.claim, pair.second) && has(b.claim, pair.first));
        });
    }

    void join(Candidate& kept, const Candidate& other) const {
        auto& claim = kept.claim;
        for (const auto& [name, value] : other.claim.slots) {
            const auto* slot = kept.kind->slot(name);
            if (slot == nullptr || !compare_.finer(*slot, slot_of(claim, name), value)) continue;
            claim.slots[name] = value;
            if (const auto how = other.claim.how.find(name); how != other.claim.how.end())
                claim.how[name] = how->second;
        }
        if (claim.co_subjects.empty() && claim.subject == other.claim.subject)
            claim.co_subjects = other.claim.co_subjects;
        join_time(claim.time, other.claim.time);
        join_speaker(kept, other);
        for (const auto& span : other.claim.evidence) {
            const auto at = std::ranges::lower_bound(claim.evidence, span);
            if (at == claim.evidence.end() || *at != span) claim.evidence.insert(at, span);
        }
        if (other.claim.confidence > claim.confidence) {
            claim.confidence = other.claim.confidence;
            claim.rule = other.claim.rule;
            claim.rule_hash = other.claim.rule_hash;
        }
    }

    static void join_time(ClaimTime& kept, const ClaimTime& other) {
        if (other.date.size() > kept.date.size()) kept.date = other.date;
        if (kept.start.empty() && kept.end.empty()) {
            kept.start = other.start;
            kept.end = other.end;
        }
    }

    // The most direct named speaker; role, medium and outlet from all copies.
    static void join_speaker(Candidate& kept, const Candidate& other) {
        auto& mine = kept.claim.attribution;
        const auto& theirs = other.claim.attribution;
        const bool more_direct =
            !theirs.speaker.empty() &&
            (mine.speaker.empty() || (other.said != SentenceSpeaker::How::none && other.said < kept.said));
        if (more_direct) {
            if (mine.speaker != theirs.speaker) mine.role = theirs.role;
            mine.speaker = theirs.speaker;
            kept.said = other.said;
            kept.claim.modality = other.claim.modality;
        }
        if (mine.role.empty() && mine.speaker == theirs.speaker) mine.role = theirs.role;
        if (mine.via.empty()) mine.via = theirs.via;
        if (mine.outlet.empty()) mine.outlet = theirs.outlet;
    }

    Comparer compare_;
    std::vector<Candidate> kept_;
};

}  // namespace

std::vector<Claim> merge_candidates(std::vector<Candidate> candidates, const EntityTable& table) {
    std::ranges::stable_sort(candidates, [](const Candidate& a, const Candidate& b) {
        return std::tuple(a.sentence, a.token, -a.claim.confidence, -static_cast<int>(a.claim.slots.size()),
                          a.claim.rule) < std::tuple(b.sentence, b.token, -b.claim.confidence,
                                                     -static_cast<int>(b.claim.slots.size()), b.claim.rule);
    });
    Merger merger(table);
    for (auto& candidate : candidates) merger.add(std::move(candidate));
    return merger.claims();
}

std::vector<std::pair<std::size_t, std::size_t>> find_coarser(const std::vector<Claim>& claims,
                                                              const std::vector<Kind>& kinds,
                                                              const EntityTable& table) {
    const Comparer compare(table);
    std::vector<std::pair<std::size_t, std::size_t>> out;
    for (std::size_t i = 0; i < claims.size(); ++i)
        for (std::size_t j = 0; j < claims.size(); ++j) {
            const auto& wide = claims[i];
            const auto& narrow = claims[j];
            if (i == j || wide.kind != narrow.kind || wide.negative != narrow.negative) continue;
            const auto kind =
                std::ranges::find_if(kinds, [&](const Kind& k) { return k.info.name == wide.kind; });
            if (kind == kinds.end() || kind->place.empty()) continue;
            if (!compare.same_party(wide, narrow, kind->subject_is_service)) continue;
            const auto& outer = slot_of(wide, kind->place);
            const auto& inner = slot_of(narrow, kind->place);
            if (outer.empty() || inner.empty()) continue;
            const bool inside = compare.place_inside(inner.front(), outer.front());
            const bool part =
                outer.front() == inner.front() && std::ranges::any_of(kind->exclusive, [&](const auto& pair) {
                    return wide.slots.contains(pair.first) && narrow.slots.contains(pair.second);
                });
            if (inside || part) out.emplace_back(i, j);
        }
    return out;
}

}  // namespace claimline
