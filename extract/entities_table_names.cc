// Names of the entity table in a document. Strong aliases stand for themselves; a weak one ("Apple", "AP")
// needs a context that speaks for it, weighed over all its places in the document.

#include <algorithm>
#include <string>
#include <unordered_map>

#include "extract/entities_names.h"

namespace claimline {
namespace {

constexpr int kImpossible = -1000;
constexpr int kAccepted = 2;  // points a weak alias needs; each sign below is worth one to four
constexpr std::uint32_t kNoEntity = 0xFFFFFFFF;
constexpr std::size_t kLongestAliasTokens = 8;  // looked back over when lists are read

// A place where one alias (perhaps of several entities) stands.
struct Place {
    std::uint32_t first_hit = 0;  // hits [first_hit, last_hit) of the scan
    std::uint32_t last_hit = 0;
    std::uint32_t first = 0;  // tokens
    std::uint32_t last = 0;
    Span span;
};

// Points and, when asked for, where they come from: " possessive +1, the document +4".
class ScoreSheet {
  public:
    explicit ScoreSheet(std::string* text = nullptr) : text_(text) {}
    void add(int points, std::string_view reason) {
        if (points == 0) return;
        points_ += points;
        if (text_ == nullptr) return;
        *text_ += text_->empty() ? " " : ", ";
        *text_ += std::string(reason) + (points > 0 ? " +" : " ") + std::to_string(points);
    }
    [[nodiscard]] int points() const { return points_; }

  private:
    int points_ = 0;
    std::string* text_;
};

class TableNames {
  public:
    TableNames(Names& names, const Reading* title, std::string_view published)
        : names_(names), reading_(names.reading()), title_(title), published_(published) {}

    void run() {
        collect();
        count_strong();
        weigh_weak();
        choose();
    }

  private:
    void collect();
    void count_strong();
    void weigh_weak();
    void choose();
    [[nodiscard]] bool well_bounded(const Place& place, AliasStrength strength) const;
    [[nodiscard]] int local_points(const Place& place, const Entity& entity,
                                   std::string* why = nullptr) const;
    void business_points(const Place& place, ScoreSheet& sheet) const;
    [[nodiscard]] bool listed_with_party(const Place& place) const;
    void authority_points(const Place& place, const Entity& entity, ScoreSheet& sheet) const;
    void place_points(const Place& place, const Entity& entity, ScoreSheet& sheet) const;
    [[nodiscard]] int document_points(std::uint32_t entity, std::string* why = nullptr) const;
    [[nodiscard]] std::string explain(const Place& place, std::uint32_t index) const;
    [[nodiscard]] bool part_of_longer_name(const Place& place) const;
    [[nodiscard]] std::uint32_t judge(const Place& place, AliasStrength& strength) const;

    [[nodiscard]] const NameHit& hit(std::size_t i) const { return reading_.scan().names[i]; }
    [[nodiscard]] const Entity& entity(std::uint32_t index) const { return reading_.table().all()[index]; }

    Names& names_;
    const Reading& reading_;
    const Reading* title_;
    std::string_view published_;                            // ISO 8601
    std::vector<Place> places_;                             // by first token, longer ones first
    std::unordered_map<std::uint32_t, int> strong_;         // entity -> strong hits in text and title
    std::unordered_map<std::string_view, int> strong_ids_;  // the same by id and by parent's id
    std::unordered_map<std::string_view, int> countries_;   // country id -> places and adjectives
    std::unordered_map<std::uint32_t, int> weak_;           // entity -> points of its weak places
};

void TableNames::collect() {
    const NameScan& scan = reading_.scan();
    for (std::uint32_t i = 0; i < scan.names.size();) {
        std::uint32_t end = i + 1;
        while (end < scan.names.size() && scan.names[end].first == scan.names[i].first &&
               scan.names[end].last == scan.names[i].last) {
            ++end;
        }
        Place place;
        place.first_hit = i;
        place.last_hit = end;
        place.first = reading_.token_of_atom(scan.names[i].first);
        place.last = reading_.token_of_atom(scan.names[i].last - 1) + 1;
        place.span = {scan.atoms[scan.names[i].first].begin, scan.atoms[scan.names[i].last - 1].end};
        places_.push_back(place);
        i = end;
    }
}

// A name may follow a hyphen or stand before one ("US-based", "Orbis-owned"), but is no part of an address.
bool TableNames::well_bounded(const Place& place, AliasStrength strength) const {
    const NameScan& scan = reading_.scan();
    const NameHit& at = hit(place.first_hit);
    const auto glyph = [&](std::size_t atom) { return reading_.text()[scan.atoms[atom].begin]; };
    if (at.first > 0 && scan.atoms[at.first].glued) {
        const char before = glyph(at.first - 1);
        if (before == '@' || before == '/' || before == '.' || before == '_' || before == '#') return false;
        if (before == '-' && strength == AliasStrength::weak) return false;
    }
    if (at.last < scan.atoms.size() && scan.atoms[at.last].glued) {
        const char after = glyph(at.last);
        if (after == '@' || after == '_') return false;
        const bool goes_on = at.last + 1 < scan.atoms.size() && scan.atoms[at.last + 1].glued;
        if (after == '.' && goes_on && strength == AliasStrength::weak) return false;
        if (after == '-' && goes_on && strength == AliasStrength::weak && scan.atoms[at.last + 1].capital) {
            return false;
        }
    }
    return true;
}

void TableNames::count_strong() {
    const auto count = [&](const Reading& reading, int weight) {
        std::uint32_t until = 0;
        for (const NameHit& found : reading.scan().names) {
            const Entity& who = entity(found.entity);
            if (found.strength == AliasStrength::weak || found.first < until) continue;
            if (who.type == "PLACE") {
                const auto& country = who.kind == "city" || who.kind == "admin1" ? who.country : who.id;
                countries_[country] += weight;
            }
            if (found.strength != AliasStrength::strong) continue;
            strong_[found.entity] += weight;
            strong_ids_[who.id] += weight;
            if (!who.parent.empty()) strong_ids_[who.parent] += weight;
            if (who.type == "REGULATOR" || who.type == "COURT") countries_[who.country] += weight;
            until = found.last;
        }
    };
    count(reading_, 1);
    if (title_ != nullptr) count(*title_, 2);
}

// "Apple Daily", "Meta Analysis": the capitalised word beside it belongs to the name.
bool TableNames::part_of_longer_name(const Place& place) const {
    const auto foreign = [&](std::size_t i) {
        if (!reading_.capital(i) || reading_.punctuation(i)) return false;
        for (const WordClass known : {WordClass::title, WordClass::role, WordClass::suffix,
                                      WordClass::not_name, WordClass::nominal, WordClass::first_name}) {
            if (reading_.has(i, known)) return false;
        }
        return !reading_.token(i).has(kAllCaps);
    };
    const auto named = [&](std::size_t i) {
        return std::ranges::any_of(places_, [&](const Place& other) {
            return other.first <= i && i < other.last && other.first != place.first;
        });
    };
    const Sentence& sentence = reading_.sentence(reading_.sentence_of(place.first));
    const bool after = place.last < sentence.last && foreign(place.last) && !named(place.last);
    const bool before = place.first > sentence.first && !reading_.opens_sentence(place.first - 1) &&
                        foreign(place.first - 1) && !named(place.first - 1);
    return after || before;
}

// "Orbis, Lake and Nordkom": a sure company or service stands beside it in a list.
bool TableNames::listed_with_party(const Place& place) const {
    const auto sure = [&](const Place& other) {
        const NameHit& found = hit(other.first_hit);
        const std::string& type = entity(found.entity).type;
        return found.strength == AliasStrength::strong && (type == "COMPANY" || type == "PRODUCT");
    };
    const auto joint = [&](std::size_t i) {
        return reading_.form(i) == "," || reading_.is_one_of(i, {"and", "or", "&"});
    };
    const auto self = static_cast<std::size_t>(&place - places_.data());
    for (std::size_t i = self + 1; i < places_.size() && places_[i].first <= place.last + 2; ++i) {
        const std::size_t gap = places_[i].first - std::min(places_[i].first, place.last);
        if (gap >= 1 && gap <= 2 && joint(place.last) && sure(places_[i])) return true;
    }
    for (std::size_t i = self; i > 0 && places_[i - 1].first + kLongestAliasTokens >= place.first; --i) {
        const Place& other = places_[i - 1];
        if (other.last >= place.first) continue;
        if (place.first - other.last <= 2 && joint(other.last) && sure(other)) return true;
    }
    return false;
}

void TableNames::business_points(const Place& place, ScoreSheet& sheet) const {
    const std::size_t next = place.last;
    if (reading_.possessive(next)) sheet.add(1, "possessive");
    const bool verb = next < reading_.size() &&
                      (reading_.token(next).pos == Pos::verb || reading_.token(next).pos == Pos::aux);
    if (verb || reading_.has(next, WordClass::said) || reading_.has(next, WordClass::company_verb))
        sheet.add(1, "before a verb");
    if (reading_.form(next) == "," && reading_.is_one_of(next + 1, {"which", "whose"}))
        sheet.add(1, "before a relative clause");
    if (listed_with_party(place)) sheet.add(2, "in a list of parties");
    if (reading_.has(next, WordClass::role) || reading_.has(next, WordClass::nominal))
        sheet.add(2, "before a role or description");
    if (const TokenWord* suffix = reading_.word(next, WordClass::suffix);
        suffix != nullptr && suffix->value.empty()) {
        sheet.add(3, "legal form");
    }
    // A ticker in brackets: "Orbis (ORB)".
    if (reading_.form(next) == "(" && next + 2 < reading_.size() && reading_.token(next + 1).has(kAllCaps) &&
        reading_.form(next + 2) == ")") {
        sheet.add(3, "ticker");
    }
    if (place.first == 0) return;
    if (reading_.is_one_of(place.first - 1,
                           {"by", "from", "against", "with", "sue", "sued", "suing", "fine", "fined", "at",
                            "on", "acquire", "acquired", "accused", "told"})) {
        sheet.add(1, "after a word of dealings");
    }
    if (reading_.word_before(place.first, WordClass::nominal) != nullptr ||
        reading_.word_before(place.first, WordClass::role) != nullptr) {
        sheet.add(2, "after a role or description");
    }
}

void TableNames::authority_points(const Place& place, const Entity& who, ScoreSheet& sheet) const {
    if (place.first > 0 && reading_.is(place.first - 1, "the")) sheet.add(1, "after the");
    if (reading_.has(place.last, WordClass::said)) sheet.add(1, "before a verb of speech");
    if (reading_.possessive(place.last)) sheet.add(1, "possessive");
    const auto country = countries_.find(who.country);
    if (!who.country.empty() && country != countries_.end())
        sheet.add(country->second > 1 ? 3 : 2, "its country is named");
    if (who.type == "ORG" && place.first > 0 &&
        reading_.is_one_of(place.first - 1, {"told", "by", "to", "the", "from"})) {
        sheet.add(1, "spoken to");  // an outlet: "told the FT"
    }
}

void TableNames::place_points(const Place& place, const Entity& who, ScoreSheet& sheet) const {
    if (place.first > 0 && reading_.is_one_of(place.first - 1, {"in", "near", "at", "from", "to", "outside",
                                                                "of", "around", "across", "and", "or"})) {
        sheet.add(reading_.is_one_of(place.first - 1, {"in", "near", "outside"}) ? 2 : 1,
                  "after a word of place");
    }
    if (reading_.form(place.last) == "," || reading_.form(place.last) == "(") {
        // "Newport, Wales": the region after the comma holds it.
        for (const Place& other : places_) {
            if (other.first < place.last + 1) continue;
            if (other.first > place.last + 1) break;
            for (std::uint32_t h = other.first_hit; h < other.last_hit; ++h) {
                if (!reading_.table().is_inside(who.id, entity(hit(h).entity).id)) continue;
                sheet.add(3, "its region follows");
                return;
            }
        }
    }
    const auto country = countries_.find(who.country.empty() ? std::string_view(who.id) : who.country);
    if (country != countries_.end()) sheet.add(1, "its country is named");
}

int TableNames::local_points(const Place& place, const Entity& who, std::string* why) const {
    if (part_of_longer_name(place) || !well_bounded(place, AliasStrength::weak)) return -4;
    ScoreSheet sheet(why);
    const bool capital_says =
        !reading_.opens_sentence(place.first) && !reading_.title_case(reading_.sentence_of(place.first));
    if (capital_says) sheet.add(1, "capital inside a sentence");
    if (who.type == "PLACE") {
        place_points(place, who, sheet);
    } else if (who.type == "REGULATOR" || who.type == "COURT" || who.type == "ORG" || who.type == "LAW") {
        authority_points(place, who, sheet);
    } else {
        business_points(place, sheet);
    }
    return sheet.points();
}

// What the rest of the document says for the entity behind a weak alias.
int TableNames::document_points(std::uint32_t index, std::string* why) const {
    const Entity& who = entity(index);
    // "X" was a letter before it was a service.
    if (!who.since.empty() && !published_.empty() && published_ < who.since) return kImpossible;
    ScoreSheet sheet(why);
    if (strong_.contains(index)) {
        sheet.add(4, "a strong alias in the document");
    } else if (strong_ids_.contains(who.id)) {
        sheet.add(2, "one of its services in the document");
    }
    if (!who.parent.empty() && strong_ids_.contains(who.parent)) sheet.add(2, "its owner in the document");
    if (title_ != nullptr) {
        const bool in_title = std::ranges::any_of(
            title_->scan().names, [&](const NameHit& found) { return found.entity == index; });
        if (in_title) sheet.add(1, "in the title");
    }
    return sheet.points();
}

// What spoke for a weak alias at this place: " here: ...; document: ...; 7 points, 2 needed".
std::string TableNames::explain(const Place& place, std::uint32_t index) const {
    std::string here;
    std::string document;
    (void)local_points(place, entity(index), &here);
    (void)document_points(index, &document);
    const std::string none = " nothing";
    return "; here:" + (here.empty() ? none : here) + "; document:" + (document.empty() ? none : document) +
           "; " + std::to_string(weak_.at(index)) + " points over all its places, " +
           std::to_string(kAccepted) + " needed";
}

void TableNames::weigh_weak() {
    for (const Place& place : places_) {
        for (std::uint32_t h = place.first_hit; h < place.last_hit; ++h) {
            if (hit(h).strength != AliasStrength::weak) continue;
            const auto [known, fresh] = weak_.try_emplace(hit(h).entity, 0);
            if (fresh) known->second = document_points(hit(h).entity);
            known->second += std::max(0, local_points(place, entity(hit(h).entity)));
        }
    }
}

// The entity that stands here, or kNoEntity. Strong before adjective before weak; among weak ones the best.
std::uint32_t TableNames::judge(const Place& place, AliasStrength& strength) const {
    std::uint32_t best = kNoEntity;
    int best_points = 0;
    for (std::uint32_t h = place.first_hit; h < place.last_hit; ++h) {
        const NameHit& found = hit(h);
        if (found.strength != AliasStrength::weak) {
            if (!well_bounded(place, found.strength)) continue;
            if (best != kNoEntity && best_points == 1000) {
                // Several rows share a strong alias: the first of the table.
                if (found.entity > best) continue;
            }
            best = found.entity;
            best_points = 1000;
            strength = found.strength;
            continue;
        }
        if (best_points == 1000) continue;
        const int local = local_points(place, entity(found.entity));
        if (local < 0) continue;
        const int points = local + weak_.at(found.entity);
        if (weak_.at(found.entity) < kAccepted || points <= best_points) continue;
        best = found.entity;
        best_points = points;
        strength = AliasStrength::weak;
    }
    return best;
}

void TableNames::choose() {
    std::uint32_t until = 0;  // atoms
    for (const Place& place : places_) {
        if (hit(place.first_hit).first < until) continue;
        AliasStrength strength = AliasStrength::strong;
        const std::uint32_t index = judge(place, strength);
        if (index == kNoEntity) continue;
        NameMention mention;
        mention.first = place.first;
        mention.last = place.last;
        mention.span = place.span;
        mention.entity = &entity(index);
        mention.type = mention.entity->type;
        mention.canonical = mention.entity->name;
        using Source = NameMention::Source;
        mention.source = strength == AliasStrength::strong ? Source::table
                         : strength == AliasStrength::weak ? Source::weak
                                                           : Source::adjective;
        mention.confidence = strength == AliasStrength::weak ? 0.8F : 1.0F;
        if (names_.explain() && strength == AliasStrength::weak) mention.why = explain(place, index);
        if (names_.add(std::move(mention))) until = hit(place.first_hit).last;
    }
}

}  // namespace

void add_table_names(Names& names, const Reading* title, std::string_view published) {
    TableNames finder(names, title, published);
    finder.run();
}

}  // namespace claimline
