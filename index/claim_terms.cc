// Derives the terms, the figure, the period and the thread of a claim.

#include "index/claim_terms.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/hash.h"
#include "core/text.h"

namespace claimline {
namespace {

using namespace std::chrono;

using TermSets = std::map<std::string, std::set<std::string>, std::less<>>;

// Slots that hold places even when no mention says so (claims imported without their text).
bool is_place_slot(std::string_view slot) {
    return slot == "location" || slot == "geography";
}

void add(TermSets& terms, std::string_view field, std::string_view value) {
    if (!value.empty()) terms[std::string(field)].insert(fold(value));
}

// "Dublin, Ireland" is filed under the whole, Dublin and Ireland.
void add_place(TermSets& terms, std::string_view name) {
    add(terms, "place", name);
    add(terms, "entity", name);
    for (std::size_t at = 0; name.find(", ") != std::string_view::npos && at < name.size();) {
        const auto comma = std::min(name.find(", ", at), name.size());
        add(terms, "place", trim(name.substr(at, comma - at)));
        add(terms, "entity", trim(name.substr(at, comma - at)));
        at = comma + 2;
    }
}

void add_slot_item(TermSets& terms, std::string_view slot, std::string_view text,
                   const std::vector<EntityMention>& mentions) {
    add(terms, slot, text);
    if (is_place_slot(slot)) add_place(terms, text);
    for (const auto& mention : mentions) {
        if (mention.canonical != text) continue;
        add(terms, "entity", text);
        add(terms, "entity", mention.id);
        if (mention.type != "PLACE") continue;
        add_place(terms, text);
        add(terms, "place", mention.id);
    }
}

// Unit of a slot named like capacity_mw; empty for slots that are counts of something else.
std::string_view unit_suffix(std::string_view slot) {
    const auto underscore = slot.rfind('_');
    return underscore == std::string_view::npos ? std::string_view{} : slot.substr(underscore + 1);
}

std::optional<ClaimFigure> figure_of(const SlotValue& slot, std::string_view unit) {
    ClaimFigure figure;
    bool first = true;
    for (const auto& item : slot) {
        const auto* money = std::get_if<Money>(&item);
        const auto* number = std::get_if<double>(&item);
        if (money == nullptr && number == nullptr) continue;
        const double value = money != nullptr ? money->value : *number;
        if (first) {
            figure.value = value;
            figure.currency = money != nullptr ? money->currency : "";
            figure.unit = money != nullptr ? "" : std::string(unit);
            first = false;
        } else if (value > figure.value && (money == nullptr || money->currency == figure.currency)) {
            figure.most = value;
        }
    }
    if (first) return std::nullopt;
    return figure;
}

// The period of a thread key: two claims about 2023-01 and 2023-01..2023-01 are about the same time.
std::string period_key(const ClaimTime& time) {
    if (time.date.empty() && time.start.empty() && time.end.empty()) return {};
    const auto period = about_period(time, {}, {});
    return to_iso(period.from) + ".." + to_iso(period.until);
}

std::string key_part(const Claim& claim, std::string_view slot) {
    if (slot == "time") return period_key(claim.time);
    const auto found = claim.slots.find(slot);
    return found == claim.slots.end() ? std::string() : fold(to_text(found->second));
}

std::vector<std::string> all_slots_but_status(const Claim& claim) {
    std::vector<std::string> names;
    for (const auto& [name, value] : claim.slots)
        if (name != "status") names.push_back(name);
    return names;
}

}  // namespace

std::string_view slot_text(const Claim& claim, std::string_view slot) {
    const auto found = claim.slots.find(slot);
    if (found == claim.slots.end() || found->second.empty()) return {};
    const auto* text = std::get_if<std::string>(&found->second.front());
    return text != nullptr ? std::string_view(*text) : std::string_view{};
}

std::optional<ClaimFigure> claim_figure(const Claim& claim) {
    if (const auto value = claim.slots.find("value"); value != claim.slots.end())
        return figure_of(value->second, slot_text(claim, "metric"));
    const auto holds_money = [](const auto& slot) {
        return std::ranges::any_of(slot.second,
                                   [](const SlotItem& item) { return std::holds_alternative<Money>(item); });
    };
    if (const auto money = std::ranges::find_if(claim.slots, holds_money); money != claim.slots.end())
        return figure_of(money->second, {});
    for (const auto& [name, slot] : claim.slots)
        if (const auto unit = unit_suffix(name); !unit.empty())
            if (auto figure = figure_of(slot, unit)) return figure;
    return std::nullopt;
}

AboutPeriod about_period(const ClaimTime& time, std::string_view published, Instant first_seen) {
    const auto date = date_of_timestamp(time.date);
    if (date) return {date->start, end_of(*date), DateBasis::stated};
    const auto start = date_of_timestamp(time.start);
    const auto end = date_of_timestamp(time.end);
    if (start || end) {
        const Date& first = start ? *start : *end;
        const Date& last = end ? *end : *start;
        return {first.start, std::max(end_of(last), first.start + days{1}), DateBasis::stated};
    }
    if (const auto day = date_of_timestamp(published))
        return {day->start, end_of(*day), DateBasis::published};
    const auto seen = floor<days>(first_seen);
    return {seen, seen + days{1}, DateBasis::seen};
}

std::vector<TermClause> claim_terms(const Claim& claim, const std::vector<EntityMention>& mentions) {
    TermSets terms;
    for (const std::string_view name :
         {std::string_view(claim.subject), std::string_view(claim.subject_id)}) {
        add(terms, "subject", name);
        add(terms, "entity", name);
    }
    for (const auto& party : claim.co_subjects)
        for (const std::string_view name : {std::string_view(party.name), std::string_view(party.id)}) {
            add(terms, "subject", name);
            add(terms, "entity", name);
        }
    add(terms, "speaker", claim.attribution.speaker);
    add(terms, "outlet", claim.attribution.outlet);
    add(terms, "modality", to_string(claim.modality));
    for (const auto& [slot, value] : claim.slots)
        for (const auto& item : value)
            if (const auto* text = std::get_if<std::string>(&item))
                add_slot_item(terms, slot, *text, mentions);
    std::vector<TermClause> out;
    out.reserve(terms.size());
    for (auto& [field, values] : terms) out.push_back({field, {values.begin(), values.end()}});
    return out;
}

std::string thread_id(const Claim& claim, const KeySlots& key_slots) {
    const auto known = key_slots.find(claim.kind);
    const auto names = known != key_slots.end() ? known->second : all_slots_but_status(claim);
    std::string key = claim.kind;
    key += '\n';
    key += claim.subject_id.empty() ? fold(claim.subject) : claim.subject_id;
    if (claim.negative) key += "\nnegative";
    for (const auto& name : names) key += '\n' + name + '=' + key_part(claim, name);
    // A figure belongs to the period it counts: the next half-year's is another matter.
    if (claim.slots.contains("value")) key += "\ntime=" + period_key(claim.time);
    return "t:" + to_hex(sha256(key)).substr(0, 12);
}

std::string article_id(std::string_view url) {
    return "d:" + to_hex(sha256(url)).substr(0, 12);
}

}  // namespace claimline
