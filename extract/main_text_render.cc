// Writing chosen blocks down: see main_text_render.h.
#include "extract/main_text_render.h"

namespace claimline {
namespace {

bool is_line(const TextBlock& block) {
    return block.kind == BlockKind::list_item || block.kind == BlockKind::table_row;
}

}  // namespace

std::string render_blocks(const PageBlocks& page, const std::vector<bool>& keep) {
    std::string text;
    const TextBlock* before = nullptr;
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
        const TextBlock& block = page.blocks[i];
        if (!keep[i]) continue;
        if (before != nullptr && page.of(*before) == page.of(block)) continue;
        if (before != nullptr) text += is_line(block) && is_line(*before) ? "\n" : "\n\n";
        if (block.item_start) text += "- ";
        text += page.of(block);
        before = &block;
    }
    return text;
}

}  // namespace claimline
