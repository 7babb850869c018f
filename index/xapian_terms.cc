// Prefixes, date terms and tokens of the full text.

#include "index/xapian_terms.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "core/hash.h"
#include "core/text.h"

namespace claimline {
namespace {

using namespace std::chrono;

constexpr std::size_t kLongestValue = 200;
constexpr int kDayTerms = 62;
constexpr int kPageDayTerms = 366;  // a page may give its year alone
constexpr sys_days kFirstDay{1900y / January / 1d};
constexpr sys_days kAfterLastDay{2101y / January / 1d};

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kPrefixes{
    {{"kind", "K"}, {"host", "H"}, {"lang", "L"}, {"entity", "XE"}, {"source", "XS"}, {"thread", "XT"}}};

// In each part the date that users mean first has the short names.
std::string_view date_prefix(IndexPart part, DateField field) {
    switch (field) {
        case DateField::about: return part == IndexPart::claims ? "" : "XA";
        case DateField::published: return part == IndexPart::articles ? "" : "XP";
        case DateField::seen: return "XN";
    }
    return "";
}

std::string year_term(std::string_view prefix, year_month_day ymd) {
    return fmt::format("{}Y{:04}", prefix, static_cast<int>(ymd.year()));
}
std::string month_term(std::string_view prefix, char letter, year_month_day ymd) {
    return fmt::format("{}{}{:04}{:02}", prefix, letter, static_cast<int>(ymd.year()),
                       static_cast<unsigned>(ymd.month()));
}
std::string day_term(std::string_view prefix, year_month_day ymd) {
    return fmt::format("{}D{:04}{:02}{:02}", prefix, static_cast<int>(ymd.year()),
                       static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

bool is_cjk(std::string_view word) {
    std::size_t at = 0;
    const char32_t first = next_code_point(word, at);
    return first >= 0x2E80 && first < 0xFB00;
}

}  // namespace

std::string field_term(std::string_view field, std::string_view value) {
    const auto* known = std::ranges::find(kPrefixes, field, [](const auto& entry) { return entry.first; });
    std::string term = known != kPrefixes.end() ? std::string(known->second) : fmt::format("XF{}:", field);
    const bool storable = value.size() <= kLongestValue && value.find('\0') == std::string_view::npos;
    return term + (storable ? std::string(value) : "#" + to_hex(sha256(value)));
}

std::string article_term(ArticleRow article) {
    return fmt::format("XI{}", static_cast<std::int64_t>(article));
}

std::vector<std::string> period_terms(IndexPart part, DateField field, sys_days from, sys_days until) {
    const auto prefix = date_prefix(part, field);
    from = std::clamp(from, kFirstDay, kAfterLastDay - days{1});
    until = std::clamp(until, from + days{1}, kAfterLastDay);
    std::vector<std::string> terms;
    const bool by_day = until - from <= days{field == DateField::about ? kDayTerms : kPageDayTerms};
    for (auto day = from; by_day && day < until; day += days{1}) terms.push_back(day_term(prefix, day));
    const year_month_day first{from};
    const year_month_day last{until - days{1}};
    for (auto month = first.year() / first.month(); month <= last.year() / last.month(); month += months{1}) {
        terms.push_back(month_term(prefix, 'M', month / 1d));
        if (!by_day) terms.push_back(month_term(prefix, 'W', month / 1d));
    }
    for (auto year = first.year(); year <= last.year(); ++year)
        terms.push_back(year_term(prefix, year / January / 1d));
    return terms;
}

std::vector<std::string> range_terms(IndexPart part, DateField field, const DateRange& range) {
    const auto prefix = date_prefix(part, field);
    auto day = std::max(range.from.value_or(kFirstDay), kFirstDay);
    const auto until = std::min(range.until.value_or(kAfterLastDay), kAfterLastDay);
    // A claim may be about many years, which have no terms of days; the dates of a page always have them.
    const bool spans = field == DateField::about;
    std::vector<std::string> terms;
    std::optional<year_month> partial;
    while (day < until) {
        const year_month_day ymd{day};
        const sys_days next_year{(ymd.year() + years{1}) / January / 1d};
        const sys_days next_month{ymd.year() / ymd.month() / 1d + months{1}};
        if (ymd.month() == January && ymd.day() == 1d && next_year <= until) {
            terms.push_back(year_term(prefix, ymd));
            day = next_year;
        } else if (ymd.day() == 1d && next_month <= until) {
            terms.push_back(month_term(prefix, 'M', ymd));
            day = next_month;
        } else {
            if (spans && partial != ymd.year() / ymd.month()) terms.push_back(month_term(prefix, 'W', ymd));
            partial = ymd.year() / ymd.month();
            terms.push_back(day_term(prefix, ymd));
            day += days{1};
        }
    }
    return terms;
}

IndexTokens tokenise(std::string_view text) {
    Xapian::TermGenerator generator;
    generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text(std::string(text));
    std::vector<std::pair<Xapian::termpos, std::string>> placed;
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
        for (auto position = term.positionlist_begin(); position != term.positionlist_end(); ++position)
            placed.emplace_back(*position, *term);
    std::ranges::sort(placed);
    IndexTokens tokens;
    for (auto& [position, word] : placed) {
        tokens.ngrams = tokens.ngrams || is_cjk(word);
        tokens.words.push_back(std::move(word));
    }
    return tokens;
}

Xapian::Stem stemmer_for(const std::string& lang) {
    try {
        return lang.empty() ? Xapian::Stem() : Xapian::Stem(lang);
    } catch (const Xapian::InvalidArgumentError&) {
        return Xapian::Stem();  // "none"
    }
}

}  // namespace claimline
