// Finding the article's blocks: see main_text.h.
#include "extract/main_text.h"

#include <algorithm>

#include "extract/main_text_features.h"
#include "extract/main_text_judge.h"
#include "extract/main_text_render.h"

namespace claimline {

MainText find_main_text(const HtmlTree& tree, const PageBlocks& page, const std::vector<ClassWords>& words,
                        const MainTextHints& hints) {
    if (page.blocks.empty()) return {};
    const BlockFeatures features(tree, page, words, hints);
    const std::vector<float> scores = judge_blocks(tree, page, features);
    std::vector<bool> keep;
    for (const float score : scores) keep.push_back(score > 0);
    return {render_blocks(page, keep), "blocks"};
}

}  // namespace claimline
