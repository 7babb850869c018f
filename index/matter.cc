// Prepares claims for comparing.

#include "index/matter.h"

#include <algorithm>

#include "core/text.h"
#include "index/claim_terms.h"
#include "index/copies.h"
#include "index/matter_groups.h"

namespace claimline {
namespace {

constexpr std::size_t kLeastWordLetters = 4;

bool is_place_slot(std::string_view slot) {
    return slot == "location" || slot == "geography";
}

bool is_name_slot(std::string_view slot) {
    return slot == "actor" || slot == "counterparty" || slot == "partner" || slot == "legal_basis";
}

void add_item(Matter& matter, const std::string& slot, const SlotItem& item, const Parties& parties) {
    if (const auto* money = std::get_if<Money>(&item)) {
        matter.money.push_back(*money);
    } else if (const auto* number = std::get_if<double>(&item)) {
        matter.numbers[slot].push_back(*number);
    } else if (const auto& text = std::get<std::string>(item); slot == "status") {
        matter.status.insert(text);
    } else if (is_place_slot(slot)) {
        matter.places.push_back(parties.place(text));
    } else {
        matter.slots[slot].insert(is_name_slot(slot) ? parties.key({}, text) : fold(text));
    }
}

std::optional<DayRange> stated_time(const ClaimTime& time) {
    if (time.date.empty() && time.start.empty() && time.end.empty()) return std::nullopt;
    const auto about = about_period(time, {}, {});
    if (about.basis != DateBasis::stated) return std::nullopt;
    return DayRange{about.from, about.until};
}

void leave_out(std::set<std::string>& names, std::string_view text) {
    for (const auto& word : particulars_of(". x " + std::string(text)).names) names.erase(word);
}

std::set<std::string> words_of(std::string_view text) {
    std::set<std::string> words;
    std::string word;
    for (const char c : fold(text) + " ") {
        if (static_cast<unsigned char>(c) >= 0x80 || is_digit(c) || (c >= 'a' && c <= 'z')) {
            word += c;
        } else {
            if (word.size() >= kLeastWordLetters) words.insert(word);
            word.clear();
        }
    }
    return words;
}

}  // namespace

Matter matter_of(const ThreadClaim& from, const Parties& parties) {
    const Claim& claim = from.claim;
    Matter matter;
    matter.kind = claim.kind;
    matter.subject = parties.key(claim.subject_id, claim.subject);
    matter.family = parties.family(claim.subject_id, claim.subject);
    matter.negative = claim.negative;
    matter.document = from.document;
    matter.told = from.told;
    matter.stated = stated_time(claim.time);
    // A plan's date is when it is to be fulfilled; what is told of it is told today.
    matter.when = matter.stated && !claim.time.date.empty() && matter.stated->from <= from.told
                      ? matter.stated->from
                      : from.told;
    for (const auto& [slot, value] : claim.slots)
        for (const auto& item : value) add_item(matter, slot, item, parties);
    if (!claim.attribution.speaker.empty()) matter.speaker = parties.key({}, claim.attribution.speaker);
    matter.quote = from.quote;
    matter.names = particulars_of(from.quote).names;
    leave_out(matter.names, claim.subject);
    leave_out(matter.names, claim.attribution.speaker);
    for (const auto& [slot, value] : claim.slots) leave_out(matter.names, to_text(value));
    matter.words = words_of(from.quote);
    return matter;
}

std::vector<std::string> buckets_of(const Matter& matter) {
    std::vector<std::string> buckets;
    for (const char* slot : {"facility_type", "metric", "action", "topic"}) {
        const auto found = matter.slots.find(slot);
        if (found == matter.slots.end()) continue;
        for (const auto& value : found->second)
            buckets.push_back(matter.kind + '\n' + std::string(group_of(matter.kind, slot, value)));
    }
    if (buckets.empty()) buckets.push_back(matter.kind + '\n');
    std::ranges::sort(buckets);
    const auto doubles = std::unique(buckets.begin(), buckets.end());
    buckets.erase(doubles, buckets.end());
    return buckets;
}

}  // namespace claimline
