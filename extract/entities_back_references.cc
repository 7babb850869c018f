// Shorter ways back to a name: surnames ("Berg"), first words ("Nordkom"), acronyms defined in brackets.

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "extract/entities_patterns.h"

namespace claimline {
namespace {

using Source = NameMention::Source;

constexpr std::size_t kHeadReach = 64;  // names looked back over for the body behind "the Commission"

bool is_organisation(std::string_view type) {
    return type == "COMPANY" || type == "REGULATOR" || type == "COURT" || type == "ORG";
}

// "NORDKOM" -> "Nordkom".
std::string capitalised(std::string_view word) {
    return std::string(word.substr(0, 1)) + to_lower(word.substr(1));
}

class BackReferences {
  public:
    explicit BackReferences(Names& names) : names_(names), reading_(names.reading()) {}

    void run() {
        names_.sort();
        for (std::size_t m = 0; m < names_.all().size(); ++m) learn(m);
        complete_surnames();
        for (std::size_t i = 0; i < reading_.size(); ++i) refer(i);
        names_.sort();
        add_heads();
    }

  private:
    // What a single word stands for in this document.
    struct Referent {
        std::string type;
        std::string canonical;
        const Entity* entity = nullptr;
        bool ambiguous = false;
        bool acronym = false;
        std::size_t first = 0;  // tokens [first, last) of the name
        std::size_t last = 0;
    };

    void learn(std::size_t mention);
    void learn_acronym(const NameMention& name);
    void remember(std::string_view word, const NameMention& name, bool acronym);
    [[nodiscard]] bool surname_alone(const NameMention& name) const;
    void complete_surnames();
    [[nodiscard]] std::size_t leading_words(std::size_t token, const Referent& referent) const;
    void refer(std::size_t token);
    void add_heads();
    [[nodiscard]] const NameMention* body_with_head(std::size_t token) const;

    Names& names_;
    const Reading& reading_;
    std::map<std::string, Referent, std::less<>> known_;
    // First words of persons' names -> canonical name (empty: of several) and entity.
    std::map<std::string, std::pair<std::string, const Entity*>, std::less<>> by_first_;
    std::vector<std::pair<std::size_t, NameMention>> heads_;  // token, body
};

void BackReferences::remember(std::string_view word, const NameMention& name, bool acronym) {
    const auto [place, fresh] = known_.try_emplace(
        std::string(word),
        Referent{name.type, name.canonical, name.entity, false, acronym, name.first, name.last});
    if (fresh || place->second.canonical == name.canonical) return;
    if (acronym && !place->second.acronym) {
        place->second = {name.type, name.canonical, name.entity, false, true, name.first, name.last};
    } else {
        place->second.ambiguous = true;  // two people of one surname
    }
}

// "Hamar Energy Authority (HEA)", and "HEA (Hamar Energy Authority)" by the same initials.
void BackReferences::learn_acronym(const NameMention& name) {
    if (name.last - name.first < 2 || name.last + 2 >= reading_.size()) return;
    if (reading_.form(name.last) != "(" || reading_.form(name.last + 2) != ")") return;
    const std::size_t inner = name.last + 1;
    const std::string_view acronym = reading_.form(inner);
    const auto capitals = std::ranges::count_if(acronym, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (capitals < 2 || acronym.size() > 8) return;
    // A wrong reading of the acronym itself gives way.
    remember(acronym, name, true);
}

void BackReferences::learn(std::size_t mention) {
    const NameMention& name = names_.all()[mention];
    if (name.source == Source::adjective) return;
    if (is_organisation(name.type)) learn_acronym(name);
    if (name.last - name.first < 2) return;
    if (name.type == "PER") {
        if (surname_alone(name)) return;
        remember(reading_.form(name.last - 1), name, false);
        const auto [place, fresh] =
            by_first_.try_emplace(std::string(reading_.form(name.first)), name.canonical, name.entity);
        if (!fresh && place->second.first != name.canonical) place->second.first.clear();
        return;
    }
    if (name.type != "COMPANY") return;
    const std::size_t first = name.first;
    for (const WordClass plain : {WordClass::first_name, WordClass::suffix, WordClass::keyword,
                                  WordClass::not_name, WordClass::title, WordClass::field}) {
        if (reading_.has(first, plain)) return;
    }
    // "Amazon" of "Amazon Web Services" is a party of its own.
    if (reading_.table().find_name(reading_.form(first)) != nullptr) return;
    if (reading_.form(first).size() < 4) return;
    remember(reading_.form(first), name, false);
    // "NORDKOM HOLDING LIMITED" is "Nordkom Holding" later on.
    if (reading_.token(first).has(kAllCaps)) remember(capitalised(reading_.form(first)), name, false);
}

// How many tokens from `token` on begin the referent's name ("Nordkom Holding" of "Nordkom Holding AB"), case
// apart.
std::size_t BackReferences::leading_words(std::size_t token, const Referent& referent) const {
    if (referent.acronym || referent.type != "COMPANY") return 1;
    std::size_t count = 1;
    while (referent.first + count < referent.last && token + count < reading_.size() &&
           equals_ignoring_case(reading_.form(token + count), reading_.form(referent.first + count)) &&
           reading_.token(token + count).has(kCapital)) {
        ++count;
    }
    return count;
}

// "Lind" or "De Lind".
bool BackReferences::surname_alone(const NameMention& name) const {
    const std::size_t parts = name.last - name.first;
    return parts == 1 ||
           (parts == 2 && reading_.is_one_of(name.first, {"de", "van", "von", "di", "da", "du", "le", "la"}));
}

// A person first met by surname and title ("Judge Lind") gets the full name given elsewhere.
void BackReferences::complete_surnames() {
    for (NameMention& name : names_.all()) {
        if (name.type != "PER" || !surname_alone(name)) continue;
        const auto full = known_.find(reading_.form(name.last - 1));
        if (full != known_.end() && full->second.type == "PER" && !full->second.ambiguous) {
            name.canonical = full->second.canonical;
            name.entity = full->second.entity;
        } else if (const auto first = by_first_.find(reading_.form(name.first));
                   first != by_first_.end() && !first->second.first.empty()) {
            std::tie(name.canonical, name.entity) = first->second;  // where family names come first
        }
    }
}

void BackReferences::refer(std::size_t token) {
    if (!reading_.capital(token) || reading_.punctuation(token)) return;
    const auto known = known_.find(reading_.form(token));
    if (known == known_.end() || known->second.ambiguous) return;
    const Referent& referent = known->second;
    const std::size_t count = leading_words(token, referent);
    const NameMention* there = names_.at(token);
    if (there != nullptr) {
        const bool same_place = there->first == token && there->last == token + count;
        if (!same_place || there->canonical == referent.canonical) return;
        // The surname of a person of this text beats another's alias ("Spiegel"), not another's name.
        const bool only_alias =
            there->entity != nullptr && there->type != "PLACE" && there->entity->name != reading_.form(token);
        const bool person = referent.type == "PER" &&
                            (there->source == Source::weak || only_alias || there->source == Source::pattern);
        const bool guess = there->source == Source::recognised && there->entity == nullptr;
        if (!referent.acronym && !person && !guess) return;
    }
    names_.add(token, token + count, Source::back_reference, referent.type, referent.canonical, 0.9F,
               referent.entity);
}

// The body named last before the token whose name holds the same head: "Commission".
const NameMention* BackReferences::body_with_head(std::size_t token) const {
    const std::string_view head = reading_.form(token);
    const auto& all = names_.all();
    auto next = std::ranges::lower_bound(all, token, {}, &NameMention::first);
    for (std::size_t steps = 0; next != all.begin() && steps < kHeadReach; ++steps) {
        --next;
        if (next->last - next->first == 1 && next->source != Source::back_reference) {
            // A bare acronym holds the head in its full name.
            if (next->entity == nullptr || next->source == Source::weak) continue;
        }
        if (next->type != "REGULATOR" && next->type != "COURT") continue;
        if (next->source == Source::described || next->canonical == head) continue;
        const std::size_t at = next->canonical.find(head);
        const bool whole = at != std::string::npos && at > 0 && next->canonical[at - 1] == ' ';
        const bool spelt = next->last - next->first > 1 &&
                           slice(reading_.text(), next->span).find(head) != std::string_view::npos;
        if (whole || spelt) return &*next;
    }
    return nullptr;
}

// "the Commission" after "the Harbour Data Commission": the body that the text itself introduced, whatever
// the table thinks of the word alone.
void BackReferences::add_heads() {
    for (std::size_t i = 1; i < reading_.size(); ++i) {
        if (!reading_.capital(i) || !reading_.has(i, WordClass::keyword) || !reading_.is(i - 1, "the"))
            continue;
        if (reading_.capital(i + 1) && !reading_.possessive(i + 1) && !reading_.punctuation(i + 1)) continue;
        const NameMention* there = names_.at(i);
        const bool lone =
            there == nullptr || (there->last - there->first == 1 && there->source != Source::table &&
                                 there->source != Source::back_reference);
        const TokenWord* keyword = reading_.word(i, WordClass::keyword);
        if (!lone || keyword->last != i + 1) continue;
        const NameMention* body = body_with_head(i);
        if (body == nullptr) continue;
        const NameMention found = *body;
        heads_.push_back({i, found});
    }
    for (const auto& [token, body] : heads_) {
        names_.add(token, token + 1, Source::back_reference, body.type, body.canonical, 0.85F, body.entity);
    }
}

}  // namespace

void add_back_references(Names& names) {
    BackReferences(names).run();
    names.sort();
}

}  // namespace claimline
