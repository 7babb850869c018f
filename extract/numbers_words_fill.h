#pragma once
// How a language's file turns its lists into a WordTable. Lists are blank-separated literals in lower case.

#include <cstdint>
#include <span>
#include <string_view>

#include "extract/numbers_words.h"

namespace claimline {

struct KeyWords {
    Key key;
    std::string_view words;
};
struct TimeUnitWords {
    Grain grain;
    std::string_view singular;
    std::string_view plural;
};
struct SeasonWords {
    std::int16_t season;  // EDTF: 21 spring .. 24 winter
    std::string_view words;
};
struct ScaleWords {
    double value;
    std::string_view words;
};

using WordLists = std::span<const std::string_view>;

void fill_roles(WordTable& table, std::span<const KeyWords> roles);
// Twelve full names and twelve abbreviations; an empty list where a month has none.
void fill_months(WordTable& table, WordLists names, WordLists abbreviations);
void fill_weekdays(WordTable& table, WordLists names, WordLists abbreviations);  // from Monday
void fill_time_units(WordTable& table, std::span<const TimeUnitWords> units);
void fill_seasons(WordTable& table, std::span<const SeasonWords> seasons);
// 0 to 9, 10 to 19, and 20, 30 .. 90.
void fill_small_numbers(WordTable& table, WordLists units, WordLists teens, WordLists tens);
void fill_scales(WordTable& table, std::span<const ScaleWords> scales);  // 100 and the powers of ten
void fill_ordinals(WordTable& table, WordLists ordinals);                // from "first"
void fill_fraction_signs(WordTable& table);                              // ½ and its like, in every language

// Calls `put` with each word of a blank-separated list.
template <class Put>
void each_word(std::string_view list, Put put) {
    while (!list.empty()) {
        const std::size_t blank = list.find(' ');
        put(list.substr(0, blank));
        list = blank == std::string_view::npos ? std::string_view{} : list.substr(blank + 1);
    }
}

}  // namespace claimline
