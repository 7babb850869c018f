// Whether two claims are about one matter, kind by kind.
//
// Each comparison first looks for a contradiction - a key part that both have and that differs - and then
// adds up what agrees. The weights are few and round on purpose: they order the evidence (an amount says more
// than a place, a place more than a name in the quote) and were not fitted to a test set.

#include <algorithm>
#include <cmath>

#include "core/text.h"
#include "index/copies.h"
#include "index/matter.h"
#include "index/matter_groups.h"
#include "index/status_ladder.h"

namespace claimline {
namespace {

using std::chrono::days;

constexpr Likeness kApart{true, 0};
constexpr days kDecisionApart{60};    // two acts further apart are two acts
constexpr days kNewsOfOneMatter{60};  // undated acts told within
constexpr days kYear{365};
constexpr days kTwoYears{730};
constexpr days kThreeYears{1095};
constexpr days kHalfYear{180};
constexpr double kSameCount = 0.006;  // rounding of figures
constexpr double kSameMoney = 0.011;  // rounding of amounts

days gap(sys_days a, sys_days b) {
    return a < b ? b - a : a - b;
}

bool overlap(const DayRange& a, const DayRange& b) {
    return a.from < b.until && b.from < a.until;
}

// 0 when they overlap or touch.
days gap(const DayRange& a, const DayRange& b) {
    if (overlap(a, b)) return days{0};
    return a.from < b.from ? b.from - a.until : a.from - b.until;
}

bool near(double a, double b, double share) {
    return std::abs(a - b) <= share * std::max(std::abs(a), std::abs(b));
}

enum class Agreement { unknown, same, different };

template <class List, class Same>
Agreement any_same(const List& a, const List& b, Same same) {
    if (a.empty() || b.empty()) return Agreement::unknown;
    for (const auto& x : a)
        for (const auto& y : b)
            if (same(x, y)) return Agreement::same;
    return Agreement::different;
}

Agreement slot_agreement(const Matter& a, const Matter& b, std::string_view slot) {
    const auto one = a.slots.find(slot);
    const auto two = b.slots.find(slot);
    if (one == a.slots.end() || two == b.slots.end()) return Agreement::unknown;
    return any_same(one->second, two->second, [&](const auto& x, const auto& y) {
        return group_of(a.kind, slot, x) == group_of(b.kind, slot, y);
    });
}

// Names are the same, or all words of the shorter stand in the longer ("Data Guard" and "Irish Data Guard").
bool name_inside(std::string_view shorter, std::string_view longer) {
    if (shorter.size() > longer.size()) std::swap(shorter, longer);
    const std::string padded = " " + std::string(longer) + " ";
    for (std::size_t at = 0; at < shorter.size();) {
        const auto blank = std::min(shorter.find(' ', at), shorter.size());
        if (padded.find(" " + std::string(shorter.substr(at, blank - at)) + " ") == std::string::npos)
            return false;
        at = blank + 1;
    }
    return true;
}

Agreement name_agreement(const Matter& a, const Matter& b, std::string_view slot) {
    const auto one = a.slots.find(slot);
    const auto two = b.slots.find(slot);
    if (one == a.slots.end() || two == b.slots.end()) return Agreement::unknown;
    return any_same(one->second, two->second, [](const auto& x, const auto& y) { return name_inside(x, y); });
}

Agreement number_agreement(const Matter& a, const Matter& b, std::string_view slot) {
    const auto one = a.numbers.find(slot);
    const auto two = b.numbers.find(slot);
    if (one == a.numbers.end() || two == b.numbers.end()) return Agreement::unknown;
    return any_same(one->second, two->second, [](double x, double y) { return near(x, y, kSameCount); });
}

Agreement money_agreement(const Matter& a, const Matter& b) {
    return any_same(a.money, b.money, [](const Money& x, const Money& y) {
        return x.currency == y.currency && near(x.value, y.value, kSameMoney);
    });
}

bool places_may_agree(const Matter& a, const Matter& b) {
    return any_same(a.places, b.places, may_be_one_place) != Agreement::different;
}

bool same_status(const Matter& a, const Matter& b) {
    if (a.status.empty() && b.status.empty()) return true;
    return any_same(a.status, b.status, std::equal_to<>()) == Agreement::same;
}

// A document tells a matter once; what it tells twice in the same state are two.
bool told_apart(const Matter& a, const Matter& b) {
    return a.document == b.document && same_status(a, b);
}

double shared_words(const Matter& a, const Matter& b) {
    const auto& fewer = a.words.size() < b.words.size() ? a.words : b.words;
    const auto& more = a.words.size() < b.words.size() ? b.words : a.words;
    if (fewer.empty()) return 0;
    const auto common = std::ranges::count_if(fewer, [&](const auto& word) { return more.contains(word); });
    return static_cast<double>(common) / static_cast<double>(fewer.size());
}

bool share_a_name(const Matter& a, const Matter& b) {
    return any_same(a.names, b.names, std::equal_to<>()) == Agreement::same;
}

StatusPlace place_of(const Matter& matter) {
    return status_place(matter.kind, matter.status.empty() ? std::string_view{} : *matter.status.begin());
}

// ---- facilities ----

constexpr int kOpened = 5;  // rank on the ladder

// A site that is open, or given up, and one that is planned afresh later are two sites.
bool begins_anew(const Matter& earlier, const Matter& later) {
    const auto before = place_of(earlier);
    const auto after = place_of(later);
    const bool settled =
        before.sort == StatusSort::end || (before.sort == StatusSort::step && before.rank >= kOpened);
    if (!settled || after.sort != StatusSort::step || after.rank >= kOpened) return false;
    const bool still_to_come = later.stated && later.stated->from > later.told;
    return later.when - earlier.when > kYear || (still_to_come && later.told >= earlier.when);
}

bool opened_and_given_up(const Matter& a, const Matter& b) {
    const auto one = place_of(a);
    const auto two = place_of(b);
    const auto open = [](StatusPlace place) {
        return place.sort == StatusSort::step && place.rank >= kOpened;
    };
    return (open(one) && two.sort == StatusSort::end) || (open(two) && one.sort == StatusSort::end);
}

double place_score(const Matter& a, const Matter& b) {
    double best = 0;
    for (const auto& one : a.places)
        for (const auto& two : b.places) {
            if (!may_be_one_place(one, two)) continue;
            const auto larger = std::max(one.size, two.size);
            const double score = larger == PlaceSize::site      ? (same_place(one, two) ? 0.8 : 0.6)
                                 : larger == PlaceSize::country ? kPerhapsSameMatter
                                                                : 0;
            best = std::max(best, score);
        }
    return best;
}

Likeness compare_facilities(const Matter& a, const Matter& b) {
    if (slot_agreement(a, b, "facility_type") == Agreement::different) return kApart;
    const auto ordinal = number_agreement(a, b, "ordinal");
    if (ordinal == Agreement::different || !places_may_agree(a, b)) return kApart;
    // One place may be told twice, as part of a larger one ("Hamar", then "two sites in Norway").
    if (told_apart(a, b) && any_same(a.places, b.places, same_place) != Agreement::different) return kApart;
    if (a.document == b.document && opened_and_given_up(a, b)) return kApart;
    if (ordinal != Agreement::same && (begins_anew(a, b) || begins_anew(b, a))) return kApart;
    const bool placed = !a.places.empty() && !b.places.empty();
    if (ordinal == Agreement::same) return {false, placed ? 0.9 : 0.6};
    // "Three sites in the country" is not the second one, nor against it.
    const auto one_of_several = [](const Matter& one, const Matter& several) {
        return one.numbers.contains("ordinal") && several.numbers.contains("count");
    };
    if (one_of_several(a, b) || one_of_several(b, a)) return {};
    return {false, place_score(a, b)};
}

// ---- figures ----

Likeness compare_figures(const Matter& a, const Matter& b) {
    if (a.subject != b.subject || slot_agreement(a, b, "metric") != Agreement::same) return kApart;
    const bool same_region = a.places.empty() && b.places.empty()
                                 ? true
                                 : any_same(a.places, b.places, same_place) == Agreement::same;
    if (!same_region || a.document == b.document) return kApart;
    const bool same_period = a.stated && b.stated && overlap(*a.stated, *b.stated);
    if (same_period) return {false, 0.9};  // with another value too: a conflict, shown side by side
    if (a.stated && b.stated) return kApart;
    // Told without its period, another value may be of any; it joins where the same value stands.
    if (number_agreement(a, b, "value") != Agreement::same) return a.stated || b.stated ? Likeness{} : kApart;
    return gap(a.told, b.told) <= kTwoYears ? Likeness{false, 0.8} : kApart;
}

// ---- commitments, allegations, denials ----

// Actions that name the matter; the others ("changes its product") may be anything.
bool is_telling(const Matter& matter) {
    static const std::set<std::string, std::less<>> kTelling{
        "store_locally", "migrate_data", "appoint_overseer", "withdraw_service", "delete_data", "divest"};
    const auto action = matter.slots.find("action");
    return action != matter.slots.end() &&
           std::ranges::all_of(action->second, [](const auto& value) { return kTelling.contains(value); });
}

// A promise may be kept at several sites of one region; only the ends of the world are apart.
bool same_part_of_the_world(const Matter& a, const Matter& b) {
    return any_same(a.places, b.places, [](const PlaceChain& x, const PlaceChain& y) {
               return std::ranges::any_of(x.steps, [&y](const auto& step) {
                   return step != "world" && std::ranges::find(y.steps, step) != y.steps.end();
               });
           }) != Agreement::different;
}

Likeness compare_commitments(const Matter& a, const Matter& b) {
    if (slot_agreement(a, b, "action") != Agreement::same || told_apart(a, b)) return kApart;
    if (money_agreement(a, b) == Agreement::different || !same_part_of_the_world(a, b)) return kApart;
    if (gap(a.told, b.told) > kThreeYears) return kApart;
    const bool nested = places_may_agree(a, b);
    if (money_agreement(a, b) == Agreement::same) return {false, 0.8};
    if (is_telling(a) && is_telling(b)) return {false, nested ? 0.6 : 0.3};
    const bool close = gap(a.told, b.told) <= kNewsOfOneMatter;
    return {false, (close ? 0.2 : 0) + (share_a_name(a, b) ? 0.2 : 0) + shared_words(a, b) * 0.4};
}

bool named_topic_agrees(const Matter& a, const Matter& b) {
    const auto one = a.slots.find("topic");
    const auto two = b.slots.find("topic");
    if (one == a.slots.end() || two == b.slots.end()) return false;
    return std::ranges::any_of(
        one->second, [&](const auto& topic) { return topic != "other" && two->second.contains(topic); });
}

Likeness compare_allegations(const Matter& a, const Matter& b) {
    if (!named_topic_agrees(a, b) || a.document == b.document) return kApart;
    if (gap(a.told, b.told) > kHalfYear) return kApart;
    if (!a.speaker.empty() && !b.speaker.empty())
        return name_inside(a.speaker, b.speaker) ? Likeness{false, 0.7} : kApart;
    return {false, shared_words(a, b)};  // who accuses is not said: only what is said can tell
}

Likeness compare_denials(const Matter& a, const Matter& b) {
    if (!named_topic_agrees(a, b) || a.document == b.document) return kApart;
    return gap(a.told, b.told) <= kHalfYear ? Likeness{false, 0.6} : kApart;
}

// ---- acts of authorities, deals, duties ----

Likeness compare_acts(const Matter& a, const Matter& b) {
    if (slot_agreement(a, b, "action") != Agreement::same || a.document == b.document) return kApart;
    const auto actor = name_agreement(a, b, "actor");
    const auto amount = money_agreement(a, b);
    if (actor == Agreement::different || amount == Agreement::different || !places_may_agree(a, b))
        return kApart;
    const bool dated = a.stated && b.stated;
    const bool same_day = dated && gap(*a.stated, *b.stated) <= kDecisionApart;
    if (dated && !same_day) return kApart;
    const bool recent = gap(a.when, b.when) <= kNewsOfOneMatter;
    if (!dated && !recent && amount != Agreement::same) return kApart;  // an act of years ago, told again?
    const bool target = !a.subject.empty() && !b.subject.empty();
    return {false, (actor == Agreement::same ? 0.3 : 0) + (amount == Agreement::same ? 0.4 : 0) +
                       (same_day ? 0.2
                        : recent ? 0.15
                                 : 0) +
                       (target ? 0.15 : 0)};
}

Likeness compare_deals(const Matter& a, const Matter& b) {
    if (slot_agreement(a, b, "action") != Agreement::same || told_apart(a, b)) return kApart;
    const auto partner = name_agreement(a, b, "counterparty");
    const auto amount = money_agreement(a, b);
    if (partner == Agreement::different || !places_may_agree(a, b)) return kApart;
    if (a.stated && b.stated && gap(*a.stated, *b.stated) > kYear) return kApart;
    if (gap(a.told, b.told) > kThreeYears) return kApart;
    // Another sum for what bears the same name is a conflict of one matter; without the name two matters.
    if (amount == Agreement::different && !share_a_name(a, b) && partner != Agreement::same) return kApart;
    if (a.document == b.document && amount == Agreement::different) return kApart;
    const auto place = any_same(a.places, b.places, may_be_one_place);
    return {false, (partner == Agreement::same ? 0.6 : 0) + (amount == Agreement::same ? 0.5 : 0) +
                       (share_a_name(a, b) ? 0.4 : 0) + (place == Agreement::same ? 0.15 : 0)};
}

Likeness compare_duties(const Matter& a, const Matter& b) {
    if (a.document == b.document) return kApart;
    const auto deadline = slot_agreement(a, b, "deadline");
    const auto law = name_agreement(a, b, "legal_basis");
    const auto threshold = slot_agreement(a, b, "threshold");
    for (const auto part : {deadline, law, threshold})
        if (part == Agreement::different) return kApart;
    return {false, (deadline == Agreement::same ? 0.4 : 0) + (law == Agreement::same ? 0.2 : 0) +
                       (threshold == Agreement::same ? 0.3 : 0)};
}

// Kinds that packs bring along: all key slots agree, or are missing in both.
Likeness compare_by_keys(const Matter& a, const Matter& b, const KeySlots& key_slots) {
    if (told_apart(a, b) || gap(a.told, b.told) > kYear) return kApart;
    const auto known = key_slots.find(a.kind);
    std::set<std::string> names;
    if (known != key_slots.end()) {
        names.insert(known->second.begin(), known->second.end());
    } else {
        for (const auto* matter : {&a, &b}) {
            for (const auto& [name, value] : matter->slots) names.insert(name);
            for (const auto& [name, value] : matter->numbers) names.insert(name);
        }
    }
    for (const auto& name : names) {
        const auto one = a.slots.find(name);
        const auto two = b.slots.find(name);
        if ((one == a.slots.end()) != (two == b.slots.end())) return kApart;
        if (slot_agreement(a, b, name) == Agreement::different) return kApart;
        if (number_agreement(a, b, name) == Agreement::different) return kApart;
    }
    if (money_agreement(a, b) == Agreement::different || !places_may_agree(a, b)) return kApart;
    return {false, 0.6};
}

Likeness compare_kind(const Matter& a, const Matter& b, const KeySlots& key_slots) {
    if (a.kind == "facility_plan") return compare_facilities(a, b);
    if (a.kind == "user_metric") return compare_figures(a, b);
    if (a.kind == "commitment") return compare_commitments(a, b);
    if (a.kind == "allegation") return compare_allegations(a, b);
    if (a.kind == "denial") return compare_denials(a, b);
    if (a.kind == "regulatory_action") return compare_acts(a, b);
    if (a.kind == "investment") return compare_deals(a, b);
    if (a.kind == "obligation") return compare_duties(a, b);
    return compare_by_keys(a, b, key_slots);
}

}  // namespace

Likeness compare(const Matter& a, const Matter& b, const KeySlots& key_slots) {
    if (a.kind != b.kind || a.negative != b.negative || a.family != b.family) return kApart;
    Likeness likeness = compare_kind(a, b, key_slots);
    // The same sentence with the same numbers and names tells the same, whatever the slots leave open.
    if (!likeness.contradicts && likeness.score < kSameMatter && a.document != b.document &&
        are_one_wording(a.quote, b.quote))
        likeness.score = 0.95;
    return likeness;
}

}  // namespace claimline
