// Shorter ways back to a name: surnames ("Berg"), first words ("Nordkom"), acronyms defined in brackets.

#include <algorithm>
#include <map>
#include <string>

#include "extract/entities_patterns.h"

namespace claimline {
namespace {

using Source = NameMention::Source;

bool is_organisation(std::string_view type) {
    return type == "COMPANY" || type == "REGULATOR" || type == "COURT" || type == "ORG";
}

class BackReferences {
  public:
    explicit BackReferences(Names& names) : names_(names), reading_(names.reading()) {}

    void run() {
        names_.sort();
        for (std::size_t m = 0; m < names_.all().size(); ++m) learn(m);
        complete_surnames();
        for (std::size_t i = 0; i < reading_.size(); ++i) refer(i);
    }

  private:
    // What a single word stands for in this document.
    struct Referent {
        std::string type;
        std::string canonical;
        const Entity* entity = nullptr;
        bool ambiguous = false;
        bool acronym = false;
    };

    void learn(std::size_t mention);
    void learn_acronym(const NameMention& name);
    void remember(std::string_view word, const NameMention& name, bool acronym);
    void complete_surnames();
    void refer(std::size_t token);

    Names& names_;
    const Reading& reading_;
    std::map<std::string, Referent, std::less<>> known_;
};

void BackReferences::remember(std::string_view word, const NameMention& name, bool acronym) {
    const auto [place, fresh] = known_.try_emplace(
        std::string(word), Referent{name.type, name.canonical, name.entity, false, acronym});
    if (fresh || place->second.canonical == name.canonical) return;
    if (acronym && !place->second.acronym) {
        place->second = {name.type, name.canonical, name.entity, false, true};
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
        remember(reading_.form(name.last - 1), name, false);
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
    if (reading_.form(first).size() >= 4) remember(reading_.form(first), name, false);
}

// A person first met by surname and title ("Judge Lind") gets the full name given elsewhere.
void BackReferences::complete_surnames() {
    for (NameMention& name : names_.all()) {
        if (name.type != "PER" || name.last - name.first != 1) continue;
        const auto full = known_.find(reading_.form(name.first));
        if (full != known_.end() && full->second.type == "PER" && !full->second.ambiguous) {
            name.canonical = full->second.canonical;
            name.entity = full->second.entity;
        }
    }
}

void BackReferences::refer(std::size_t token) {
    if (!reading_.capital(token) || reading_.punctuation(token)) return;
    const auto known = known_.find(reading_.form(token));
    if (known == known_.end() || known->second.ambiguous) return;
    const Referent& referent = known->second;
    const NameMention* there = names_.at(token);
    if (there != nullptr) {
        const bool replace = there->last - there->first == 1 && there->entity != referent.entity &&
                             (referent.acronym || (there->source == Source::weak && referent.type == "PER") ||
                              (referent.type == "PER" && there->source == Source::pattern));
        if (!replace) return;
    }
    names_.add(token, token + 1, Source::back_reference, referent.type, referent.canonical, 0.9F,
               referent.entity);
}

}  // namespace

void add_back_references(Names& names) {
    BackReferences(names).run();
    names.sort();
}

}  // namespace claimline
