// Numbers about text blocks: see main_text_features.h.
#include "extract/main_text_features.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <unordered_map>

#include "core/text.h"
#include "extract/furniture_words.h"
#include "extract/main_text_roots.h"

namespace claimline {
namespace {

// Class words farther away than this are as good as absent.
constexpr int kFarAway = 16;

constexpr std::array kAncestorTags{Tag::article, Tag::main,       Tag::section, Tag::aside, Tag::footer,
                                   Tag::header,  Tag::nav,        Tag::figure,  Tag::form,  Tag::ul,
                                   Tag::table,   Tag::blockquote, Tag::a,       Tag::dl};

float log_of(float value) {
    return std::log2(1 + value);
}

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    return (hash ^ value) * 0x9E3779B97F4A7C15ULL + (hash >> 29);
}

std::string letters_of(std::string_view text) {
    std::string letters;
    for (const char c : text) {
        const char lower = to_lower(c);
        if ((lower >= 'a' && lower <= 'z') || is_digit(c) || static_cast<unsigned char>(c) >= 0x80)
            letters += lower;
    }
    return letters;
}

template <class Visit>
void for_each_word(std::string_view text, Visit visit) {
    for (std::size_t at = 0; at < text.size();) {
        while (at < text.size() && is_space(text[at])) ++at;
        const std::size_t begin = at;
        while (at < text.size() && !is_space(text[at])) ++at;
        if (at > begin) visit(text.substr(begin, at - begin));
    }
}

// Hashes of all runs of four words; of shorter texts, one of the whole.
std::vector<std::uint64_t> grams_of(std::string_view text) {
    std::vector<std::uint64_t> word_hashes, grams;
    for_each_word(text,
                  [&](std::string_view word) { word_hashes.push_back(std::hash<std::string_view>{}(word)); });
    for (std::size_t i = 0; i + 4 <= word_hashes.size(); ++i) {
        std::uint64_t hash = 0;
        for (std::size_t k = 0; k < 4; ++k) hash = mix(hash, word_hashes[i + k]);
        grams.push_back(hash);
    }
    return grams;
}

}  // namespace

// One row of numbers in the making.
class BlockFeatures::Row {
  public:
    explicit Row(std::span<float> out) : out_(out) {}
    void add(float value) {
        assert(at_ < out_.size());
        out_[at_++] = value;
    }
    void add(bool value) { add(value ? 1.0F : 0.0F); }
    void finish() {
        while (at_ < out_.size()) out_[at_++] = 0;
    }

  private:
    std::span<float> out_;
    std::size_t at_ = 0;
};

void BlockFeatures::Totals::add(const Totals& other) {
    blocks += other.blocks;
    bytes += other.bytes;
    link_bytes += other.link_bytes;
    prose_bytes += other.prose_bytes;
}

BlockFeatures::BlockFeatures(const HtmlTree& tree, const PageBlocks& page,
                             const std::vector<ClassWords>& words, const MainTextHints& hints)
    : tree_(tree), page_(page), words_(words), hints_(hints) {
    sum_subtrees();
    group_signatures();
    index_json_ld_body();
    find_title_block();
    count_repetitions();
    look_back();
    roots_ = {root_by_surplus(tree, page, words), root_by_density(tree, page, words),
              root_by_name(tree, page, words)};
    shape_ = std::make_unique<PageShape>(
        tree, page, words,
        title_block_ < page.blocks.size() ? static_cast<std::uint32_t>(title_block_) : kNowhere);
}

BlockFeatures::Totals BlockFeatures::totals_of(const TextBlock& block) const {
    const std::string_view text = page_.of(block);
    const auto bytes = static_cast<float>(text.size());
    return {1, bytes, static_cast<float>(block.link_bytes), looks_like_prose(text, block) ? bytes : 0};
}

void BlockFeatures::sum_subtrees() {
    subtree_.resize(tree_.size());
    for (const TextBlock& block : page_.blocks) subtree_[block.node].add(totals_of(block));
    for (std::uint32_t i = tree_.size(); i-- > 1;) subtree_[tree_[i].parent].add(subtree_[i]);
}

// Blocks of one make: same tags and classes on the block, its parent and its grandparent.
std::uint64_t BlockFeatures::signature_of(const TextBlock& block) const {
    std::uint64_t hash = static_cast<std::uint64_t>(block.kind);
    std::uint32_t node = block.node;
    for (int level = 0; level < 3; ++level, node = tree_[node].parent) {
        hash = mix(hash, static_cast<std::uint64_t>(tree_[node].tag));
        hash = mix(hash, std::hash<std::string_view>{}(tree_.attribute(node, Attribute::class_)));
    }
    return hash;
}

void BlockFeatures::group_signatures() {
    std::unordered_map<std::uint64_t, std::uint32_t> index;
    for (const TextBlock& block : page_.blocks) {
        const auto [at, added] =
            index.emplace(signature_of(block), static_cast<std::uint32_t>(signatures_.size()));
        if (added) signatures_.emplace_back();
        signature_.push_back(at->second);
        signatures_[at->second].add(totals_of(block));
    }
}

void BlockFeatures::index_json_ld_body() {
    for (const std::uint64_t gram : grams_of(hints_.json_ld_body)) json_grams_.insert(gram);
}

void BlockFeatures::find_title_block() {
    title_letters_ = letters_of(hints_.title);
    const std::string description = letters_of(hints_.description).substr(0, 60);
    title_block_ = description_block_ = page_.blocks.size();
    bool title_is_heading = false;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
        const TextBlock& block = page_.blocks[i];
        if (block.end - block.begin > 2000) continue;
        const std::string letters = letters_of(page_.of(block));
        const bool heading = block.kind == BlockKind::heading;
        if (!title_letters_.empty() && letters == title_letters_ &&
            (title_block_ == page_.blocks.size() || (heading && !title_is_heading))) {
            title_block_ = i;
            title_is_heading = heading;
        }
        if (description.size() >= 20 && description_block_ == page_.blocks.size() &&
            letters.starts_with(description))
            description_block_ = i;
    }
}

float BlockFeatures::json_ld_share(std::size_t index) const {
    if (json_grams_.empty()) return -1;
    const std::string_view text = page_.of(page_.blocks[index]);
    const std::vector<std::uint64_t> grams = grams_of(text);
    if (grams.empty()) return hints_.json_ld_body.find(text) != std::string_view::npos ? 0.6F : 0.0F;
    const auto known =
        std::ranges::count_if(grams, [&](std::uint64_t gram) { return json_grams_.contains(gram); });
    return static_cast<float>(known) / static_cast<float>(grams.size());
}

void BlockFeatures::fill(std::size_t index, std::span<float> out) const {
    Row row(out.first(out.size() - PageShape::kFeatureCount));
    add_shape(index, row);
    add_words(index, row);
    add_names(page_.blocks[index], row);
    add_ancestors(page_.blocks[index], row);
    add_surroundings(index, row);
    add_strategies(index, row);
    for (const std::ptrdiff_t step : {-2, -1, 1, 2}) add_neighbour(index, step, row);
    add_history(index, row);
    add_repetition(page_.blocks[index], row);
    row.finish();
    shape_->fill(index, out.last(PageShape::kFeatureCount));
}

// Length, characters, kind.
void BlockFeatures::add_shape(std::size_t index, Row& row) const {
    const TextBlock& block = page_.blocks[index];
    const std::string_view text = page_.of(block);
    const auto bytes = static_cast<float>(text.size());
    float upper = 0, lower = 0, digits = 0, commas = 0, stops = 0, other = 0, bars = 0, quotes = 0;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z')
            ++upper;
        else if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80)
            ++lower;
        else if (is_digit(c))
            ++digits;
        else if (c == ',')
            ++commas;
        else if (c == '.' || c == '!' || c == '?')
            ++stops;
        else if (c == '|' || c == '/' || c == '>')
            ++bars;
        else if (c == '"')
            ++quotes;
        else if (!is_space(c))
            ++other;
    }
    const char last = text.back();
    row.add(log_of(bytes));
    row.add(static_cast<float>(block.link_bytes) / bytes);
    row.add(static_cast<float>(std::min<int>(block.links, 20)));
    row.add(upper / bytes);
    row.add(digits / bytes);
    row.add(std::min(commas, 20.0F));
    row.add(std::min(stops, 20.0F));
    row.add(bars);
    row.add(quotes);
    row.add(other / bytes);
    row.add(last == '.' || last == '!' || last == '?' || last == '"' || text.ends_with("\u201d"));
    row.add(last == ':');
    row.add(text.ends_with("\u2026") || text.ends_with("..."));
    row.add(text[0] >= 'a' && text[0] <= 'z');
    row.add(is_digit(text[0]));
    row.add(static_cast<float>(block.kind));
    row.add(block.item_start);
    row.add(static_cast<float>(tree_[block.node].tag));
    row.add(static_cast<float>(tree_[block.node].depth));
}

void BlockFeatures::add_words(std::size_t index, Row& row) const {
    const std::string_view text = page_.of(page_.blocks[index]);
    float words = 0, short_words = 0, capitalised = 0;
    for_each_word(text.substr(0, 2000), [&](std::string_view word) {
        ++words;
        if (word.size() <= 3 && word[0] >= 'a') ++short_words;
        if (word[0] >= 'A' && word[0] <= 'Z') ++capitalised;
    });
    row.add(log_of(words));
    row.add(short_words / words);
    row.add(capitalised / words);
    for (const std::uint8_t count : count_furniture(text))
        row.add(static_cast<float>(std::min<int>(count, 4)));
}

// How many elements up the nearest class word of each kind stands; inline wrappers count as the block's own.
void BlockFeatures::add_names(const TextBlock& block, Row& row) const {
    std::array<float, kClassWordCount> distance{};
    distance.fill(kFarAway);
    ClassWords seen = 0;
    const auto mark = [&](ClassWords here, float level) {
        for (ClassWords fresh = here & ~seen; fresh != 0; fresh &= fresh - 1)
            distance[static_cast<std::size_t>(__builtin_ctzll(fresh))] = level;
        seen |= here;
    };
    for (std::uint32_t i = tree_[block.first_text].parent; i > block.node; i = tree_[i].parent) {
        if (tree_[i].end >= block.end_text) mark(words_[i], 0);
    }
    std::uint32_t node = block.node;
    for (int level = 0; level < kFarAway && node != tree_[node].parent; ++level, node = tree_[node].parent)
        mark(words_[node], static_cast<float>(level));
    for (const float value : distance) row.add(value);
}

void BlockFeatures::add_ancestors(const TextBlock& block, Row& row) const {
    std::array<float, kAncestorTags.size()> distance{};
    distance.fill(2 * kFarAway);
    std::uint32_t node = block.node;
    for (int level = 0; level < 2 * kFarAway && node != tree_[node].parent;
         ++level, node = tree_[node].parent) {
        const Tag tag = tree_[node].tag == Tag::ol ? Tag::ul : tree_[node].tag;
        const auto found = std::ranges::find(kAncestorTags, tag);
        if (found == kAncestorTags.end()) continue;
        float& value = distance[static_cast<std::size_t>(found - kAncestorTags.begin())];
        value = std::min(value, static_cast<float>(level));
    }
    for (const float value : distance) row.add(value);
}

// What the block's container holds, and what other blocks of the same make are like.
void BlockFeatures::add_surroundings(std::size_t index, Row& row) const {
    const TextBlock& block = page_.blocks[index];
    const auto count = static_cast<float>(page_.blocks.size());
    row.add(static_cast<float>(index) / count);
    row.add(static_cast<float>(block.begin) / static_cast<float>(page_.text.size()));
    row.add(log_of(count));
    std::uint32_t node = block.node;
    const float page_prose = std::max(subtree_[0].prose_bytes, 1.0F);
    for (int level = 0; level < 4; ++level) {
        node = tree_[node].parent;
        const Totals& inside = subtree_[node];
        row.add(inside.link_bytes / std::max(inside.bytes, 1.0F));
        row.add(inside.prose_bytes / page_prose);
        row.add(log_of(inside.bytes / std::max(inside.blocks, 1.0F)));
        if (level < 2) row.add(log_of(inside.blocks));
    }
    const Totals& alike = signatures_[signature_[index]];
    row.add(log_of(alike.blocks));
    row.add(log_of(alike.bytes / alike.blocks));
    row.add(alike.link_bytes / alike.bytes);
    row.add(alike.prose_bytes / page_prose);
}

// What the strategies say of the block, and where it stands to the title.
void BlockFeatures::add_strategies(std::size_t index, Row& row) const {
    const TextBlock& block = page_.blocks[index];
    for (const std::uint32_t root : roots_) {
        const bool inside = root != 0 && block.node >= root && block.node < tree_[root].end;
        row.add(root == 0 ? -1.0F : inside ? 1.0F : block.node < root ? 0.0F : 2.0F);
        row.add(root == 0 ? 0.0F : subtree_[root].prose_bytes / std::max(subtree_[0].prose_bytes, 1.0F));
        row.add(inside ? static_cast<float>(tree_[block.node].depth - tree_[root].depth) : -1.0F);
    }
    row.add(json_ld_share(index));
    const auto here = static_cast<float>(index);
    const bool has_title = title_block_ < page_.blocks.size();
    row.add(has_title ? std::clamp(here - static_cast<float>(title_block_), -50.0F, 50.0F) : -60.0F);
    row.add(has_title ? log_of(std::abs(static_cast<float>(block.begin) -
                                        static_cast<float>(page_.blocks[title_block_].begin)))
                      : -1.0F);
    row.add(description_block_ == index);
    const bool short_enough = block.end - block.begin < title_letters_.size() * 4 + 40;
    const std::string letters = short_enough ? letters_of(page_.of(block)) : std::string();
    row.add(!letters.empty() && !title_letters_.empty() && title_letters_.find(letters) != std::string::npos);
}

// Kinds of furniture whose last mention matters: what follows "12 comments" is no article.
constexpr std::array kRemembered{Furniture::comment,    Furniture::more,      Furniture::share,
                                 Furniture::newsletter, Furniture::copyright, Furniture::updated,
                                 Furniture::by};
constexpr std::size_t kShortBlock = 80;
constexpr int kForgotten = 60;

void BlockFeatures::look_back() {
    static_assert(kRemembered.size() + 1 == kHistory);
    std::array<std::uint8_t, kHistory> since{};
    since.fill(kForgotten);
    std::unordered_map<std::uint64_t, std::uint16_t> copies;
    for (const TextBlock& block : page_.blocks) {
        const std::string_view text = page_.of(block);
        history_.push_back(since);
        for (std::uint8_t& blocks : since)
            blocks = static_cast<std::uint8_t>(std::min(blocks + 1, kForgotten));
        if (block.kind == BlockKind::heading) since[kRemembered.size()] = 1;
        if (text.size() <= kShortBlock) {
            const auto counts = count_furniture(text);
            for (std::size_t k = 0; k < kRemembered.size(); ++k) {
                if (counts[static_cast<std::size_t>(kRemembered[k])] > 0) since[k] = 1;
            }
        }
        std::uint16_t& count = copies[std::hash<std::string_view>{}(text)];
        if (count < 100) ++count;
    }
    for (const TextBlock& block : page_.blocks)
        copies_.push_back(copies[std::hash<std::string_view>{}(page_.of(block))]);
    for_each_word(hints_.title, [&](std::string_view word) {
        title_words_.push_back(std::hash<std::string_view>{}(word));
    });
    std::ranges::sort(title_words_);
}

void BlockFeatures::count_repetitions() {
    std::unordered_map<std::uint64_t, std::uint16_t> counts;
    std::vector<std::uint64_t> keys(tree_.size(), 0);
    for (std::uint32_t i = 1; i < tree_.size(); ++i) {
        if (tree_[i].tag == Tag::text) continue;
        keys[i] = mix(mix(tree_[i].parent, static_cast<std::uint64_t>(tree_[i].tag)),
                      std::hash<std::string_view>{}(tree_.attribute(i, Attribute::class_)));
        std::uint16_t& count = counts[keys[i]];
        if (count < 1000) ++count;
    }
    siblings_alike_.resize(tree_.size(), 0);
    for (std::uint32_t i = 1; i < tree_.size(); ++i) {
        if (keys[i] != 0) siblings_alike_[i] = counts[keys[i]];
    }
}

void BlockFeatures::add_history(std::size_t index, Row& row) const {
    for (const std::uint8_t blocks : history_[index]) row.add(static_cast<float>(blocks));
    row.add(static_cast<float>(copies_[index]));
    float words = 0, common = 0;
    for_each_word(page_.of(page_.blocks[index]).substr(0, 400), [&](std::string_view word) {
        ++words;
        if (std::ranges::binary_search(title_words_, std::hash<std::string_view>{}(word))) ++common;
    });
    row.add(common / words);
}

// Cards, comments and list entries come in rows: the largest row of like elements the block stands in.
void BlockFeatures::add_repetition(const TextBlock& block, Row& row) const {
    row.add(log_of(siblings_alike_[block.node]));
    float most = 0, level_of_most = 0, bytes_each = 0, prose_each = 0;
    std::uint32_t node = tree_[block.node].parent;
    for (int level = 1; level < 8 && node != tree_[node].parent; ++level, node = tree_[node].parent) {
        const Tag tag = tree_[node].tag;
        if (tag == Tag::p || tag == Tag::tr || tag == Tag::td || siblings_alike_[node] <= most) continue;
        most = siblings_alike_[node];
        level_of_most = static_cast<float>(level);
        bytes_each = subtree_[node].bytes;
        prose_each = subtree_[node].prose_bytes;
    }
    row.add(log_of(most));
    row.add(level_of_most);
    row.add(log_of(bytes_each));
    row.add(prose_each / std::max(subtree_[0].prose_bytes, 1.0F));
}

void BlockFeatures::add_neighbour(std::size_t index, std::ptrdiff_t step, Row& row) const {
    const auto at = static_cast<std::ptrdiff_t>(index) + step;
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(page_.blocks.size())) {
        for (int i = 0; i < 5; ++i) row.add(-1.0F);
        return;
    }
    const TextBlock& other = page_.blocks[static_cast<std::size_t>(at)];
    const TextBlock& block = page_.blocks[index];
    const std::string_view text = page_.of(other);
    row.add(log_of(static_cast<float>(text.size())));
    row.add(static_cast<float>(other.link_bytes) / static_cast<float>(text.size()));
    row.add(static_cast<float>(other.kind));
    row.add(tree_[other.node].parent == tree_[block.node].parent);
    row.add(looks_like_prose(text, other));
}

}  // namespace claimline
