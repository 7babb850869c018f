// Rows, sections and the way to the title: see page_shape.h.
#include "extract/page_shape.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <unordered_map>

#include "extract/furniture_words.h"
#include "extract/main_text_roots.h"

namespace claimline {
namespace {

using enum ClassWord;

// Elements up from a block in which its row is looked for: cards are seldom nested deeper.
constexpr int kRowReach = 10;
constexpr std::uint8_t kFar = 255;

float log_of(float value) {
    return std::log2(1 + value);
}

float part_of(float part, float whole) {
    return whole > 0 ? part / whole : 0;
}

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    return (hash ^ value) * 0x9E3779B97F4A7C15ULL + (hash >> 29);
}

void add(GroupTotals& sums, const GroupTotals& more) {
    sums.blocks += more.blocks;
    sums.bytes += more.bytes;
    sums.link_bytes += more.link_bytes;
    sums.links += more.links;
    sums.prose_bytes += more.prose_bytes;
    sums.headings += more.headings;
    sums.link_headings += more.link_headings;
}

GroupTotals totals_of(const PageBlocks& page, const TextBlock& block) {
    const std::string_view text = page.of(block);
    const auto bytes = static_cast<float>(text.size());
    const bool heading = block.kind == BlockKind::heading;
    const bool all_link = block.link_bytes * 10 >= text.size() * 9;
    return {1,
            bytes,
            static_cast<float>(block.link_bytes),
            static_cast<float>(block.links),
            looks_like_prose(text, block) ? bytes : 0,
            heading ? 1.0F : 0.0F,
            heading && all_link ? 1.0F : 0.0F};
}

}  // namespace

PageShape::PageShape(const HtmlTree& tree, const PageBlocks& page, const std::vector<ClassWords>& words,
                     std::uint32_t title_block)
    : tree_(tree), page_(page), title_block_(title_block), subtree_(tree.size()) {
    for (const TextBlock& block : page.blocks) add(subtree_[block.node], totals_of(page, block));
    for (std::uint32_t i = tree.size(); i-- > 1;) add(subtree_[tree[i].parent], subtree_[i]);
    find_rows();
    find_sections(words);
    measure_way_to_title();
    find_images();
}

// A row: elements with one parent, one tag and one class. Paragraphs and cells come in rows everywhere and
// tell nothing. Of several rows around a block the one with the most members counts.
void PageShape::find_rows() {
    std::unordered_map<std::uint64_t, std::uint32_t> index;
    std::vector<std::uint32_t> row_at(tree_.size(), kNowhere);
    std::vector<Row> all;
    for (std::uint32_t i = 1; i < tree_.size(); ++i) {
        const Tag tag = tree_[i].tag;
        if (!is_block(tag) || tag == Tag::p || tag == Tag::tr || tag == Tag::td || tag == Tag::th ||
            is_heading(tag) || subtree_[i].blocks == 0)
            continue;
        const std::uint64_t key = mix(mix(tree_[i].parent, static_cast<std::uint64_t>(tag)),
                                      std::hash<std::string_view>{}(tree_.attribute(i, Attribute::class_)));
        const auto [at, fresh] = index.emplace(key, static_cast<std::uint32_t>(all.size()));
        if (fresh) all.emplace_back();
        row_at[i] = at->second;
        all[at->second].members += 1;
        add(all[at->second].totals, subtree_[i]);
    }
    for (const TextBlock& block : page_.blocks) {
        std::uint32_t best = kNowhere, item = block.node, node = block.node;
        std::uint8_t level_of_best = 0;
        for (std::uint8_t level = 0; level < kRowReach && node != tree_[node].parent;
             ++level, node = tree_[node].parent) {
            const std::uint32_t row = row_at[node];
            if (row == kNowhere || all[row].members < 2) continue;
            if (best != kNowhere && all[row].members <= all[best].members) continue;
            best = row;
            item = node;
            level_of_best = level;
        }
        row_of_.push_back(best);
        item_of_.push_back(item);
        row_level_.push_back(level_of_best);
    }
    rows_ = std::move(all);
}

// A section: the blocks from a heading to the next one, whatever its rank.
void PageShape::find_sections(const std::vector<ClassWords>& words) {
    for (std::uint32_t i = 0; i < page_.blocks.size(); ++i) {
        const TextBlock& block = page_.blocks[i];
        section_of_.push_back(sections_.empty() ? kNowhere
                                                : static_cast<std::uint32_t>(sections_.size() - 1));
        if (block.kind == BlockKind::heading) {
            Section section{.heading = i};
            std::uint32_t node = block.node;
            for (int level = 0; level < 3 && node != tree_[node].parent; ++level, node = tree_[node].parent)
                section.words |= words[node];
            for (const std::uint8_t count : count_furniture(page_.of(block)))
                section.furniture += static_cast<float>(count);
            sections_.push_back(section);
        } else if (!sections_.empty()) {
            add(sections_.back().totals, totals_of(page_, block));
        }
    }
}

void PageShape::measure_way_to_title() {
    on_title_way_.assign(tree_.size(), kFar);
    if (title_block_ == kNowhere) return;
    std::uint32_t node = page_.blocks[title_block_].node;
    for (std::uint8_t steps = 0; steps < kFar; ++steps, node = tree_[node].parent) {
        on_title_way_[node] = steps;
        if (node == tree_[node].parent) break;
    }
}

void PageShape::find_images() {
    has_image_.assign(tree_.size(), 0);
    for (std::uint32_t i = tree_.size(); i-- > 1;) {
        if (tree_[i].tag == Tag::img || tree_[i].tag == Tag::media) has_image_[i] = 1;
        if (has_image_[i] != 0) has_image_[tree_[i].parent] = 1;
    }
}

void PageShape::fill(std::size_t index, std::span<float> out) const {
    std::size_t at = 0;
    const Put put = [&](float value) { out[at++] = value; };
    put_row(index, put);
    put_section(index, put);
    put_way_to_title(index, put);
    put_pictures(index, put);
    std::ranges::fill(out.subspan(at), 0.0F);
}

// What the members of the block's row are like, and how its own item differs.
void PageShape::put_row(std::size_t index, const Put& put) const {
    if (row_of_[index] == kNowhere) {
        for (int i = 0; i < 12; ++i) put(-1);
        return;
    }
    const float members = rows_[row_of_[index]].members;
    const GroupTotals& sums = rows_[row_of_[index]].totals;
    const GroupTotals& own = subtree_[item_of_[index]];
    put(log_of(members));
    put(static_cast<float>(row_level_[index]));
    put(log_of(sums.blocks / members));
    put(log_of(sums.bytes / members));
    put(part_of(sums.link_bytes, sums.bytes));
    put(std::min(sums.links / members, 9.0F));
    put(std::min(sums.headings / members, 4.0F));
    put(std::min(sums.link_headings / members, 2.0F));
    put(log_of(sums.prose_bytes / members));
    put(sums.prose_bytes / page_prose());
    put(part_of(own.prose_bytes, sums.prose_bytes));
    put(part_of(own.link_bytes, own.bytes));
}

void PageShape::put_section(std::size_t index, const Put& put) const {
    if (section_of_[index] == kNowhere) {
        for (int i = 0; i < 10; ++i) put(-1);
        return;
    }
    constexpr ClassWords kElsewhere = bit(related) | bit(popular) | bit(card) | bit(comment) |
                                      bit(newsletter) | bit(promo) | bit(sidebar) | bit(footer) | bit(widget);
    const Section& section = sections_[section_of_[index]];
    const TextBlock& heading = page_.blocks[section.heading];
    const auto heading_bytes = static_cast<float>(heading.end - heading.begin);
    put(static_cast<float>(tree_[heading.node].tag));
    put(log_of(heading_bytes));
    put(part_of(static_cast<float>(heading.link_bytes), heading_bytes));
    put(std::min(section.furniture, 4.0F));
    put((section.words & kElsewhere) != 0 ? 1 : 0);
    put(part_of(section.totals.link_bytes, section.totals.bytes));
    put(section.totals.prose_bytes / page_prose());
    put(log_of(section.totals.blocks));
    put(tree_[heading.node].parent == tree_[page_.blocks[index].node].parent ? 1 : 0);
    put(title_block_ == kNowhere          ? -1
        : section.heading == title_block_ ? 1
        : section.heading < title_block_  ? 0
                                          : 2);
}

// The smallest element that holds both the block and the title: how far up from each, and what is in it.
void PageShape::put_way_to_title(std::size_t index, const Put& put) const {
    if (title_block_ == kNowhere) {
        for (int i = 0; i < 4; ++i) put(-1);
        return;
    }
    std::uint32_t node = page_.blocks[index].node;
    float steps = 0;
    for (; on_title_way_[node] == kFar && node != tree_[node].parent; node = tree_[node].parent) ++steps;
    put(std::min(steps, 16.0F));
    put(std::min<float>(on_title_way_[node], 16));
    put(subtree_[node].prose_bytes / page_prose());
    put(part_of(subtree_[node].link_bytes, subtree_[node].bytes));
}

// Pictures near the block make it a caption or a card.
void PageShape::put_pictures(std::size_t index, const Put& put) const {
    const TextBlock& block = page_.blocks[index];
    std::uint32_t node = block.node;
    float steps = 0;
    for (; steps < 5 && has_image_[node] == 0 && node != tree_[node].parent; node = tree_[node].parent)
        ++steps;
    put(steps);
    put(log_of(subtree_[node].bytes));
    put(part_of(static_cast<float>(block.end - block.begin), subtree_[tree_[block.node].parent].bytes));
}

}  // namespace claimline
