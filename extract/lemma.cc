// Candidates are made in a buffer on the stack and offered to a sink one by one, the most likely first.
//
// Regular English inflection is ambiguous without a word list ("planed" is of plane, "planned" of plan,
// "opened" of open): the rules below order the candidates, the vocabulary decides.

#include "extract/lemma.h"

#include <algorithm>
#include <array>

#include "extract/char_class.h"
#include "extract/language_tables.h"

namespace claimline {
namespace {

constexpr std::size_t kLongestWord = 48;  // longer forms are looked up by nobody

// Lower case, typographic apostrophes made plain; empty for words that are too long.
class LowerWord {
  public:
    explicit LowerWord(std::string_view form) {
        if (form.size() > kLongestWord) return;
        for (std::size_t at = 0; at < form.size();) {
            const char c = form[at];
            if (static_cast<unsigned char>(c) < 0x80) {
                bytes_[size_++] = to_lower(c);
                ++at;
            } else if (form.substr(at, 3) == "\xE2\x80\x99") {
                bytes_[size_++] = '\'';
                at += 3;
            } else {
                at = copy_lower(form, at);
            }
        }
    }
    [[nodiscard]] std::string_view view() const { return {bytes_.data(), size_}; }

  private:
    std::size_t copy_lower(std::string_view form, std::size_t at) {
        const CharAt c = char_at(form, at);
        std::string lower;  // at most four bytes: never on the heap
        append_utf8(lower, to_lower(c.code));
        // A mapping that changes the length is rare and could overflow the buffer: such letters stay as they
        // are.
        const std::string_view kept =
            lower.size() == c.size ? std::string_view(lower) : form.substr(at, c.size);
        std::ranges::copy(kept, bytes_.begin() + static_cast<std::ptrdiff_t>(size_));
        size_ += c.size;
        return at + c.size;
    }

    std::array<char, kLongestWord> bytes_{};
    std::size_t size_ = 0;
};

bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}
bool has_vowel(std::string_view word) {
    return std::ranges::any_of(word, [](char c) { return is_vowel(c) || c == 'y'; });
}
// Groups of vowels, which is about the number of syllables.
std::size_t vowel_groups(std::string_view word) {
    std::size_t groups = 0;
    for (std::size_t i = 0; i < word.size(); ++i)
        groups += is_vowel(word[i]) && (i == 0 || !is_vowel(word[i - 1]));
    return groups;
}

// Offers lemma candidates of one form to `sink(string_view)`.
template <class Sink>
class Candidates {
  public:
    Candidates(std::string_view form, Sink& sink)
        : form_(form), sink_(sink), irregular_(irregular_forms(form)) {
        fixed_ =
            std::ranges::any_of(irregular_, [form](const IrregularForm& row) { return row.lemma == form; });
    }

    void of_class(FormClass wanted) {
        bool found = false;
        for (const IrregularForm& row : irregular_) {
            if (row.form_class != wanted) continue;
            sink_(row.lemma);
            found = true;
        }
        if (found || fixed_) return;
        if (wanted == FormClass::verb) {
            undo_verb();
        } else if (wanted == FormClass::noun) {
            undo_s();
        } else if (wanted == FormClass::adjective) {
            undo_comparison();
        }
    }

    void itself() {
        sink_(form_);
        if (form_.size() > 2 && form_.back() == '.') sink_(form_.substr(0, form_.size() - 1));
    }

  private:
    void undo_verb() {
        if (form_.ends_with("ing")) {
            undo_suffix(form_.substr(0, form_.size() - 3));
        } else if (form_.ends_with("ied") && form_.size() > 4) {
            offer(form_.substr(0, form_.size() - 3), "y");
        } else if (form_.ends_with("ed")) {
            undo_suffix(form_.substr(0, form_.size() - 2));
        } else {
            undo_s();
        }
    }

    void undo_s() {
        if (form_.size() < 3 || form_.back() != 's') return;
        const char before = form_[form_.size() - 2];
        if (before == 's' || before == 'u' || before == 'i' || before == '\'') return;
        const std::string_view without = form_.substr(0, form_.size() - 1);
        if (form_.ends_with("ies") && form_.size() > 4) {
            offer(form_.substr(0, form_.size() - 3), "y");
            sink_(without);
            return;
        }
        const bool es = form_.ends_with("ches") || form_.ends_with("shes") || form_.ends_with("sses") ||
                        form_.ends_with("xes") || form_.ends_with("zzes") || form_.ends_with("oes");
        if (es) sink_(form_.substr(0, form_.size() - 2));
        sink_(without);
        if (!es && (form_.ends_with("ses") || form_.ends_with("zes")))
            sink_(form_.substr(0, form_.size() - 2));
    }

    void undo_comparison() {
        if (form_.size() > 5 && (form_.ends_with("ier") || form_.ends_with("iest"))) {
            offer(form_.substr(0, form_.find_last_of('i')), "y");
        } else if (form_.size() > 4 && form_.ends_with("er")) {
            undo_suffix(form_.substr(0, form_.size() - 2));
        } else if (form_.size() > 5 && form_.ends_with("est")) {
            undo_suffix(form_.substr(0, form_.size() - 3));
        }
    }

    // `stem` is what stands before "-ed", "-ing", "-er" or "-est".
    void undo_suffix(std::string_view stem) {
        const std::size_t size = stem.size();
        if (size < 2 || !has_vowel(stem)) return;
        const char last = stem[size - 1];
        const char before = stem[size - 2];
        if (last == before && !is_vowel(last)) {
            // "stopped" but "called", "passed", "staffed"
            const bool kept = last == 'l' || last == 's' || last == 'f' || last == 'z';
            if (kept) sink_(stem);
            sink_(stem.substr(0, size - 1));
            if (!kept) sink_(stem);
            return;
        }
        const bool open_syllable = !is_vowel(last) && last != 'w' && last != 'x' && last != 'y' &&
                                   is_vowel(before) && (size == 2 || !is_vowel(stem[size - 3]));
        if (open_syllable && vowel_groups(stem) == 1) {  // "fined", "hoping": of fin, hop it would be doubled
            offer(stem, "e");
            return;
        }
        if (ends_like_silent_e(stem)) {
            offer(stem, "e");
            sink_(stem);
        } else {
            sink_(stem);
            offer(stem, "e");
        }
    }

    // Endings that English hardly ever leaves without "e": announc(e), involv(e), settl(e), investigat(e),
    // requir(e).
    static bool ends_like_silent_e(std::string_view stem) {
        const char last = stem.back();
        if (last == 'c' || last == 'v' || last == 'u' || last == 'z') return true;
        const char before = stem[stem.size() - 2];
        if (last == 'g') return before == 'd' || before == 'r' || before == 'a' || before == 'n';
        if (last == 'l') return !is_vowel(before) && before != 'r' && before != 'w' && before != 'l';
        if (last == 's') return is_vowel(before) || before == 'n' || before == 'r' || before == 'p';
        constexpr std::array<std::string_view, 8> kEndings{"at", "ir", "ur", "in", "id", "ut", "iz", "os"};
        return vowel_groups(stem) > 1 && std::ranges::any_of(kEndings, [stem](std::string_view ending) {
                   return stem.ends_with(ending) &&
                          (stem.size() < 3 || !is_vowel(stem[stem.size() - 3]) || ending == "at");
               });
    }

    void offer(std::string_view stem, std::string_view ending) {
        std::array<char, kLongestWord + 2> word{};
        std::ranges::copy(stem, word.begin());
        std::ranges::copy(ending, word.begin() + static_cast<std::ptrdiff_t>(stem.size()));
        sink_(std::string_view(word.data(), stem.size() + ending.size()));
    }

    std::string_view form_;
    Sink& sink_;
    IrregularForms irregular_;
    bool fixed_ = false;  // a table row forbids the suffix rules
};

std::array<FormClass, 3> classes_of(Pos pos) {
    using enum FormClass;
    switch (pos) {
        case Pos::verb:
        case Pos::aux: return {verb, noun, other};
        case Pos::noun:
        case Pos::propn:
        case Pos::num: return {noun, verb, other};
        case Pos::adj:
        case Pos::adv: return {adjective, verb, noun};
        case Pos::x:
        case Pos::adp:
        case Pos::cconj:
        case Pos::det:
        case Pos::intj:
        case Pos::part:
        case Pos::pron:
        case Pos::punct:
        case Pos::sconj:
        case Pos::sym: break;
    }
    return {other, verb, noun};
}

}  // namespace

Lemmas find_lemmas(std::string_view form, Pos pos, const Vocabulary& vocabulary) {
    const LowerWord word(form);
    Lemmas found;
    const auto look_up = [&found, &vocabulary](std::string_view candidate) {
        if (found.other != kUnknownLemma) return;
        const LemmaId id = vocabulary.find(candidate);
        if (id == kUnknownLemma || id == found.best) return;
        (found.best == kUnknownLemma ? found.best : found.other) = id;
    };
    Candidates candidates(word.view(), look_up);
    const auto classes = classes_of(pos);
    candidates.of_class(classes[0]);
    candidates.itself();
    candidates.of_class(classes[1]);
    candidates.of_class(classes[2]);
    return found;
}

std::vector<std::string> lemmas_of(std::string_view lower_case_form) {
    std::vector<std::string> lemmas;
    if (lower_case_form.empty() || lower_case_form.size() > kLongestWord)
        return {std::string(lower_case_form)};
    const auto keep = [&lemmas](std::string_view candidate) {
        if (std::ranges::find(lemmas, candidate) == lemmas.end()) lemmas.emplace_back(candidate);
    };
    Candidates candidates(lower_case_form, keep);
    for (const auto form_class : {FormClass::verb, FormClass::noun, FormClass::other})
        candidates.of_class(form_class);
    candidates.itself();
    candidates.of_class(FormClass::adjective);
    return lemmas;
}

}  // namespace claimline
