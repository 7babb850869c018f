#include "extract/coref.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

namespace claimline {
namespace {

constexpr std::size_t kReach = 3;  // sentences back for descriptions; the headline's party at any distance
constexpr std::size_t kPronounReach = 1;
constexpr std::size_t kPersonReach = 2;
constexpr std::size_t kCandidates = 64;  // looked at per reference: bounds the work on endless texts
constexpr float kCost = 0.85F;           // of one resolved reference

// Something a later reference may go back to.
struct Candidate {
    std::size_t first = 0;  // tokens
    std::size_t last = 0;
    std::size_t sentence = 0;
    std::string_view type;
    std::string_view canonical;
    const Entity* entity = nullptr;
    bool subject = false;
    bool headline = false;
    char gender = 0;  // m, f or 0
};

bool is_party(std::string_view type) {
    return type == "COMPANY" || type == "PRODUCT";
}

// An outlet is quoted, hardly ever meant by "it".
bool may_be_it(const Candidate& candidate) {
    if (candidate.entity != nullptr && candidate.entity->kind == "media") return false;
    return is_party(candidate.type) || candidate.type == "REGULATOR" || candidate.type == "COURT" ||
           candidate.type == "ORG";
}

bool has_field(std::string_view fields, std::string_view field) {
    while (!fields.empty()) {
        const std::size_t comma = fields.find(',');
        if (fields.substr(0, comma) == field) return true;
        fields = comma == std::string_view::npos ? std::string_view{} : fields.substr(comma + 1);
    }
    return false;
}

class References {
  public:
    References(Names& names, const Reading* title) : names_(names), reading_(names.reading()) {
        read_title(title);
    }

    std::vector<EntityMention> run();

  private:
    void read_title(const Reading* title);
    void pass(std::size_t& next_name, std::size_t token);
    void remember(const NameMention& name);
    [[nodiscard]] bool is_subject(std::size_t first, std::size_t last) const;
    [[nodiscard]] char gender_of(const NameMention& name) const;

    std::size_t refer(std::size_t token);
    std::size_t pronoun(std::size_t token);
    std::size_t description(const TokenWord& nominal);
    std::size_t owner(const TokenWord& relation);
    void resolve(std::size_t first, std::size_t last, Candidate to, float confidence);

    [[nodiscard]] std::optional<Candidate> last_party(std::size_t token) const;
    [[nodiscard]] std::optional<Candidate> last_person(std::size_t token, char gender) const;
    [[nodiscard]] std::optional<Candidate> described(const TokenWord& nominal, std::string_view type,
                                                     std::string_view fields) const;
    [[nodiscard]] std::optional<Candidate> authority(const TokenWord& nominal, std::string_view type,
                                                     std::string_view fields) const;
    [[nodiscard]] std::optional<Candidate> apposition(std::size_t first) const;
    [[nodiscard]] std::optional<Candidate> government(std::size_t token) const;
    [[nodiscard]] std::size_t determiner_before(std::size_t head) const;
    [[nodiscard]] bool idle_it(std::size_t token) const;
    [[nodiscard]] bool is_object(std::size_t token) const;
    [[nodiscard]] std::string_view main_subject(std::size_t sentence) const;
    [[nodiscard]] bool governs(const Candidate& candidate, std::size_t token) const;
    [[nodiscard]] bool described_by(const Candidate& candidate, std::size_t token) const;
    [[nodiscard]] std::size_t reach_back() const {
        return candidates_.size() > kCandidates ? candidates_.size() - kCandidates : 0;
    }

    Names& names_;
    const Reading& reading_;
    std::set<std::string, std::less<>> headline_;  // canonical names of the title
    std::vector<Candidate> candidates_;
    std::vector<EntityMention> found_;
};

void References::read_title(const Reading* title) {
    if (title == nullptr) return;
    for (const NameHit& hit : title->scan().names) {
        if (hit.strength != AliasStrength::adjective) {
            headline_.insert(title->table().all()[hit.entity].name);
        }
    }
    for (const NameMention& name : names_.all()) {
        if (name.entity == nullptr && title->text().find(name.canonical) != std::string_view::npos) {
            headline_.insert(name.canonical);
        }
    }
}

// No preposition governs it, and a verb follows, at once or after an apposition.
bool References::is_subject(std::size_t first, std::size_t last) const {
    std::size_t before = first;
    const Sentence& sentence = reading_.sentence(reading_.sentence_of(first));
    while (before > sentence.first) {
        const Pos pos = reading_.token(before - 1).pos;
        const bool inside = pos == Pos::det || pos == Pos::adj || pos == Pos::noun || pos == Pos::propn ||
                            reading_.possessive(before - 1);
        if (!inside) break;
        --before;
    }
    if (before > sentence.first && reading_.token(before - 1).pos == Pos::adp) return false;
    if (reading_.possessive(last)) return true;  // "Orbis's lawyers said": still what the sentence is about
    if (last >= sentence.last) return false;
    const Pos next = reading_.token(last).pos;
    return next == Pos::verb || next == Pos::aux || next == Pos::adv || reading_.form(last) == "," ||
           reading_.form(last) == "(" || before == sentence.first;
}

char References::gender_of(const NameMention& name) const {
    if (name.type != "PER") return 0;
    const TokenWord* title = reading_.word_before(name.first, WordClass::title);
    if (title != nullptr && title->value.size() == 1) return title->value[0];
    const TokenWord* given = reading_.word(name.first, WordClass::first_name);
    if (given != nullptr && given->value.size() == 1) return given->value[0];
    // A surname alone: the gender of the full name met before.
    for (std::size_t i = candidates_.size(); i > reach_back(); --i) {
        if (candidates_[i - 1].canonical == name.canonical && candidates_[i - 1].gender != 0) {
            return candidates_[i - 1].gender;
        }
    }
    return 0;
}

void References::remember(const NameMention& name) {
    if (name.source == NameMention::Source::adjective || name.type == "PLACE" || name.type == "LAW") return;
    Candidate candidate;
    candidate.first = name.first;
    candidate.last = name.last;
    candidate.sentence = reading_.sentence_of(name.first);
    candidate.type = name.type;
    candidate.canonical = name.canonical;
    candidate.entity = name.entity;
    candidate.subject = is_subject(name.first, name.last);
    candidate.headline = headline_.contains(name.canonical);
    candidate.gender = gender_of(name);
    candidates_.push_back(candidate);
}

void References::pass(std::size_t& next_name, std::size_t token) {
    while (next_name < names_.all().size() && names_.all()[next_name].last <= token) {
        if (names_.all()[next_name].last != 0) remember(names_.all()[next_name]);
        ++next_name;
    }
}

std::vector<EntityMention> References::run() {
    // Owners first: they take names in ("the Orbis owner"), and so change what later references see.
    for (std::size_t i = 0; i < reading_.size(); ++i) {
        if (const TokenWord* relation = reading_.word(i, WordClass::relation); relation != nullptr)
            owner(*relation);
    }
    names_.sort();
    std::size_t next_name = 0;
    for (std::size_t i = 0; i < reading_.size();) {
        pass(next_name, i);
        const std::size_t after = names_.at(i) == nullptr ? refer(i) : i;
        i = std::max(after, i + 1);
    }
    return std::move(found_);
}

std::size_t References::refer(std::size_t token) {
    if (const std::size_t after = pronoun(token); after != token) return after;
    if (const TokenWord* nominal = reading_.word(token, WordClass::nominal); nominal != nullptr) {
        return description(*nominal);
    }
    return token;
}

// "It is expected that ...": nobody is meant.
bool References::idle_it(std::size_t token) const {
    if (!reading_.is(token, "it")) return false;
    std::size_t at = token + 1;
    const bool would_be = reading_.is(at, "would") && reading_.is(at + 1, "be");
    if (!would_be &&
        !reading_.is_one_of(at, {"is", "was", "'s", "\u2019s", "remains", "seems", "appears", "became"})) {
        return false;
    }
    // "Orbis said it was confident that": the speaker feels something, which nobody else can.
    const bool of_speaker = token > 0 && reading_.has(token - 1, WordClass::said);
    for (std::size_t word = at + 1; of_speaker && word < at + 4; ++word) {
        if (reading_.is_one_of(word, {"confident", "disappointed", "pleased", "sure", "certain", "aware",
                                      "convinced", "concerned", "committed", "happy", "sorry", "ready",
                                      "worried", "surprised", "satisfied", "hopeful", "delighted"})) {
            return false;
        }
    }
    for (const std::size_t end = at + 6; at < end; ++at) {
        if (reading_.is_one_of(at, {"that", "if", "whether"})) return true;
        if (reading_.is_one_of(at, {"clear", "unclear", "possible", "likely", "unlikely", "understood",
                                    "believed", "known", "important", "illegal", "difficult", "hard"})) {
            return true;
        }
    }
    return false;
}

std::size_t References::pronoun(std::size_t token) {
    if (reading_.is_one_of(token, {"it", "its", "itself"})) {
        if (idle_it(token)) return token;
        if (const auto to = last_party(token)) resolve(token, token + 1, *to, kCost);
        return token + 1;
    }
    if (reading_.is_one_of(token, {"he", "him", "his", "himself"})) {
        if (const auto to = last_person(token, 'm')) resolve(token, token + 1, *to, kCost);
        return token + 1;
    }
    if (reading_.is_one_of(token, {"she", "her", "hers", "herself"})) {
        if (const auto to = last_person(token, 'f')) resolve(token, token + 1, *to, kCost);
        return token + 1;
    }
    return token;
}

// "accusing it", "called him": the object of a verb, which then is not its subject (that were "itself").
bool References::is_object(std::size_t token) const {
    if (!reading_.is_one_of(token, {"it", "him"}) || token == 0) return false;
    if (reading_.has(token - 1, WordClass::said) &&
        !reading_.is_one_of(token - 1, {"told", "tells", "accusing"}))
        return false;  // "said it would"
    const Token& next = reading_.token(std::min(token + 1, reading_.size() - 1));
    return reading_.token(token - 1).pos == Pos::verb && next.pos != Pos::verb && next.pos != Pos::aux;
}

// The first subject of a sentence, as far as it is read; empty when there is none.
std::string_view References::main_subject(std::size_t sentence) const {
    std::string_view first;
    for (std::size_t i = candidates_.size(); i > reach_back() && candidates_[i - 1].sentence == sentence;
         --i) {
        if (candidates_[i - 1].subject) first = candidates_[i - 1].canonical;
    }
    return first;
}

// "after Orbis dropped its objections", "told Orbis to sell its unit": nothing but verbs lies between.
bool References::governs(const Candidate& candidate, std::size_t token) const {
    if (!reading_.is(token, "its") || candidate.last >= token || candidate.last + 4 < token) return false;
    bool verb = false;
    for (std::size_t i = candidate.last; i < token; ++i) {
        const Pos pos = reading_.token(i).pos;
        if (pos != Pos::verb && pos != Pos::aux && pos != Pos::adv && pos != Pos::part) return false;
        if (reading_.form(i).ends_with("ing")) return false;
        verb = verb || pos == Pos::verb;
    }
    return verb;
}

// "Orbis, its largest owner": what describes a name refers to another.
bool References::described_by(const Candidate& candidate, std::size_t token) const {
    return reading_.is(token, "its") && candidate.last + 1 == token && reading_.form(candidate.last) == ",";
}

// The party that "it" stands for: of this sentence before the pronoun, else of the one before; subjects
// first.
std::optional<Candidate> References::last_party(std::size_t token) const {
    const std::size_t sentence = reading_.sentence_of(token);
    std::optional<Candidate> best;
    int best_points = 0;
    const std::string_view doer = is_object(token) ? main_subject(sentence) : std::string_view{};
    for (std::size_t i = candidates_.size(); i > reach_back(); --i) {
        const Candidate& candidate = candidates_[i - 1];
        if (candidate.sentence + kPronounReach < sentence) break;
        if (!may_be_it(candidate) || described_by(candidate, token)) continue;
        if (!doer.empty() && candidate.canonical == doer) continue;
        // "..., the watchdog said. It also": the speaker goes on.
        const bool speaker = reading_.opens_sentence(token) && reading_.has(candidate.last, WordClass::said);
        int points = 1 + (candidate.subject ? 4 : 0) + (candidate.headline ? 1 : 0) + (speaker ? 2 : 0) +
                     (candidate.sentence == sentence ? 3 : 0) + (is_party(candidate.type) ? 1 : 0) +
                     (governs(candidate, token) ? 7 : 0);
        if (points > best_points) {
            best = candidate;
            best_points = points;
        }
    }
    return best;
}

std::optional<Candidate> References::last_person(std::size_t token, char gender) const {
    const std::size_t sentence = reading_.sentence_of(token);
    const std::string_view doer = is_object(token) ? main_subject(sentence) : std::string_view{};
    std::optional<Candidate> best;
    for (std::size_t i = candidates_.size(); i > reach_back(); --i) {
        const Candidate& candidate = candidates_[i - 1];
        if (candidate.sentence + kPersonReach < sentence) break;
        if (candidate.type != "PER") continue;
        if (!doer.empty() && candidate.canonical == doer) continue;
        if (candidate.gender != 0 && candidate.gender != gender) continue;
        if (candidate.subject) return candidate;
        if (!best) best = candidate;
    }
    return best;
}

// "the", "this" or a possessive before the noun group that ends in `head`; size() when there is none.
std::size_t References::determiner_before(std::size_t head) const {
    const std::size_t floor = reading_.sentence(reading_.sentence_of(head)).first;
    for (std::size_t i = head; i > floor && head - i < 5; --i) {
        const std::size_t at = i - 1;
        if (reading_.is_one_of(at, {"the", "this", "that"})) return at;
        if (reading_.is_one_of(
                at, {"a", "an", "another", "any", "each", "every", "no", "its", "their", "his", "her", "our",
                     "my", "your", "other", "first", "second", "new", "rival"})) {
            return reading_.size();
        }
        if (reading_.possessive(at)) continue;
        const Pos pos = reading_.token(at).pos;
        // "the Justice Department's watchdog" is not the watchdog met before.
        const NameMention* name = names_.at(at);
        if (name != nullptr && name->type != "PLACE") return reading_.size();
        const bool inside = pos == Pos::adj || pos == Pos::noun || pos == Pos::propn || pos == Pos::num ||
                            name != nullptr || pos == Pos::x;
        if (!inside || reading_.punctuation(at)) return reading_.size();
    }
    return reading_.size();
}

// "Orbis, the retailer that": the name before the comma.
std::optional<Candidate> References::apposition(std::size_t first) const {
    if (first < 2 || reading_.form(first - 1) != "," || candidates_.empty()) return std::nullopt;
    const Candidate& last = candidates_.back();
    if (last.last != first - 1 || last.type == "PER") return std::nullopt;
    return last;
}

std::size_t References::description(const TokenWord& nominal) {
    const std::size_t after = nominal.last;
    if (reading_.is(after, "of")) return after;  // "the group of states"
    // "the industry group": what stands before makes another kind of group of it.
    if (reading_.is(nominal.first, "group") && nominal.first > 0 &&
        reading_.token(nominal.first - 1).pos == Pos::noun && names_.at(nominal.first - 1) == nullptr) {
        return after;
    }
    const std::size_t determiner = determiner_before(nominal.first);
    if (determiner == reading_.size()) return after;
    // "the chipmaker Orbis" names its party itself.
    if (const NameMention* name = names_.at(after); name != nullptr && name->type != "PLACE") return after;
    const std::size_t space = nominal.value.find(' ');
    const std::string_view type = nominal.value.substr(0, space);
    const std::string_view fields =
        space == std::string_view::npos ? std::string_view{} : nominal.value.substr(space + 1);
    std::optional<Candidate> to = apposition(determiner);
    if (to && is_party(to->type) != is_party(type)) to.reset();
    if (!to) to = is_party(type) ? described(nominal, type, fields) : authority(nominal, type, fields);
    if (!to && reading_.is(nominal.first, "government")) to = government(nominal.first);
    if (to) resolve(nominal.first, nominal.last, *to, kCost);
    return after;
}

// "the government" of the country spoken of last.
std::optional<Candidate> References::government(std::size_t token) const {
    const std::size_t sentence = reading_.sentence_of(token);
    for (std::size_t m = names_.all().size(); m > 0; --m) {
        const NameMention& name = names_.all()[m - 1];
        if (name.first >= token) continue;
        if (reading_.sentence_of(name.first) + kPersonReach < sentence) break;
        if (name.type != "PLACE" || name.entity == nullptr) continue;
        const std::string& country = name.entity->country.empty() ? name.entity->id : name.entity->country;
        const Entity* entity = reading_.table().find(to_lower(country) + "-government");
        if (entity == nullptr) continue;
        Candidate found;
        found.type = entity->type;
        found.canonical = entity->name;
        found.entity = entity;
        return found;
    }
    return std::nullopt;
}

std::optional<Candidate> References::described(const TokenWord& nominal, std::string_view type,
                                               std::string_view fields) const {
    const std::size_t sentence = reading_.sentence_of(nominal.first);
    std::optional<Candidate> best;
    int best_points = 0;
    for (std::size_t i = candidates_.size(); i > reach_back(); --i) {
        const Candidate& candidate = candidates_[i - 1];
        if (!is_party(candidate.type)) continue;
        if (candidate.entity != nullptr && candidate.entity->kind == "project") continue;
        const bool near = candidate.sentence + kReach >= sentence;
        const bool same_field =
            !fields.empty() && candidate.entity != nullptr && has_field(fields, candidate.entity->field);
        const bool other_field =
            !fields.empty() && !same_field && candidate.entity != nullptr && !candidate.entity->field.empty();
        if (!near && !candidate.headline && !same_field) continue;
        if (other_field) continue;
        const auto distance = static_cast<int>(std::min<std::size_t>(sentence - candidate.sentence, 6));
        const int points = 10 - distance + (candidate.subject ? 3 : 0) + (candidate.headline ? 4 : 0) +
                           (same_field ? 8 : 0) +
                           (candidate.type != type ? 0
                            : type == "PRODUCT"    ? 5
                                                   : 1);
        if (points > best_points) {
            best = candidate;
            best_points = points;
        }
    }
    return best;
}

// Some nouns name the kind of body so exactly that the name itself must hold them: "the ministry".
std::optional<Candidate> References::authority(const TokenWord& nominal, std::string_view type,
                                               std::string_view fields) const {
    const std::size_t sentence = reading_.sentence_of(nominal.first);
    const std::string head = to_lower(reading_.form(nominal.last - 1));
    const bool loose = head == "regulator" || head == "watchdog" || head == "authority" || head == "agency" ||
                       head == "body" || head == "enforcer" || head == "supervisor" || type == "COURT";
    const TokenWord* field = reading_.word_before(nominal.first, WordClass::field);
    std::optional<Candidate> best;
    int best_points = 0;
    for (std::size_t i = candidates_.size(); i > reach_back(); --i) {
        const Candidate& candidate = candidates_[i - 1];
        if (candidate.type != type) continue;
        bool named = to_lower(candidate.canonical).find(head) != std::string::npos;
        if (!named && candidate.entity != nullptr) {
            named = std::ranges::any_of(candidate.entity->aliases, [&](const std::string& alias) {
                return to_lower(alias).find(head) != std::string::npos;
            });
        }
        const bool politics = candidate.entity != nullptr && candidate.entity->kind != "regulator" &&
                              candidate.entity->kind != "court";
        if (!named && (!loose || politics)) continue;
        if (!fields.empty() && !named) continue;
        const bool known_field =
            field != nullptr && candidate.entity != nullptr && !candidate.entity->field.empty();
        if (known_field && candidate.entity->field != field->value) continue;
        const auto distance = static_cast<int>(std::min<std::size_t>(sentence - candidate.sentence, 8));
        const int points =
            10 - distance + (candidate.subject ? 3 : 0) + (named ? 4 : 0) + (candidate.headline ? 2 : 0);
        if (points > best_points) {
            best = candidate;
            best_points = points;
        }
    }
    return best;
}

// "the TikTok owner", "Facebook's parent company": the parent of the name before.
std::size_t References::owner(const TokenWord& relation) {
    std::size_t before = relation.first;
    if (before > 0 && reading_.possessive(before - 1)) --before;
    if (before == 0) return relation.last;
    const NameMention* owned = names_.at(before - 1);
    if (owned == nullptr || owned->entity == nullptr || !is_party(owned->type)) return relation.last;
    if (const NameMention* name = names_.at(relation.last); name != nullptr && name->type != "PLACE")
        return relation.last;
    const Entity* parent = reading_.table().find(owned->entity->parent);
    if (parent == nullptr || !is_party(parent->type)) return relation.last;
    names_.add(owned->first, relation.last, NameMention::Source::described, parent->type, parent->name, 0.9F,
               parent);
    return relation.last;
}

void References::resolve(std::size_t first, std::size_t last, Candidate to, float confidence) {
    EntityMention mention;
    mention.span = {reading_.token(first).span.begin, reading_.token(last - 1).span.end};
    mention.type = to.type;
    mention.id = to.entity != nullptr ? to.entity->id : std::string();
    mention.canonical = to.canonical;
    mention.confidence = confidence;
    mention.coref = true;
    if (names_.explain()) {
        mention.why = "stands for the name in sentence " + std::to_string(to.sentence + 1) +
                      (to.subject ? ", its subject" : "") + (to.headline ? ", named in the title" : "");
    }
    found_.push_back(std::move(mention));
    to.first = first;
    to.last = last;
    to.sentence = reading_.sentence_of(first);
    to.subject = is_subject(first, last);
    candidates_.push_back(to);
}

}  // namespace

std::vector<EntityMention> resolve_references(Names& names, const Reading* title) {
    return References(names, title).run();
}

}  // namespace claimline
