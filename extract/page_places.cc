// Places on a page: see page_places.h.
#include "extract/page_places.h"

#include <algorithm>

namespace claimline {
namespace {

// Containers further out are layout, not meaning; tuned on cross-validated days and authors.
constexpr int kZoneLevels = 7;
constexpr int kNearLevels = 3;
constexpr std::uint32_t kLeastProse = 100;
// Shorter headings are logos and section names.
constexpr std::uint32_t kLeastTitle = 12;

std::uint64_t hash_of(std::uint64_t seed, std::string_view text) {
    for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 1099511628211U;  // FNV-1a
    return seed;
}

// The nearest element with a class, and its parent's class.
std::uint64_t make_of(const HtmlTree& tree, std::uint32_t node) {
    std::uint64_t hash = 14695981039346656037U;
    int named = 0;
    for (int level = 0; level < 4 && named < 2 && node != tree[node].parent;
         ++level, node = tree[node].parent) {
        const std::string_view classes = tree.attribute(node, Attribute::class_);
        if (tree[node].tag == Tag::text) continue;
        hash = hash_of(hash * 31 + static_cast<unsigned>(tree[node].tag), classes);
        if (!classes.empty()) ++named;
    }
    return hash;
}

}  // namespace

PagePlaces::PagePlaces(const PageFacts& page)
    : page_(page), block_of_(page.tree.size(), 0), climb_of_(page.tree.size(), 0) {
    // An element stands where the first text in it or behind it does.
    const std::vector<TextBlock>& blocks = page.blocks.blocks;
    std::uint32_t block = 0;
    for (std::uint32_t i = 0; i < page.tree.size(); ++i) {
        while (block + 1 < blocks.size() && blocks[block].end_text <= i) ++block;
        block_of_[i] = block;
    }
    place_title();
    weigh_prose();
}

void PagePlaces::weigh_prose() {
    float bytes = 0;
    for (const TextBlock& block : page_.blocks.blocks) {
        prose_before_.push_back(bytes);
        const std::uint32_t size = block.end - block.begin;
        if (block.kind == BlockKind::paragraph && size >= kLeastProse && block.link_bytes * 3 < size)
            bytes += static_cast<float>(size);
    }
    for (float& before : prose_before_) before /= std::max(bytes, 1.0F);
}

void PagePlaces::place_title() {
    std::uint32_t title = page_.title_node;
    for (const TextBlock& block : page_.blocks.blocks) {
        if (title != 0) break;
        if (page_.tree[block.node].tag == Tag::h1 && block.end - block.begin >= kLeastTitle)
            title = block.node;
    }
    if (title == 0) return;
    has_title_ = true;
    title_block_ = block_of_[title];
    std::uint16_t level = 1;
    for (std::uint32_t node = title; node != page_.tree[node].parent; node = page_.tree[node].parent)
        climb_of_[node] = level++;
}

Place PagePlaces::of(std::uint32_t node) const {
    Place place;
    place.make = make_of(page_.tree, node);
    place.share_of_page = static_cast<float>(block_of_[node]) /
                          static_cast<float>(std::max<std::size_t>(page_.blocks.blocks.size(), 1));
    if (!prose_before_.empty()) place.share_of_prose = prose_before_[block_of_[node]];
    if (has_title_) place.to_title = static_cast<float>(block_of_[node]) - static_cast<float>(title_block_);
    std::uint32_t at = node;
    for (int level = 0; level < kZoneLevels && at != page_.tree[at].parent;
         ++level, at = page_.tree[at].parent) {
        if (climb_of_[at] == 0) place.zones |= page_.words[at];
        if (level < kNearLevels) place.near |= page_.words[at];
    }
    for (at = node; climb_of_[at] == 0 && at != page_.tree[at].parent;) at = page_.tree[at].parent;
    if (climb_of_[at] > 0) place.climb = static_cast<float>(climb_of_[at] - 1);
    return place;
}

}  // namespace claimline
