// Who says what. Surface rules in the manner of Krestel, Bergler and Witte ("Minding the source", LREC 2008):
// a reporting verb outside quotation marks, its subject beside it, circumstances around it.

#include "extract/attribution.h"

#include <algorithm>

#include "extract/attribution_find.h"
#include "extract/attribution_people.h"
#include "extract/quotes.h"

namespace claimline {
namespace {

using How = SentenceSpeaker::How;

constexpr std::size_t kReach = 12;       // tokens between a verb of speech and its inverted subject
constexpr std::size_t kScareQuote = 4;   // fewer words between marks are a term, not speech
constexpr std::size_t kMediumReach = 6;  // tokens between "in" and "blog post"

class Attributor {
  public:
    Attributor(const Reading& reading, const std::vector<EntityMention>& mentions)
        : reading_(reading),
          index_(reading, mentions),
          people_(read_people(reading, index_, mentions)),
          quotations_(find_quotations(reading.text())) {}

    Attributions run();

  private:
    void mark_quoted();
    void attribute_sentence(std::size_t sentence);
    void read_verb(SentenceSpeaker& said, std::size_t verb);
    void read_phrase(SentenceSpeaker& said, const TokenWord& phrase);
    void read_outlets(SentenceSpeaker& said, std::size_t sentence) const;
    void read_medium(SentenceSpeaker& said, std::size_t sentence) const;
    void spread_over_quotations();
    void adopt(SentenceSpeaker& to, const SentenceSpeaker& from, std::size_t from_sentence) const;

    [[nodiscard]] const EntityMention* subject_of(std::size_t verb) const;
    [[nodiscard]] const EntityMention* across_apposition(std::size_t verb) const;
    [[nodiscard]] const EntityMention* after_verb(std::size_t verb) const;
    [[nodiscard]] const EntityMention* by_role(std::size_t role_end) const;
    [[nodiscard]] bool inverted(std::size_t verb) const;
    [[nodiscard]] bool is_medium_outlet(const EntityMention& mention) const;
    [[nodiscard]] bool quoted(std::size_t token) const { return quotation_of_[token] != kNone; }
    [[nodiscard]] bool speech(std::size_t quotation) const;
    void set_speaker(SentenceSpeaker& said, const EntityMention& who, How how) const;
    [[nodiscard]] std::size_t line_of(std::size_t sentence) const { return lines_[sentence]; }

    static constexpr std::uint32_t kNone = 0xFFFFFFFF;
    const Reading& reading_;
    MentionIndex index_;
    People people_;
    std::vector<Quotation> quotations_;
    std::vector<std::uint32_t> quotation_of_;  // of each token
    std::vector<std::size_t> lines_;           // of each sentence
    Attributions made_;
};

void Attributor::mark_quoted() {
    quotation_of_.assign(reading_.size(), kNone);
    for (std::uint32_t q = 0; q < quotations_.size(); ++q) {
        for (std::size_t i = reading_.token_at(quotations_[q].span.begin);
             i < reading_.size() && reading_.token(i).span.begin < quotations_[q].span.end; ++i) {
            quotation_of_[i] = q;
        }
    }
    const auto& sentences = reading_.tokenized().sentences;
    lines_.assign(sentences.size(), 0);
    for (std::size_t s = 1; s < sentences.size(); ++s) {
        const Span between{sentences[s - 1].span.end, sentences[s].span.begin};
        const bool broken = between.begin < between.end &&
                            slice(reading_.text(), between).find('\n') != std::string_view::npos;
        lines_[s] = lines_[s - 1] + (broken ? 1 : 0);
    }
}

bool Attributor::speech(std::size_t quotation) const {
    const Quotation& quote = quotations_[quotation];
    std::size_t words = 0;
    for (std::size_t i = reading_.token_at(quote.span.begin);
         i < reading_.size() && reading_.token(i).span.begin < quote.span.end && words < kScareQuote; ++i) {
        if (!reading_.punctuation(i)) ++words;
    }
    if (words >= kScareQuote || !quote.closed) return true;
    // Short, but a sentence: "No comment,".
    const std::string_view inner = slice(reading_.text(), quote.span);
    for (const std::string_view mark : {"\u201d", "\"", "\u2019", "'"}) {
        if (!inner.ends_with(mark) || inner.size() <= mark.size()) continue;
        const char last = inner[inner.size() - mark.size() - 1];
        return last == ',' || last == '.' || last == '!' || last == '?';
    }
    return false;
}

bool Attributor::is_medium_outlet(const EntityMention& mention) const {
    if (mention.type != "ORG" || mention.id.empty()) return false;
    const Entity* entity = reading_.table().find(mention.id);
    return entity != nullptr && entity->kind == "media";
}

void Attributor::set_speaker(SentenceSpeaker& said, const EntityMention& who, How how) const {
    said.how = how;
    said.speaker = who.canonical;
    said.speaker_type = who.type;
    said.role.clear();
    said.speaker_org.clear();
    said.speaker_org_id.clear();
    if (who.type == "PER") {
        if (const auto known = people_.find(who.canonical); known != people_.end()) {
            said.role = known->second.role;
            said.speaker_org = known->second.org;
            said.speaker_org_id = known->second.org_id;
        }
    } else if (who.type == "GROUP") {
        // "Orbis executives": the party is the first word of the description.
        const Entity* party = reading_.table().find_name(who.canonical.substr(0, who.canonical.rfind(' ')));
        if (party != nullptr && party->type != "PLACE") {
            said.speaker_org = party->name;
            said.speaker_org_id = party->id;
        }
    } else if (is_organisation(who)) {
        said.speaker_org = who.canonical;
        said.speaker_org_id = who.id;
    }
}

// "a spokesperson for Orbis said", "Orbis's chief executive said", "an Orbis spokesman said": the
// organisation of a role that ends at token `role_end`.
const EntityMention* Attributor::by_role(std::size_t role_end) const {
    const std::size_t floor = reading_.sentence(reading_.sentence_of(role_end - 1)).first;
    for (std::size_t i = role_end; i > floor && role_end - i < kReach; --i) {
        const EntityMention* name = index_.at(i - 1);
        if (name != nullptr && is_organisation(*name)) return name;
        if (reading_.punctuation(i - 1) && !reading_.possessive(i - 1)) return nullptr;
    }
    return nullptr;
}

// "Ana Berg, head of policy at Orbis, said" and "Orbis's head of policy, Ana Berg, said": verb after a comma.
const EntityMention* Attributor::across_apposition(std::size_t verb) const {
    const std::size_t floor = reading_.sentence(reading_.sentence_of(verb)).first;
    const std::size_t comma = verb - 1;
    std::size_t opening = comma;
    while (opening > floor && reading_.form(opening - 1) != "," && comma - opening < 20 &&
           !quoted(opening - 1)) {
        --opening;
    }
    if (opening == floor || quoted(opening - 1)) return nullptr;
    // The inserted part is a name of its own.
    const EntityMention* inner = index_.at(opening);
    if (inner != nullptr && inner->type == "PER" && index_.last_token(*inner) == comma) return inner;
    const EntityMention* outer = index_.ending_before(opening - 1);
    if (outer != nullptr && outer->type != "PLACE") return outer;
    return inner != nullptr && inner->type == "PER" ? inner : nullptr;
}

// A verb at the start of its clause or right after a quotation has its subject behind it: "...," said Berg.
bool Attributor::inverted(std::size_t verb) const {
    const Sentence& sentence = reading_.sentence(reading_.sentence_of(verb));
    if (verb == sentence.first) return true;
    if (quoted(verb - 1)) return true;
    return reading_.form(verb - 1) == "," && (verb < sentence.first + 2 || quoted(verb - 2) ||
                                              reading_.is_one_of(verb, {"reported", "said", "according"}));
}

const EntityMention* Attributor::after_verb(std::size_t verb) const {
    const Sentence& sentence = reading_.sentence(reading_.sentence_of(verb));
    const EntityMention* first = nullptr;
    for (std::size_t i = verb + 1; i < sentence.last && i < verb + 1 + kReach; ++i) {
        if (quoted(i)) break;
        const EntityMention* name = index_.at(i);
        if (name != nullptr && name->type == "PER" && !name->coref) return name;
        if (name != nullptr && name->type != "PLACE" && name->type != "LAW" && first == nullptr) first = name;
        if (reading_.form(i) == "," || reading_.form(i) == "." || reading_.has(i, WordClass::medium) ||
            reading_.is_one_of(i, {"that", "in", "on", "of"})) {
            if (first != nullptr || reading_.form(i) != ",") break;
        }
    }
    return first;
}

// The subject of a verb of speech, or null.
const EntityMention* Attributor::subject_of(std::size_t verb) const {
    const Sentence& sentence = reading_.sentence(reading_.sentence_of(verb));
    if (inverted(verb)) {
        if (const EntityMention* behind = after_verb(verb); behind != nullptr) return behind;
    }
    std::size_t end = verb;
    while (end > sentence.first) {
        const Pos pos = reading_.token(end - 1).pos;
        if (index_.at(end - 1) != nullptr || (pos != Pos::adv && pos != Pos::aux && pos != Pos::part)) break;
        --end;
    }
    if (end == sentence.first) return nullptr;
    if (reading_.form(end - 1) == ",") return across_apposition(end);
    // ") said": step over a bracket, "Berg (D., Minn.) said".
    if (reading_.form(end - 1) == ")") {
        std::size_t open = end - 1;
        while (open > sentence.first && reading_.form(open) != "(" && end - open < 10) --open;
        end = open;
    }
    if (end == sentence.first) return nullptr;
    if (reading_.is_one_of(end - 1, {"who", "which", "that"})) {
        const std::size_t name_end = end >= 2 && reading_.form(end - 2) == "," ? end - 2 : end - 1;
        return index_.ending_before(name_end);
    }
    const EntityMention* name = index_.ending_before(end);
    if (name != nullptr && name->type != "LAW") {
        if (name->type == "PLACE") {
            // "regulators in Norway said": the party before the preposition; a place alone may speak.
            const std::size_t first = index_.first_token(*name);
            if (first > sentence.first && reading_.token(first - 1).pos == Pos::adp) {
                return index_.ending_before(first - 1);
            }
        }
        return name;
    }
    if (reading_.word_before(end, WordClass::role) != nullptr ||
        reading_.word_before(end, WordClass::title) != nullptr) {
        return by_role(end);
    }
    return nullptr;
}

void Attributor::read_verb(SentenceSpeaker& said, std::size_t verb) {
    const EntityMention* who = subject_of(verb);
    if (who == nullptr) return;
    const Span cue = reading_.token(verb).span;
    if (is_medium_outlet(*who) && !who->coref) {
        said.outlet = who->canonical;
        if (said.how == How::none) {
            said.how = How::unnamed;
            said.cue = cue;
        }
        return;
    }
    if (!said.speaker.empty() && said.how != How::unnamed) return;
    set_speaker(said, *who, How::said);
    said.cue = cue;
    if (reading_.is(verb, "tweeted") || reading_.is(verb, "tweets")) said.via = "tweet";
    // "told the FT"
    if (reading_.is_one_of(verb, {"told", "tells"})) {
        for (std::size_t i = verb + 1; i < verb + 4; ++i) {
            const EntityMention* to = index_.at(i);
            if (to != nullptr && is_medium_outlet(*to)) said.outlet = to->canonical;
        }
    }
}

void Attributor::read_phrase(SentenceSpeaker& said, const TokenWord& phrase) {
    const Sentence& sentence = reading_.sentence(reading_.sentence_of(phrase.first));
    const Span cue{reading_.token(phrase.first).span.begin, reading_.token(phrase.last - 1).span.end};
    const EntityMention* who = nullptr;
    for (std::size_t i = phrase.last; i < sentence.last && i < phrase.last + 8; ++i) {
        const EntityMention* name = index_.at(i);
        if (name != nullptr && name->type != "PLACE" && name->type != "LAW") {
            if (who == nullptr || (who->type != "PER" && name->type == "PER")) who = name;
        }
        if (reading_.form(i) == "," || reading_.form(i) == ".") break;
    }
    if (who == nullptr) return;
    if (is_medium_outlet(*who)) {
        said.outlet = who->canonical;
        if (said.how == How::none) {
            said.how = How::unnamed;
            said.cue = cue;
        }
        return;
    }
    if (phrase.value == "outlet" || !said.speaker.empty()) return;
    set_speaker(said, *who, How::according_to);
    said.cue = cue;
}

// "Reuters report:", "(Reuters) -", "Orbis:" at the head of a sentence.
void Attributor::read_outlets(SentenceSpeaker& said, std::size_t index) const {
    const Sentence& sentence = reading_.sentence(index);
    const std::size_t limit = std::min<std::size_t>(sentence.first + 6, sentence.last);
    for (std::size_t i = sentence.first; i < limit; ++i) {
        const EntityMention* name = index_.at(i);
        if (name == nullptr || !is_medium_outlet(*name)) continue;
        const std::size_t end = index_.last_token(*name);
        const std::size_t colon =
            reading_.is_one_of(end, {"report", "reports", "reporting", "exclusive"}) ? end + 1 : end;
        const bool dateline = reading_.form(end) == ")" && i > sentence.first && reading_.form(i - 1) == "(";
        if (reading_.form(colon) != ":" && !dateline) continue;
        said.outlet = name->canonical;
        return;
    }
}

void Attributor::read_medium(SentenceSpeaker& said, std::size_t index) const {
    const Sentence& sentence = reading_.sentence(index);
    for (std::size_t i = sentence.first; i < sentence.last; ++i) {
        if (quoted(i)) continue;
        const TokenWord* medium = reading_.word(i, WordClass::medium);
        if (medium == nullptr) continue;
        const std::size_t back =
            std::max<std::size_t>(sentence.first, i < kMediumReach ? 0 : i - kMediumReach);
        for (std::size_t b = i; b > back; --b) {
            if (reading_.punctuation(b - 1) && !reading_.possessive(b - 1)) break;
            if (reading_.is_one_of(b - 1, {"in", "during", "on", "via", "through", "by", "at"})) {
                said.via = medium->value;
                return;
            }
        }
    }
}

void Attributor::attribute_sentence(std::size_t index) {
    SentenceSpeaker& said = made_.by_sentence[index];
    const Sentence& sentence = reading_.sentence(index);
    bool has_quotation = false;
    for (std::size_t i = sentence.first; i < sentence.last; ++i) {
        if (quoted(i) && speech(quotation_of_[i])) has_quotation = true;
    }
    for (std::size_t i = sentence.first; i < sentence.last; ++i) {
        if (quoted(i)) continue;
        const bool verb =
            reading_.has(i, WordClass::said) || (has_quotation && reading_.has(i, WordClass::said_wide));
        const Pos pos = reading_.token(i).pos;
        if (verb && pos != Pos::noun && pos != Pos::adj) read_verb(said, i);
        if (const TokenWord* phrase = reading_.word(i, WordClass::cue_phrase);
            phrase != nullptr && (phrase->value.empty() || phrase->value == "outlet")) {
            read_phrase(said, *phrase);
        }
        if (const TokenWord* unnamed = reading_.word(i, WordClass::unnamed);
            unnamed != nullptr && said.speaker.empty()) {
            said.how = How::unnamed;
            said.cue = {reading_.token(i).span.begin, reading_.token(unnamed->last - 1).span.end};
        }
    }
    read_outlets(said, index);
    if (said.how != How::none && said.via.empty()) read_medium(said, index);
}

// Speech without a cue of its own takes the speaker of `from`.
void Attributor::adopt(SentenceSpeaker& to, const SentenceSpeaker& from, std::size_t from_sentence) const {
    to = from;
    to.how = How::quotation;
    to.cue = {};
    to.evidence.push_back(reading_.sentence(from_sentence).span);
}

void Attributor::spread_over_quotations() {
    const auto& sentences = reading_.tokenized().sentences;
    std::size_t source = sentences.size();  // sentence whose speaker the last quotation had
    std::size_t next_sentence = 0;
    for (std::size_t q = 0; q < quotations_.size(); ++q) {
        if (!speech(q)) continue;
        const Span span = quotations_[q].span;
        while (next_sentence < sentences.size() && sentences[next_sentence].span.end <= span.begin)
            ++next_sentence;
        std::size_t last = next_sentence;
        std::size_t own = sentences.size();
        for (; last < sentences.size() && sentences[last].span.begin < span.end; ++last) {
            const SentenceSpeaker& said = made_.by_sentence[last];
            if (!said.speaker.empty() && said.cue.size() > 0) own = last;
        }
        if (own == sentences.size() && next_sentence > 0 && next_sentence < sentences.size()) {
            // "Berg said:" and then the quotation.
            const std::size_t before = next_sentence - 1;
            const std::string_view text = slice(reading_.text(), sentences[before].span);
            if (text.ends_with(':') && !made_.by_sentence[before].speaker.empty()) own = before;
        }
        const bool near = source < sentences.size() && next_sentence < sentences.size() &&
                          line_of(next_sentence) <= line_of(source) + (quotations_[q].goes_on ? 3 : 2);
        const std::size_t from = own < sentences.size() ? own : near ? source : sentences.size();
        QuoteMention mention{span, {}};
        if (from < sentences.size()) {
            mention.speaker = made_.by_sentence[from].speaker;
            source = from;
            for (std::size_t s = next_sentence; s < last; ++s) {
                SentenceSpeaker& said = made_.by_sentence[s];
                if (s == from) {
                    said.how = How::quotation;
                } else if (said.speaker.empty()) {
                    adopt(said, made_.by_sentence[from], from);
                }
            }
        }
        made_.quotes.push_back(std::move(mention));
    }
}

Attributions Attributor::run() {
    mark_quoted();
    made_.by_sentence.resize(reading_.tokenized().sentences.size());
    for (std::size_t s = 0; s < made_.by_sentence.size(); ++s) attribute_sentence(s);
    spread_over_quotations();
    return std::move(made_);
}

}  // namespace

Attributions find_attributions_in(const Reading& reading, const std::vector<EntityMention>& entities) {
    return Attributor(reading, entities).run();
}

Attributions find_attributions(const Article& article, const TokenizedText& tokens,
                               const std::vector<EntityMention>& entities, const EntityTable& table) {
    const Reading reading(article.text, tokens, table);
    return find_attributions_in(reading, entities);
}

}  // namespace claimline
