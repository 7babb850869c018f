// One pass, one character of look-ahead in most places. Each joiner inside a word ("-", ".", ",", "'", "&"
// ...) has its own rule in joins().

#include "extract/tokens_split.h"

#include <algorithm>
#include <array>

#include "extract/char_class.h"
#include "extract/language_tables.h"

namespace claimline {
namespace {

constexpr std::size_t kLongestTableWord = 32;  // no abbreviation or clitic is longer

bool is_apostrophe(char32_t c) {
    return c == '\'' || c == 0x2019;
}
bool is_hyphen(char32_t c) {
    return c == '-' || c == 0x2010 || c == 0x2011;
}

// Lower-cased ASCII copy in a buffer of the caller; empty when longer than any table word.
std::string_view lowered(std::string_view word, std::array<char, kLongestTableWord>& buffer) {
    if (word.size() > buffer.size()) return {};
    std::ranges::transform(word, buffer.begin(), [](char c) { return to_lower(c); });
    return {buffer.data(), word.size()};
}

bool is_currency(char32_t c) {
    return c == '$' || c == 0xA2 || c == 0xA3 || c == 0xA5 || (c >= 0x20A0 && c <= 0x20CF);
}

// Symbols that are read as words; everything else that is no letter and no digit counts as punctuation.
bool is_word_symbol(char32_t c) {
    if (is_currency(c)) return true;
    return c == '%' || c == '+' || c == '=' || c == '<' || c == '>' || c == '^' || c == '~' || c == 0xA7 ||
           c == 0xB0 || c == 0xB1 || c == 0xD7 || c == 0x2030;
}

class Splitter {
  public:
    Splitter(std::string_view text, std::uint32_t end, std::vector<Token>& out)
        : text_(text.substr(0, end)), out_(out) {}

    void run(std::uint32_t at) {
        bool space = true;
        while (at < text_.size()) {
            const CharAt c = char_at(text_, at);
            if (c.kind == CharClass::space) {
                space = true;
                at += c.size;
                continue;
            }
            const std::uint32_t end = starts_word(at, c) ? scan_word(at) : scan_symbol(at, c);
            const std::size_t first = out_.size();
            emit(at, end);
            if (space) out_[first].flags |= kSpaceBefore;
            space = false;
            at = end;
        }
    }

  private:
    bool starts_word(std::uint32_t at, const CharAt& c) const {
        if (c.is_alnum()) return true;
        const CharAt next = char_at(text_, at + c.size);
        const bool alone = at == 0 || !char_at(text_, at - 1).is_alnum();
        if (c.code == '@' || c.code == '#') return next.is_letter() && alone;
        return c.code == '.' && next.kind == CharClass::digit && alone;
    }

    // "[...]" and runs of one mark ("...", "--", "***") and of "?!" are one token.
    std::uint32_t scan_symbol(std::uint32_t at, const CharAt& c) const {
        for (const std::string_view cut : {"[...]", "[\xE2\x80\xA6]"}) {  // words left out of a quotation
            if (text_.substr(at).starts_with(cut)) return at + static_cast<std::uint32_t>(cut.size());
        }
        std::uint32_t end = at + c.size;
        const auto same_run = [&c](char next) {
            if (c.code == '?' || c.code == '!') return next == '?' || next == '!';
            const bool repeats = c.code == '.' || c.code == '-' || c.code == '*' || c.code == '=' ||
                                 c.code == '_' || c.code == '~' || c.code == '#';
            return repeats && static_cast<char32_t>(next) == c.code;
        };
        while (end < text_.size() && same_run(text_[end])) ++end;
        return end;
    }

    // State of the word being scanned.
    struct Word {
        std::uint32_t begin = 0;
        CharAt previous;
        std::uint32_t run = 0;   // letters or digits since the last joiner
        bool letters = false;    // any letter so far
        bool dots = false;       // any full stop so far
        bool lower_run = false;  // the last two characters are lower-case letters
    };

    std::uint32_t scan_word(std::uint32_t at) const {
        if (const std::uint32_t end = scan_address(at); end != at) return end;
        Word word{.begin = at, .previous = {}, .run = 0, .letters = false, .dots = false, .lower_run = false};
        while (at < text_.size()) {
            const CharAt c = char_at(text_, at);
            if (c.is_alnum() || c.kind == CharClass::mark || c.code == '_') {
                word.lower_run = c.kind == CharClass::lower && word.previous.kind == CharClass::lower;
                word.letters = word.letters || c.is_letter();
                ++word.run;
            } else if (at == word.begin && c.kind == CharClass::symbol) {
                word.dots = c.code == '.';  // "@name", "#tag", ".5"
            } else {
                const Join join = joins(word, at, c);
                if (join == Join::no) break;
                if (join == Join::last) return at + c.size;
                word.dots = word.dots || c.code == '.';
                word.run = 0;
                word.lower_run = false;
            }
            word.previous = c;
            at += c.size;
        }
        return at;
    }

    // http://, https:// and www. up to white space or a bracket, without closing punctuation.
    std::uint32_t scan_address(std::uint32_t at) const {
        const std::string_view rest = text_.substr(at);
        const char first = to_lower(rest.front());
        if (first != 'h' && first != 'w') return at;
        const bool address = rest.starts_with("http://") || rest.starts_with("https://") ||
                             rest.starts_with("www.") || rest.starts_with("Http://") ||
                             rest.starts_with("HTTP://") || rest.starts_with("WWW.");
        if (!address) return at;
        std::uint32_t end = at;
        while (end < text_.size()) {
            const CharAt c = char_at(text_, end);
            const bool stop = c.kind == CharClass::space || c.code == '"' || c.code == '<' || c.code == '>' ||
                              c.code == '|' || (c.code >= 0x2018 && c.code <= 0x201F);
            if (stop) break;
            end += c.size;
        }
        constexpr std::string_view kTrailing = ".,;:!?)]}'";
        while (end > at && kTrailing.find(text_[end - 1]) != std::string_view::npos) --end;
        return end;
    }

    enum class Join : std::uint8_t { no, yes, last };  // last: the mark still belongs to the word and ends it

    Join joins(const Word& word, std::uint32_t at, const CharAt& c) const {
        const CharAt next = char_at(text_, at + c.size);
        const bool between_digits = word.previous.kind == CharClass::digit && next.kind == CharClass::digit;
        if (is_hyphen(c.code)) return joins_at_hyphen(word, at, next) ? Join::yes : Join::no;
        if (is_apostrophe(c.code)) {
            const bool inside = next.is_letter() && (word.previous.is_alnum() || word.previous.code == '.');
            return inside ? Join::yes : Join::no;
        }
        switch (c.code) {
            case '.': return joins_at_stop(word, at, next);
            case ',': return between_digits && !word.letters ? Join::yes : Join::no;
            case ':':
            case '/': return between_digits && !word.letters && word.run <= 4 ? Join::yes : Join::no;
            case '&':
                return word.previous.kind == CharClass::upper && next.kind == CharClass::upper ? Join::yes
                                                                                               : Join::no;
            case '@': return word.previous.is_alnum() && next.is_alnum() ? Join::yes : Join::no;
            case '+':  // "Name+", "C++": part of a product's name; "5+" is not
                if (!word.letters || next.is_alnum()) return Join::no;
                return next.code == '+' ? Join::yes : Join::last;
            case '$': return is_currency_prefix(word, at) ? Join::last : Join::no;
            default: return Join::no;
        }
    }

    // "US$", "C$", "HK$": up to three capitals before the sign.
    bool is_currency_prefix(const Word& word, std::uint32_t at) const {
        if (at - word.begin > 3) return false;
        return std::ranges::all_of(text_.substr(word.begin, at - word.begin),
                                   [](char c) { return c >= 'A' && c <= 'Z'; });
    }

    // Words are joined ("20-year-old", "COVID-19"), ranges of numbers are not ("10-15"), ISO dates are.
    bool joins_at_hyphen(const Word& word, std::uint32_t at, const CharAt& next) const {
        if (!next.is_alnum()) return false;
        if (word.previous.code == '.') return next.is_letter();  // "U.S.-based"
        if (!word.previous.is_alnum()) return false;
        if (word.letters || next.is_letter()) return true;
        return is_iso_date_at(word.begin) && at < word.begin + 8;
    }

    bool is_iso_date_at(std::uint32_t at) const {
        constexpr std::string_view kShape = "dddd-dd-dd";
        if (text_.size() < at + kShape.size()) return false;
        for (std::uint32_t i = 0; i < kShape.size(); ++i) {
            const char c = text_[at + i];
            if (kShape[i] == 'd' ? !is_digit(c) : c != '-') return false;
        }
        return char_at(text_, at + static_cast<std::uint32_t>(kShape.size())).kind != CharClass::digit;
    }

    Join joins_at_stop(const Word& word, std::uint32_t at, const CharAt& next) const {
        if (next.is_alnum()) return joins_around_stop(word, at, next) ? Join::yes : Join::no;
        if (next.code == '.' || !word.previous.is_letter()) return Join::no;
        const bool goes_on = is_hyphen(next.code) || is_apostrophe(next.code);
        const bool initial = word.run == 1 && (word.previous.kind == CharClass::upper || word.dots);
        if (initial || is_abbreviation(word, at)) return goes_on ? Join::yes : Join::last;
        return Join::no;
    }

    // A full stop with a letter or digit right after it.
    bool joins_around_stop(const Word& word, std::uint32_t at, const CharAt& next) const {
        if (word.previous.kind == CharClass::digit) {
            return next.kind == CharClass::digit || (next.kind == CharClass::lower && word.run <= 2);
        }
        if (!word.previous.is_letter()) return false;
        // "services.2": a footnote mark; "v.2", "U.S.2" are kept.
        if (next.kind == CharClass::digit) return word.run == 1 || word.dots;
        // "services.The": the writer forgot a blank, while "name.com" and "Name.IO" are one word.
        const bool blank_forgotten = word.lower_run && word.run > 3 && next.kind == CharClass::upper &&
                                     char_at(text_, at + 1 + next.size).kind != CharClass::upper;
        return !blank_forgotten;
    }

    bool is_abbreviation(const Word& word, std::uint32_t at) const {
        std::array<char, kLongestTableWord> buffer{};
        switch (abbreviation_of(lowered(text_.substr(word.begin, at - word.begin), buffer))) {
            case Abbreviation::none: return false;
            case Abbreviation::number: {
                const CharAt next = char_at(text_, at + 1);
                const std::uint32_t blank = next.kind == CharClass::space ? next.size : 0;
                return char_at(text_, at + 1 + blank).kind == CharClass::digit;
            }
            case Abbreviation::never:
            case Abbreviation::either: return true;
        }
        return false;
    }

    void emit(std::uint32_t begin, std::uint32_t end) {
        const std::uint32_t middle = clitic_at(begin, end);
        if (middle != end) {
            push(begin, middle);
            push(middle, end);
        } else {
            push(begin, end);
        }
    }

    // Where "n't", "'s", "'ll" ... begins inside the word, or `end`. "cannot" is cut like "can not".
    std::uint32_t clitic_at(std::uint32_t begin, std::uint32_t end) const {
        const std::string_view word = text_.substr(begin, end - begin);
        std::array<char, kLongestTableWord> buffer{};
        if (word.size() == 6 && to_lower(word.front()) == 'c' && lowered(word, buffer) == "cannot")
            return begin + 3;
        for (std::size_t tail = 1; tail <= 2 && tail + 1 < word.size(); ++tail) {
            const std::size_t mark = word.size() - tail;  // first byte of what follows the apostrophe
            std::size_t apostrophe = mark - 1;
            if (mark > 3 && word.substr(mark - 3, 3) == "\xE2\x80\x99")
                apostrophe = mark - 3;
            else if (word[apostrophe] != '\'')
                continue;
            const std::string_view rest = lowered(word.substr(mark), buffer);
            if (rest == "t" && apostrophe > 1 && to_lower(word[apostrophe - 1]) == 'n') {
                return begin + static_cast<std::uint32_t>(apostrophe - 1);
            }
            const bool clitic =
                rest == "s" || rest == "d" || rest == "m" || rest == "re" || rest == "ve" || rest == "ll";
            return clitic && apostrophe > 0 ? begin + static_cast<std::uint32_t>(apostrophe) : end;
        }
        return end;
    }

    void push(std::uint32_t begin, std::uint32_t end) {
        Token token;
        token.span = {begin, end};
        token.flags = flags_of_form(text_.substr(begin, end - begin));
        out_.push_back(token);
    }

    std::string_view text_;  // up to the end of the part
    std::vector<Token>& out_;
};

}  // namespace

std::uint16_t flags_of_form(std::string_view form) {
    unsigned upper = 0;
    unsigned lower = 0;
    unsigned digits = 0;
    bool mixed = false;
    for (std::size_t at = 0; at < form.size();) {
        const CharAt c = char_at(form, at);
        mixed = mixed || (c.kind == CharClass::upper && lower > 0 && form[at - 1] != '-');
        upper += c.kind == CharClass::upper;
        lower += c.kind == CharClass::lower;
        digits += c.kind == CharClass::digit;
        at += c.size;
    }
    const CharAt first = char_at(form, 0);
    unsigned flags = 0;
    if (first.kind == CharClass::upper) flags |= kCapital;
    if (upper > 1 && lower == 0) flags |= kAllCaps;
    if (digits > 0) flags |= kNumeric;
    if (mixed) flags |= kMixedCase;
    if (upper + lower + digits == 0 && !is_word_symbol(first.code)) flags |= kPunctuation;
    return static_cast<std::uint16_t>(flags);
}

void split_tokens(std::string_view text, Span part, std::vector<Token>& out) {
    Splitter(text, part.end, out).run(part.begin);
}

}  // namespace claimline
