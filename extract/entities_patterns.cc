// Names that are in no table, by their form: bodies by keyword ("Hamar Energy Authority"), companies by legal
// form ("Nordkom AB"), persons by given name, title or role. What form leaves open is left to
// entities_evidence.cc.

#include "extract/entities_patterns.h"

#include <algorithm>

#include "extract/entities_names.h"

namespace claimline {
namespace {

using Source = NameMention::Source;

constexpr std::size_t kLongestName = 12;   // tokens of a body's name
constexpr std::size_t kLongestPerson = 4;  // tokens, particles apart

bool is_particle(const Reading& reading, std::size_t i) {
    return reading.is_one_of(i, {"van", "von", "der", "den", "de", "da", "del", "di", "la", "le", "bin", "al",
                                 "ter", "ten", "zu", "dos", "du", "el"});
}

// "J." or "D.": a middle initial.
bool is_initial(const Reading& reading, std::size_t i) {
    const std::string_view form = reading.form(i);
    return reading.capital(i) && (form.size() == 1 || (form.size() == 2 && form[1] == '.'));
}

std::string joined(const Reading& reading, std::size_t first, std::size_t last) {
    return collapse_space(
        slice(reading.text(), {reading.token(first).span.begin, reading.token(last - 1).span.end}));
}

// "Oslo-based", "Orbis-owned": a hyphen before a small letter.
bool is_compound_adjective(std::string_view form) {
    const std::size_t hyphen = form.rfind('-');
    return hyphen != std::string_view::npos && hyphen + 1 < form.size() && form[hyphen + 1] >= 'a' &&
           form[hyphen + 1] <= 'z';
}

class Bodies {
  public:
    explicit Bodies(Names& names) : names_(names), reading_(names.reading()) {}

    void run() {
        for (std::size_t i = 0; i < reading_.size(); ++i) {
            if (reading_.title_case(reading_.sentence_of(i))) continue;
            if (const TokenWord* keyword = reading_.word(i, WordClass::keyword); keyword != nullptr) {
                try_keyword(*keyword);
            }
            if (const TokenWord* suffix = reading_.word(i, WordClass::suffix); suffix != nullptr) {
                try_suffix(*suffix);
            }
        }
    }

  private:
    void try_keyword(const TokenWord& keyword);
    void try_suffix(const TokenWord& suffix);
    [[nodiscard]] std::size_t start_of(std::size_t from, bool across_and) const;
    [[nodiscard]] std::size_t end_after(std::size_t from) const;
    [[nodiscard]] bool part(std::size_t i) const;
    [[nodiscard]] const Entity* supported(std::size_t first, std::size_t last) const;

    Names& names_;
    const Reading& reading_;
};

// May stand inside the name of a body, left of its keyword.
bool Bodies::part(std::size_t i) const {
    if (!reading_.capital(i) || reading_.punctuation(i) || is_compound_adjective(reading_.form(i)))
        return false;
    if (reading_.opens_sentence(i) && reading_.has(i, WordClass::not_name)) return false;
    if (reading_.has(i, WordClass::role) || reading_.is(i, "the")) return false;
    const NameMention* known = names_.at(i);
    if (known == nullptr) return !reading_.has(i, WordClass::title) || reading_.has(i, WordClass::keyword);
    return known->type == "PLACE" || known->source == Source::weak || known->type == "REGULATOR";
}

// First token of the run of capitals that ends before `from`; "and" joins two of them when asked.
std::size_t Bodies::start_of(std::size_t from, bool across_and) const {
    const std::size_t floor = reading_.sentence(reading_.sentence_of(from)).first;
    std::size_t first = from;
    while (first > floor && from - first < kLongestName) {
        if (part(first - 1)) {
            --first;
        } else if (across_and && first < from && first >= floor + 2 &&
                   reading_.is_one_of(first - 1, {"and", "&"}) && part(first - 2) &&
                   names_.at(first - 2) == nullptr) {
            first -= 2;
        } else {
            break;
        }
    }
    return first;
}

// End of "of Health and Human Services" after a keyword, or `from` itself.
std::size_t Bodies::end_after(std::size_t from) const {
    const std::size_t limit =
        std::min<std::size_t>(reading_.sentence(reading_.sentence_of(from - 1)).last, from + kLongestName);
    const auto name = [&](std::size_t i) {
        // A given name begins the person who leads the body.
        const bool person = reading_.has(i, WordClass::first_name) && reading_.capital(i + 1);
        return i < limit && reading_.capital(i) && !reading_.punctuation(i) &&
               !reading_.has(i, WordClass::not_name) && !person;
    };
    std::size_t last = from;
    if (!reading_.is_one_of(last, {"of", "for", "on"})) return last;
    std::size_t next = last + 1;
    if (reading_.is(next, "the")) ++next;
    if (!name(next)) return last;
    last = next + 1;
    for (;;) {
        if (name(last)) {
            ++last;
        } else if (reading_.is_one_of(last, {"of", "and", "&", "for", "de"}) && name(last + 1)) {
            const NameMention* other = names_.at(last + 1);
            if (reading_.is(last, "and") && other != nullptr && other->type != "PLACE") return last;
            last += 2;
        } else {
            return last;
        }
    }
}

// An ambiguous name ("Supreme Court") of a body whose country the text names, the oftener named first.
const Entity* Bodies::supported(std::size_t first, std::size_t last) const {
    const Entity* best = nullptr;
    std::size_t best_count = 0;
    const NameScan& scan = reading_.scan();
    for (const NameHit& hit : scan.names) {
        if (reading_.token_of_atom(hit.first) != first || reading_.token_of_atom(hit.last - 1) + 1 != last)
            continue;
        const Entity& entity = reading_.table().all()[hit.entity];
        const auto count = std::ranges::count_if(names_.all(), [&](const NameMention& name) {
            return name.last != 0 && name.entity != nullptr && name.type == "PLACE" &&
                   (name.entity->id == entity.country || name.entity->country == entity.country ||
                    (entity.country == "EU" && name.entity->id == "eu"));
        });
        if (static_cast<std::size_t>(count) <= best_count) continue;
        best = &entity;
        best_count = static_cast<std::size_t>(count);
    }
    return best;
}

void Bodies::try_keyword(const TokenWord& keyword) {
    if (const NameMention* known = names_.at(keyword.first);
        known != nullptr && known->last >= keyword.last && known->source == Source::table) {
        return;
    }
    const std::size_t last = end_after(keyword.last);
    std::size_t first = start_of(keyword.first, last == keyword.last);
    if (first == keyword.first && last == keyword.last) return;  // "the Commission" alone names nobody
    if (first == keyword.first && reading_.opens_sentence(first) && last == keyword.last) return;
    // A product of a company ("Orbis Office") is not a body.
    const NameMention* head = names_.at(first);
    if (head != nullptr && head->last == keyword.first &&
        (head->type == "COMPANY" || head->type == "PRODUCT"))
        return;
    // Only a place before it: "Montana Attorney General" is a body, "London School" is none.
    std::string canonical = joined(reading_, first, last);
    const Entity* entity = reading_.table().find_name(canonical);
    if (entity == nullptr) entity = supported(first, last);
    if (entity != nullptr && entity->type == "PLACE") return;
    names_.add(first, last, Source::pattern,
               entity != nullptr ? std::string_view(entity->type) : keyword.value,
               entity != nullptr ? entity->name : std::move(canonical), 0.8F, entity);
}

void Bodies::try_suffix(const TokenWord& suffix) {
    if (!suffix.value.empty()) return;  // "Group" and the like are evidence, not proof
    const std::size_t before =
        suffix.first > 0 && reading_.form(suffix.first - 1) == "," ? suffix.first - 1 : suffix.first;
    if (before == 0 || reading_.sentence_of(before - 1) != reading_.sentence_of(suffix.first)) return;
    std::size_t first = start_of(before, false);
    if (first == before) {
        const NameMention* known = names_.at(before - 1);
        if (known == nullptr || known->last != before) return;
        // "Orbis Inc" with Orbis in the table: the mention takes the legal form in.
        NameMention longer = *known;
        longer.last = suffix.last;
        longer.span.end = reading_.token(suffix.last - 1).span.end;
        names_.add(std::move(longer));
        return;
    }
    const NameMention* head = names_.at(first);
    const Entity* entity =
        head != nullptr && head->last == before && head->type != "PLACE" ? head->entity : nullptr;
    std::string canonical =
        entity != nullptr ? entity->name : without_company_suffix(reading_, first, suffix.last);
    if (entity == nullptr) entity = reading_.table().find_name(canonical);
    if (entity != nullptr && entity->type == "PLACE") entity = nullptr;
    names_.add(first, suffix.last, Source::pattern,
               entity != nullptr ? std::string_view(entity->type) : "COMPANY",
               entity != nullptr ? entity->name : std::move(canonical), 0.9F, entity);
}

class Persons {
  public:
    explicit Persons(Names& names) : names_(names), reading_(names.reading()) {}

    void run() {
        for (std::size_t i = 0; i < reading_.size(); ++i) {
            if (reading_.title_case(reading_.sentence_of(i)) || !reading_.capital(i)) continue;
            if (names_.at(i) != nullptr && names_.at(i)->type == "PER") continue;
            const bool titled = after_title(i);
            const bool given = reading_.has(i, WordClass::first_name) || is_initial(reading_, i);
            if ((titled || given) && !inside_title(i)) try_person(i, titled);
        }
    }

  private:
    void try_person(std::size_t first, bool titled);
    [[nodiscard]] bool after_title(std::size_t i) const;
    [[nodiscard]] bool inside_title(std::size_t i) const;
    [[nodiscard]] bool name_part(std::size_t i) const;

    Names& names_;
    const Reading& reading_;
};

// A title or a role stands just before: "Judge Lind", "chief executive Ana Lind".
bool Persons::after_title(std::size_t i) const {
    if (reading_.word_before(i, WordClass::title) != nullptr) return true;
    return reading_.word_before(i, WordClass::role) != nullptr;
}

// "Officer" in "Chief Executive Officer".
bool Persons::inside_title(std::size_t i) const {
    for (std::size_t back = 1; back <= 3 && back <= i; ++back) {
        for (const WordClass phrase : {WordClass::title, WordClass::role}) {
            const TokenWord* word = reading_.word(i - back, phrase);
            if (word != nullptr && word->last > i) return true;
        }
    }
    return false;
}

bool Persons::name_part(std::size_t i) const {
    if (!reading_.capital(i) || reading_.punctuation(i) || reading_.token(i).has(kNumeric)) return false;
    if (is_initial(reading_, i)) return true;
    for (const WordClass other :
         {WordClass::keyword, WordClass::title, WordClass::role, WordClass::not_name}) {
        if (reading_.has(i, other)) return false;
    }
    const NameMention* known = names_.at(i);
    return known == nullptr || known->last - known->first == 1;
}

void Persons::try_person(std::size_t first, bool titled) {
    const Sentence& sentence = reading_.sentence(reading_.sentence_of(first));
    if (!name_part(first)) return;
    // A table name keeps its first token, unless a title says otherwise ("Senator Ford").
    const NameMention* known = names_.at(first);
    if (known != nullptr && (!titled || known->source == Source::table)) return;
    if (!titled && reading_.opens_sentence(first) && reading_.has(first, WordClass::not_name)) return;
    std::size_t last = first + 1;
    std::size_t parts = is_initial(reading_, first) ? 0 : 1;
    while (last < sentence.last && parts < kLongestPerson) {
        std::size_t next = last;
        while (next < sentence.last && is_particle(reading_, next)) ++next;
        if (next - last > 2 || next >= sentence.last || !name_part(next)) break;
        if (const TokenWord* suffix = reading_.word(next, WordClass::suffix); suffix != nullptr) break;
        // "Tim Lake of Lake Ltd": a name of the table after a given name is a surname, but not a second one.
        if (names_.at(next) != nullptr && parts != 1) break;
        last = next + 1;
        if (!is_initial(reading_, next)) ++parts;
    }
    // "Executive Order", "Member States": a role is no title for one word alone.
    const bool by_title = titled && reading_.word_before(first, WordClass::title) != nullptr;
    const std::size_t least = by_title ? 1 : 2;
    if (parts < least || (!titled && last - first < 2)) return;
    std::string canonical = joined(reading_, first, last);
    const Entity* entity = reading_.table().find_name(canonical);
    if (entity != nullptr && entity->type != "PER") return;
    names_.add(first, last, Source::pattern, "PER", std::move(canonical), titled ? 0.9F : 0.8F, entity);
}

}  // namespace

void add_pattern_names(Names& names, const std::vector<NameSpan>& recognised) {
    Bodies(names).run();
    Persons(names).run();
    add_names_by_evidence(names, recognised);
    add_recognised_names(names, recognised);
    add_back_references(names);
}

}  // namespace claimline
