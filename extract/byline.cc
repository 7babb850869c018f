// Taking a byline apart: see page_authors.h.
#include <algorithm>

#include "core/text.h"
#include "extract/page_authors.h"

namespace claimline {
namespace {

using std::string_view;

// Openings of a byline, longest first where one begins another. Lower case.
constexpr auto kOpenings = std::to_array<string_view>({
    "written by",
    "posted by",
    "published by",
    "reported by",
    "story by",
    "words by",
    "text by",
    "article by",
    "review by",
    "view all posts by",
    "all posts by",
    "posts by",
    "by:",
    "by",
    "author:",
    "authors:",
    "author",
    "autor:",
    "autorin:",
    "autor",
    "autorin",
    "verfasst von",
    "geschrieben von",
    "ein artikel von",
    "von",
    "text:",
    "text von",
    "foto:",
    "redaktion:",
    "par",
    "propos recueillis par",
    "por",
    "redacci\u00f3n:",
    "di",
    "a cura di",
    "scritto da",
    "door",
    "af",
    "av",
    "tekst:",
    "przez",
    "autore:",
    "auteur:",
    "from",
    "with",
});

// What stands between two names.
constexpr auto kConnectors = std::to_array<string_view>(
    {" and ", " und ", " et ", " y ", " e ", " og ", " och ", " en ", " with ", " mit ", " & ", " AND "});

bool is_name_start(string_view text) {
    if (text.empty()) return false;
    const auto c = static_cast<unsigned char>(text[0]);
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80 || is_digit(text[0]);
}

string_view without_opening(string_view text) {
    for (bool again = true; again;) {
        again = false;
        const std::string lower = to_lower(text.substr(0, 30));
        for (const string_view opening : kOpenings) {
            if (!lower.starts_with(opening) || lower.size() <= opening.size()) continue;
            const char next = lower[opening.size()];
            if (next != ' ' && next != ':' && !opening.ends_with(':')) continue;
            text = trim(text.substr(opening.size()));
            while (text.starts_with(':') || text.starts_with('-')) text = trim(text.substr(1));
            again = true;
            break;
        }
    }
    return text;
}

// The end of the part that may be names: dates, places and jobs follow behind these.
std::size_t end_of_names(string_view text) {
    std::size_t end = text.size();
    for (const string_view mark :
         {" | ", " - ", " \u2013 ", " \u2014 ", "\u2022", " \u00b7 ", " on ", " in ", " am ", " for ",
          " f\u00fcr ", "(", "\n", " @", "http", " \u00bb", " vom ", " at ", ". "})
        end = std::min(end, std::max<std::size_t>(text.find(mark), mark == ". " ? 4 : 1));
    for (std::size_t i = 0; i < end; ++i) {
        if (is_digit(text[i]) && (i == 0 || text[i - 1] == ' ')) return i;  // a date begins
    }
    return std::min(end, text.size());
}

string_view tidy(string_view name) {
    name = trim(name);
    while (!name.empty() && (name.front() == ',' || name.front() == ':' || name.front() == '-' ||
                             name.front() == '"' || name.front() == '@'))
        name = trim(name.substr(1));
    while (!name.empty() && (name.back() == ',' || name.back() == ':' || name.back() == ';' ||
                             name.back() == '-' || name.back() == '"' || name.back() == '|'))
        name = trim(name.substr(0, name.size() - 1));
    if (name.ends_with('.') && name.size() > 4 && name[name.size() - 3] != ' ' &&
        name[name.size() - 2] >= 'a')
        name.remove_suffix(1);
    return name;
}

}  // namespace

std::vector<std::string> split_byline(string_view text) {
    const std::string line = collapse_space(text.substr(0, 300));
    string_view rest = without_opening(line);
    rest = rest.substr(0, end_of_names(rest));
    std::vector<std::string> names;
    while (!rest.empty() && names.size() < 12) {
        std::size_t cut = std::min({rest.find(','), rest.find(';'), rest.find('/'), rest.find('|')}),
                    width = 1;
        for (const string_view connector : kConnectors) {
            const std::size_t at = rest.find(connector);
            if (at < cut) {
                cut = at;
                width = connector.size();
            }
        }
        const string_view name = tidy(without_opening(tidy(rest.substr(0, cut))));
        if (name.size() >= 2 && name.size() <= 60 && is_name_start(name)) names.emplace_back(name);
        if (cut == string_view::npos) break;
        rest.remove_prefix(std::min(cut + width, rest.size()));
    }
    return names;
}

}  // namespace claimline
