// Writing chosen blocks down: see main_text_render.h.
#include "extract/main_text_render.h"

#include <utility>

namespace claimline {
namespace {

bool is_line(const TextBlock& block) {
    return block.kind == BlockKind::list_item || block.kind == BlockKind::table_row;
}

}  // namespace

std::string render_blocks(const PageBlocks& page, const std::vector<bool>& keep,
                          const std::vector<LiveEntry>& entries) {
    std::string text;
    const TextBlock* before = nullptr;
    const LiveEntry* begun = nullptr;  // its time is not yet written
    auto entry = entries.begin();
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
        for (; entry != entries.end() && entry->first_block <= i; ++entry) begun = &*entry;
        const TextBlock& block = page.blocks[i];
        if (!keep[i] || (begun != nullptr && begun->first_block == i && begun->time_is_block)) continue;
        if (before != nullptr && page.of(*before) == page.of(block)) continue;
        if (begun != nullptr) {
            if (before != nullptr) text += "\n\n";
            text += std::exchange(begun, nullptr)->time;
            text += "\n\n";
        } else if (before != nullptr) {
            text += is_line(block) && is_line(*before) ? "\n" : "\n\n";
        }
        if (block.item_start) text += "- ";
        text += page.of(block);
        before = &block;
    }
    return text;
}

}  // namespace claimline
