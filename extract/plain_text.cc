// Plain text files: see plain_text.h.
#include "extract/plain_text.h"

#include <algorithm>
#include <vector>

#include "core/text.h"

namespace claimline {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
        lines.push_back(collapse_space(text.substr(at, end - at)));
        at = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
    }
    return lines;
}

bool is_list_item(std::string_view line) {
    return line.starts_with("- ") || line.starts_with("* ") || line.starts_with("\u2022 ");
}

// Hard wrapping: a line about as long as the longest ones, followed by one that goes on.
constexpr std::size_t kWrapWidth = 55;

bool goes_on(std::string_view line, std::string_view next) {
    return line.size() >= kWrapWidth && line.size() <= 120 && !next.empty() && !is_list_item(next);
}

}  // namespace

std::string tidy_plain_text(std::string_view text) {
    std::string out;
    bool paragraph_ended = false;
    std::string_view before;
    const std::vector<std::string> lines = lines_of(text);
    for (const std::string& line : lines) {
        if (line.empty()) {
            paragraph_ended = true;
            continue;
        }
        if (!out.empty()) out += paragraph_ended ? "\n\n" : goes_on(before, line) ? " " : "\n";
        out += line;
        before = line;
        paragraph_ended = false;
    }
    return out;
}

}  // namespace claimline
