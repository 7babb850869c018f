// Finding the article's blocks: see main_text.h.
#include "extract/main_text.h"

#include <algorithm>

#include "core/text.h"
#include "extract/main_text_features.h"
#include "extract/main_text_judge.h"
#include "extract/main_text_render.h"
#include "extract/main_text_roots.h"

namespace claimline {
namespace {

// Kept in pages where hardly anything passed kKeepAbove.
constexpr float kRelaxed = -1.5F;
// Shorter results are tried again with less strictness: about two sentences.
constexpr std::size_t kTooShort = 250;
// Pages of more blocks are not judged by the models, which would take seconds: plain prose must do. The
// largest of 1,540 real pages has 1,603.
constexpr std::size_t kMostJudged = 30'000;

std::vector<bool> blocks_above(const std::vector<float>& scores, float threshold) {
    std::vector<bool> keep;
    for (const float score : scores) keep.push_back(score > threshold);
    return keep;
}

// Prose inside the element that holds the greatest surplus of it: knows nothing of the models.
std::vector<bool> prose_of_best_root(const HtmlTree& tree, const PageBlocks& page,
                                     const std::vector<ClassWords>& words) {
    const std::uint32_t root = root_by_surplus(tree, page, words);
    std::vector<bool> keep;
    for (const TextBlock& block : page.blocks)
        keep.push_back(block.node >= root && block.node < tree[root].end &&
                       looks_like_prose(page.of(block), block));
    return keep;
}

// The articleBody in the form of Article::text.
std::string paragraphs_of(std::string_view body) {
    std::string text;
    for (std::size_t at = 0; at < body.size();) {
        const std::size_t end = std::min(body.find('\n', at), body.size());
        const std::string paragraph = collapse_space(body.substr(at, end - at));
        if (!paragraph.empty()) {
            if (!text.empty()) text += "\n\n";
            text += paragraph;
        }
        at = end + 1;
    }
    return text;
}

}  // namespace

MainText find_main_text(const HtmlTree& tree, const PageBlocks& page, const std::vector<ClassWords>& words,
                        const MainTextHints& hints) {
    std::string body = paragraphs_of(hints.json_ld_body);
    if (page.blocks.empty()) return {std::move(body), "json-ld articleBody"};
    if (page.blocks.size() > kMostJudged)
        return {render_blocks(page, prose_of_best_root(tree, page, words)), "surplus of prose"};
    const BlockFeatures features(tree, page, words, hints);
    const std::vector<float> scores = judge_blocks(tree, page, features);
    const std::vector<LiveEntry> entries = find_live_entries(tree, page, words, !hints.updates.empty());
    MainText found{render_blocks(page, blocks_above(scores, kKeepAbove), entries), "blocks"};
    if (found.text.size() < kTooShort) {
        std::string relaxed = render_blocks(page, blocks_above(scores, kRelaxed), entries);
        if (relaxed.size() > found.text.size()) found = {std::move(relaxed), "blocks, relaxed"};
    }
    // Scripts would have put the article into the page, or it is shown to subscribers only.
    if (body.size() >= kTooShort && body.size() > 2 * found.text.size())
        found = {std::move(body), "json-ld articleBody"};
    if (found.text.size() < kTooShort) {
        std::string prose = render_blocks(page, prose_of_best_root(tree, page, words));
        if (prose.size() > 2 * found.text.size() && prose.size() >= kTooShort)
            found = {std::move(prose), "surplus of prose"};
    }
    if (const std::string updates = missing_updates(hints.updates, found.text); !updates.empty()) {
        found.text += (found.text.empty() ? "" : "\n\n") + updates;
        found.origin += ", json-ld liveBlogUpdate";
    }
    return found;
}

}  // namespace claimline
