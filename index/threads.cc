// Sorting, grouping, describing, linking: the passes in order.

#include "index/threads.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "index/threads_parts.h"

namespace claimline {
namespace {

// What bounds the work in a crowded bucket; a matter that nobody told of for 128 others has ended.
constexpr std::size_t kMostThreads = 128;
constexpr std::size_t kFirstMembers = 8;
constexpr std::size_t kLastMembers = 16;

// Calls `visit` for the first and the last members; between them lies nothing that both ends do not tell.
template <class Visit>
void for_each_example(const ThreadGroup& group, Visit visit) {
    const std::size_t count = group.members.size();
    for (std::size_t i = 0; i < count; ++i)
        if (i < kFirstMembers || i + kLastMembers >= count) visit(group.members[i]);
}

// The best score against any member; none at all when one of them contradicts.
double score(const Matter& matter, const ThreadGroup& group, const ThreadWorld& world,
             const KeySlots& key_slots) {
    double best = 0;
    bool contradicts = false;
    for_each_example(group, [&](std::size_t member) {
        if (contradicts) return;
        const auto likeness = compare(matter, world.matters[member], key_slots);
        contradicts = likeness.contradicts;
        best = std::max(best, likeness.score);
    });
    return contradicts ? 0 : best;
}

using Buckets = std::unordered_map<std::string, std::vector<std::size_t>>;

// Groups that `matter` may belong to, the most recent ones.
std::vector<std::size_t> candidates(const Buckets& buckets, const std::vector<std::string>& names) {
    std::vector<std::size_t> found;
    for (const auto& name : names) {
        const auto bucket = buckets.find(name);
        if (bucket == buckets.end()) continue;
        const auto& groups = bucket->second;
        const auto first = groups.size() > kMostThreads ? groups.size() - kMostThreads : 0;
        found.insert(found.end(), groups.begin() + static_cast<std::ptrdiff_t>(first), groups.end());
    }
    std::ranges::sort(found);
    const auto doubles = std::unique(found.begin(), found.end());
    found.erase(doubles, found.end());
    return found;
}

auto told_order(const ThreadClaim& claim, const Matter& matter) {
    const std::uint32_t begin = claim.claim.evidence.empty() ? 0 : claim.claim.evidence.front().begin;
    return std::tuple(claim.told, std::string_view(claim.document), matter.when, begin,
                      std::string_view(claim.claim.id));
}

}  // namespace

const char* to_string(StepNote note) {
    switch (note) {
        case StepNote::none: return "";
        case StepNote::backward: return "backward";
        case StepNote::revived: return "revived";
    }
    return "";
}

std::vector<ThreadGroup> group_claims(const ThreadWorld& world, const KeySlots& key_slots) {
    std::vector<ThreadGroup> groups;
    Buckets buckets;
    for (std::size_t i = 0; i < world.claims.size(); ++i) {
        const Matter& matter = world.matters[i];
        const auto names = buckets_of(matter);
        std::size_t best = groups.size();
        double best_score = 0;
        std::size_t perhaps = 0;
        for (const std::size_t group : candidates(buckets, names)) {
            const double found = score(matter, groups[group], world, key_slots);
            if (found >= kPerhapsSameMatter) ++perhaps;
            if (found < kPerhapsSameMatter || found < best_score) continue;
            best = group;  // of equal ones the youngest
            best_score = found;
        }
        const bool joins = best_score >= kSameMatter || (best_score >= kPerhapsSameMatter && perhaps == 1);
        if (!joins) {
            best = groups.size();
            groups.emplace_back();
        }
        groups[best].members.push_back(i);
        for (const auto& name : names) {
            auto& bucket = buckets[name];
            if (!joins || std::ranges::find(bucket, best) == bucket.end()) bucket.push_back(best);
        }
    }
    return groups;
}

std::vector<Thread> make_threads(std::vector<ThreadClaim> claims, const Parties& parties,
                                 const KeySlots& key_slots) {
    std::vector<std::pair<Matter, std::size_t>> prepared;
    prepared.reserve(claims.size());
    for (std::size_t i = 0; i < claims.size(); ++i) prepared.emplace_back(matter_of(claims[i], parties), i);
    std::ranges::sort(prepared, [&claims](const auto& a, const auto& b) {
        return told_order(claims[a.second], a.first) < told_order(claims[b.second], b.first);
    });
    std::vector<ThreadClaim> ordered;
    std::vector<Matter> matters;
    for (auto& [matter, at] : prepared) {
        ordered.push_back(std::move(claims[at]));
        matters.push_back(std::move(matter));
    }
    const ThreadWorld world{ordered, matters};
    const auto groups = group_claims(world, key_slots);
    std::vector<Thread> threads;
    threads.reserve(groups.size());
    for (const auto& group : groups) threads.push_back(describe(world, group));
    link_threads(world, groups, threads);
    std::ranges::sort(threads, {}, [](const Thread& thread) {
        return std::tuple(thread.first_reported, std::string_view(thread.id));
    });
    return threads;
}

}  // namespace claimline
