// Ties threads that are not one matter but belong together: an allegation and its denial, the acts of one
// case, a vague plan and the exact ones it covers.

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "index/threads_parts.h"

namespace claimline {
namespace {

using std::chrono::days;

constexpr days kAnswerWithin{180};
constexpr days kCaseWithin{1825};     // an appeal may take years
constexpr days kNextActWithin{1095};  // without a document that tells of both
constexpr days kVagueWithin{730};
constexpr std::size_t kMostNeighbours = 256;  // threads before one that are looked at
constexpr std::size_t kMostCaseLinks = 16;    // `case_id` ties the rest
constexpr double kSameMoney = 0.011;

// How far an act brings a case. Acts of no stage (designations, laws) belong to none.
struct CaseStage {
    std::string_view action;
    int stage;
};
constexpr std::array kStages{
    CaseStage{"complaint", 0},     CaseStage{"information_request", 1},
    CaseStage{"inspection", 1},    CaseStage{"investigation_opened", 1},
    CaseStage{"hearing", 2},       CaseStage{"statement_of_objections", 2},
    CaseStage{"charge", 2},        CaseStage{"lawsuit", 2},
    CaseStage{"proposed_fine", 3}, CaseStage{"fine", 4},
    CaseStage{"settlement", 4},    CaseStage{"order", 4},
    CaseStage{"ban", 4},           CaseStage{"reprimand", 4},
    CaseStage{"warning", 4},       CaseStage{"approval", 4},
    CaseStage{"rejection", 4},     CaseStage{"appeal", 5},
    CaseStage{"ruling", 6},        CaseStage{"annulled", 6},
    CaseStage{"closed", 6},
};
constexpr int kDecision = 4;
constexpr int kAppeal = 5;

int stage_of(const Matter& matter) {
    const auto actions = matter.slots.find("action");
    if (matter.kind != "regulatory_action" || actions == matter.slots.end()) return -1;
    int stage = -1;
    for (const auto& entry : kStages)
        if (actions->second.contains(std::string(entry.action))) stage = std::max(stage, entry.stage);
    return stage;
}

class Linker {
  public:
    Linker(const ThreadWorld& world, const std::vector<ThreadGroup>& groups, std::vector<Thread>& threads)
        : world_(world), groups_(groups), threads_(threads), case_(threads.size()) {
        std::iota(case_.begin(), case_.end(), std::size_t{0});
    }

    void link() {
        for (std::size_t later = 0; later < threads_.size(); ++later) {
            const std::size_t from = later > kMostNeighbours ? later - kMostNeighbours : 0;
            for (std::size_t earlier = from; earlier < later; ++earlier) link_pair(earlier, later);
        }
        name_cases();
        for (auto& thread : threads_) {
            std::ranges::sort(thread.links);
            const auto doubles = std::unique(thread.links.begin(), thread.links.end());
            thread.links.erase(doubles, thread.links.end());
        }
    }

  private:
    const Matter& first(std::size_t thread) const { return world_.matters[groups_[thread].members.front()]; }

    void connect(std::size_t one, const char* relation, std::size_t two, const char* back) {
        threads_[one].links.push_back({relation, threads_[two].id});
        threads_[two].links.push_back({back, threads_[one].id});
    }

    void link_pair(std::size_t a, std::size_t b) {
        if (first(a).kind == "denial" && first(b).kind == "allegation") return link_answer(a, b);
        if (first(b).kind == "denial" && first(a).kind == "allegation") return link_answer(b, a);
        if (first(a).kind != first(b).kind) return;
        if (first(a).kind == "facility_plan")
            link_vague(a, b);
        else if (first(a).kind == "regulatory_action" && one_case(a, b))
            case_[root(b)] = root(a);
    }

    // ---- allegation and denial ----

    void link_answer(std::size_t denial, std::size_t allegation) {
        if (first(denial).family != first(allegation).family) return;
        const auto day = threads_[denial].first_reported;
        if (day + days{1} < threads_[allegation].first_reported ||
            day - threads_[allegation].last_reported > kAnswerWithin)
            return;
        const auto topic = first(denial).slots.find("topic");
        const auto accused = first(allegation).slots.find("topic");
        const bool unsaid = topic == first(denial).slots.end() || accused == first(allegation).slots.end();
        const bool same = !unsaid && std::ranges::any_of(topic->second, [&](const auto& value) {
            return value != "other" && accused->second.contains(value);
        });
        // A denial that does not say of what answers what its own page alleges.
        if (same || (unsaid && share_document(denial, allegation)))
            connect(denial, "answers", allegation, "answered_by");
    }

    bool share_document(std::size_t a, std::size_t b) const {
        for (const std::size_t one : groups_[a].members)
            for (const std::size_t two : groups_[b].members)
                if (world_.matters[one].document == world_.matters[two].document) return true;
        return false;
    }

    // ---- acts of one case ----

    template <class Test>
    bool any_pair(std::size_t a, std::size_t b, Test test) const {
        for (const std::size_t one : groups_[a].members)
            for (const std::size_t two : groups_[b].members)
                if (test(world_.matters[one], world_.matters[two])) return true;
        return false;
    }

    static bool money_meets(const Matter& a, const Matter& b) {
        for (const auto& x : a.money)
            for (const auto& y : b.money)
                if (x.currency == y.currency &&
                    std::abs(x.value - y.value) <= kSameMoney * std::max(x.value, y.value))
                    return true;
        return false;
    }

    static bool slot_meets(const Matter& a, const Matter& b, std::string_view slot) {
        const auto one = a.slots.find(slot);
        const auto two = b.slots.find(slot);
        return one != a.slots.end() && two != b.slots.end() &&
               std::ranges::any_of(one->second,
                                   [&](const auto& value) { return two->second.contains(value); });
    }

    bool one_case(std::size_t a, std::size_t b) const {
        const int one = stage_of(first(a));
        const int two = stage_of(first(b));
        if (one < 0 || two < 0 || first(a).family != first(b).family || first(a).subject.empty())
            return false;
        const days apart =
            first(a).when < first(b).when ? first(b).when - first(a).when : first(a).when - first(b).when;
        if (apart > kCaseWithin) return false;
        const bool money = any_pair(a, b, money_meets);
        const bool both_money = !first(a).money.empty() && !first(b).money.empty();
        const bool proposed =
            one < kDecision || two < kDecision || !first(a).status.empty() || !first(b).status.empty();
        if (both_money && !money && !proposed) return false;
        if (money && one != two) return true;
        const bool actor =
            any_pair(a, b, [](const auto& x, const auto& y) { return slot_meets(x, y, "actor"); });
        // Who appeals and which court rules says nothing of whose decision it is.
        const bool no_actor = std::max(one, two) >= kAppeal || !first(a).slots.contains("actor") ||
                              !first(b).slots.contains("actor");
        if (share_document(a, b)) return actor || (no_actor && one != two);
        const bool law =
            any_pair(a, b, [](const auto& x, const auto& y) { return slot_meets(x, y, "legal_basis"); });
        return actor && law && one != two && apart <= kNextActWithin;
    }

    std::size_t root(std::size_t thread) const {
        while (case_[thread] != thread) thread = case_[thread];
        return thread;
    }

    void name_cases() {
        std::map<std::size_t, std::vector<std::size_t>> cases;
        for (std::size_t i = 0; i < threads_.size(); ++i)
            if (first(i).kind == "regulatory_action") cases[root(i)].push_back(i);
        for (auto& [root_thread, members] : cases) {
            const auto key = [this](std::size_t i) {
                return std::tuple(first(i).when, stage_of(first(i)), std::string_view(threads_[i].id));
            };
            std::ranges::sort(members, {}, key);
            close_case(members);
            if (members.size() < 2) continue;
            for (std::size_t i = 0; i < members.size(); ++i) {
                threads_[members[i]].case_id = threads_[members.front()].id;
                for (std::size_t k = 0; k < std::min(members.size(), kMostCaseLinks); ++k)
                    if (k != i) threads_[members[i]].links.push_back({"case", threads_[members[k]].id});
            }
        }
    }

    // Only its last act can be open, and a decision is not.
    void close_case(const std::vector<std::size_t>& members) {
        for (const std::size_t member : members)
            threads_[member].open = member == members.back() &&
                                    (stage_of(first(member)) < kDecision ||
                                     stage_of(first(member)) == kAppeal || !threads_[member].status.empty());
    }

    // ---- vague and exact plans ----

    bool is_vague(std::size_t thread) const {
        return std::ranges::all_of(groups_[thread].members, [this](std::size_t member) {
            const Matter& matter = world_.matters[member];
            return !matter.numbers.contains("ordinal") && !matter.places.empty() &&
                   std::ranges::all_of(matter.places,
                                       [](const auto& place) { return place.size != PlaceSize::site; });
        });
    }

    void link_vague(std::size_t a, std::size_t b) {
        if (first(a).family != first(b).family || !slot_meets(first(a), first(b), "facility_type")) return;
        if (threads_[b].first_reported - threads_[a].last_reported > kVagueWithin) return;
        for (const auto& [vague, exact] : {std::pair(a, b), std::pair(b, a)}) {
            const bool inside = any_pair(exact, vague, [](const Matter& inner, const Matter& outer) {
                return !inner.places.empty() && !outer.places.empty() &&
                       lies_inside(inner.places.front(), outer.places.front()) &&
                       inner.places.front().size <= outer.places.front().size;
            });
            if (!inside || !is_vague(vague)) continue;
            connect(vague, "finer", exact, "coarser");
            return;
        }
    }

    const ThreadWorld& world_;
    const std::vector<ThreadGroup>& groups_;
    std::vector<Thread>& threads_;
    std::vector<std::size_t> case_;  // union-find; threads of one case share a root
};

}  // namespace

void link_threads(const ThreadWorld& world, const std::vector<ThreadGroup>& groups,
                  std::vector<Thread>& threads) {
    Linker(world, groups, threads).link();
}

}  // namespace claimline
