// Clock lines and counters, told by their words alone: the same line is judged the same in every capture.

#include "core/volatile_lines.h"

#include <algorithm>
#include <unordered_map>

#include "core/text.h"
#include "data/lang/en/clock_words.inc"

namespace claimline {
namespace {

constexpr std::size_t kLongest = 80;  // bytes of a line that can be a clock

// Word -> whether it makes a clock.
const std::unordered_map<std::string, bool>& clock_words() {
    static const auto words = [] {
        std::unordered_map<std::string, bool> out;
        std::string_view rest = kClockWords;
        while (!rest.empty()) {
            const auto end = std::min(rest.find('\n'), rest.size());
            const std::string_view line = trim(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (line.empty() || line[0] == '#') continue;
            const bool makes_one = line[0] == '+';
            out.emplace(trim(line.substr(makes_one ? 1 : 0)), makes_one);
        }
        return out;
    }();
    return words;
}

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// "10:42", "9:05".
bool is_time_at(std::string_view line, std::size_t colon) {
    return colon > 0 && is_digit(line[colon - 1]) && colon + 2 < line.size() && is_digit(line[colon + 1]) &&
           is_digit(line[colon + 2]);
}

}  // namespace

bool is_volatile_line(std::string_view line) {
    if (line.size() > kLongest) return false;
    bool digit = false;
    bool clock = false;
    for (std::size_t at = 0; at < line.size();) {
        if (!is_letter(line[at])) {
            digit = digit || is_digit(line[at]);
            clock = clock || (line[at] == ':' && is_time_at(line, at));
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < line.size() && is_letter(line[end])) ++end;
        const auto word = clock_words().find(to_lower(line.substr(at, end - at)));
        if (word == clock_words().end()) return false;
        clock = clock || word->second;
        at = end;
    }
    return digit && clock;
}

std::string without_volatile_lines(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!is_volatile_line(line)) out.append(line).append("\n");
    }
    return out;
}

}  // namespace claimline
