// Month names from ICU: see month_names.h.
#include "extract/month_names.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>

#include <array>
#include <map>
#include <string>

#include "core/text.h"

namespace claimline {
namespace {

constexpr std::array kLanguages = std::to_array<const char*>({
    "en", "de", "fr", "es", "it", "pt", "nl", "sv",      "da", "nb", "fi", "is", "et", "lv",
    "lt", "pl", "cs", "sk", "sl", "hr", "bs", "sr_Latn", "sr", "mk", "bg", "ro", "hu", "el",
    "tr", "sq", "ca", "gl", "eu", "ga", "cy", "mt",      "ru", "uk", "be", "id", "vi",
});

using Names = std::map<std::string, unsigned, std::less<>>;

struct Tables {
    std::map<std::string, Names, std::less<>> by_language;
    Names agreed;  // 0 where languages disagree
};

void add_names(const icu::UnicodeString* names, int32_t count, Names& out) {
    for (int32_t month = 0; month < count; ++month) {
        std::string utf8;
        names[month].toUTF8String(utf8);
        std::string name = fold(utf8);
        while (name.ends_with('.')) name.pop_back();
        // Numbers ("1", "1.") and single letters say nothing.
        if (name.size() >= 3 && !is_digit(name[0]))
            out.emplace(std::move(name), static_cast<unsigned>(month + 1));
    }
}

Tables build_tables() {
    Tables tables;
    for (const char* language : kLanguages) {
        UErrorCode status = U_ZERO_ERROR;
        const icu::DateFormatSymbols symbols(icu::Locale(language), status);
        if (U_FAILURE(status)) continue;
        Names& names = tables.by_language[std::string(language, 2)];
        using Symbols = icu::DateFormatSymbols;
        for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
            for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
                int32_t count = 0;
                const icu::UnicodeString* months = symbols.getMonths(count, context, width);
                add_names(months, count, names);
            }
        }
        for (const auto& [name, month] : names) {
            const auto [at, inserted] = tables.agreed.emplace(name, month);
            if (!inserted && at->second != month) at->second = 0;
        }
    }
    // Written everywhere, in no locale data.
    tables.agreed["sept"] = 9;
    tables.by_language["en"]["sept"] = 9;
    tables.by_language["de"]["maerz"] = 3;
    tables.by_language["de"]["jaenner"] = 1;
    tables.by_language["de"]["janner"] = 1;
    return tables;
}

const Tables& tables() {
    static const Tables built = build_tables();
    return built;
}

}  // namespace

std::optional<unsigned> month_of(std::string_view word, std::string_view lang) {
    if (word.size() < 3 || word.size() > 40) return std::nullopt;
    std::string name = fold(word);
    while (name.ends_with('.')) name.pop_back();
    std::string language = to_lower(lang.substr(0, 2));
    if (language == "no" || language == "nn") language = "nb";
    if (const auto own = tables().by_language.find(language); own != tables().by_language.end()) {
        if (const auto found = own->second.find(name); found != own->second.end()) return found->second;
    }
    const auto found = tables().agreed.find(name);
    return found == tables().agreed.end() || found->second == 0 ? std::nullopt : std::optional(found->second);
}

}  // namespace claimline
