// Three guesses where the article is: see main_text_roots.h.
#include "extract/main_text_roots.h"

#include <algorithm>

namespace claimline {
namespace {

using enum ClassWord;

constexpr ClassWords kBadZones = bit(related) | bit(popular) | bit(share) | bit(comment) | bit(nav) |
                                 bit(footer) | bit(sidebar) | bit(newsletter) | bit(promo) | bit(popup) |
                                 bit(tags) | bit(login) | bit(hidden) | bit(bio) | bit(legal) | bit(form) |
                                 bit(tools) | bit(caption) | bit(video) | bit(byline) | bit(date);
constexpr ClassWords kGoodZones = bit(article) | bit(body);

// Class words further up are about the page, not about the block.
constexpr int kZoneReach = 4;

bool in_bad_zone(const HtmlTree& tree, const std::vector<ClassWords>& words, std::uint32_t node) {
    for (int level = 0; level < kZoneReach && node != tree[node].parent; ++level, node = tree[node].parent) {
        if ((words[node] & kGoodZones) != 0 && level > 0) return false;
        if ((words[node] & kBadZones) != 0) return true;
        if (tree[node].tag == Tag::article || tree[node].tag == Tag::body) return false;
    }
    return false;
}

// Bytes that speak for (positive) or against the block.
int surplus_of(const HtmlTree& tree, const PageBlocks& page, const std::vector<ClassWords>& words,
               const TextBlock& block) {
    const int size = static_cast<int>(block.end - block.begin);
    const bool mostly_links = static_cast<int>(block.link_bytes) * 2 > size;
    if (mostly_links || in_bad_zone(tree, words, block.node)) return -std::max(size / 2, 30);
    if (block.kind == BlockKind::heading) return 0;
    return looks_like_prose(page.of(block), block) ? size : -15;
}

// Sums per node over its subtree; nodes are in document order, so children come after their parents.
template <class Number>
void add_up(const HtmlTree& tree, std::vector<Number>& sums) {
    for (std::uint32_t i = tree.size(); i-- > 1;) sums[tree[i].parent] += sums[i];
}

}  // namespace

bool looks_like_prose(std::string_view text, const TextBlock& block) {
    if (block.link_bytes * 2 > text.size()) return false;
    const bool ends = !text.empty() && std::string_view(".!?:\"").find(text.back()) != std::string_view::npos;
    return text.size() >= 60 || (text.size() >= 25 && ends);
}

std::uint32_t root_by_surplus(const HtmlTree& tree, const PageBlocks& page,
                              const std::vector<ClassWords>& words) {
    std::vector<std::int64_t> sums(tree.size(), 0);
    for (const TextBlock& block : page.blocks) sums[block.node] += surplus_of(tree, page, words, block);
    add_up(tree, sums);
    std::uint32_t root = 0;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        if (sums[i] >= sums[root]) root = i;  // of equals the innermost
    }
    return root;
}

std::uint32_t root_by_density(const HtmlTree& tree, const PageBlocks& page,
                              const std::vector<ClassWords>& words) {
    std::vector<float> scores(tree.size(), 0), bytes(tree.size(), 0), link_bytes(tree.size(), 0);
    for (const TextBlock& block : page.blocks) {
        const std::string_view text = page.of(block);
        bytes[block.node] += static_cast<float>(text.size());
        link_bytes[block.node] += static_cast<float>(block.link_bytes);
        if (text.size() < 25 || block.kind == BlockKind::heading) continue;
        const auto commas = static_cast<float>(std::ranges::count(text, ','));
        const float score = 1 + commas + std::min(3.0F, static_cast<float>(text.size()) / 100);
        std::uint32_t ancestor = block.node;
        const bool is_paragraph =
            tree[ancestor].tag == Tag::p || tree[ancestor].tag == Tag::li || tree[ancestor].tag == Tag::td;
        if (is_paragraph) ancestor = tree[ancestor].parent;
        scores[ancestor] += score;
        scores[tree[ancestor].parent] += score / 2;
        scores[tree[tree[ancestor].parent].parent] += score / 6;
    }
    add_up(tree, bytes);
    add_up(tree, link_bytes);
    std::uint32_t root = 0;
    float best = 0;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        if (scores[i] <= 0) continue;
        float score = scores[i];
        if ((words[i] & kBadZones) != 0 && (words[i] & kGoodZones) == 0) score -= 25;
        if ((words[i] & kGoodZones) != 0) score += 25;
        score *= 1 - link_bytes[i] / std::max(bytes[i], 1.0F);
        if (score > best) {
            best = score;
            root = i;
        }
    }
    return root;
}

std::uint32_t root_by_name(const HtmlTree& tree, const PageBlocks& page,
                           const std::vector<ClassWords>& words) {
    std::vector<std::int64_t> prose(tree.size(), 0);
    for (const TextBlock& block : page.blocks) {
        const std::string_view text = page.of(block);
        if (looks_like_prose(text, block)) prose[block.node] += static_cast<std::int64_t>(text.size());
    }
    add_up(tree, prose);
    const auto rank = [&](std::uint32_t i) {
        if (tree.attribute(i, Attribute::itemprop) == "articleBody") return 4;
        if ((words[i] & kGoodZones) == kGoodZones) return 3;
        if (tree[i].tag == Tag::article) return 2;
        if (tree[i].tag == Tag::main || (words[i] & bit(body)) != 0) return 1;
        return 0;
    };
    std::uint32_t root = 0;
    int best_rank = 0;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        // Under a tenth of the page's prose it is a teaser that calls itself an article.
        if (prose[i] * 10 < prose[0] || prose[i] < 140) continue;
        const int own = rank(i);
        if (own == 0) continue;
        const bool better = own > best_rank ? prose[i] * 2 > prose[root] || root == 0
                                            : own == best_rank && prose[i] > prose[root];
        if (better) {
            root = i;
            best_rank = own;
        }
    }
    return root;
}

}  // namespace claimline
