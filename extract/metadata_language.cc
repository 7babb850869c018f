// The language of a page: its own mark, else what its text looks like (CLD2).
// CLD2's header needs <cstdio> and does not include it.
// clang-format off
#include <cstdio>
#include <cld2/public/compact_lang_det.h>
// clang-format on

#include <algorithm>

#include "core/text.h"
#include "extract/metadata.h"

namespace claimline {
namespace {

// CLD2 needs some words; below, names and numbers decide.
constexpr std::size_t kEnoughText = 60;
constexpr std::size_t kMuchText = 20'000;

std::string primary_subtag(std::string_view mark) {
    std::string tag = to_lower(trim(mark));
    tag.erase(std::min(tag.find_first_of("-_,; "), tag.size()));
    const bool letters = std::ranges::all_of(tag, [](char c) { return c >= 'a' && c <= 'z'; });
    return letters && (tag.size() == 2 || tag.size() == 3) ? tag : std::string();
}

}  // namespace

std::string detect_language(std::string_view text) {
    if (text.size() < kEnoughText) return {};
    text = text.substr(0, kMuchText);
    bool reliable = false;
    const CLD2::Language language =
        CLD2::DetectLanguage(text.data(), static_cast<int>(text.size()), true, &reliable);
    if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return {};
    return primary_subtag(CLD2::LanguageCode(language));
}

Found find_language(const PageFacts& page, std::string_view text) {
    std::string mark = primary_subtag(page.meta.html_lang);
    std::string origin = "html lang";
    if (mark.empty()) {
        mark = primary_subtag(page.meta.first({"og:locale"}));
        origin = "meta og:locale";
    }
    if (mark.empty()) {
        mark = primary_subtag(page.meta.first({"content-language", "dc.language", "language", "inlanguage"}));
        origin = "meta language";
    }
    if (!mark.empty()) return {mark, origin};
    return {detect_language(text), "text"};
}

}  // namespace claimline
