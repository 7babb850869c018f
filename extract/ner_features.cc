// Two passes over a document: first each word by itself, then what words tell about each other.

#include "extract/ner_features.h"

#include <algorithm>
#include <bit>

#include "extract/char_class.h"

namespace claimline {
namespace {

enum DocumentBits : std::uint16_t {
    kSeenLower = 1 << 0,
    kAfterTitle = 1 << 1,
    kAfterGiven = 1 << 2,
    kBeforeCompanyEnd = 1 << 3,
    kAfterIn = 1 << 4,
    kBesideSaid = 1 << 5,
    kBeforePossessive = 1 << 6,
    kInBrackets = 1 << 7,
    kCapitalInside = 1 << 8,  // capital where no sentence starts
    kAfterThe = 1 << 9,
    kBeforeFamily = 1 << 10,
};

constexpr std::uint16_t kTitle = name_class_bit("title");
constexpr std::uint16_t kGiven = name_class_bit("given");
constexpr std::uint16_t kFamily = name_class_bit("family");
constexpr std::uint16_t kCompanyEnd = name_class_bit("company_end");
constexpr std::uint16_t kCommon = name_class_bit("common");
constexpr std::uint16_t kParts =
    name_class_bit("org_part") | name_class_bit("place_part") | name_class_bit("other");
constexpr std::uint16_t kPhrases = name_class_bit("org") | name_class_bit("place") | name_class_bit("other");
constexpr std::uint32_t kLongestPhrase = 5;
constexpr std::uint16_t kSaid = name_class_bit("said");

bool is_capital(const NerWord& word) {
    return (word.shape.flags & (kCapital | kMixedCase)) != 0;
}

// Small words that stand inside names: "University of the Arts".
bool joins_run(std::string_view form) {
    return form == "of" || form == "de" || form == "and" || form == "&" || form == "van" || form == "der" ||
           form == "von" || form == "la" || form == "del" || form == "al" || form == "bin" || form == "for" ||
           form == "the";
}

class Describer {
  public:
    Describer(std::string_view text, const TokenizedText& tokens, const KnownWords& names,
              NerScratch& scratch)
        : text_(text), tokens_(tokens), names_(names), out_(scratch) {}

    void run() {
        for (std::size_t s = 0; s < tokens_.sentences.size(); ++s) {
            const Sentence& sentence = tokens_.sentences[s];
            find_phrases(out_.starts[s], out_.starts[s] + (sentence.last - sentence.first));
            find_runs(sentence, out_.starts[s]);
        }
        remember();
        recall();
    }

  private:
    std::string_view form(std::uint32_t token) const { return slice(text_, tokens_.tokens[token].span); }

    // Capitalised words in a row, small words between two of them included.
    void find_runs(const Sentence& sentence, std::uint32_t start) {
        const std::uint32_t size = sentence.last - sentence.first;
        for (std::uint32_t i = 0; i < size;) {
            if (!is_capital(out_.words[start + i])) {
                ++i;
                continue;
            }
            std::uint32_t end = i + 1;
            while (end < size) {
                if (is_capital(out_.words[start + end]))
                    ++end;
                else if (end + 1 < size && joins_run(form(sentence.first + end)) &&
                         is_capital(out_.words[start + end + 1]))
                    end += 2;
                else if (end + 2 < size && joins_run(form(sentence.first + end)) &&
                         joins_run(form(sentence.first + end + 1)) && is_capital(out_.words[start + end + 2]))
                    end += 3;
                else
                    break;
            }
            set_run(start + i, start + end);
            i = end;
        }
        for (std::uint32_t i = start; i < start + size; ++i) {
            NerWord& word = out_.words[i];
            const bool beside = out_.words[i].run != 0 || out_.words[i - 1].run != 0 ||
                                (i + 1 < start + size && out_.words[i + 1].run != 0);
            word.may_be_name = beside && !(word.shape.symbol && word.run == 0 && out_.words[i - 1].run == 0);
        }
    }

    // Listed phrases ("New York"), the longest first come.
    void find_phrases(std::uint32_t start, std::uint32_t limit) {
        for (std::uint32_t i = start; i < limit;) {
            std::uint32_t end = i + 1;
            if (is_capital(out_.words[i]) && (out_.words[i].classes & kParts) != 0) {
                std::uint64_t key = add_to_phrase(0, out_.words[i].exact);
                for (std::uint32_t last = i + 1; last < limit && last < i + kLongestPhrase; ++last) {
                    key = add_to_phrase(key, out_.words[last].exact);
                    const std::uint16_t found = names_.find(key).labels & kPhrases;
                    if (found == 0) continue;
                    end = last + 1;
                    for (std::uint32_t w = i; w < end; ++w) {
                        out_.words[w].phrase = found;
                        out_.words[w].phrase_part = w == i ? 1 : w == last ? 3 : 2;
                    }
                }
            }
            i = end;
        }
    }

    void set_run(std::uint32_t begin, std::uint32_t end) {
        std::uint16_t classes = 0;
        for (std::uint32_t i = begin; i < end; ++i) classes |= out_.words[i].classes;
        for (std::uint32_t i = begin; i < end; ++i) {
            out_.words[i].run = static_cast<std::uint16_t>(std::min(i - begin + 1, 60000U));
            out_.words[i].run_length = static_cast<std::uint16_t>(std::min(end - begin, 60000U));
            out_.words[i].run_first = begin;
            out_.words[i].run_classes = classes;
        }
    }

    std::uint16_t& bits_of(std::uint64_t word) {
        const std::size_t mask = out_.memory.size() - 1;
        std::size_t at = word & mask;
        while (out_.memory[at].first != 0 && out_.memory[at].first != word) at = (at + 1) & mask;
        out_.memory[at].first = word;
        return out_.memory[at].second;
    }

    void remember() {
        static const std::uint64_t in = hash_bytes("in");
        static const std::uint64_t the = hash_bytes("the");
        static const std::uint64_t possessive = hash_bytes("'s");
        static const std::uint64_t bracket = hash_bytes("(");
        out_.memory.assign(std::bit_ceil(out_.words.size() * 2 + 16), {0, 0});
        for (std::size_t i = 2; i + 2 < out_.words.size(); ++i) {
            const NerWord& word = out_.words[i];
            if (word.shape.word == 0 || word.shape.symbol) continue;
            if (!is_capital(word)) {
                if ((word.shape.flags & kNumeric) == 0) bits_of(word.shape.word) |= kSeenLower;
                continue;
            }
            const NerWord& left = out_.words[i - 1];
            const NerWord& right = out_.words[i + 1];
            unsigned bits = 0;
            if ((left.classes & kTitle) != 0) bits |= kAfterTitle;
            if ((left.classes & kGiven) != 0 && left.run != 0) bits |= kAfterGiven;
            if ((right.classes & kFamily) != 0 && right.run != 0) bits |= kBeforeFamily;
            if ((right.classes & kCompanyEnd) != 0) bits |= kBeforeCompanyEnd;
            if (left.shape.word == in) bits |= kAfterIn;
            if (left.shape.word == the) bits |= kAfterThe;
            if (left.shape.word == bracket) bits |= kInBrackets;
            if (((left.classes | right.classes) & kSaid) != 0) bits |= kBesideSaid;
            if (right.shape.word == possessive) bits |= kBeforePossessive;
            if ((word.shape.flags & kSentenceStart) == 0) bits |= kCapitalInside;
            std::uint16_t& known = bits_of(word.shape.word);
            known = static_cast<std::uint16_t>(known | bits);
        }
    }

    void recall() {
        for (NerWord& word : out_.words) {
            if (word.run != 0 && word.shape.word != 0) word.document = bits_of(word.shape.word);
        }
    }

    std::string_view text_;
    const TokenizedText& tokens_;
    const KnownWords& names_;
    NerScratch& out_;
};

}  // namespace

NerForm form_of_word(std::string_view form, const KnownWords& names) {
    NerForm word;
    word.shape = shape_of_word(form, 0);
    word.exact = hash_bytes(form);
    const unsigned common = names.find(word.shape.word).labels & kCommon;
    word.classes = static_cast<std::uint16_t>(names.find(word.exact).labels | common);
    return word;
}

void relate_words(std::string_view text, const TokenizedText& tokens, const KnownWords& names,
                  NerScratch& scratch) {
    Describer(text, tokens, names, scratch).run();
}

}  // namespace claimline
