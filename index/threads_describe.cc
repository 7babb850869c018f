// What one thread comes to: its steps, who told it first, how many tell it independently, what conflicts.

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "core/hash.h"
#include "core/text.h"
#include "index/claim_terms.h"
#include "index/copies.h"
#include "index/status_ladder.h"
#include "index/threads_parts.h"

namespace claimline {
namespace {

constexpr std::size_t kMostOrigins = 64;  // compared wording by wording; beyond, each claim has its own

// 0 = the party itself or an authority by name, 1 = the text's own voice, 2 = another medium or unnamed
// sources.
int distance(const ThreadClaim& claim) {
    if (!claim.claim.attribution.outlet.empty() || claim.claim.modality == Modality::reported) return 2;
    return claim.claim.attribution.speaker.empty() ? 1 : 0;
}

std::string thread_id_of(const std::string& first_claim) {
    return "t:" + to_hex(sha256("thread\n" + first_claim)).substr(0, 12);
}

// Copies of one story, and pages that word it alike, are one origin: that of the first of them.
std::vector<std::string> independent_origins(const ThreadWorld& world,
                                             const std::vector<std::size_t>& members) {
    std::vector<std::string> origins;
    std::set<std::string> stories;
    std::vector<const ThreadClaim*> tellers;
    for (const std::size_t member : members) {
        const ThreadClaim& claim = world.claims[member];
        const bool copied = !claim.story.empty() && !stories.insert(claim.story).second;
        const bool alike = std::ranges::any_of(
            tellers, [&](const ThreadClaim* other) { return are_one_wording(claim.quote, other->quote); });
        if (tellers.size() < kMostOrigins) tellers.push_back(&claim);
        if (!copied && !alike && std::ranges::find(origins, claim.origin) == origins.end())
            origins.push_back(claim.origin);
    }
    std::ranges::sort(origins);
    return origins;
}

std::string status_of(const Matter& matter) {
    return matter.status.empty() ? std::string() : *matter.status.begin();
}

// Members in the order of the steps they tell.
std::vector<std::size_t> by_step_day(const ThreadWorld& world, std::vector<std::size_t> members) {
    std::ranges::stable_sort(members, {}, [&](std::size_t member) {
        return std::tuple(world.matters[member].when, world.matters[member].told,
                          distance(world.claims[member]));
    });
    return members;
}

std::vector<ThreadStep> steps_of(const ThreadWorld& world, const std::vector<std::size_t>& members) {
    std::vector<ThreadStep> steps;
    int furthest = -1;
    bool given_up = false;
    for (const std::size_t member : by_step_day(world, members)) {
        const Matter& matter = world.matters[member];
        const ThreadClaim& claim = world.claims[member];
        const auto status = status_of(matter);
        if (!steps.empty() && steps.back().status == status) {
            ++steps.back().claims;
            continue;
        }
        const auto place = status_place(matter.kind, status);
        ThreadStep step{status, matter.when, claim.claim.id, claim.claim.attribution.speaker, claim.origin};
        if (place.sort == StatusSort::step) {
            if (given_up)
                step.note = StepNote::revived;
            else if (place.rank < furthest)
                step.note = StepNote::backward;
            given_up = false;
            furthest = std::max(furthest, place.rank);
        }
        given_up = given_up || place.sort == StatusSort::end;
        steps.push_back(std::move(step));
    }
    return steps;
}

// Figures of claims that tell the same step or period; a plan may well grow from one year to the next.
bool conflicting(const ThreadWorld& world, const std::vector<std::size_t>& members) {
    constexpr double kRounding = 0.011;
    std::map<std::string, ClaimFigure> seen;
    for (const std::size_t member : members) {
        const auto figure = claim_figure(world.claims[member].claim);
        if (!figure) continue;
        const std::string key =
            figure->unit + '\n' + figure->currency + '\n' + status_of(world.matters[member]);
        const auto [other, fresh] = seen.emplace(key, *figure);
        if (fresh) continue;
        const double larger = std::max(std::abs(figure->value), std::abs(other->second.value));
        if (std::abs(figure->value - other->second.value) > kRounding * larger) return true;
    }
    return false;
}

bool is_open(const std::string& kind, const std::vector<ThreadStep>& steps) {
    if (kind == "user_metric" || steps.empty()) return false;
    int furthest = -1;
    for (const auto& step : steps) furthest = std::max(furthest, status_place(kind, step.status).rank);
    const auto last = status_place(kind, steps.back().status);
    if (last.sort == StatusSort::end) return false;
    constexpr int kFacilityOpen = 5;
    constexpr int kPromiseDone = 2;
    if (kind == "facility_plan") return furthest < kFacilityOpen || last.sort == StatusSort::hold;
    if (kind == "regulatory_action") return true;  // until a later act of the case ends it: link_threads()
    return last.sort != StatusSort::step || furthest < kPromiseDone;
}

// The newest statement, the most direct among those of a day.
std::size_t leading(const ThreadWorld& world, const std::vector<std::size_t>& members) {
    return *std::ranges::min_element(members, {}, [&](std::size_t member) {
        const ThreadClaim& claim = world.claims[member];
        return std::tuple(claim.state != ClaimState::current, -claim.told.time_since_epoch().count(),
                          distance(claim), -claim.claim.confidence, std::string_view(claim.claim.id));
    });
}

}  // namespace

Thread describe(const ThreadWorld& world, const ThreadGroup& group) {
    const auto& members = group.members;
    const ThreadClaim& first = world.claims[members.front()];
    const ThreadClaim& speaking = world.claims[leading(world, members)];
    Thread thread;
    thread.id = thread_id_of(first.claim.id);
    thread.kind = first.claim.kind;
    thread.subject = speaking.claim.subject;
    thread.subject_id = speaking.claim.subject_id;
    thread.leading = speaking.claim.id;
    thread.first_reported = first.told;
    // Of the reports of the first day, one that credits an outlet names whose report it was.
    const auto crediting = std::ranges::find_if(members, [&](std::size_t member) {
        const ThreadClaim& claim = world.claims[member];
        return claim.told == first.told && !claim.claim.attribution.outlet.empty();
    });
    thread.first_source = world.claims[crediting == members.end() ? members.front() : *crediting].origin;
    thread.last_reported = world.claims[members.back()].told;
    thread.steps = steps_of(world, members);
    thread.status = thread.steps.back().status;
    thread.open = is_open(thread.kind, thread.steps);
    thread.conflict = conflicting(world, members);
    thread.origins = independent_origins(world, members);
    std::set<std::string_view> documents;
    for (const std::size_t member : members) {
        documents.insert(world.claims[member].document);
        thread.claims.push_back(world.claims[member].claim.id);
    }
    thread.documents = documents.size();
    return thread;
}

}  // namespace claimline
