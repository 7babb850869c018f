// Finding the article's blocks: see main_text.h.
#include "extract/main_text.h"

#include <algorithm>
#include <cstdint>

#include "core/text.h"

namespace claimline {
namespace {

using enum ClassWord;

constexpr ClassWords kBadZones = bit(related) | bit(popular) | bit(share) | bit(comment) | bit(nav) |
                                 bit(footer) | bit(sidebar) | bit(newsletter) | bit(promo) | bit(popup) |
                                 bit(tags) | bit(login) | bit(hidden) | bit(bio) | bit(legal) | bit(form) |
                                 bit(tools) | bit(caption) | bit(video) | bit(byline) | bit(date);
constexpr ClassWords kGoodZones = bit(article) | bit(body);

// How many ancestors decide about a block: beyond, class words are about the page, not the block.
constexpr int kZoneReach = 4;

bool in_bad_zone(const HtmlTree& tree, const std::vector<ClassWords>& words, std::uint32_t node) {
    for (int level = 0; level < kZoneReach && node != tree[node].parent; ++level, node = tree[node].parent) {
        if ((words[node] & kGoodZones) != 0 && level > 0) return false;
        if ((words[node] & kBadZones) != 0) return true;
        if (tree[node].tag == Tag::article || tree[node].tag == Tag::body) return false;
    }
    return false;
}

// Bytes that speak for (positive) or against (negative) the block being a part of the article.
int weight_of(const HtmlTree& tree, const PageBlocks& page, const std::vector<ClassWords>& words,
              const TextBlock& block) {
    const std::string_view text = page.of(block);
    const int size = static_cast<int>(text.size());
    const bool bad = in_bad_zone(tree, words, block.node);
    const bool mostly_links = block.link_bytes * 2 > text.size();
    if (bad || mostly_links) return -std::max(size / 2, 30);
    const bool sentence =
        size >= 60 || (size >= 25 && std::string_view(".!?:\"").find(text.back()) != std::string_view::npos);
    if (block.kind == BlockKind::heading) return 0;
    return sentence ? size : -15;
}

}  // namespace

MainText find_main_text(const HtmlTree& tree, const PageBlocks& page, const std::vector<ClassWords>& words,
                        const MainTextHints&) {
    std::vector<int> weights;
    std::vector<std::int64_t> sums(tree.size(), 0);
    for (const TextBlock& block : page.blocks) {
        weights.push_back(weight_of(tree, page, words, block));
        sums[block.node] += weights.back();
    }
    for (std::uint32_t i = tree.size(); i-- > 1;) sums[tree[i].parent] += sums[i];
    std::uint32_t root = 0;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        if (sums[i] >= sums[root]) root = i;
    }
    MainText out;
    out.origin = "density";
    bool in_lines = false;
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
        const TextBlock& block = page.blocks[i];
        if (block.node < root || block.node >= tree[root].end) continue;
        const bool keep = weights[i] > -16 && !in_bad_zone(tree, words, block.node);
        if (!keep) continue;
        const bool line = block.kind == BlockKind::list_item || block.kind == BlockKind::table_row;
        if (!out.text.empty()) out.text += line && in_lines ? "\n" : "\n\n";
        if (block.item_start) out.text += "- ";
        out.text += page.of(block);
        in_lines = line;
    }
    return out;
}

}  // namespace claimline
