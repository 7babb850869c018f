// Shingles, MinHash sketches, and the comparison of numbers and names.

#include "index/copies.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "core/text.h"

namespace claimline {
namespace {

constexpr std::size_t kShingleWords = 4;
constexpr std::size_t kLeastWords = 8;       // shorter quotes are alike by chance
constexpr std::size_t kLeastShingles = 20;   // of an article
constexpr std::size_t kMostWords = 20000;    // of an article; copies agree in their beginnings
constexpr double kCopyResemblance = 0.5;     // of articles: a copy may be cut, and carry other furniture
constexpr double kWordingResemblance = 0.6;  // of quotes
constexpr double kSharedNumbers = 0.9;
constexpr double kSharedNames = 0.8;

// splitmix64 (Steele, Lea, Flood 2014): the same on every machine, unlike std::hash.
std::uint64_t mix(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Runs of letters and digits; a point or comma between digits belongs to the number.
template <class Visit>
void for_each_word(std::string_view text, Visit visit) {
    std::size_t words = 0;
    for (std::size_t at = 0; at < text.size() && words < kMostWords;) {
        if (!is_word_byte(text[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        const auto inside_number = [&] {
            return (text[at] == '.' || text[at] == ',') && is_digit(text[at - 1]) && at + 1 < text.size() &&
                   is_digit(text[at + 1]);
        };
        while (at < text.size() && (is_word_byte(text[at]) || inside_number())) ++at;
        visit(text.substr(begin, at - begin), begin);
        ++words;
    }
}

std::uint64_t word_hash(std::string_view word) {
    std::uint64_t hash = 1469598103934665603U;  // FNV-1a
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(to_lower(c))) * 1099511628211U;
    return hash;
}

void sort_set(std::vector<std::uint64_t>& items) {
    std::ranges::sort(items);
    const auto doubles = std::unique(items.begin(), items.end());
    items.erase(doubles, items.end());
}

std::vector<std::uint64_t> shingles_of(std::string_view text) {
    std::vector<std::uint64_t> words;
    for_each_word(text, [&words](std::string_view word, std::size_t) { words.push_back(word_hash(word)); });
    std::vector<std::uint64_t> shingles;
    for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i) {
        std::uint64_t shingle = 0;
        for (std::size_t k = 0; k < kShingleWords; ++k) shingle = mix(shingle ^ words[i + k]);
        shingles.push_back(shingle);
    }
    sort_set(shingles);
    return shingles;
}

// Share of the shorter of two ordered sets that stands in the other; 1 when there is nothing to share.
template <class Set>
double shared(const Set& a, const Set& b) {
    const auto fewer = std::min(a.size(), b.size());
    if (fewer == 0) return 1;
    std::size_t common = 0;
    for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
        const bool same = *x == *y;
        common += same;
        const bool step = *x < *y;
        if (same || step) ++x;
        if (!step) ++y;
    }
    return static_cast<double>(common) / static_cast<double>(fewer);
}

bool begins_sentence(std::string_view text, std::size_t at) {
    while (at > 0 && (is_space(text[at - 1]) || text[at - 1] == '"' || text[at - 1] == '(')) --at;
    return at == 0 || text[at - 1] == '.' || text[at - 1] == '!' || text[at - 1] == '?' ||
           text[at - 1] == ':';
}

// Words with a digit, and capitalised words inside a sentence.
template <class Number, class Name>
void for_each_particular(std::string_view text, Number number, Name name) {
    for_each_word(text, [&](std::string_view word, std::size_t at) {
        if (std::ranges::any_of(word, is_digit)) {
            number(word);
        } else if (word.size() > 1 && word[0] >= 'A' && word[0] <= 'Z' && !begins_sentence(text, at)) {
            name(word);
        }
    });
}

// Jaccard over the exact shingles: quotes are short, so nothing need be estimated.
double exact_resemblance(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    std::vector<std::uint64_t> both;
    std::ranges::set_intersection(a, b, std::back_inserter(both));
    const auto all = a.size() + b.size() - both.size();
    return all == 0 ? 0 : static_cast<double>(both.size()) / static_cast<double>(all);
}

}  // namespace

std::uint64_t Sketch::band(std::size_t which) const {
    std::uint64_t hash = which;
    for (std::size_t row = 0; row < kSketchRows; ++row) hash = mix(hash ^ least[which * kSketchRows + row]);
    return hash;
}

Sketch sketch_of(std::string_view text) {
    const auto shingles = shingles_of(text);
    Sketch sketch;
    if (shingles.size() < kLeastShingles) return sketch;
    sketch.shingles = static_cast<std::uint32_t>(shingles.size());
    sketch.least.fill(std::numeric_limits<std::uint32_t>::max());
    for (const auto shingle : shingles)
        for (std::size_t i = 0; i < sketch.least.size(); ++i)
            sketch.least[i] = std::min(sketch.least[i], static_cast<std::uint32_t>(mix(shingle + i) >> 32U));
    return sketch;
}

double resemblance(const Sketch& a, const Sketch& b) {
    if (!a.tells() || !b.tells()) return 0;
    std::size_t same = 0;
    for (std::size_t i = 0; i < a.least.size(); ++i)
        if (a.least[i] == b.least[i]) ++same;
    return static_cast<double>(same) / static_cast<double>(a.least.size());
}

Particulars particulars_of(std::string_view text) {
    Particulars out;
    for_each_particular(
        text, [&out](std::string_view number) { out.numbers.insert(to_lower(number)); },
        [&out](std::string_view name) { out.names.insert(fold(name)); });
    return out;
}

bool agree(const Particulars& a, const Particulars& b) {
    return a.numbers == b.numbers && shared(a.names, b.names) >= kSharedNames;
}

CopySketch copy_sketch(std::string_view text) {
    CopySketch out{sketch_of(text), {}, {}};
    for_each_particular(
        text, [&out](std::string_view number) { out.numbers.push_back(word_hash(number)); },
        [&out](std::string_view name) { out.names.push_back(word_hash(fold(name))); });
    sort_set(out.numbers);
    sort_set(out.names);
    return out;
}

bool are_copies(const CopySketch& a, const CopySketch& b) {
    return resemblance(a.sketch, b.sketch) >= kCopyResemblance &&
           shared(a.numbers, b.numbers) >= kSharedNumbers && shared(a.names, b.names) >= kSharedNames;
}

bool are_one_wording(std::string_view a, std::string_view b) {
    const auto one = shingles_of(a);
    const auto two = shingles_of(b);
    if (std::min(one.size(), two.size()) + kShingleWords - 1 < kLeastWords) return false;
    return exact_resemblance(one, two) >= kWordingResemblance && agree(particulars_of(a), particulars_of(b));
}

}  // namespace claimline
