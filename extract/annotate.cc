// The order of annotation; each step reads what the ones before it made.

#include "extract/annotate.h"

#include "extract/attribution_find.h"
#include "extract/entities_find.h"

namespace claimline {
namespace {

DateOptions date_options(const Article& article) {
    DateOptions options;
    if (!article.lang.empty()) options.lang = article.lang;
    if (const auto day = date_of_timestamp(article.published); day) options.reference = day->start;
    // English puts the month first in America only; texts say elsewhere which they are (18/02 has no month
    // 18).
    options.day_first = !article.lang.empty() && article.lang != "en";
    return options;
}

}  // namespace

Annotations annotate(const Article& article, const Vocabulary& vocabulary, const EntityTable& table,
                     const AnnotateParts& parts) {
    Annotations made;
    made.text = tokenise(article.text, vocabulary, parts.tagger);
    const DateOptions dates = date_options(article);
    if (parts.dates || parts.quantities) made.dates = find_dates(article.text, made.text, dates);
    if (parts.quantities) {
        made.quantities =
            find_quantities(article.text, made.text, calendar_spans(made.dates), QuantityOptions{dates.lang});
    }
    if (!parts.entities && !parts.attributions) return made;
    const Reading reading(article.text, made.text, table);
    const TokenizedText title_text = tokenise(article.title, vocabulary, parts.tagger);
    const Reading title(article.title, title_text, table);
    made.entities = find_entities_in(reading, &title, article.published);
    if (parts.attributions) made.attributions = find_attributions_in(reading, article, made.entities);
    return made;
}

}  // namespace claimline
