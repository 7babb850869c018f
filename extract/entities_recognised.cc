// The recogniser's vote where nothing surer speaks: strong alias, pattern, recogniser, weak alias, in this
// order.

#include <algorithm>
#include <string>

#include "extract/entities_patterns.h"

namespace claimline {
namespace {

using Source = NameMention::Source;

class Recognised {
  public:
    explicit Recognised(Names& names) : names_(names), reading_(names.reading()) {}

    void add(NameSpan span) {
        while (span.first < span.last && reading_.is_one_of(span.first, {"the", "a", "an"})) ++span.first;
        if (span.first >= span.last || span.last > reading_.size() || !name_like(span)) return;
        const std::string_view type = type_of(span);
        if (!gives_way(span, type)) return;
        const Span place{reading_.token(span.first).span.begin, reading_.token(span.last - 1).span.end};
        std::string canonical = collapse_space(slice(reading_.text(), place));
        const Entity* entity = reading_.table().find_name(canonical);
        if (entity != nullptr && entity->type != type) entity = nullptr;
        if (entity != nullptr) canonical = entity->name;
        if (type == "COMPANY" && entity == nullptr)
            canonical = without_company_suffix(reading_, span.first, span.last);
        names_.add(span.first, span.last, Source::recognised, type, std::move(canonical), 0.5F, entity);
    }

  private:
    [[nodiscard]] bool name_like(const NameSpan& span) const;
    [[nodiscard]] std::string_view type_of(const NameSpan& span) const;
    [[nodiscard]] bool gives_way(const NameSpan& span, std::string_view type) const;

    Names& names_;
    const Reading& reading_;
};

// Words that are never names stay none, whatever their neighbours look like; so does a whole headline.
bool Recognised::name_like(const NameSpan& span) const {
    if (reading_.title_case(reading_.sentence_of(span.first))) return false;
    bool open = false;
    for (std::uint32_t i = span.first; i < span.last; ++i) {
        if (!reading_.capital(i) || reading_.punctuation(i)) continue;
        bool known = false;
        for (const WordClass other : {WordClass::not_name, WordClass::title, WordClass::role,
                                      WordClass::law_keyword, WordClass::keyword, WordClass::nominal}) {
            known = known || reading_.has(i, other);
        }
        open = open || !known;
    }
    const bool lone = span.last - span.first == 1;
    if (lone && span.type == NameType::person && reading_.opens_sentence(span.first)) return false;
    return open && reading_.form(span.first).size() > 1;
}

std::string_view Recognised::type_of(const NameSpan& span) const {
    switch (span.type) {
        case NameType::person: return "PER";
        case NameType::location: return "PLACE";
        case NameType::organisation: break;
    }
    for (std::uint32_t i = span.first; i < span.last; ++i) {
        if (const TokenWord* keyword = reading_.word(i, WordClass::keyword); keyword != nullptr)
            return keyword->value;
    }
    const bool suffix = span.last - span.first > 1 && reading_.has(span.last - 1, WordClass::suffix);
    const bool acts = reading_.has(span.last, WordClass::company_verb) || reading_.possessive(span.last);
    return suffix || acts ? "COMPANY" : "ORG";
}

bool Recognised::gives_way(const NameSpan& span, std::string_view type) const {
    for (std::uint32_t i = span.first; i < span.last; ++i) {
        const NameMention* known = names_.at(i);
        if (known == nullptr) continue;
        const bool inside = known->first >= span.first && known->last <= span.last &&
                            known->last - known->first < span.last - span.first;
        if (known->source != Source::weak || !inside || known->type == type) return false;
    }
    return true;
}

}  // namespace

void add_recognised_names(Names& names, const std::vector<NameSpan>& recognised) {
    Recognised finder(names);
    for (const NameSpan& span : recognised) finder.add(span);
}

}  // namespace claimline
