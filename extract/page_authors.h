#pragma once
// All names that a page offers as its authors, and what speaks for each.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "extract/metadata.h"

namespace claimline {

// In the order in which a spelling is preferred for one and the same person.
enum class NameSource : std::uint8_t {
    json_ld_author,
    meta_author,
    meta_creator,
    item_author,
    rel_author,
    author_link,
    author_class,
    byline_text,
    byline_class,
    twitter_data,
    json_ld_person,
    signature,
    bio,
};
inline constexpr std::size_t kNameSourceCount = 13;
inline constexpr std::size_t kNameFeatureCount = 60;

// Log-odds above which a name counts as an author.
inline constexpr float kNameThreshold = -0.8F;

struct NameCandidate {
    std::string name;
    std::string key;  // letters and digits, folded: the same for two spellings of one name
    NameSource source{};
    std::array<float, kNameFeatureCount> features{};
};

// In order of first appearance, each name once. `site`: name of the publication.
[[nodiscard]] std::vector<NameCandidate> collect_names(const PageFacts& page, std::string_view site);

// The names inside a byline: "By Ann Vik and Bo Ek, Harbour Post | 3 May" -> Ann Vik, Bo Ek, Harbour Post.
[[nodiscard]] std::vector<std::string> split_byline(std::string_view text);

}  // namespace claimline
