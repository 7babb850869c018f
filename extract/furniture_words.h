#pragma once
// Words that mark the furniture of a page (share bars, newsletter boxes, credits) rather than its article.

#include <array>
#include <cstdint>
#include <string_view>

namespace claimline {

enum class Furniture : std::uint8_t {
    share,
    newsletter,
    more,
    photo,
    copyright,
    comment,
    advert,
    cookie,
    updated,
    by,
    login,
    navigation,
};
inline constexpr int kFurnitureCount = 12;

// How many words of each kind the first `max_words` words of `text` hold.
[[nodiscard]] std::array<std::uint8_t, kFurnitureCount> count_furniture(std::string_view text,
                                                                        int max_words = 40);

}  // namespace claimline
