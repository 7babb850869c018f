#include "extract/numbers_digits.h"

#include <charconv>
#include <cmath>

namespace claimline {
namespace {

// Digits with separators: groups of three behind ',' '.' '\'' or one blank, then a decimal part.
class DigitNumber {
  public:
    DigitNumber(const Lexemes& lexemes, std::size_t at) : l_(lexemes), at_(at) {}

    std::optional<ParsedNumber> parse() {
        ParsedNumber out;
        out.first = at_;
        out.digits = true;
        if (l_.is(at_, '.') && l_.is_digits(at_ + 1) && l_.glued(at_ + 1)) {  // .5
            out.value = decimals(at_ + 1);
            out.last = at_ + 2;
            return out;
        }
        if (!l_.is_digits(at_)) return std::nullopt;
        out.value = static_cast<double>(l_[at_].digits);
        out.last = at_ + 1;
        out.plain = true;
        read_groups(out);
        read_decimals(out);
        read_exponent(out);
        return out;
    }

  private:
    [[nodiscard]] std::size_t width(std::size_t at) const { return l_[at].span.size(); }
    [[nodiscard]] double decimals(std::size_t at) const {
        return static_cast<double>(l_[at].digits) / std::pow(10.0, static_cast<double>(width(at)));
    }
    // `at` is `symbol` with digits on both sides and no blank.
    [[nodiscard]] bool joins(std::size_t at, char symbol) const {
        return l_.is(at, symbol) && l_.glued(at) && l_.is_digits(at + 1) && l_.glued(at + 1);
    }

    // The separator that groups thousands from here, or 0.
    [[nodiscard]] char group_separator(std::size_t at) const {
        if (width(at - 1) > 3) return 0;
        const bool comma = l_.table().habits().decimal_comma;
        for (const char symbol : {',', '.', '\''}) {
            if (!joins(at, symbol) || width(at + 1) != 3) continue;
            if (symbol == ',' && !comma) return symbol;
            if (symbol == '\'') return symbol;
            if (symbol == '.' && comma) return symbol;
            // The other language's style shows only when the group repeats or a decimal part of its style
            // follows.
            const char other = symbol == '.' ? ',' : '.';
            const bool repeats = joins(at + 2, symbol) && width(at + 3) == 3;
            if (joins(at + 2, other) || (repeats && !joins(at + 4, symbol))) return symbol;
        }
        // A blank, when every following group has three digits and nothing is glued to the last.
        if (l_.is_digits(at) && width(at) == 3 && l_[at].span.begin - l_[at - 1].span.end <= 3 &&
            !l_[at].break_before) {
            return ' ';
        }
        return 0;
    }

    void read_groups(ParsedNumber& out) {
        group_ = group_separator(out.last);
        if (group_ == 0) return;
        if (group_ == ' ') {
            while (l_.is_digits(out.last) && width(out.last) == 3 && may_grow(out))
                add_group(out, out.last, 1);
        } else {
            while (joins(out.last, group_) && width(out.last + 1) == 3 && may_grow(out)) {
                add_group(out, out.last + 1, 2);
            }
        }
    }
    // A column of numbers is not one number: 10^18 is the end.
    [[nodiscard]] static bool may_grow(const ParsedNumber& out) { return out.value < 1e18; }
    void add_group(ParsedNumber& out, std::size_t group, std::size_t lexemes) {
        out.value = out.value * 1000 + static_cast<double>(l_[group].digits);
        out.last += lexemes;
        out.plain = false;
        out.grouped = true;
    }

    void read_decimals(ParsedNumber& out) {
        const bool comma = l_.table().habits().decimal_comma;
        char point = comma ? ',' : '.';
        if (group_ == '.') point = ',';
        if (group_ == ',') point = '.';
        if (joins(out.last, point) && !(joins(out.last + 2, point) && group_ == 0)) {
            out.value = read_exactly(out, point);
            out.last += 2;
            out.plain = false;
        }
    }
    // The decimal part through from_chars, so that 4.8 is the double nearest to 4.8.
    [[nodiscard]] double read_exactly(const ParsedNumber& out, char /*point*/) const {
        char buffer[48];
        std::size_t size = 0;
        for (std::size_t i = out.first; i < out.last + 2 && size + 20 < sizeof buffer; ++i) {
            if (i + 2 == out.last + 2) {
                buffer[size++] = '.';
            } else if (l_.is_digits(i)) {
                for (const char c : l_.text(i).substr(0, 18)) buffer[size++] = c;
            }
        }
        double value = 0;
        std::from_chars(buffer, buffer + size, value);
        return value;
    }

    // "1.3e6", "1.3x10^6", "2.48×10−5".
    void read_exponent(ParsedNumber& out) {
        std::size_t at = out.last;
        double base = 0;
        if (l_.is_word(at) && l_.glued(at) && l_.text(at).size() == 1 &&
            (l_.text(at) == "e" || l_.text(at) == "E")) {
            base = 10;
            ++at;
        } else if (l_.is_word(at) && l_.text(at) == "x" && l_.is_digits(at + 1) && l_[at + 1].digits == 10) {
            base = 10;
            at += 2;
            if (l_.is(at, '^')) ++at;
        } else if (l_.is(at, '?') && l_.text(at) == "×" && l_.is_digits(at + 1) && l_[at + 1].digits == 10) {
            base = 10;
            at += 2;
        } else if (l_.is(at, '^') && l_.glued(at)) {
            base = out.value;
            ++at;
        } else {
            return;
        }
        double sign = 1;
        while (l_.is(at, '-') || l_.is(at, '+')) {
            if (l_.is(at, '-')) sign = -1;
            ++at;
        }
        if (!l_.is_digits(at) || !l_.glued(at) || l_[at].digits > 300) return;
        const double power = std::pow(base, sign * static_cast<double>(l_[at].digits));
        out.value = l_.is(out.last, '^') ? power : out.value * power;
        out.last = at + 1;
        out.plain = false;
    }

    const Lexemes& l_;
    std::size_t at_;
    char group_ = 0;
};

}  // namespace

std::optional<ParsedNumber> parse_digits(const Lexemes& lexemes, std::size_t at) {
    return DigitNumber(lexemes, at).parse();
}

}  // namespace claimline
