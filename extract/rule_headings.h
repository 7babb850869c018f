#pragma once
// Entries of a register, the lines "Authority: ...", "Company: ..." of one record.

#include <cstddef>
#include <optional>

#include "extract/rule_layers.h"

namespace claimline {

// The last sentence of the entry that begins with `index`: at least three lines "Label: value" of one
// paragraph, the label at most four words. Nothing when none begins there. Looks at no more than kMostLines
// lines.
inline constexpr std::size_t kMostLines = 16;
[[nodiscard]] std::optional<std::size_t> find_entry(const Layers& layers, std::size_t index);

}  // namespace claimline
