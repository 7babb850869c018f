// Fills the templates of the kinds.

#include "cli/claim_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.h"

namespace claimline {
namespace {

// Decimal places that a scaled number may show before its full digits are clearer.
constexpr int kPlaces = 2;

std::string group_thousands(const std::string& digits) {
    const auto point = std::min(digits.find('.'), digits.size());
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    std::string out = digits.substr(0, first);
    for (std::size_t i = first; i < point; ++i) {
        if (i > first && (point - i) % 3 == 0) out.push_back(',');
        out.push_back(digits[i]);
    }
    return out + digits.substr(point);
}

std::string ordinal_in_words(double value) {
    const auto number = static_cast<long long>(value);
    if (static_cast<double>(number) != value || number < 1) return number_to_text(value);
    const auto tens = number % 100;
    const char* ending = "th";
    if (tens < 11 || tens > 13) {
        if (number % 10 == 1) ending = "st";
        if (number % 10 == 2) ending = "nd";
        if (number % 10 == 3) ending = "rd";
    }
    return fmt::format("{}{}", number, ending);
}

std::string item_in_words(std::string_view slot, const SlotItem& item) {
    if (const auto* text = std::get_if<std::string>(&item)) return in_words(*text);
    if (const auto* money = std::get_if<Money>(&item))
        return figure_in_words({money->value, std::nullopt, "", money->currency});
    const double value = std::get<double>(item);
    return slot == "ordinal" ? ordinal_in_words(value) : number_in_words(value);
}

std::string slot_in_words(const Claim& claim, std::string_view slot) {
    const auto found = claim.slots.find(slot);
    if (found == claim.slots.end()) return {};
    std::string out;
    for (const auto& item : found->second) out += (out.empty() ? "" : ", ") + item_in_words(slot, item);
    return out;
}

// Blanks and commas that a missing part left at either end.
std::string tidy(std::string_view text) {
    const auto loose = [](char c) { return is_space(c) || c == ',' || c == ';'; };
    while (!text.empty() && loose(text.front())) text.remove_prefix(1);
    while (!text.empty() && loose(text.back())) text.remove_suffix(1);
    return collapse_space(text);
}

std::string fill(const Claim& claim, std::string_view pattern) {
    std::string out;
    std::size_t at = 0;
    while (at < pattern.size()) {
        const auto open = std::min(pattern.find('{', at), pattern.size());
        const auto close = pattern.find('}', open);
        if (close == std::string_view::npos) {
            out += pattern.substr(at);
            break;
        }
        const auto value = slot_in_words(claim, pattern.substr(open + 1, close - open - 1));
        if (!value.empty()) {
            out += pattern.substr(at, open - at);
            out += value;
        }
        at = close + 1;
    }
    return tidy(out);
}

std::string all_slots(const Claim& claim) {
    std::string out;
    for (const auto& [name, value] : claim.slots)
        if (name != "status") out += (out.empty() ? "" : ", ") + slot_in_words(claim, name);
    return out;
}

}  // namespace

const KindInfo* find_kind(const Packs& packs, std::string_view name) {
    const auto found = std::ranges::find(packs.kinds(), name, &KindInfo::name);
    return found == packs.kinds().end() ? nullptr : &*found;
}

std::string in_words(std::string_view value) {
    std::string out(value);
    std::ranges::replace(out, '_', ' ');
    return out;
}

std::string number_in_words(double value) {
    constexpr std::array<std::pair<double, const char*>, 3> kScales{
        {{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}}};
    for (const auto& [scale, word] : kScales) {
        if (std::abs(value) < scale) continue;
        const double shown = std::round(value / scale * std::pow(10, kPlaces)) / std::pow(10, kPlaces);
        // Only when nothing is lost: 125,123,456 keeps its digits.
        if (std::abs(shown * scale - value) < 0.5) return fmt::format("{} {}", number_to_text(shown), word);
        break;
    }
    return group_thousands(number_to_text(value));
}

std::string figure_in_words(const ClaimFigure& figure) {
    std::string out = figure.currency.empty() ? "" : figure.currency + " ";
    out += number_in_words(figure.value);
    if (figure.most) out += " to " + number_in_words(*figure.most);
    if (figure.unit == "mw") out += " MW";
    return out;
}

std::string what_of(const Claim& claim, const KindInfo* kind) {
    std::string out = kind != nullptr && !kind->what.empty() ? fill(claim, kind->what) : all_slots(claim);
    if (out.empty()) out = in_words(claim.kind);
    if (claim.negative && claim.modality != Modality::denied) out = "not: " + out;
    return out;
}

std::string status_of(const Claim& claim) {
    if (const auto status = slot_text(claim, "status"); !status.empty()) return in_words(status);
    const bool telling = claim.modality != Modality::asserted && claim.modality != Modality::attributed;
    return telling ? to_string(claim.modality) : "";
}

std::string status_of(const ClaimRecord& record) {
    const auto status = status_of(record.claim);
    const auto silent = record.state == ClaimState::withdrawn ? "" : silent_edit_of(record);
    if (record.state == ClaimState::current && silent.empty()) return status;
    const auto state = silent.empty() ? to_string(record.state) : silent + " silently";
    return status.empty() ? state : fmt::format("{} ({})", status, state);
}

std::string silent_edit_of(const ClaimRecord& record) {
    if (record.silent_edit == SilentEdit::added) return "added";
    // What was known on an earlier day (--as-of) had not been removed yet.
    const bool gone = record.silent_edit == SilentEdit::removed && record.state != ClaimState::current;
    return gone ? "removed" : "";
}

std::string when_of(const ClaimRecord& record) {
    const ClaimTime& time = record.claim.time;
    if (record.about_basis == DateBasis::stated) {
        if (!time.date.empty()) return time.date;
        if (time.start.empty() || time.start == time.end) return time.end.empty() ? time.start : time.end;
        return time.end.empty() ? time.start + ".." : time.start + ".." + time.end;
    }
    const bool published = record.about_basis == DateBasis::published;
    return "(" + (published ? record.article.published.substr(0, 10) : to_iso(record.about_from)) + ")";
}

std::string said_by(const Claim& claim) {
    const auto& [speaker, role, via, outlet] = claim.attribution;
    if (speaker.empty()) return outlet;
    return outlet.empty() ? speaker : speaker + " via " + outlet;
}

}  // namespace claimline
