// The people who wrote a page: the names it offers (page_authors.h), judged one by one.
#include "data/models/articles/author.inc"
#include "extract/metadata.h"
#include "extract/page_authors.h"
#include "extract/trees.h"

namespace claimline {
namespace {

const TreeModel& author_model() {
    static const TreeModel model = TreeModel::parse(kAuthorModel);
    return model;
}

const char* name_of(NameSource source) {
    switch (source) {
        case NameSource::json_ld_author: return "json-ld author";
        case NameSource::meta_author: return "meta author";
        case NameSource::meta_creator: return "meta creator";
        case NameSource::item_author: return "itemprop author";
        case NameSource::rel_author: return "rel author";
        case NameSource::author_link: return "author link";
        case NameSource::author_class:
        case NameSource::byline_class: return "byline";
        case NameSource::byline_text: return "byline text";
        case NameSource::twitter_data: return "meta twitter:data1";
        case NameSource::json_ld_person: return "json-ld other author";
        case NameSource::signature: return "signature";
        case NameSource::bio: return "bio";
    }
    return "page";
}

}  // namespace

FoundAuthors find_authors(const PageFacts& page, std::string_view site) {
    FoundAuthors out;
    for (const NameCandidate& candidate : collect_names(page, site)) {
        if (author_model().score(candidate.features) <= kNameThreshold) continue;
        out.names.push_back(candidate.name);
        if (out.origin.empty()) out.origin = name_of(candidate.source);
    }
    return out;
}

}  // namespace claimline
