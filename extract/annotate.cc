// The order of annotation; each step reads what the ones before it made.

#include "extract/annotate.h"

#include "core/text.h"
#include "extract/attribution_find.h"
#include "extract/entities_find.h"
#include "extract/numbers_lexer.h"

namespace claimline {
namespace {

// The clock of "2023-02-18T09:12:00+01:00", in the outlet's own zone as it was written; midnight without one.
std::chrono::seconds time_of_timestamp(std::string_view text) {
    const auto two_digits = [&](std::size_t at) {
        return is_digit(text[at]) && is_digit(text[at + 1]) ? 10 * (text[at] - '0') + text[at + 1] - '0' : -1;
    };
    constexpr std::string_view form = "2023-02-18T09:12";
    if (text.size() < form.size() || (text[10] != 'T' && text[10] != ' ') || text[13] != ':') return {};
    const int hour = two_digits(11);
    const int minute = two_digits(14);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return {};
    return std::chrono::hours{hour} + std::chrono::minutes{minute};
}

// English puts the month first in America only, and texts without a region say which they are (18/02 has no
// month 18): "en" and "en-US" are month first, "en-GB" and every other language day first.
bool writes_day_first(std::string_view lang) {
    return !lang.empty() && lang != "en" && !equals_ignoring_case(lang, "en-us");
}

DateOptions date_options(const Article& article, DateAnchor anchor) {
    DateOptions options;
    options.anchor = anchor;
    if (!article.lang.empty()) options.lang = article.lang;
    if (const auto day = date_of_timestamp(article.published); day) {
        options.reference = day->start;
        options.time_of_day = time_of_timestamp(article.published);
    }
    options.day_first = writes_day_first(article.lang);
    return options;
}

}  // namespace

Annotations annotate(const Article& article, const Vocabulary& vocabulary, const EntityTable& table,
                     const AnnotateParts& parts) {
    Annotations made;
    made.text = tokenise(article.text, vocabulary, parts.tagger);
    if (parts.goes_on && !parts.goes_on(article.text, made.text)) return made;
    const DateOptions dates = date_options(article, parts.anchor);
    if (parts.dates || parts.quantities) {
        const Lexemes lexemes(article.text, WordTable::of(dates.lang));
        made.dates = find_dates(lexemes, dates);
        if (parts.quantities) made.quantities = find_quantities(lexemes, calendar_spans(made.dates));
    }
    if (!parts.entities && !parts.attributions) return made;
    const Reading reading(article.text, made.text, table);
    const TokenizedText title_text = tokenise(article.title, vocabulary, parts.tagger);
    const Reading title(article.title, title_text, table);
    EntityContext context{.title = &title, .published = article.published, .explain = parts.explain};
    if (parts.names != nullptr && parts.tagger != nullptr)
        context.recognised = parts.names->find_name_spans(article.text, made.text);
    made.entities = find_entities_in(reading, context);
    if (parts.attributions) made.attributions = find_attributions_in(reading, article, made.entities);
    return made;
}

}  // namespace claimline
