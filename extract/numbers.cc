#include "extract/numbers.h"

#include <cmath>

#include "extract/numbers_digits.h"

namespace claimline {
namespace {

// "two hundred and five thousand": value so far below the last scale, and the sum above it.
class WordNumber {
  public:
    WordNumber(const Lexemes& lexemes, std::size_t at) : l_(lexemes), at_(at), end_(at) {}

    bool parse(double& value, std::size_t& end, double& scale) {
        while (step()) {
        }
        if (end_ == at_) return false;
        value = total_ + current_;
        end = end_;
        scale = scale_;
        return true;
    }
    // Goes on from a number written in digits: "3 hundred and 21", "1.5 million".
    void start_with(double value, std::size_t end) {
        current_ = value;
        end_ = end;
        room_ = 0;
        digits_ = true;
    }

  private:
    bool step() {
        std::size_t at = end_;
        if (l_[at].break_before && at != at_) return false;
        bool joined_by_and = false;
        if (at != at_) {
            if (l_.is(at, '-') && !l_.is_word(at + 1)) return false;
            if (l_.is(at, '-')) ++at;
            if (l_.is(at, Key::and_) && after_big_) {
                joined_by_and = true;
                ++at;
                if (l_.is_digits(at)) return take_digits_after_and(at);
            }
        }
        const Word& word = l_.word(at);
        switch (word.number_kind) {
            case NumberKind::none: return false;
            case NumberKind::unit: return take_small(at, word.number, 10, joined_by_and);
            case NumberKind::teen: return take_small(at, word.number, 100, joined_by_and);
            case NumberKind::tens: return take_small(at, word.number, 100, joined_by_and);
            case NumberKind::hundred: return !joined_by_and && take_hundred(at);
            case NumberKind::scale: return !joined_by_and && take_scale(at, word.number);
        }
        return false;
    }

    // `needs`: the room the number takes: "one" fits after "twenty", "twelve" only after "hundred".
    bool take_small(std::size_t at, double number, double needs, bool joined_by_and) {
        if (room_ < needs || (joined_by_and && !after_big_)) return false;
        current_ += number;
        room_ = needs == 100 && number >= 20 ? 10 : 0;
        after_big_ = false;
        any_ = true;
        end_ = at + 1;
        return true;
    }
    bool take_hundred(std::size_t at) {
        if (current_ >= 100 || (any_ && current_ == 0)) return false;
        if (!any_ && !digits_) current_ = 1;
        current_ *= 100;
        room_ = 100;
        after_big_ = true;
        any_ = true;
        end_ = at + 1;
        return true;
    }
    bool take_scale(std::size_t at, double scale) {
        if (current_ == 0 && !any_ && !digits_ && at != at_) {
            // "million million", "hundred million million": the scale multiplies once more.
            return false;
        }
        if (scale >= last_scale_) return false;
        if (!any_ && !digits_) current_ = 1;
        total_ += current_ * scale;
        if (total_ == current_ * scale) scale_ = scale;
        current_ = 0;
        last_scale_ = scale;
        room_ = 1000;
        any_ = false;
        digits_ = false;
        after_big_ = true;
        end_ = at + 1;
        return true;
    }
    // "3 hundred and 21": only after "hundred", since "5 million and 3 others" are two numbers.
    bool take_digits_after_and(std::size_t at) {
        if (room_ != 100 || l_[at].digits >= 100 || !digits_started()) return false;
        const bool goes_on = (l_.is(at + 1, '.') || l_.is(at + 1, ',')) && l_.glued(at + 1) &&
                             l_.is_digits(at + 2) && l_.glued(at + 2);
        if (goes_on) return false;  // "3 hundred and 2.12 metres"
        current_ += static_cast<double>(l_[at].digits);
        room_ = 0;
        after_big_ = false;
        end_ = at + 1;
        return true;
    }
    [[nodiscard]] bool digits_started() const { return l_.is_digits(at_); }

    const Lexemes& l_;
    std::size_t at_;
    std::size_t end_;
    double total_ = 0;
    double current_ = 0;
    double room_ = 1000;  // numbers below this still fit into `current_`
    double last_scale_ = 1e18;
    double scale_ = 1;
    bool any_ = false;        // `current_` holds a word
    bool digits_ = false;     // `current_` holds digits
    bool after_big_ = false;  // "and" may follow
};

// ½ alone, or glued to digits.
std::optional<double> vulgar_fraction(const Lexemes& l, std::size_t at) {
    if (!l.is(at, 'f') || l[at].word == kNoWord) return std::nullopt;
    return l.word(at).number;
}

// "1/4" with small numbers.
bool slash_fraction(const Lexemes& l, std::size_t at, double& value) {
    if (!l.is_digits(at) || !l.is(at + 1, '/') || !l.is_digits(at + 2) || !l.glued(at + 1) ||
        !l.glued(at + 2)) {
        return false;
    }
    if (l.is(at + 3, '/') && l.is_digits(at + 4)) return false;
    if (l[at + 2].digits == 0 || l[at].span.size() > 3 || l[at + 2].span.size() > 3) return false;
    value = static_cast<double>(l[at].digits) / static_cast<double>(l[at + 2].digits);
    return true;
}

// The denominator at `at`: "third(s)", "quarter(s)", "half/halves", "hundredths"; 0 when there is none.
double denominator(const Lexemes& l, std::size_t at, bool plural) {
    if (!l.is_word(at)) return 0;
    std::string_view text = l.text(at);
    if (l.is(at, Key::half) || l.spells(at, "halves")) return 2;
    if (l.word(at).grain == Grain::quarter && l.word(at).plural == plural) return 4;
    const bool ends_in_s = text.back() == 's';
    if (ends_in_s) text.remove_suffix(1);
    const Word& word = l.table().at(l.table().find(text));
    if (ends_in_s != plural || word.ordinal < 3) return 0;
    return word.ordinal;
}

class NumberParser {
  public:
    NumberParser(const Lexemes& lexemes, std::size_t at, const NumberRules& rules)
        : l_(lexemes), at_(at), rules_(rules) {}

    std::optional<ParsedNumber> parse() {
        out_.first = at_;
        if (!negative_or_start()) return std::nullopt;
        if (const auto fraction = vulgar_fraction(l_, body_)) {
            out_.value = *fraction;
            out_.last = body_ + 1;
            out_.fraction = true;
        } else if (l_.is_digits(body_) || l_.is(body_, '.')) {
            if (!digits()) return std::nullopt;
        } else if (!words()) {
            return std::nullopt;
        }
        scale_of_fraction();
        and_a_half();
        if (negative_) out_.value = -out_.value;
        if (negative_) out_.plain = false;
        return out_;
    }

  private:
    bool negative_or_start() {
        body_ = at_;
        if (l_.is(at_, Key::minus)) {
            negative_ = true;
            ++body_;
            return true;
        }
        if (l_.is(at_, '-') && (l_.is_digits(at_ + 1) || l_.is(at_ + 1, '.')) && l_[at_].space_before) {
            negative_ = true;
            ++body_;
        }
        return true;
    }

    bool digits() {
        double fraction = 0;
        if (slash_fraction(l_, body_, fraction)) {
            out_.value = fraction;
            out_.last = body_ + 3;
            out_.fraction = true;
            out_.digits = true;
            return true;
        }
        const auto number = parse_digits(l_, body_);
        if (!number) return false;
        const std::size_t first = out_.first;
        out_ = *number;
        out_.first = first;
        mixed_fraction();
        if (scale_letters() || point_words(out_.last)) return true;
        scale_words();
        if (l_.is(out_.last, Key::dozen)) {
            out_.value *= 12;
            ++out_.last;
        }
        return true;
    }
    // "10 1/2", "2½".
    void mixed_fraction() {
        double fraction = 0;
        if (!out_.plain) return;
        if (slash_fraction(l_, out_.last, fraction) && fraction < 1 && l_[out_.last].space_before) {
            out_.value += fraction;
            out_.last += 3;
            out_.plain = false;
        } else if (const auto vulgar = vulgar_fraction(l_, out_.last)) {
            out_.value += *vulgar;
            out_.last += 1;
            out_.plain = false;
        }
    }
    bool scale_letters() {
        if (!rules_.letters_scale || !l_.glued(out_.last)) return false;
        const double scale = letter_scale(l_, out_.last, false);
        if (scale == 0) return false;
        out_.value *= scale;
        out_.scale = scale;
        out_.last += 1;
        out_.plain = false;
        return true;
    }
    void scale_words() {
        const std::size_t next = past_hyphen(l_, out_.last);
        const NumberKind kind = l_.word(next).number_kind;
        if (kind != NumberKind::scale && kind != NumberKind::hundred) return;
        if (l_[next].break_before) return;
        WordNumber words(l_, body_);
        words.start_with(out_.value, out_.last);
        out_.plain = !words.parse(out_.value, out_.last, out_.scale);
        // "5 Mio. Euro": the stop belongs to the abbreviation when a word goes on in the sentence.
        if (l_.table().habits().stop_after_number && l_.is(out_.last, '.') && l_.glued(out_.last) &&
            (l_.is_word(out_.last + 1) || l_.is(out_.last + 1, 'c')) && l_[out_.last - 1].span.size() <= 3) {
            ++out_.last;
        }
    }

    bool words() {
        std::size_t at = body_;
        const bool article = l_.is(at, Key::a);
        if (article) ++at;
        if (half_of(at, article) || vague(at)) return true;
        if (article && (l_.spells(at, "pair") || l_.is(at, Key::couple))) {
            set(2, l_.is(at + 1, Key::of) ? at + 2 : at + 1);
            return true;
        }
        if (l_.is(at, Key::dozen) && article) {
            set(12, at + 1);
            return true;
        }
        if (l_.is(at, Key::point)) return point_words(at);
        if (article && fraction_of_one(at)) return true;
        if (!WordNumber(l_, at).parse(out_.value, out_.last, out_.scale)) {
            if (!article || !rules_.articles) return false;
            set(1, at);
            out_.article = true;
            return true;
        }
        if (article && l_.word(at).number_kind != NumberKind::hundred &&
            l_.word(at).number_kind != NumberKind::scale) {
            return false;  // "a two": the number starts after the article
        }
        if (point_words(out_.last)) return true;
        spoken_hundreds();
        fraction_words();
        if (l_.is(out_.last, Key::dozen)) {
            out_.value *= 12;
            ++out_.last;
        }
        return true;
    }
    void set(double value, std::size_t last) {
        out_.value = value;
        out_.last = last;
    }
    // "one twenty-two" is 122.
    void spoken_hundreds() {
        if (out_.value < 1 || out_.value > 9 || out_.last != body_ + 1) return;
        if (l_.word(out_.last).number_kind != NumberKind::tens || l_[out_.last].break_before) return;
        double low = 0;
        std::size_t last = 0;
        double scale = 1;
        if (!WordNumber(l_, out_.last).parse(low, last, scale) || low >= 100) return;
        out_.value = out_.value * 100 + low;
        out_.last = last;
    }
    // "half a billion", "half a dozen", "half million", "half".
    bool half_of(std::size_t at, bool /*article*/) {
        if (!l_.is(at, Key::half)) return false;
        set(0.5, at + 1);
        out_.fraction = true;
        const std::size_t inner = l_.is(at + 1, Key::a) ? at + 2 : past_hyphen(l_, at + 1);
        if (l_.word(inner).number_kind == NumberKind::scale && !l_[inner].break_before) {
            out_.scale = l_.word(inner).number;
            set(0.5 * out_.scale, inner + 1);
            out_.fraction = false;
        } else if (l_.is(inner, Key::dozen)) {
            set(6, inner + 1);
            out_.fraction = false;
        }
        return true;
    }
    bool vague(std::size_t at) {
        if (!rules_.vague) return false;
        if (l_.is(at, Key::couple)) {
            set(2, l_.is(at + 1, Key::of) ? at + 2 : at + 1);
            return true;
        } else if (l_.is(at, Key::few) || l_.is(at, Key::several)) {
            set(3, at + 1);
        } else {
            return false;
        }
        out_.vague = true;
        return true;
    }
    // "a fifth", "a third", "a quarter".
    bool fraction_of_one(std::size_t at) {
        const double below = denominator(l_, at, false);
        if (below == 0) return false;
        set(1 / below, at + 1);
        out_.fraction = true;
        return true;
    }
    // "nine point nought four".
    bool point_words(std::size_t at) {
        if (!l_.is(at, Key::point)) return false;
        double place = 0.1;
        double value = at == body_ ? 0 : out_.value;
        std::size_t digit = at + 1;
        if (l_.is_digits(digit)) {
            value += static_cast<double>(l_[digit].digits) /
                     std::pow(10.0, static_cast<double>(l_[digit].span.size()));
            set(value, digit + 1);
            return true;
        }
        while (l_.word(digit).number_kind == NumberKind::unit && place > 1e-15) {
            value += l_.word(digit).number * place;
            place /= 10;
            ++digit;
        }
        if (digit == at + 1) return false;
        set(value, digit);
        return true;
    }
    // "two thirds", "three quarters", "one-eighth".
    void fraction_words() {
        const std::size_t next = past_hyphen(l_, out_.last);
        const double below = denominator(l_, next, out_.value != 1);
        if (below == 0 || l_[next].break_before || out_.value >= 1000) return;
        if (out_.value == 1 && l_.word(next).ordinal != 0 && next == out_.last && below < 3) return;
        const double part = after_and();
        out_.fraction = part == 0 || part >= below;
        set(out_.fraction ? out_.value / below : out_.value - part + part / below, next + 1);
    }
    // The 3 of "one hundred and three quarters": a whole number and a fraction.
    [[nodiscard]] double after_and() const {
        std::size_t at = out_.last;
        while (at > body_ && !l_.is(at, Key::and_)) --at;
        double value = 0;
        double scale = 1;
        std::size_t last = 0;
        if (at == body_ || !WordNumber(l_, at + 1).parse(value, last, scale) || last != out_.last) return 0;
        return value;
    }
    // "two thirds of a million", "a quarter of a billion".
    void scale_of_fraction() {
        if (!out_.fraction || !l_.is(out_.last, Key::of) || !l_.is(out_.last + 1, Key::a)) return;
        const Word& word = l_.word(out_.last + 2);
        if (word.number_kind != NumberKind::scale) return;
        out_.value *= word.number;
        out_.scale = word.number;
        out_.last += 3;
        out_.fraction = false;
    }
    // "one and a half", "five and a quarter", "three million and a half", "three and two thirds".
    void and_a_half() {
        if (!l_.is(out_.last, Key::and_) || out_.fraction || out_.value >= 1e12) return;
        std::size_t at = out_.last + 1;
        double part = 0;
        if (l_.is(at, Key::a) || l_.word(at).number == 1) {
            const double below = denominator(l_, past_hyphen(l_, at + 1), false);
            if (below == 0) return;
            part = 1 / below;
            at = past_hyphen(l_, at + 1) + 1;
        } else if (l_.is(at, Key::half)) {
            part = 0.5;
            ++at;
        } else if (l_.is_word(at)) {
            double above = 0;
            double scale = 1;
            std::size_t last = 0;
            if (!WordNumber(l_, at).parse(above, last, scale)) return;
            const double below = denominator(l_, last, true);
            if (below == 0 || above >= 100) return;
            part = above / below;
            at = last + 1;
        } else {
            return;
        }
        out_.value += part * out_.scale;
        out_.last = at;
        out_.plain = false;
        if (l_.word(at).number_kind == NumberKind::scale && out_.scale == 1) {
            out_.scale = l_.word(at).number;
            out_.value *= out_.scale;
            ++out_.last;
        }
    }

    const Lexemes& l_;
    std::size_t at_;
    std::size_t body_ = 0;
    NumberRules rules_;
    ParsedNumber out_;
    bool negative_ = false;
};

}  // namespace

std::size_t past_hyphen(const Lexemes& l, std::size_t at) {
    return l.is(at, '-') && (l.is_word(at + 1) || l.is_digits(at + 1)) && !l[at].break_before ? at + 1 : at;
}

double letter_scale(const Lexemes& l, std::size_t at, bool money) {
    if (!l.is_word(at)) return 0;
    const std::string_view text = l.text(at);
    if (text.size() == 1) {
        switch (text[0]) {
            case 'k':
            case 'K': return 1e3;
            case 'm':
            case 'M': return money || text[0] == 'M' ? 1e6 : 0;
            case 'b':
            case 'B': return 1e9;
            case 'G': return 1e9;
            case 't':
            case 'T': return money ? 1e12 : 0;
            default: return 0;
        }
    }
    if (equals_ignoring_case(text, "mil")) return 1e6;
    return l.word(at).number_kind == NumberKind::scale ? l.word(at).number : 0;
}

std::optional<ParsedNumber> parse_number(const Lexemes& lexemes, std::size_t at, const NumberRules& rules) {
    return NumberParser(lexemes, at, rules).parse();
}

std::optional<ParsedNumber> parse_ordinal(const Lexemes& l, std::size_t at) {
    ParsedNumber out;
    out.first = at;
    out.ordinal = true;
    if (l.is_digits(at)) {
        const bool suffix = l.glued(at + 1) && (l.spells(at + 1, "st") || l.spells(at + 1, "nd") ||
                                                l.spells(at + 1, "rd") || l.spells(at + 1, "th"));
        if (!suffix) return std::nullopt;
        out.value = static_cast<double>(l[at].digits);
        out.last = at + 2;
        out.digits = true;
        return out;
    }
    const Word& word = l.word(at);
    if (word.ordinal != 0) {
        out.value = word.ordinal;
        out.last = at + 1;
        return out;
    }
    if (word.number_kind == NumberKind::tens) {
        const std::size_t next = past_hyphen(l, at + 1);
        const Word& low = l.word(next);
        if (low.ordinal == 0 || low.ordinal >= 10) return std::nullopt;
        out.value = word.number + low.ordinal;
        out.last = next + 1;
        return out;
    }
    return std::nullopt;
}

}  // namespace claimline
