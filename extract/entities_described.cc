// Parties that are described, not named: "the Irish privacy watchdog", "government officials", and laws with
// their articles.

#include <algorithm>
#include <string>

#include "extract/entities_names.h"

namespace claimline {
namespace {

using Source = NameMention::Source;

constexpr std::size_t kDescription = 5;  // tokens between a place and the noun it describes

std::string_view type_of_nominal(std::string_view value) {
    return value.substr(0, value.find(' '));
}

std::string joined(const Reading& reading, std::size_t first, std::size_t last) {
    return collapse_space(
        slice(reading.text(), {reading.token(first).span.begin, reading.token(last - 1).span.end}));
}

class DescribedAuthorities {
  public:
    explicit DescribedAuthorities(Names& names) : names_(names), reading_(names.reading()) {}

    void run() {
        for (std::size_t i = 0; i < reading_.size(); ++i) {
            const TokenWord* head = reading_.word(i, WordClass::nominal);
            if (head == nullptr || names_.at(i) != nullptr) continue;
            const std::string_view type = type_of_nominal(head->value);
            if (type == "REGULATOR" || type == "COURT") try_head(*head, type);
        }
    }

  private:
    void try_head(const TokenWord& head, std::string_view type);
    void try_court(const TokenWord& head, std::string_view type);
    [[nodiscard]] const Entity* known_body(std::size_t before, const Entity& place,
                                           std::string_view type) const;
    [[nodiscard]] const NameMention* country_before(std::size_t token) const;
    [[nodiscard]] std::size_t country_possessive(std::size_t head) const;
    [[nodiscard]] std::size_t place_before(std::size_t head) const;
    [[nodiscard]] std::string_view field_between(std::size_t first, std::size_t last) const;
    [[nodiscard]] const Entity* look_up(const Entity& place, std::string_view field,
                                        std::string_view type) const;

    Names& names_;
    const Reading& reading_;
};

// Index of the last token of a place or possessive place that opens the noun group of `head`; size() if none.
std::size_t DescribedAuthorities::place_before(std::size_t head) const {
    const std::size_t floor = reading_.sentence(reading_.sentence_of(head)).first;
    for (std::size_t i = head; i > floor && head - i < kDescription; --i) {
        const std::size_t at = i - 1;
        if (const NameMention* name = names_.at(at); name != nullptr) {
            return name->type == "PLACE" ? at : reading_.size();
        }
        if (reading_.possessive(at)) continue;
        if (reading_.punctuation(at) && reading_.form(at) != "-") break;
        const Pos pos = reading_.token(at).pos;
        if (reading_.has(at, WordClass::field)) continue;  // "IT" is no pronoun here
        if (pos == Pos::verb || pos == Pos::adp || pos == Pos::aux || pos == Pos::det || pos == Pos::pron)
            break;
    }
    return reading_.size();
}

// "country" in "the country's competition watchdog"; size() if it is not there.
std::size_t DescribedAuthorities::country_possessive(std::size_t head) const {
    for (std::size_t i = head; i > 1 && head - i < kDescription; --i) {
        if (reading_.possessive(i - 1) && reading_.is_one_of(i - 2, {"country", "nation"})) return i - 2;
    }
    return reading_.size();
}

std::string_view DescribedAuthorities::field_between(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last; ++i) {
        const TokenWord* field = reading_.word(i, WordClass::field);
        if (field != nullptr && field->last <= last) return field->value;
    }
    return {};
}

// The one body of that country with that remit, if there is just one.
const Entity* DescribedAuthorities::look_up(const Entity& place, std::string_view field,
                                            std::string_view type) const {
    if (field.empty()) return nullptr;
    const Entity* found = nullptr;
    const std::string_view country =
        place.id == "eu" || place.id == "europe" ? std::string_view("EU") : place.id;
    for (const Entity& entity : reading_.table().all()) {
        if (entity.country != country || entity.field != field || entity.type != type) continue;
        if (entity.kind != "regulator" && entity.kind != "government") continue;
        if (found == nullptr) found = &entity;  // rows are in order of importance
    }
    return found;
}

// "a federal judge", "a district court": a party of this text, not a way back to one.
void DescribedAuthorities::try_court(const TokenWord& head, std::string_view type) {
    const std::size_t first = head.first;
    if (type != "COURT" || first == 0) return;
    if (reading_.is_one_of(first - 1, {"a", "an"})) {
        names_.add(first, head.last, Source::described, type, joined(reading_, first, head.last), 0.5F);
    } else if (first > 1 && reading_.is_one_of(first - 2, {"a", "an"}) &&
               reading_.token(first - 1).pos == Pos::adj) {
        names_.add(first - 1, head.last, Source::described, type, joined(reading_, first - 1, head.last),
                   0.5F);
    }
}

// The body of that country spoken of last: "the Irish watchdog".
const Entity* DescribedAuthorities::known_body(std::size_t before, const Entity& place,
                                               std::string_view type) const {
    const std::string_view country =
        place.id == "eu" || place.id == "europe" ? std::string_view("EU") : place.id;
    const Entity* found = nullptr;
    for (const NameMention& name : names_.all()) {
        if (name.last == 0 || name.first >= before || name.entity == nullptr || name.type != type) continue;
        if (name.entity->country == country && name.entity->kind == "regulator") found = name.entity;
    }
    return found;
}

// "the country's", "its" home: the country named last before the token.
const NameMention* DescribedAuthorities::country_before(std::size_t token) const {
    const NameMention* found = nullptr;
    for (const NameMention& name : names_.all()) {
        if (name.last == 0 || name.first >= token || name.entity == nullptr) continue;
        if (name.type == "PLACE" && name.entity->kind == "country") found = &name;
    }
    return found;
}

void DescribedAuthorities::try_head(const TokenWord& head, std::string_view type) {
    // "Hamarby's privacy watchdog HDB" names its body itself.
    // and "District Judge Ana Lind" its judge.
    if (const NameMention* name = names_.at(head.last);
        name != nullptr && (name->type == type || name->type == "PER")) {
        return;
    }
    const std::size_t place = place_before(head.first);
    if (place == reading_.size()) {
        const std::size_t owner = country_possessive(head.first);
        const NameMention* country = owner < reading_.size() ? country_before(owner) : nullptr;
        const Entity* entity =
            country == nullptr ? nullptr : look_up(*country->entity, field_between(owner, head.last), type);
        if (entity != nullptr) {
            names_.add(owner, head.last, Source::described, type, entity->name, 0.7F, entity);
        } else {
            try_court(head, type);
        }
        return;
    }
    const NameMention* named = names_.at(place);
    if (named->entity == nullptr) return;
    const std::string_view field = field_between(place + 1, head.last);
    const Entity* entity = look_up(*named->entity, field, type);
    const bool plain = reading_.is_one_of(head.last - 1, {"regulator", "watchdog", "authority", "agency"});
    if (entity == nullptr && field.empty() && plain) entity = known_body(place, *named->entity, type);
    std::string canonical = entity != nullptr ? entity->name : joined(reading_, named->first, head.last);
    names_.add(named->first, head.last, Source::described, type, std::move(canonical),
               entity != nullptr ? 0.8F : 0.6F, entity);
}

class Groups {
  public:
    explicit Groups(Names& names) : names_(names), reading_(names.reading()) {}

    void run() {
        for (std::size_t i = 0; i < reading_.size(); ++i) {
            const TokenWord* head = reading_.word(i, WordClass::group);
            if (head != nullptr && names_.at(i) == nullptr) try_head(*head);
        }
    }

  private:
    void try_head(const TokenWord& head);
    [[nodiscard]] bool modifier(std::size_t i) const;

    Names& names_;
    const Reading& reading_;
};

bool Groups::modifier(std::size_t i) const {
    if (const NameMention* name = names_.at(i); name != nullptr) {
        return name->type == "PLACE" || name->type == "COMPANY" || name->type == "PRODUCT" ||
               name->type == "REGULATOR" || name->type == "ORG";
    }
    if (reading_.punctuation(i)) return false;
    return reading_.has(i, WordClass::group_modifier);
}

void Groups::try_head(const TokenWord& head) {
    const std::size_t floor = reading_.sentence(reading_.sentence_of(head.first)).first;
    std::size_t first = head.first;
    while (first > floor && head.first - first < kDescription) {
        const std::size_t before = first - 1;
        if (!modifier(before)) break;
        const NameMention* name = names_.at(before);
        first = name != nullptr ? name->first : before;
    }
    const bool bare = head.value == "bare";
    if (first == head.first && !bare) return;
    // "users of Orbis": nobody in particular; "Orbis users" is told by its modifier.
    names_.add(first, head.last, Source::group, "GROUP", joined(reading_, first, head.last), 0.6F);
}

class Laws {
  public:
    explicit Laws(Names& names) : names_(names), reading_(names.reading()) {}

    void run() {
        for (std::size_t i = 0; i < reading_.size(); ++i) {
            if (reading_.has(i, WordClass::law_keyword)) try_name(i);
        }
        names_.sort();
        for (std::size_t i = 0; i < reading_.size(); ++i) {
            if (reading_.is_one_of(i, {"article", "articles", "art", "art.", "section", "sections"}))
                try_article(i);
        }
    }

  private:
    void try_name(std::size_t keyword);
    void try_article(std::size_t at);
    [[nodiscard]] std::size_t end_of_numbers(std::size_t at) const;

    Names& names_;
    const Reading& reading_;
};

// "Clean Harbours Act", "Data Use Bill 2021".
void Laws::try_name(std::size_t keyword) {
    if (names_.at(keyword) != nullptr || !reading_.capital(keyword)) return;
    const std::size_t sentence = reading_.sentence_of(keyword);
    if (reading_.title_case(sentence)) return;
    const std::size_t floor = reading_.sentence(sentence).first;
    // "Mayor Bill Lind": the keyword is a given name here.
    const bool titled = reading_.word_before(keyword, WordClass::title) != nullptr ||
                        reading_.word_before(keyword, WordClass::role) != nullptr;
    const bool surname =
        reading_.capital(keyword + 1) || reading_.is_one_of(keyword + 1, {"de", "van", "von", "di"});
    if (titled && surname &&
        reading_.sentence_of(keyword) == reading_.sentence_of(std::min(keyword + 1, reading_.size() - 1)))
        return;
    std::size_t first = keyword;
    while (first > floor) {
        const std::size_t before = first - 1;
        const NameMention* name = names_.at(before);
        const bool word = reading_.capital(before) && !reading_.punctuation(before) &&
                          !reading_.is(before, "the") &&
                          !(reading_.opens_sentence(before) && reading_.has(before, WordClass::not_name));
        const bool joint = first < keyword && before > floor &&
                           reading_.is_one_of(before, {"and", "of", "on", "for", "in", ","}) &&
                           reading_.capital(before - 1) && !reading_.punctuation(before - 1);
        if (name != nullptr && name->type != "PLACE" && name->source == Source::table) break;
        if (!word && !joint) break;
        --first;
    }
    if (keyword - first < 1 || (keyword - first == 1 && names_.at(first) != nullptr)) return;
    // "Harvard Law" is a school; a law of that form has its article.
    const bool article = first > floor && reading_.is(first - 1, "the");
    if (reading_.is_one_of(keyword, {"law", "rules", "rule", "code", "framework", "charter"}) && !article)
        return;
    names_.add(first, keyword + 1, Source::law, "LAW", joined(reading_, first, keyword + 1), 0.7F);
}

// After "Article": "5", "46(1)", "12 and 13", "33(1) and 33(5)".
std::size_t Laws::end_of_numbers(std::size_t at) const {
    std::size_t last = at;
    for (std::size_t i = at; i < reading_.size() && i < at + 24; ++i) {
        const std::string_view form = reading_.form(i);
        if (reading_.token(i).has(kNumeric)) {
            last = i + 1;
        } else if (form == ")" && last > at) {
            last = i + 1;
        } else if (form != "(" && form != "," && form != "-" && form != "\u2013" && form != "and" &&
                   form != "to" && form != "a" && form != "b" && form != "c" && form != "f") {
            break;
        }
    }
    return last;
}

void Laws::try_article(std::size_t at) {
    if (names_.at(at) != nullptr && names_.at(at)->type != "LAW") return;
    const std::size_t last = end_of_numbers(at + 1);
    if (last == at + 1) return;
    std::size_t law = last;
    if (reading_.is_one_of(law, {"of", "under"})) ++law;
    if (reading_.is(law, "the")) ++law;
    if (reading_.is(law, "eu") || (names_.at(law) != nullptr && names_.at(law)->type == "PLACE")) ++law;
    const bool article = !reading_.is_one_of(at, {"section", "sections"});
    const std::string number = joined(reading_, at + 1, last);
    const std::string label = article ? "Article " + number : "Section " + number;
    if (const NameMention* name = names_.at(law);
        name != nullptr && name->type == "LAW" && name->first >= last) {
        const NameMention found = *name;
        names_.add(at, found.last, Source::law, "LAW", found.canonical + " " + label, 1.0F, found.entity);
        return;
    }
    if (at > 0) {
        // "GDPR Article 5"
        const NameMention* name = names_.at(at - 1);
        if (name != nullptr && name->type == "LAW") {
            const NameMention found = *name;
            names_.add(found.first, last, Source::law, "LAW", found.canonical + " " + label, 1.0F,
                       found.entity);
            return;
        }
    }
    if (names_.free(at, last)) names_.add(at, last, Source::law, "LAW", label, 0.6F);
}

}  // namespace

void add_described_authorities(Names& names) {
    DescribedAuthorities(names).run();
}
void add_groups(Names& names) {
    Groups(names).run();
}
void add_laws(Names& names) {
    Laws(names).run();
}

}  // namespace claimline
