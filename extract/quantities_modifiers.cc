#include "extract/quantities_modifiers.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace claimline {
namespace {

struct Phrase {
    std::string_view words;  // as they stand before the number, lower case
    Modifier modifier;
};

// Longest first where one ends in the other.
constexpr Phrase kBefore[] = {
    {"greater than or equal to", Modifier::at_least},
    {"more than or equal to", Modifier::at_least},
    {"less than or equal to", Modifier::at_most},
    {"no fewer than", Modifier::at_least},
    {"not less than", Modifier::at_least},
    {"no less than", Modifier::at_least},
    {"not fewer than", Modifier::at_least},
    {"no more than", Modifier::at_most},
    {"not more than", Modifier::at_most},
    {"more than", Modifier::over},
    {"greater than", Modifier::over},
    {"higher than", Modifier::over},
    {"larger than", Modifier::over},
    {"bigger than", Modifier::over},
    {"in excess of", Modifier::over},
    {"excess of", Modifier::over},
    {"upwards of", Modifier::over},
    {"north of", Modifier::over},
    {"less than", Modifier::under},
    {"fewer than", Modifier::under},
    {"lower than", Modifier::under},
    {"smaller than", Modifier::under},
    {"south of", Modifier::under},
    {"at least", Modifier::at_least},
    {"a minimum of", Modifier::at_least},
    {"minimum of", Modifier::at_least},
    {"at most", Modifier::at_most},
    {"up to", Modifier::at_most},
    {"as much as", Modifier::at_most},
    {"as many as", Modifier::at_most},
    {"a maximum of", Modifier::at_most},
    {"maximum of", Modifier::at_most},
    {"just under", Modifier::nearly},
    {"just over", Modifier::over},
    {"just below", Modifier::nearly},
    {"just above", Modifier::over},
    {"close to", Modifier::nearly},
    {"nearly", Modifier::nearly},
    {"almost", Modifier::nearly},
    {"an estimated", Modifier::approx},
    {"estimated", Modifier::approx},
    {"about", Modifier::approx},
    {"around", Modifier::approx},
    {"approximately", Modifier::approx},
    {"approx", Modifier::approx},
    {"roughly", Modifier::approx},
    {"circa", Modifier::approx},
    {"some", Modifier::approx},
    {"an average of", Modifier::average},
    {"average of", Modifier::average},
    {"averaged", Modifier::average},
    {"averaging", Modifier::average},
    {"over", Modifier::over},
    {"above", Modifier::over},
    {"exceeding", Modifier::over},
    {"exceeds", Modifier::over},
    {"exceeded", Modifier::over},
    {"topping", Modifier::over},
    {"under", Modifier::under},
    {"below", Modifier::under},
    {"up", Modifier::up},
    {"down", Modifier::down},
    // German
    {"nicht mehr als", Modifier::at_most},
    {"mehr als", Modifier::over},
    {"weniger als", Modifier::under},
    {"bis zu", Modifier::at_most},
    {"mindestens", Modifier::at_least},
    {"höchstens", Modifier::at_most},
    {"rund", Modifier::approx},
    {"etwa", Modifier::approx},
    {"ungefähr", Modifier::approx},
    {"ca", Modifier::approx},
    {"knapp", Modifier::nearly},
    {"fast", Modifier::nearly},
    {"über", Modifier::over},
    {"durchschnittlich", Modifier::average},
};

constexpr Phrase kAfter[] = {
    {"or more", Modifier::at_least}, {"or greater", Modifier::at_least}, {"or higher", Modifier::at_least},
    {"or less", Modifier::at_most},  {"or fewer", Modifier::at_most},    {"or so", Modifier::approx},
    {"or lower", Modifier::at_most}, {"- plus", Modifier::at_least},     {"plus", Modifier::at_least},
    {"- odd", Modifier::approx},     {"+", Modifier::at_least},
};

// Whether the word at `at` has the length and first letter of the last word of some phrase before a number.
bool may_end_phrase(const Lexemes& l, std::size_t at) {
    static const auto lengths = [] {
        std::array<std::uint32_t, 256> made{};
        for (const Phrase& phrase : kBefore) {
            const std::string_view last = phrase.words.substr(phrase.words.rfind(' ') + 1);
            made[static_cast<unsigned char>(last.front())] |= 1U << last.size();
        }
        return made;
    }();
    if (!l.is_word(at)) return false;
    const std::string_view word = l.text(at);
    return word.size() < 32 &&
           (lengths[static_cast<unsigned char>(to_lower(word.front()))] >> word.size() & 1U) != 0;
}

std::size_t words_in(std::string_view phrase) {
    return 1 + static_cast<std::size_t>(std::ranges::count(phrase, ' '));
}

// `phrase` stands at lexemes [at, ...).
bool spells_phrase(const Lexemes& l, std::size_t at, std::string_view phrase) {
    while (!phrase.empty()) {
        const std::size_t blank = phrase.find(' ');
        const std::string_view word = phrase.substr(0, blank);
        const bool symbol = word.size() == 1 && !(word[0] >= 'a' && word[0] <= 'z');
        if (symbol ? !l.is(at, word[0]) : !l.spells(at, word)) return false;
        ++at;
        phrase = blank == std::string_view::npos ? std::string_view{} : phrase.substr(blank + 1);
    }
    return true;
}

// "rose [by] 5 %", "an increase of 5 %", "fell more than": a change, not a level ("rose to 5 %").
Modifier direction_before(const Lexemes& l, std::size_t at) {
    std::size_t verb = at;
    if (l.is(verb, Key::by) || l.is(verb, Key::of)) {
        if (verb == 0) return Modifier::none;
        --verb;
    }
    if (l.is(verb, Key::rise)) return Modifier::up;
    if (l.is(verb, Key::fall_)) return Modifier::down;
    return Modifier::none;
}

}  // namespace

const char* to_string(Modifier modifier) {
    switch (modifier) {
        case Modifier::none: return "";
        case Modifier::approx: return "approx";
        case Modifier::over: return "over";
        case Modifier::under: return "under";
        case Modifier::up: return "up";
        case Modifier::down: return "down";
        case Modifier::at_least: return "at_least";
        case Modifier::at_most: return "at_most";
        case Modifier::nearly: return "nearly";
        case Modifier::average: return "average";
    }
    return "";
}

const char* coarse_name(Modifier modifier) {
    switch (modifier) {
        case Modifier::none:
        case Modifier::average: return "";
        case Modifier::approx:
        case Modifier::nearly: return "approx";
        case Modifier::over:
        case Modifier::at_least: return "over";
        case Modifier::under:
        case Modifier::at_most: return "under";
        case Modifier::up: return "up";
        case Modifier::down: return "down";
    }
    return "";
}

FoundModifier find_modifier(const Lexemes& l, std::size_t first, std::size_t last) {
    const bool may_follow =
        l.is(last, Key::or_) || l.is(last, '-') || l.is(last, '+') || l.spells(last, "plus");
    for (const Phrase& phrase : kAfter) {
        if (!may_follow) break;
        if (spells_phrase(l, last, phrase.words) && !(l.is(last, '+') && l.is_digits(last + 1)) &&
            !l[last].break_before) {
            return {phrase.modifier, l.span(last, last + words_in(phrase.words))};
        }
    }
    if (first == 0 || l[first].break_before) return {};
    if (l.is(first - 1, '~')) return {Modifier::approx, l[first - 1].span};
    if (l.is(first - 1, '>') || (l.is(first - 1, '=') && first > 1 && l.is(first - 2, '>'))) {
        return {Modifier::over, l[first - 1].span};
    }
    if (l.is(first - 1, '<') || (l.is(first - 1, '=') && first > 1 && l.is(first - 2, '<'))) {
        return {Modifier::under, l[first - 1].span};
    }
    if (!may_end_phrase(l, first - 1)) {
        const Modifier direction = direction_before(l, first - 1);
        return {direction, direction == Modifier::none ? Span{} : l[first - 1].span};
    }
    for (const Phrase& phrase : kBefore) {
        const std::size_t width = words_in(phrase.words);
        if (first < width || !spells_phrase(l, first - width, phrase.words)) continue;
        return {phrase.modifier, l.span(first - width, first)};
    }
    const Modifier direction = direction_before(l, first - 1);
    return {direction, direction == Modifier::none ? Span{} : l[first - 1].span};
}

std::string per_after(const Lexemes& l, std::size_t last, bool money) {
    if (l[last].break_before) return {};
    std::size_t noun = last + 1;
    if (l.is(last, Key::per) || (l.is(last, '/') && l.is_word(noun) && l.glued(noun))) {
        if (l.is(noun, '-')) ++noun;
    } else if (money && l.is(last, Key::a) && l.word(noun).grain >= Grain::hour && !l.word(noun).plural &&
               !l.is(noun + 1, Key::ago) && !l.is(noun + 1, Key::earlier) && !l.is(noun + 1, Key::later) &&
               !l.is(noun + 1, Key::before)) {
        // "5,000 a day"
    } else {
        return {};
    }
    if (!l.is_word(noun)) return {};
    return to_lower(l.text(noun));
}

bool is_about_length(const Lexemes& l, std::size_t at) {
    constexpr std::string_view kWords[] = {
        "tall",      "long",   "wide",  "high",   "deep",  "thick",    "height",   "length",
        "width",     "depth",  "dm",    "cm",     "mm",    "km",       "diameter", "radius",
        "metre",     "metres", "meter", "meters", "miles", "distance", "outreach", "altitude",
        "elevation", "tower",  "race",  "sprint", "feet",  "ft"};
    return std::ranges::any_of(kWords, [&](std::string_view word) { return l.spells(at, word); });
}

}  // namespace claimline
