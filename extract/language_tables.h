#pragma once
// The English tables of data/lang/en, compiled in and indexed on first use.

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/tokens.h"

namespace claimline {

// What a full stop after an abbreviation may mean; data/lang/en/abbreviations.tsv explains the classes.
enum class Abbreviation : std::uint8_t { none, never, number, either };

// `word` in lower case, without the final full stop.
[[nodiscard]] Abbreviation abbreviation_of(std::string_view word);

// A capitalised word that opens a sentence even after an abbreviation.
[[nodiscard]] bool is_sentence_starter(std::string_view capitalised);

// "Image", "Photo" ...: before a colon they open a credit.
[[nodiscard]] bool is_credit_label(std::string_view capitalised);

// The tag a closed-class word has most often; Pos::x for all other words. Lower case.
[[nodiscard]] Pos closed_class_of(std::string_view word);

enum class FormClass : std::uint8_t { verb, noun, adjective, other };
struct IrregularForm {
    std::string_view lemma;
    FormClass form_class = FormClass::other;
};
// The rows of the irregular tables for a lower-case form, in table order; empty for regular forms.
// Valid as long as the program runs.
struct IrregularForms {
    const IrregularForm* first = nullptr;
    const IrregularForm* last = nullptr;
    [[nodiscard]] const IrregularForm* begin() const { return first; }
    [[nodiscard]] const IrregularForm* end() const { return last; }
};
[[nodiscard]] IrregularForms irregular_forms(std::string_view form);

}  // namespace claimline
