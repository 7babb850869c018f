// Publication and modification dates: see page_dates.h.
#include "extract/page_dates.h"

#include "data/models/articles/day.inc"
#include "extract/trees.h"

namespace claimline {
namespace {

const TreeModel& day_model() {
    static const TreeModel model = TreeModel::parse(kDayModel);
    return model;
}

const char* name_of(DateSource source) {
    switch (source) {
        case DateSource::meta_published: return "meta published";
        case DateSource::json_ld_published: return "json-ld datePublished";
        case DateSource::item_published: return "itemprop datePublished";
        case DateSource::time_published: return "time class published";
        case DateSource::time_element: return "time";
        case DateSource::meta_other: return "meta date";
        case DateSource::text_date_class: return "date line";
        case DateSource::text: return "text";
        case DateSource::json_ld_other: return "json-ld other";
        case DateSource::url: return "url";
        case DateSource::script: return "script";
        case DateSource::json_ld_modified: return "json-ld dateModified";
        case DateSource::meta_modified: return "meta modified";
        case DateSource::image_url: return "image url";
    }
    return "page";
}

Found find_modified(const PageFacts& page) {
    const JsonLdDocument* article = page.json_ld.main_article(page.url, page.meta.title);
    const std::string_view from_json =
        article != nullptr ? std::string_view(article->modified) : std::string_view();
    const std::string_view from_meta = page.meta.first(
        {"article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified"});
    for (const std::string_view text : {from_json, from_meta}) {
        const auto date = first_written_date(text, page.meta.html_lang);
        if (date && is_plausible(date->day, page.today))
            return {date->to_iso(),
                    text.data() == from_json.data() ? "json-ld dateModified" : "meta modified"};
    }
    return {};
}

}  // namespace

PageDates find_page_dates(const PageFacts& page) {
    PageDates out;
    const std::vector<DayCandidate> candidates = collect_days(page);
    const DayCandidate* best = nullptr;
    float best_score = kDayThreshold;
    for (const DayCandidate& candidate : candidates) {
        const float score = day_model().score(candidate.features);
        if (score <= best_score) continue;
        best = &candidate;
        best_score = score;
    }
    if (best != nullptr) out.published = {best->written.to_iso(), name_of(best->source)};
    out.modified = find_modified(page);
    return out;
}

}  // namespace claimline
