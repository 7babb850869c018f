#include "extract/entities_reading.h"

#include <algorithm>

namespace claimline {

Reading::Reading(std::string_view text, const TokenizedText& tokens, const EntityTable& table)
    : text_(text), tokens_(tokens), table_(table), scan_(table.matcher().scan(text)) {
    sentence_of_token_.resize(size());
    for (std::uint32_t s = 0; s < tokens_.sentences.size(); ++s) {
        const Sentence& sentence = tokens_.sentences[s];
        for (std::uint32_t i = sentence.first; i < sentence.last && i < size(); ++i)
            sentence_of_token_[i] = s;
    }
    index_words();
    judge_capitals();
}

void Reading::index_words() {
    if (size() == 0) {
        scan_ = {};  // nothing that tokens could carry
        return;
    }
    token_of_atom_.resize(scan_.atoms.size());
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < scan_.atoms.size(); ++i) {
        while (at + 1 < size() && token(at).span.end <= scan_.atoms[i].begin) ++at;
        token_of_atom_[i] = at;
    }
    classes_.assign(size(), 0);
    first_word_.assign(size() + 1, 0);
    for (const WordHit& hit : scan_.words) {
        const std::uint32_t first = token_of_atom_[hit.first];
        const std::uint32_t last = token_of_atom_[hit.last - 1] + 1;
        // A part of a token ("president" in "vice-president") is not that word.
        const bool whole = token(first).span.begin == scan_.atoms[hit.first].begin &&
                           token(last - 1).span.end <= scan_.atoms[hit.last - 1].end + 1;
        if (!whole) continue;
        classes_[first] |= 1U << static_cast<unsigned>(hit.word_class);
        words_.push_back({first, last, hit.word_class, table_.matcher().value(hit.value)});
    }
    std::ranges::stable_sort(words_, {}, &TokenWord::first);
    std::size_t next = 0;
    for (std::size_t i = 0; i <= size(); ++i) {
        while (next < words_.size() && words_[next].first < i) ++next;
        first_word_[i] = static_cast<std::uint32_t>(next);
    }
}

void Reading::judge_capitals() {
    title_case_.resize(tokens_.sentences.size());
    for (std::size_t s = 0; s < tokens_.sentences.size(); ++s) {
        std::size_t words = 0;
        std::size_t capitals = 0;
        for (std::uint32_t i = sentence(s).first; i < sentence(s).last && i < size(); ++i) {
            const std::string_view word = form(i);
            if (punctuation(i) || word.size() < 4 || token(i).has(kNumeric)) continue;
            ++words;
            if (capital(i)) ++capitals;
        }
        const std::uint32_t last = sentence(s).last;
        const bool closed = last > sentence(s).first && is_one_of(last - 1, {".", "!", "\u201d", "\""});
        title_case_[s] = words >= 4 && capitals * 5 >= words * 4 && !closed;
    }
}

bool Reading::is(std::size_t i, std::string_view lower) const {
    return equals_ignoring_case(form(i), lower);
}

bool Reading::is_one_of(std::size_t i, std::initializer_list<std::string_view> lower) const {
    const std::string_view written = form(i);
    if (written.empty()) return false;
    const char first = to_lower(written.front());
    return std::ranges::any_of(lower, [&](std::string_view word) {
        return word.size() == written.size() && word.front() == first && equals_ignoring_case(written, word);
    });
}

const TokenWord* Reading::word(std::size_t i, WordClass word_class) const {
    if (!has(i, word_class)) return nullptr;
    for (std::size_t w = first_word_[i]; w < words_.size() && words_[w].first == i; ++w) {
        if (words_[w].word_class == word_class) return &words_[w];
    }
    return nullptr;
}

const TokenWord* Reading::word_before(std::size_t i, WordClass word_class) const {
    for (std::size_t length = 6; length > 0; --length) {
        if (length > i) continue;
        const TokenWord* found = word(i - length, word_class);
        if (found != nullptr && found->last == i) return found;
    }
    return nullptr;
}

bool Reading::possessive(std::size_t i) const {
    if (i >= size() || token(i).has(kSpaceBefore)) return false;
    const std::string_view word = form(i);
    return word == "'s" || word == "\u2019s" || word == "'" || word == "\u2019";
}

bool Reading::opening_quote(std::size_t i) const {
    const std::string_view word = form(i);
    return word == "\"" || word == "\u201c" || word == "\u2018" || word == "'" || word == "\u201e" ||
           word == "\u00ab" || word == "(" || word == "[";
}

bool Reading::opens_sentence(std::size_t i) const {
    if (i >= size()) return false;
    std::size_t first = sentence(sentence_of(i)).first;
    while (first < i && token(first).has(kPunctuation)) ++first;
    return first == i;
}

std::size_t Reading::token_at(std::uint32_t at) const {
    const auto found =
        std::ranges::upper_bound(tokens_.tokens, at, {}, [](const Token& token) { return token.span.end; });
    return static_cast<std::size_t>(found - tokens_.tokens.begin());
}

}  // namespace claimline
