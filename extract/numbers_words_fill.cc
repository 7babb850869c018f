#include "extract/numbers_words_fill.h"

namespace claimline {
namespace {

constexpr ScaleWords kFractionSigns[] = {{1.0 / 4, "¼"}, {1.0 / 2, "½"}, {3.0 / 4, "¾"}, {1.0 / 3, "⅓"},
                                         {2.0 / 3, "⅔"}, {1.0 / 5, "⅕"}, {2.0 / 5, "⅖"}, {3.0 / 5, "⅗"},
                                         {4.0 / 5, "⅘"}, {1.0 / 6, "⅙"}, {5.0 / 6, "⅚"}, {1.0 / 8, "⅛"},
                                         {3.0 / 8, "⅜"}, {5.0 / 8, "⅝"}, {7.0 / 8, "⅞"}};

void number(WordTable& table, std::string_view words, NumberKind kind, double value) {
    each_word(words, [&](std::string_view word) {
        table.entry(word).number_kind = kind;
        table.entry(word).number = value;
    });
}

}  // namespace

void fill_roles(WordTable& table, std::span<const KeyWords> roles) {
    for (const KeyWords& role : roles) {
        each_word(role.words, [&](std::string_view word) { table.entry(word).key = role.key; });
    }
}

void fill_months(WordTable& table, WordLists names, WordLists abbreviations) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto month = static_cast<std::uint8_t>(i + 1);
        each_word(names[i], [&](std::string_view word) { table.entry(word).month = month; });
        each_word(abbreviations[i], [&](std::string_view word) {
            table.entry(word).month = month;
            table.entry(word).abbreviation = true;
        });
    }
}

void fill_weekdays(WordTable& table, WordLists names, WordLists abbreviations) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto weekday = static_cast<std::uint8_t>(i + 1);
        each_word(names[i], [&](std::string_view word) {
            table.entry(word).weekday = weekday;
            table.entry(word).plural = word.back() == 's';
        });
        each_word(abbreviations[i], [&](std::string_view word) {
            table.entry(word).weekday = weekday;
            table.entry(word).abbreviation = true;
        });
    }
}

void fill_time_units(WordTable& table, std::span<const TimeUnitWords> units) {
    for (const TimeUnitWords& unit : units) {
        each_word(unit.singular, [&](std::string_view word) { table.entry(word).grain = unit.grain; });
        each_word(unit.plural, [&](std::string_view word) {
            table.entry(word).grain = unit.grain;
            table.entry(word).plural = true;
        });
    }
}

void fill_seasons(WordTable& table, std::span<const SeasonWords> seasons) {
    for (const SeasonWords& season : seasons) {
        each_word(season.words, [&](std::string_view word) {
            table.entry(word).key = Key::season;
            table.entry(word).arg = season.season;
        });
    }
}

void fill_small_numbers(WordTable& table, WordLists units, WordLists teens, WordLists tens) {
    for (std::size_t i = 0; i < units.size(); ++i)
        number(table, units[i], NumberKind::unit, static_cast<double>(i));
    for (std::size_t i = 0; i < teens.size(); ++i) {
        number(table, teens[i], NumberKind::teen, static_cast<double>(i + 10));
    }
    for (std::size_t i = 0; i < tens.size(); ++i) {
        number(table, tens[i], NumberKind::tens, static_cast<double>(10 * i + 20));
    }
}

void fill_scales(WordTable& table, std::span<const ScaleWords> scales) {
    for (const ScaleWords& scale : scales) {
        number(table, scale.words, scale.value == 1e2 ? NumberKind::hundred : NumberKind::scale, scale.value);
    }
}

void fill_ordinals(WordTable& table, WordLists ordinals) {
    for (std::size_t i = 0; i < ordinals.size(); ++i) {
        each_word(ordinals[i], [&](std::string_view word) {
            table.entry(word).ordinal = static_cast<std::uint16_t>(i + 1);
        });
    }
}

void fill_fraction_signs(WordTable& table) {
    for (const ScaleWords& sign : kFractionSigns) table.entry(sign.words).number = sign.value;
}

}  // namespace claimline
