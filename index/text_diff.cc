// Common beginning and end are cut off first; what is left is usually a few words.

#include "index/text_diff.h"

#include <algorithm>
#include <cstdint>

#include "core/text.h"

namespace claimline {
namespace {

constexpr std::size_t kContext = 6;
constexpr std::int32_t kMostEdits = 1000;  // bounds time, and memory to 4 MB

using Words = std::vector<std::string_view>;

Words words_of(std::string_view text) {
    Words words;
    while (!(text = trim(text)).empty()) {
        std::size_t end = 0;
        while (end < text.size() && !is_space(text[end])) ++end;
        words.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return words;
}

// Half open ranges of words that replace each other.
struct Edit {
    std::size_t from_begin, from_end, to_begin, to_end;
};

// The furthest points of each round, so that the way back can be found.
std::vector<Edit> edits(const Words& from, const Words& to) {
    const auto n = static_cast<std::int32_t>(from.size());
    const auto m = static_cast<std::int32_t>(to.size());
    const std::vector<Edit> whole{{0, from.size(), 0, to.size()}};
    std::vector<std::vector<std::int32_t>> rounds;
    std::vector<std::int32_t> furthest(2 * kMostEdits + 3, 0);
    const auto at = [](std::int32_t k) { return static_cast<std::size_t>(k + kMostEdits + 1); };
    std::int32_t distance = -1;
    for (std::int32_t d = 0; d <= std::min(kMostEdits, n + m) && distance < 0; ++d) {
        rounds.emplace_back(furthest.begin() + static_cast<std::ptrdiff_t>(at(-d - 1)),
                            furthest.begin() + static_cast<std::ptrdiff_t>(at(d + 1)) + 1);
        for (std::int32_t k = -d; k <= d; k += 2) {
            const bool down = k == -d || (k != d && furthest[at(k - 1)] < furthest[at(k + 1)]);
            std::int32_t x = down ? furthest[at(k + 1)] : furthest[at(k - 1)] + 1;
            while (x < n && x - k < m &&
                   from[static_cast<std::size_t>(x)] == to[static_cast<std::size_t>(x - k)])
                ++x;
            furthest[at(k)] = x;
            if (x >= n && x - k >= m) distance = d;
        }
    }
    if (distance < 0) return whole;
    std::vector<Edit> found;
    std::int32_t x = n, y = m;
    for (std::int32_t d = distance; d > 0; --d) {
        const auto& before = rounds[static_cast<std::size_t>(d)];
        const auto of = [&](std::int32_t k) { return before[static_cast<std::size_t>(k + d + 1)]; };
        const std::int32_t k = x - y;
        const bool down = k == -d || (k != d && of(k - 1) < of(k + 1));
        const std::int32_t from_x = of(down ? k + 1 : k - 1);
        const std::int32_t from_y = from_x - (down ? k + 1 : k - 1);
        const auto size = [](std::int32_t value) { return static_cast<std::size_t>(value); };
        found.push_back(
            {size(from_x), size(down ? from_x : from_x + 1), size(from_y), size(down ? from_y + 1 : from_y)});
        x = from_x;
        y = from_y;
    }
    std::ranges::reverse(found);
    return found;
}

// Neighbouring edits with at most two common words between them read better as one.
std::vector<Edit> joined(const std::vector<Edit>& all) {
    constexpr std::size_t kGap = 2;
    std::vector<Edit> out;
    for (const auto& edit : all) {
        if (!out.empty() && edit.from_begin <= out.back().from_end + kGap &&
            edit.to_begin <= out.back().to_end + kGap) {
            out.back().from_end = edit.from_end;
            out.back().to_end = edit.to_end;
        } else {
            out.push_back(edit);
        }
    }
    return out;
}

std::string text_of(const Words& words, std::size_t begin, std::size_t end) {
    std::string out;
    for (std::size_t i = begin; i < std::min(end, words.size()); ++i) {
        if (!out.empty()) out += ' ';
        out += words[i];
    }
    return out;
}

}  // namespace

std::vector<TextChange> diff_words(std::string_view from_text, std::string_view to_text) {
    const Words from = words_of(from_text);
    const Words to = words_of(to_text);
    const auto shorter = std::min(from.size(), to.size());
    std::size_t head = 0;
    while (head < shorter && from[head] == to[head]) ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && from[from.size() - 1 - tail] == to[to.size() - 1 - tail]) ++tail;
    const auto middle = [head, tail](const Words& words) {
        return Words(words.begin() + static_cast<std::ptrdiff_t>(head),
                     words.end() - static_cast<std::ptrdiff_t>(tail));
    };
    std::vector<TextChange> changes;
    if (head + tail == from.size() && head + tail == to.size()) return changes;
    for (const auto& [from_begin, from_end, to_begin, to_end] : joined(edits(middle(from), middle(to)))) {
        const auto begin = head + from_begin;
        const auto end = head + from_end;
        changes.push_back({text_of(from, begin > kContext ? begin - kContext : 0, begin),
                           text_of(from, begin, end), text_of(to, head + to_begin, head + to_end),
                           text_of(from, end, end + kContext)});
    }
    return changes;
}

}  // namespace claimline
