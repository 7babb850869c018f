#pragma once
// The part of a linear model's scores that hangs on one word form alone, summed once and kept: what the word
// says of itself and of the two words on either side. What is left to look up are features of two words or
// more.

#include <array>
#include <cstdint>
#include <span>

#include "extract/weights.h"

namespace claimline {

struct WordSums {
    WeightRow own;
    WeightRow plain;  // of features that also know the place, for a word inside a sentence of prose
    WeightRow as_left;
    WeightRow as_second_left;
    WeightRow as_right;
    WeightRow as_second_right;
};

// Adds what the word at `at` says of its surroundings to their sums: two more stand on both sides.
inline void spread(const WordSums& word, std::span<WeightRow> sums, std::size_t at) {
    sums[at - 2] += word.as_second_right;
    sums[at - 1] += word.as_right;
    sums[at] += word.own;
    sums[at + 1] += word.as_left;
    sums[at + 2] += word.as_second_left;
}

// The same for the borders of a sentence of words [first, last), given what an empty word says.
inline void spread_borders(const WordSums& border, std::span<WeightRow> sums, std::size_t first,
                           std::size_t last) {
    if (first == last) return;
    sums[first] += border.as_left;
    sums[first] += border.as_second_left;
    sums[first + 1] += border.as_second_left;
    sums[last - 1] += border.as_right;
    sums[last - 1] += border.as_second_right;
    sums[last - 2] += border.as_second_right;
}

// Gathers feature keys, then asks the table for all of them at once.
class FeatureList {
  public:
    void operator()(std::uint64_t name, std::uint64_t a, std::uint64_t b = 0) {
        keys_[count_++] = feature_key(name, a, b);
    }
    void add_to(WeightRow& sums, const WeightTable& table) {
        table.add_rows({keys_.data(), count_}, sums);
        count_ = 0;
    }

  private:
    std::array<std::uint64_t, kMaxActive> keys_;  // not initialised: written before read
    std::size_t count_ = 0;
};

// Sums of all templates that hang on one form, which the model names own_features() and so on.
template <class Form>
[[nodiscard]] WordSums sum_word_features(const Form& form, const WeightTable& table) {
    WordSums sums;
    FeatureList features;
    own_features(form, features);
    features.add_to(sums.own, table);
    placed_features(form, 0, features);
    features.add_to(sums.plain, table);
    as_left_features(form, features);
    features.add_to(sums.as_left, table);
    as_second_left_features(form, features);
    features.add_to(sums.as_second_left, table);
    as_right_features(form, features);
    features.add_to(sums.as_right, table);
    as_second_right_features(form, features);
    features.add_to(sums.as_second_right, table);
    return sums;
}

}  // namespace claimline
