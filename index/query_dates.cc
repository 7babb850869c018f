// Date expressions of the query language: one period, or a range of two.

#include <array>

#include "core/text.h"
#include "index/query.h"
#include "index/query_date_words.h"

namespace claimline {
namespace {

Failure bad_date(std::string_view text) {
    return with_hint(
        fail(ErrorKind::usage, "'{}' is not a date", text),
        "write 2023, 2023-Q1, 2023-02, 2023-02-18, a range a..b, today, yesterday, last-month or 3w");
}

// The two sides of a range; a side that is not there is empty.
struct Sides {
    std::string_view left, right;
};

// Takes `word` with a blank after it from the beginning.
bool take_word(std::string_view& text, std::string_view word) {
    if (text.size() <= word.size() + 1 || !equals_ignoring_case(text.substr(0, word.size()), word) ||
        text[word.size()] != ' ')
        return false;
    text = trim(text.substr(word.size()));
    return true;
}

std::optional<Sides> split_at(std::string_view text, std::string_view word) {
    const std::string lower = to_lower(text);
    const auto found = lower.find(word);
    if (found == std::string::npos) return std::nullopt;
    return Sides{trim(text.substr(0, found)), trim(text.substr(found + word.size()))};
}

// "a..b", "from a to b", "between a and b", "a to b", "a until b".
std::optional<Sides> read_sides(std::string_view text) {
    if (const auto dots = text.find(".."); dots != std::string_view::npos)
        return Sides{trim(text.substr(0, dots)), trim(text.substr(dots + 2))};
    if (take_word(text, "between")) return split_at(text, " and ");
    const bool from = take_word(text, "from");
    for (const std::string_view word : {" to ", " until ", " till ", " through "})
        if (const auto sides = split_at(text, word); sides && !sides->right.starts_with("date")) return sides;
    if (from) return Sides{text, {}};
    return std::nullopt;
}

// "since a", "after a", "before a", "until a".
std::optional<Result<DateRange>> read_open(std::string_view text, sys_days today) {
    constexpr std::array<std::string_view, 6> kWords{"since", "after", "before", "until", "till", "by"};
    for (std::size_t i = 0; i < kWords.size(); ++i) {
        std::string_view rest = text;
        if (!take_word(rest, kWords[i])) continue;
        const auto period = parse_date_words(rest, today);
        if (!period) return period;
        switch (i) {
            case 0: return DateRange{period->from, std::nullopt};
            case 1: return DateRange{period->until, std::nullopt};
            case 2: return DateRange{std::nullopt, period->from};
            default: return DateRange{std::nullopt, period->until};
        }
    }
    return std::nullopt;
}

// "3w" alone reaches until today; as the end of a range it is the day three weeks ago.
bool is_age(std::string_view text) {
    return !text.empty() && is_digit(text.front()) && text.find_first_of("dwmy") == text.size() - 1;
}

}  // namespace

Result<DateRange> parse_date_range(std::string_view text, sys_days today) {
    text = trim(text);
    if (auto open = read_open(text, today)) return *open;
    const auto sides = read_sides(text);
    if (!sides) return parse_date_words(text, today);
    const auto& [left, right] = *sides;
    if (left.empty() && right.empty()) return bad_date(text);
    DateRange range;
    if (!left.empty()) {
        const auto from = parse_date_words(left, today);
        if (!from) return from;
        range.from = from->from;
    }
    if (!right.empty()) {
        const auto until = parse_date_words(right, today);
        if (!until) return until;
        range.until = is_age(to_lower(right)) ? *until->from + std::chrono::days{1} : *until->until;
    }
    if (range.from && range.until && *range.from >= *range.until)
        return with_hint(fail(ErrorKind::usage, "the range '{}' ends before it begins", text),
                         "write the earlier day first");
    return range;
}

}  // namespace claimline
