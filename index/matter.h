#pragma once
// What a claim is about, prepared for comparing, and whether two claims are about the same matter.

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/claim.h"
#include "core/date.h"
#include "index/catalogue.h"
#include "index/parties.h"

namespace claimline {

// A claim with what threading needs to know of its document.
struct ThreadClaim {
    Claim claim;
    std::string quote;
    std::string document;  // key of the article: claims of one document are told apart by it
    sys_days told{};       // publication day, else the day first seen
    std::string origin;    // origin_of() its article
    std::string story;     // articles with the same are copies of one report; may be empty
    ClaimState state = ClaimState::current;
};

struct DayRange {
    sys_days from{};
    sys_days until{};  // first day after it
    friend bool operator==(const DayRange&, const DayRange&) = default;
};

struct Matter {
    std::string kind;
    std::string subject;  // Parties::key()
    std::string family;   // Parties::family()
    bool negative = false;
    std::string document;
    sys_days told{};
    sys_days when{};                 // of the step it tells: the stated day unless that is still to come
    std::optional<DayRange> stated;  // the time the claim is about
    std::set<std::string> status;
    std::map<std::string, std::set<std::string>, std::less<>>
        slots;  // texts by slot; names as Parties::key()
    std::map<std::string, std::vector<double>, std::less<>> numbers;
    std::vector<Money> money;
    std::vector<PlaceChain> places;  // any of them
    std::string speaker;             // Parties::key()
    std::string quote;
    std::set<std::string> names;  // in the quote, but for subject, speaker and places
    std::set<std::string> words;  // of the quote, folded, of four letters and more
};
[[nodiscard]] Matter matter_of(const ThreadClaim& claim, const Parties& parties);

struct Likeness {
    bool contradicts = false;  // they cannot be one matter, whatever else agrees
    double score = 0;          // 0 to 1; see kSameMatter and kPerhapsSameMatter
};
constexpr double kSameMatter = 0.5;
constexpr double kPerhapsSameMatter = 0.4;  // the same if there is nothing else that it could be

// Symmetric. Claims of different kinds, polarity or parties always contradict. Kinds without a comparison of
// their own are one matter when all `key_slots` agree.
[[nodiscard]] Likeness compare(const Matter& a, const Matter& b, const KeySlots& key_slots);

// Claims can only be one matter when they share a bucket; most claims have one.
[[nodiscard]] std::vector<std::string> buckets_of(const Matter& matter);

}  // namespace claimline
