#pragma once
// What page authors call things: the words inside class, id, role and test-id attributes, by meaning.

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/html.h"

namespace claimline {

enum class ClassWord : std::uint8_t {
    article,
    body,
    title,
    header,
    summary,
    byline,
    date,
    meta,
    caption,
    image,
    video,
    related,
    popular,
    share,
    comment,
    nav,
    footer,
    sidebar,
    newsletter,
    promo,
    popup,
    tags,
    login,
    card,
    widget,
    hidden,
    quote,
    bio,
    legal,
    infobox,
    form,
    footnote,
    live,
    tools,
    site,
    lead_in,
    unseen,  // for screen readers, tooltips, display:none
};
inline constexpr int kClassWordCount = 37;

// One bit for each ClassWord.
using ClassWords = std::uint64_t;

[[nodiscard]] constexpr ClassWords bit(ClassWord word) {
    return ClassWords{1} << static_cast<int>(word);
}

// Words of one attribute value: "relatedPosts share-bar" -> related, article, share.
[[nodiscard]] ClassWords find_class_words(std::string_view value);

// For every node of the page: the words of its own attributes, its role and what its tag means.
[[nodiscard]] std::vector<ClassWords> class_words_of(const HtmlTree& tree);

}  // namespace claimline
