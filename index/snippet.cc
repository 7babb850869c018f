// Chooses and trims the window of a snippet.

#include "index/snippet.h"

#include <algorithm>
#include <set>
#include <string>

namespace claimline {
namespace {

bool starts_sequence(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

// End of at most `columns` columns from `from`, at the last blank if one is near. Looks at no more text than
// it returns.
std::size_t window_end(std::string_view text, std::size_t from, std::size_t columns) {
    std::size_t at = from;
    std::size_t used = 0;
    std::size_t blank = 0;
    while (at < text.size()) {
        if (is_space(text[at])) blank = at;
        std::size_t next = at;
        (void)next_code_point(text, next);
        used += display_width(text.substr(at, next - at));
        if (used > columns) return blank > from ? blank : at;
        at = next;
    }
    return at;
}

// About `columns` bytes before `at`, moved forward to the beginning of a word.
std::size_t window_begin(std::string_view text, std::size_t at, std::size_t columns) {
    if (at <= columns) return 0;
    std::size_t begin = at - columns;
    while (begin < at && !is_space(text[begin])) ++begin;
    while (begin < at && is_space(text[begin])) ++begin;
    while (begin < at && !starts_sequence(text[begin])) ++begin;
    return begin;
}

}  // namespace

Snippet best_snippet(std::string_view text, const std::vector<Span>& matches, std::size_t columns) {
    constexpr std::size_t kTried = 200;  // windows; a page that repeats a word is cut off there
    Snippet best;
    std::size_t most = 0;
    for (std::size_t i = 0; i == 0 || i < std::min(matches.size(), kTried); ++i) {
        Snippet snippet;
        const std::size_t begin = matches.empty() ? 0 : window_begin(text, matches[i].begin, columns / 4);
        const std::size_t end = window_end(text, begin, columns);
        snippet.window = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
        std::set<std::string> words;
        for (const auto& match : matches) {
            if (!snippet.window.contains(match)) continue;
            snippet.marks.push_back(match);
            words.insert(fold(slice(text, match)));
        }
        if (i > 0 && words.size() <= most) continue;
        most = words.size();
        best = std::move(snippet);
    }
    best.cut_before = !trim(text.substr(0, best.window.begin)).empty();
    best.cut_after = !trim(text.substr(best.window.end)).empty();
    return best;
}

}  // namespace claimline
