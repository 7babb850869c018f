#include "extract/quantities_bounds.h"

#include <algorithm>

namespace claimline {
namespace {

bool is_floor(Modifier modifier) {
    return modifier == Modifier::over || modifier == Modifier::at_least;
}
bool is_ceiling(Modifier modifier) {
    return modifier == Modifier::under || modifier == Modifier::at_most;
}

}  // namespace

bool closes_range(const Lexemes& lexemes, const QuantityMention& before, std::size_t gap,
                  const QuantityMention& after) {
    const bool rising = is_floor(before.modifier) && is_ceiling(after.modifier);
    const bool falling = is_ceiling(before.modifier) && is_floor(after.modifier);
    if (!(rising && before.value < after.value) && !(falling && after.value < before.value)) return false;
    const bool same = before.type == after.type && before.unit == after.unit &&
                      before.currency == after.currency && before.per == after.per;
    const bool unit_at_end = before.type == QuantityType::number && before.per.empty();
    if ((!same && !unit_at_end) || before.low || after.low) return false;
    if (lexemes.is(gap, ',')) ++gap;
    if (!lexemes.is(gap, Key::and_) && !lexemes.spells(gap, "but")) return false;
    return !lexemes[gap + 1].break_before && lexemes[gap + 1].span.begin == after.modifier_span.begin;
}

void close_range(QuantityMention& range, const QuantityMention& other) {
    range.low = std::min(range.value, other.value);
    range.high = std::max(range.value, other.value);
    range.value = *range.low;
    range.type = other.type;
    range.unit = other.unit;
    range.currency = other.currency;
    range.per = other.per;
    range.span.end = other.span.end;
    range.modifier = Modifier::none;
    range.modifier_span = Span{};
}

}  // namespace claimline
