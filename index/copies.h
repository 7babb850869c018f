#pragma once
// Copies of one report: the same words, numbers and names, told by several pages. MinHash over word shingles
// (Broder, "On the resemblance and containment of documents", 1997) finds the pairs worth comparing.

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace claimline {

constexpr std::size_t kSketchBands = 8;  // texts that agree in a whole band are compared
constexpr std::size_t kSketchRows =
    4;  // two texts of resemblance .7 meet with probability .89, of .4 with .19

// What of a text is compared. Equal texts have equal sketches, on every machine.
struct Sketch {
    std::array<std::uint32_t, kSketchBands * kSketchRows> least{};  // all zero: too short to tell
    std::uint32_t shingles = 0;

    [[nodiscard]] bool tells() const { return shingles > 0; }
    [[nodiscard]] std::uint64_t band(std::size_t which) const;
    friend bool operator==(const Sketch&, const Sketch&) = default;
};
[[nodiscard]] Sketch sketch_of(std::string_view text);

// Share of shingles in common, as far as the sketches tell: 0 to 1.
[[nodiscard]] double resemblance(const Sketch& a, const Sketch& b);

// The digits and the names (capitalised words inside a sentence, folded) of a text: what must agree before
// two similar texts are one report, for "the second site" and "the third site" differ by one word only.
struct Particulars {
    std::set<std::string> numbers;
    std::set<std::string> names;
};
[[nodiscard]] Particulars particulars_of(std::string_view text);
// Numbers are the same and at least four in five names of the shorter list stand in the other.
[[nodiscard]] bool agree(const Particulars& a, const Particulars& b);

// What of a whole article is compared, small enough to keep for thousands of pages of one site's mould: its
// sketch and the hashes of its particulars, in order.
struct CopySketch {
    Sketch sketch;
    std::vector<std::uint64_t> numbers;
    std::vector<std::uint64_t> names;
};
[[nodiscard]] CopySketch copy_sketch(std::string_view text);

// Whole articles: nine in ten numbers of the shorter one in the other, for a copy may be cut.
[[nodiscard]] bool are_copies(const CopySketch& a, const CopySketch& b);

// Quotes: nearly the same words with the same numbers and names; at least eight words long.
[[nodiscard]] bool are_one_wording(std::string_view a, std::string_view b);

}  // namespace claimline
