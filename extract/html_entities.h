#pragma once
// Character references in text that no HTML parser has read: JSON-LD strings, doubly escaped titles.

#include <string>
#include <string_view>

namespace claimline {

// Resolves numeric references and the named ones of Latin text; leaves others as they are.
[[nodiscard]] std::string decode_entities(std::string_view text);

// Plain text of a fragment that may hold markup: tags dropped (a blank for each, line breaks for <p> and
// <br>), entities resolved.
[[nodiscard]] std::string strip_markup(std::string_view fragment);

}  // namespace claimline
