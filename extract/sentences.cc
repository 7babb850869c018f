// Sentence ends inside one block, decided on tokens: a final mark, what closes after it, and the next word.

#include "extract/sentences.h"

#include <algorithm>
#include <array>

#include "extract/char_class.h"
#include "extract/language_tables.h"

namespace claimline {
namespace {

bool is_opening(char32_t c) {
    return c == '"' || c == '\'' || c == '(' || c == '[' || c == 0x201C || c == 0x2018 || c == 0xAB ||
           c == 0x201E;
}

// A low or turned mark right after a full stop and before a blank closes too: "...the site.“ It" is a common
// slip.
bool is_closing(char32_t c) {
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB ||
           c == 0x201C;
}

enum class Ending : std::uint8_t { none, strong, stop, ellipsis, abbreviation };

class Cutter {
  public:
    Cutter(std::string_view text, const SentenceBlock& block, TokenizedText& out)
        : text_(text), block_(block), out_(out), last_(static_cast<std::uint32_t>(out.tokens.size())) {}

    void add_whole(std::uint32_t first) {
        if (first < last_) add(first, last_);
    }

    void run(std::uint32_t first) {
        std::uint32_t begin = first;
        for (std::uint32_t i = first; i < last_; ++i) {
            if (i > begin && starts_credit(i)) {
                add(begin, i);
                begin = i;
            }
            const Ending ending = ending_at(i, begin);
            if (ending == Ending::none) continue;
            const std::uint32_t next = after_closing(i + 1);
            if (next < last_ && ends_before(next, i, ending)) {
                add(begin, next);
                begin = next;
            }
            i = next - 1;
        }
        if (begin < last_) add(begin, last_);
    }

  private:
    std::string_view form(std::uint32_t i) const { return slice(text_, out_.tokens[i].span); }
    CharAt first_char(std::uint32_t i) const { return char_at(text_, out_.tokens[i].span.begin); }

    Ending ending_at(std::uint32_t i, std::uint32_t begin) const {
        const std::string_view word = form(i);
        if (word.back() == '.') {
            if (word.size() == 1) return is_item_number(i, begin) ? Ending::none : Ending::stop;
            if (word.front() == '.') return Ending::ellipsis;
            return Ending::abbreviation;
        }
        if (word.front() == '?' || word.front() == '!') return Ending::strong;
        return word == "\xE2\x80\xA6" ? Ending::ellipsis : Ending::none;
    }

    // "... at the harbour Image: A. Photographer": a credit that the page glued to the text before.
    bool starts_credit(std::uint32_t i) const {
        if (!out_.tokens[i].has(kCapital) || i + 2 >= last_ || form(i + 1) != ":") return false;
        return is_credit_label(form(i)) && !is_opening(first_char(i - 1).code);
    }

    // "2." before anything else numbers the item.
    bool is_item_number(std::uint32_t stop, std::uint32_t begin) const {
        return stop == begin + 1 && out_.tokens[begin].span.size() <= 2 && out_.tokens[begin].has(kNumeric);
    }

    // The first token after `i` that does not belong to the end of the sentence.
    std::uint32_t after_closing(std::uint32_t i) const {
        for (; i < last_ && !out_.tokens[i].has(kSpaceBefore); ++i) {
            const bool at_end = i + 1 == last_ || out_.tokens[i + 1].has(kSpaceBefore);
            const std::string_view word = form(i);
            const bool footnote_digits = word.size() <= 2 && std::ranges::all_of(word, is_digit);
            if (footnote_digits && (at_end || form(i + 1) == "]")) continue;
            if (word == "[" && i + 2 < last_ && form(i + 2) == "]") continue;
            const bool more = i + 1 < last_ && !at_end;
            if (!is_closing(first_char(i).code) || (more && opens_word(i))) break;
        }
        return i;
    }

    // A quotation mark glued to the word after it opens: `done."Next`.
    bool opens_word(std::uint32_t i) const {
        return is_opening(first_char(i).code) && first_char(i + 1).is_alnum();
    }

    // The first token from `i` on that is no opening mark or bullet.
    std::uint32_t first_word(std::uint32_t i) const {
        while (i + 1 < last_ && (is_opening(first_char(i).code) || first_char(i).code == 0x2022)) ++i;
        return i;
    }

    bool ends_before(std::uint32_t next, std::uint32_t mark, Ending ending) const {
        const std::uint32_t word = first_word(next);
        const CharAt c = first_char(word);
        const bool capital = c.kind == CharClass::upper || out_.tokens[word].has(kMixedCase);
        if (!out_.tokens[next].has(kSpaceBefore)) {  // a forgotten blank: `services.The`, `done."The`
            return capital && ending != Ending::abbreviation && form(mark).size() == 1;
        }
        const bool list_mark = word != next && first_char(next).code == 0x2022;
        switch (ending) {
            case Ending::strong: return capital || c.kind == CharClass::digit || list_mark;
            case Ending::stop:
                return capital || c.kind == CharClass::digit || list_mark ||
                       (c.kind == CharClass::symbol && out_.tokens[word].has(kPunctuation) == false);
            case Ending::ellipsis: return capital;
            case Ending::abbreviation: return capital && may_end(mark) && is_sentence_starter(form(word));
            case Ending::none: break;
        }
        return false;
    }

    // A title or "e.g." never ends a sentence; initials and all other abbreviations may.
    bool may_end(std::uint32_t i) const {
        std::string_view word = form(i);
        word.remove_suffix(1);
        std::array<char, 8> buffer{};
        if (word.size() > buffer.size()) return true;
        std::ranges::transform(word, buffer.begin(), [](char c) { return to_lower(c); });
        return abbreviation_of({buffer.data(), word.size()}) != Abbreviation::never;
    }

    void add(std::uint32_t begin, std::uint32_t end) {
        Sentence sentence;
        sentence.span = {out_.tokens[begin].span.begin, out_.tokens[end - 1].span.end};
        sentence.first = begin;
        sentence.last = end;
        sentence.paragraph = block_.paragraph;
        sentence.role = block_.role;
        out_.sentences.push_back(sentence);
        for (std::uint32_t i = begin; i < end; ++i) {
            out_.tokens[i].flags |= kSentenceStart;
            if (!out_.tokens[i].has(kPunctuation)) break;
        }
    }

    std::string_view text_;
    const SentenceBlock& block_;
    TokenizedText& out_;
    std::uint32_t last_;
};

}  // namespace

void cut_sentences(std::string_view text, const SentenceBlock& block, std::uint32_t first,
                   TokenizedText& out) {
    Cutter cutter(text, block, out);
    if (block.role == SentenceRole::table_row) {
        cutter.add_whole(first);
    } else {
        cutter.run(first);
    }
}

}  // namespace claimline
