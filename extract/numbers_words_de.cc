// German words of dates and numbers.

#include "extract/numbers_words.h"

namespace claimline {

void fill_german(WordTable& table);

void fill_german(WordTable& table) {
    table.decimal_comma_ = true;
    table.entry("januar").month = 1;
}

}  // namespace claimline
