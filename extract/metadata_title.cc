// The title of a page: the heading that <title> and og:title agree with.
#include <algorithm>
#include <array>
#include <set>

#include "core/text.h"
#include "extract/metadata.h"

namespace claimline {
namespace {

// Folded words of a title, for comparing two forms of it.
std::set<std::string> words_of(std::string_view text) {
    std::set<std::string> words;
    std::string word;
    const auto flush = [&] {
        if (!word.empty()) words.insert(std::move(word));
        word.clear();
    };
    for (const char c : fold(text)) {
        const bool part = is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
        if (part) {
            word += c;
        } else {
            flush();
        }
    }
    flush();
    return words;
}

// Share of the words of `part` that `whole` has too.
double coverage(const std::set<std::string>& part, const std::set<std::string>& whole) {
    if (part.empty()) return 0;
    const auto common =
        std::ranges::count_if(part, [&](const std::string& word) { return whole.contains(word); });
    return static_cast<double>(common) / static_cast<double>(part.size());
}

// The longest part between separators that stand free: "Headline - Section | Site".
std::string_view longest_segment(std::string_view title) {
    constexpr auto kSeparators =
        std::to_array<std::string_view>({" | ", " - ", " \u2013 ", " \u2014 ", " \u00bb ", " \u00b7 ",
                                         " :: ", " \u2022 ", " / ", " < ", " \u00ab "});
    std::string_view best;
    while (true) {
        std::size_t cut = std::string_view::npos, width = 0;
        for (const std::string_view separator : kSeparators) {
            const std::size_t found = title.find(separator);
            if (found < cut) {
                cut = found;
                width = separator.size();
            }
        }
        const std::string_view segment = title.substr(0, cut);
        if (segment.size() > best.size()) best = segment;
        if (cut == std::string_view::npos) return trim(best);
        title.remove_prefix(cut + width);
    }
}

}  // namespace

FoundTitle find_title(const PageFacts& page) {
    std::set<std::string> known = words_of(page.meta.title);
    known.merge(words_of(page.meta.first({"og:title"})));
    FoundTitle best;
    double best_score = 0.5;
    for (std::uint32_t i = 0; i < page.tree.size(); ++i) {
        if (page.tree[i].tag != Tag::h1 && page.tree[i].tag != Tag::h2) continue;
        std::string text = page.tree.inner_text(i);
        const std::set<std::string> words = words_of(text);
        if (words.size() < 2 || text.size() > 300) continue;
        double score =
            coverage(words, known) + 0.01 * static_cast<double>(std::min<std::size_t>(words.size(), 10));
        if (page.tree[i].tag == Tag::h2) score -= 0.2;
        if (score > best_score) {
            best_score = score;
            best = {{std::move(text), page.tree[i].tag == Tag::h1 ? "h1" : "h2"}, i};
        }
    }
    if (!best.value.empty()) return best;
    const JsonLdDocument* article = page.json_ld.main_article(page.url, page.meta.title);
    if (article != nullptr && !article->headline.empty()) return {{article->headline, "json-ld headline"}};
    for (const std::string_view name : {"og:title", "twitter:title", "citation_title", "dc.title"}) {
        const std::string_view title = page.meta.first({name});
        if (!title.empty()) return {{std::string(longest_segment(title)), "meta " + std::string(name)}};
    }
    return {{std::string(longest_segment(page.meta.title)), "title"}};
}

}  // namespace claimline
