#pragma once
// The text inside the markup that feeds put into their titles.

#include <optional>
#include <string>
#include <string_view>

namespace claimline {

// What a reader sees of a piece of HTML: no tags, no comments, no scripts or styles, character references
// resolved, white space collapsed. For single lines; articles are read by extract/.
[[nodiscard]] std::string text_of_markup(std::string_view html);

// `text` with its references ("&amp;", "&nbsp;", "&#65;", "&#x41;") as characters; a '&' that begins none
// stays.
[[nodiscard]] std::string resolve_references(std::string_view text);

// RFC 4648 with white space and without padding allowed; nothing when there is a foreign character.
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view text);

// XML as strangers write it, made readable: a '&' that begins no reference becomes "&amp;", "&#X41;" becomes
// "&#x41;". CDATA sections and comments stay, and so does everything that is no ASCII superset (UTF-16).
[[nodiscard]] std::string mend_references(std::string_view xml);

}  // namespace claimline
