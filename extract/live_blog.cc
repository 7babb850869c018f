// Entries of live blogs: see live_blog.h.
#include "extract/live_blog.h"

#include <algorithm>
#include <unordered_map>

#include "core/text.h"

namespace claimline {
namespace {

constexpr std::size_t kFewestEntries = 3;
// Elements from an entry upwards that may call the list live: the list, its wrapper, the section.
constexpr int kLiveReach = 4;
// Longer ones are not times.
constexpr std::size_t kLongestTime = 40;
// So much of an entry's beginning is looked for in the text.
constexpr std::size_t kProbeBytes = 48;

bool calls_itself_live(const HtmlTree& tree, const std::vector<ClassWords>& words, std::uint32_t node) {
    for (int level = 0; level < kLiveReach && node != tree[node].parent; ++level, node = tree[node].parent) {
        if ((words[node] & bit(ClassWord::live)) != 0) return true;
    }
    return false;
}

std::string time_of(const HtmlTree& tree, std::uint32_t node) {
    std::string time(trim(tree.attribute(node, Attribute::datetime)));
    if (time.empty()) time = tree.inner_text(node);
    if (time.size() > kLongestTime) time.clear();
    return collapse_space(time);
}

void append_paragraph(std::string& text, std::string_view paragraph) {
    const std::string tidy = collapse_space(paragraph);
    if (tidy.empty()) return;
    if (!text.empty()) text += "\n\n";
    text += tidy;
}

}  // namespace

std::vector<LiveEntry> find_live_entries(const HtmlTree& tree, const PageBlocks& page,
                                         const std::vector<ClassWords>& words, bool is_live_blog) {
    std::vector<std::uint32_t> times(tree.size(), 0);  // <time> elements in the subtree
    for (std::uint32_t i = tree.size(); i-- > 1;) {
        if (tree[i].tag == Tag::time) ++times[i];
        times[tree[i].parent] += times[i];
    }
    struct Candidate {
        std::uint32_t item;
        std::uint32_t time;
    };
    std::vector<Candidate> candidates;
    std::unordered_map<std::uint64_t, std::size_t> siblings;  // by parent and tag
    const auto key = [&](std::uint32_t item) {
        return (std::uint64_t{tree[item].parent} << 8) | static_cast<std::uint64_t>(tree[item].tag);
    };
    for (std::uint32_t i = 1; i < tree.size(); ++i) {
        if (tree[i].tag != Tag::time || times[i] != 1) continue;
        std::uint32_t item = i;
        while (item != tree[item].parent && times[tree[item].parent] == 1) item = tree[item].parent;
        if (item == i || (!is_live_blog && !calls_itself_live(tree, words, item))) continue;
        candidates.push_back({item, i});
        ++siblings[key(item)];
    }
    std::vector<LiveEntry> entries;
    for (const auto& [item, time] : candidates) {
        if (siblings[key(item)] < kFewestEntries) continue;
        const auto first = std::ranges::lower_bound(page.blocks, item, {}, &TextBlock::first_text);
        const bool inside = first != page.blocks.end() && first->first_text < tree[item].end;
        std::string when = time_of(tree, time);
        if (!inside || when.empty()) continue;
        const bool time_is_block = first->first_text > time && first->end_text <= tree[time].end;
        entries.push_back(
            {static_cast<std::size_t>(first - page.blocks.begin()), std::move(when), time_is_block});
    }
    return entries;
}

std::string missing_updates(std::span<const JsonLdUpdate> updates, std::string_view text) {
    const std::string known = collapse_space(text);
    std::string missing;
    for (const JsonLdUpdate& update : updates) {
        const std::string body = collapse_space(update.body);
        if (body.empty() || known.find(body.substr(0, kProbeBytes)) != std::string::npos) continue;
        append_paragraph(missing, update.published);
        append_paragraph(missing, update.headline);
        append_paragraph(missing, body);
    }
    return missing;
}

}  // namespace claimline
