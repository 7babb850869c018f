// Who says what. Surface rules in the manner of Krestel, Bergler and Witte ("Minding the source", LREC 2008):
// a reporting verb outside quotation marks, its subject beside it, circumstances around it.

#include "extract/attribution.h"

#include <algorithm>

#include "extract/attribution_find.h"
#include "extract/attribution_people.h"
#include "extract/attribution_subject.h"
#include "extract/quotes.h"

namespace claimline {
namespace {

using How = SentenceSpeaker::How;

constexpr std::size_t kScareQuote = 4;  // fewer words between marks are a term, not speech
constexpr std::size_t kFirstPersonShare =
    4;                                   // a page speaks for its owner when one sentence in so many says "we"
constexpr std::size_t kMediumReach = 6;  // tokens between "in" and "blog post"

bool may_speak(const EntityMention& mention) {
    return mention.type != "LAW";
}

class Attributor {
  public:
    Attributor(const Reading& reading, const std::vector<EntityMention>& mentions)
        : reading_(reading),
          index_(reading, mentions),
          people_(read_people(reading, index_, mentions)),
          quotations_(find_quotations(reading.text())),
          subjects_(reading, index_, quoted_) {}

    // `owner` is whose page it is ("we"), or null.
    Attributions run(const Entity* owner);

  private:
    void mark_quoted();
    void attribute_sentence(std::size_t sentence);
    void read_verb(SentenceSpeaker& said, std::size_t verb);
    void read_outlet_verb(SentenceSpeaker& said, std::size_t verb) const;
    void read_phrase(SentenceSpeaker& said, const TokenWord& phrase);
    [[nodiscard]] std::string unknown_outlet(std::size_t first) const;
    void read_unnamed(SentenceSpeaker& said, const TokenWord& unnamed) const;
    void read_outlets(SentenceSpeaker& said, std::size_t sentence) const;
    void read_medium(SentenceSpeaker& said, std::size_t sentence) const;
    void spread_over_quotations();
    [[nodiscard]] std::size_t source_of(std::size_t first, std::size_t last) const;
    [[nodiscard]] bool whole_speech(const Quotation& quotation) const;
    void speak_for_page(const Entity& owner);
    [[nodiscard]] bool verb_of_speech(std::size_t token, bool beside_quotation) const;
    [[nodiscard]] const SentenceSpeaker* speaker_before(std::size_t token) const;
    [[nodiscard]] std::string outlet_before(std::size_t token) const;
    bool continue_speaker(SentenceSpeaker& said, const SpeechSubject& subject, std::size_t verb) const;
    void credit(SentenceSpeaker& said, std::string outlet, Span cue) const;
    void adopt(SentenceSpeaker& to, const SentenceSpeaker& from, std::size_t from_sentence) const;

    [[nodiscard]] bool is_medium_outlet(const EntityMention& mention) const;
    [[nodiscard]] bool quoted(std::size_t token) const { return quoted_[token]; }
    [[nodiscard]] bool speech(std::size_t quotation) const;
    void set_speaker(SentenceSpeaker& said, const EntityMention& who, How how) const;
    [[nodiscard]] std::size_t line_of(std::size_t sentence) const { return lines_[sentence]; }

    static constexpr std::uint32_t kNone = 0xFFFFFFFF;
    const Reading& reading_;
    MentionIndex index_;
    People people_;
    std::vector<Quotation> quotations_;
    std::vector<std::uint32_t> quotation_of_;  // of each token
    std::vector<bool> quoted_;                 // of each token
    std::vector<std::size_t> lines_;           // of each sentence
    SubjectFinder subjects_;
    Attributions made_;
};

void Attributor::mark_quoted() {
    quotation_of_.assign(reading_.size(), kNone);
    quoted_.assign(reading_.size(), false);
    for (std::uint32_t q = 0; q < quotations_.size(); ++q) {
        for (std::size_t i = reading_.token_at(quotations_[q].span.begin);
             i < reading_.size() && reading_.token(i).span.begin < quotations_[q].span.end; ++i) {
            quotation_of_[i] = q;
            quoted_[i] = true;
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

// The outlet that reported it first; without a speaker the sentence is reported.
void Attributor::credit(SentenceSpeaker& said, std::string outlet, Span cue) const {
    said.outlet = std::move(outlet);
    if (said.how != How::none) return;
    said.how = How::unnamed;
    said.cue = cue;
}

bool Attributor::verb_of_speech(std::size_t token, bool beside_quotation) const {
    if (quoted(token) || index_.at(token) != nullptr) return false;
    if (reading_.capital(token) && !reading_.opens_sentence(token)) return false;  // "United States"
    const TokenWord* word = reading_.word(token, WordClass::said);
    if (word == nullptr && beside_quotation) word = reading_.word(token, WordClass::said_wide);
    if (word == nullptr) return false;
    const Pos pos = reading_.token(token).pos;
    if (word->value == "noun") return pos == Pos::verb || pos == Pos::aux;
    // "the announced merger"
    const bool attribute = token > 0 && reading_.token(token - 1).pos == Pos::det;
    return !attribute;
}

// The last sentence of the two before that has a speaker.
const SentenceSpeaker* Attributor::speaker_before(std::size_t token) const {
    const std::size_t sentence = reading_.sentence_of(token);
    for (std::size_t back = 1; back <= 2 && back <= sentence; ++back) {
        const SentenceSpeaker& said = made_.by_sentence[sentence - back];
        if (!said.speaker.empty()) return &said;
    }
    return nullptr;
}

std::string Attributor::outlet_before(std::size_t token) const {
    const std::size_t sentence = reading_.sentence_of(token);
    for (std::size_t back = 1; back <= 2 && back <= sentence; ++back) {
        const std::string& outlet = made_.by_sentence[sentence - back].outlet;
        if (!outlet.empty()) return outlet;
    }
    return {};
}

// "it added", "the spokesman said": whoever spoke just before goes on, when the kind agrees.
bool Attributor::continue_speaker(SentenceSpeaker& said, const SpeechSubject& subject,
                                  std::size_t verb) const {
    const SentenceSpeaker* before = speaker_before(verb);
    if (before == nullptr || !said.speaker.empty()) return false;
    const std::string_view word = slice(reading_.text(), subject.who->span);
    const bool pronoun =
        subject.who->coref && (equals_ignoring_case(word, "it") || equals_ignoring_case(word, "he") ||
                               equals_ignoring_case(word, "she"));
    const bool person = subject.who->type == "PER";
    if (pronoun ? person != (before->speaker_type == "PER") : !subject.guessed) return false;
    if (pronoun && person) return false;  // gender has chosen already
    said.how = How::said;
    said.speaker = before->speaker;
    said.speaker_type = before->speaker_type;
    said.speaker_org = before->speaker_org;
    said.speaker_org_id = before->speaker_org_id;
    said.role = subject.role.empty() ? before->role : subject.role;
    said.cue = reading_.token(verb).span;
    return true;
}

void Attributor::read_verb(SentenceSpeaker& said, std::size_t verb) {
    const SpeechSubject subject = subjects_.find(verb);
    const Span cue = reading_.token(verb).span;
    if (subject.medium != nullptr) {
        if (said.via.empty()) said.via = subject.medium->value;
        if (subject.medium->value == "report" && said.outlet.empty()) said.outlet = outlet_before(verb);
        return;
    }
    if (subject.who == nullptr) return;
    const EntityMention& who = *subject.who;
    if (continue_speaker(said, subject, verb)) return;
    if (is_medium_outlet(who) && !who.coref) {
        credit(said, who.canonical, cue);
        return;
    }
    if (!said.speaker.empty() && said.how != How::unnamed) return;
    set_speaker(said, who, How::said);
    if (!subject.role.empty()) said.role = subject.role;
    said.cue = cue;
    if (reading_.is(verb, "tweeted") || reading_.is(verb, "tweets")) said.via = "tweet";
    for (std::size_t i = verb + 1; i < verb + 4 && reading_.is_one_of(verb, {"told", "tells"}); ++i) {
        const EntityMention* to = index_.at(i);  // "told the Harbour Post"
        if (to != nullptr && is_medium_outlet(*to)) said.outlet = to->canonical;
    }
}

// "..., reported Harbourwire." and "..., Harbourwire reported.": whoever stands there is an outlet.
void Attributor::read_outlet_verb(SentenceSpeaker& said, std::size_t verb) const {
    const Sentence& sentence = reading_.sentence(reading_.sentence_of(verb));
    if (!said.outlet.empty() || !reading_.is_one_of(verb, {"reported", "reports"})) return;
    if (verb > sentence.first && reading_.form(verb - 1) == ",") {
        std::size_t first = verb + 1;
        if (reading_.is(first, "the")) ++first;
        std::size_t last = first;
        while (last < sentence.last && reading_.capital(last) && !reading_.punctuation(last)) ++last;
        const std::string_view end = reading_.form(last);
        if (last > first && (end == "." || end == "," || last == sentence.last)) {
            const EntityMention* name = index_.at(first);
            const Span span{reading_.token(first).span.begin, reading_.token(last - 1).span.end};
            credit(said, name != nullptr ? name->canonical : std::string(slice(reading_.text(), span)),
                   reading_.token(verb).span);
        }
        return;
    }
    const EntityMention* name = index_.ending_before(verb);
    if (name == nullptr || name->coref || name->type == "PER" || name->type == "PLACE") return;
    const std::size_t first = index_.first_token(*name);
    const bool closing = verb + 4 >= sentence.last || reading_.form(verb + 1) == ",";
    if (first > sentence.first && reading_.form(first - 1) == "," && closing) {
        credit(said, name->canonical, reading_.token(verb).span);
    }
}

// "harbour-news.example", "a Harbourwire report": an outlet that no table knows, after "according to".
std::string Attributor::unknown_outlet(std::size_t first) const {
    while (reading_.is_one_of(first, {"a", "an", "the"})) ++first;
    if (first >= reading_.size()) return {};
    const std::string_view form = reading_.form(first);
    const std::size_t dot = form.rfind('.');
    const bool address = dot != std::string_view::npos && dot > 1 && dot + 2 < form.size() &&
                         !reading_.token(first).has(kNumeric);
    if (address) return std::string(form);
    const bool reported =
        reading_.capital(first) && index_.at(first) == nullptr && reading_.is(first + 1, "report");
    return reported ? std::string(form) : std::string();
}

void Attributor::read_phrase(SentenceSpeaker& said, const TokenWord& phrase) {
    const Sentence& sentence = reading_.sentence(reading_.sentence_of(phrase.first));
    const Span cue{reading_.token(phrase.first).span.begin, reading_.token(phrase.last - 1).span.end};
    const EntityMention* who = nullptr;
    bool open = true;  // a name may still be the speaker
    for (std::size_t i = phrase.last; i < sentence.last && i < phrase.last + 10; ++i) {
        const EntityMention* name = index_.at(i);
        if (name != nullptr && name->type != "PLACE" && may_speak(*name) && open) {
            if (who == nullptr || (who->type != "PER" && name->type == "PER")) who = name;
        }
        if (reading_.form(i) == "," || reading_.form(i) == "." || reading_.has(i, WordClass::unnamed)) break;
        if (const TokenWord* medium = reading_.word(i, WordClass::medium);
            medium != nullptr && who == nullptr) {
            // "according to a complaint filed by Orbis at a court": only its author may speak.
            if (said.via.empty()) said.via = medium->value;
            open = false;
        }
        if (reading_.is_one_of(i, {"by", "from"})) open = true;
    }
    if (who == nullptr) {
        if (std::string outlet = unknown_outlet(phrase.last); !outlet.empty())
            credit(said, std::move(outlet), cue);
        return;
    }
    if (is_medium_outlet(*who)) {
        credit(said, who->canonical, cue);
        return;
    }
    if (phrase.value == "outlet" || !said.speaker.empty()) return;
    const std::string via = said.via;
    set_speaker(said, *who, How::according_to);
    said.via = via;
    said.cue = cue;
}

void Attributor::read_unnamed(SentenceSpeaker& said, const TokenWord& unnamed) const {
    if (!said.speaker.empty()) return;
    said.how = How::unnamed;
    said.cue = {reading_.token(unnamed.first).span.begin, reading_.token(unnamed.last - 1).span.end};
    // "people familiar with the matter" describes who spoke; "reportedly" does not.
    const std::string_view form = reading_.form(unnamed.first);
    if (equals_ignoring_case(form, "people") || equals_ignoring_case(form, "person") ||
        form.starts_with("source")) {
        std::size_t last = unnamed.last;
        if (reading_.has(last - 1, WordClass::said)) --last;
        const Span span{said.cue.begin, reading_.token(last - 1).span.end};
        said.source = slice(reading_.text(), span);
    }
    // "the people said": those of the sentence before.
    const std::size_t sentence = reading_.sentence_of(unnamed.first);
    if (sentence > 0 && unnamed.last - unnamed.first <= 2) {
        const std::string& before = made_.by_sentence[sentence - 1].source;
        if (!before.empty()) said.source = before;
    }
}

// "Reuters report:", "(Reuters) -", "Orbis:" at the head of a sentence.
void Attributor::read_outlets(SentenceSpeaker& said, std::size_t index) const {
    const Sentence& sentence = reading_.sentence(index);
    const std::size_t limit = std::min<std::size_t>(sentence.first + 8, sentence.last);
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
        const TokenWord* medium = quoted(i) ? nullptr : reading_.word(i, WordClass::medium);
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
        if (verb_of_speech(i, has_quotation)) {
            read_outlet_verb(said, i);
            if (said.cue.begin != reading_.token(i).span.begin) read_verb(said, i);
        }
        if (const TokenWord* phrase = reading_.word(i, WordClass::cue_phrase);
            phrase != nullptr && (phrase->value.empty() || phrase->value == "outlet")) {
            read_phrase(said, *phrase);
        }
        if (const TokenWord* unnamed = reading_.word(i, WordClass::unnamed); unnamed != nullptr) {
            read_unnamed(said, *unnamed);
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

// A quotation that opens its sentence is speech even without a cue; "banned content" in mid-sentence is not.
bool Attributor::whole_speech(const Quotation& quotation) const {
    const std::size_t first = reading_.token_at(quotation.span.begin);
    return first < reading_.size() && reading_.sentence(reading_.sentence_of(first)).first == first;
}

// Of the sentences [first, last) that a quotation touches, the one that names its speaker; sentences.size()
// if none.
std::size_t Attributor::source_of(std::size_t first, std::size_t last) const {
    const auto& sentences = reading_.tokenized().sentences;
    std::size_t own = sentences.size();
    for (std::size_t s = first; s < last; ++s) {
        const SentenceSpeaker& said = made_.by_sentence[s];
        if (!said.speaker.empty() && said.cue.size() > 0) own = s;
    }
    if (own == sentences.size() && first > 0 && first < sentences.size()) {
        // "Berg said:" and then the quotation.
        const std::string_view before = slice(reading_.text(), sentences[first - 1].span);
        if (before.ends_with(':') && !made_.by_sentence[first - 1].speaker.empty()) own = first - 1;
    }
    return own;
}

void Attributor::spread_over_quotations() {
    const auto& sentences = reading_.tokenized().sentences;
    std::size_t source = sentences.size();  // sentence whose speaker the last quotation had
    std::size_t first = 0;
    for (const Quotation& quotation : quotations_) {
        if (!speech(static_cast<std::size_t>(&quotation - quotations_.data()))) continue;
        while (first < sentences.size() && sentences[first].span.end <= quotation.span.begin) ++first;
        std::size_t last = first;
        while (last < sentences.size() && sentences[last].span.begin < quotation.span.end) ++last;
        std::size_t from = source_of(first, last);
        if (from == sentences.size() && source < sentences.size() && first < sentences.size()) {
            const std::size_t reach = quotation.goes_on ? 3 : 2;
            if (whole_speech(quotation) && line_of(first) <= line_of(source) + reach) from = source;
        }
        QuoteMention mention{quotation.span, {}};
        if (from < sentences.size()) {
            mention.speaker = made_.by_sentence[from].speaker;
            source = from;
            for (std::size_t s = first; s < last; ++s) {
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

// A page in the first person: what its own sentences say of "us", its owner says.
void Attributor::speak_for_page(const Entity& owner) {
    std::vector<std::size_t> ours;
    for (std::size_t s = 0; s < made_.by_sentence.size(); ++s) {
        const Sentence& sentence = reading_.sentence(s);
        for (std::size_t i = sentence.first; i < sentence.last; ++i) {
            if (quoted(i) || !reading_.is_one_of(i, {"we", "our", "us"}) || reading_.form(i) == "US")
                continue;
            ours.push_back(s);
            break;
        }
    }
    if (ours.size() < 2 || ours.size() * kFirstPersonShare < made_.by_sentence.size()) return;
    for (const std::size_t s : ours) {
        SentenceSpeaker& said = made_.by_sentence[s];
        if (!said.speaker.empty()) continue;
        said.how = How::said;
        said.speaker = owner.name;
        said.speaker_type = owner.type;
        said.speaker_org = owner.name;
        said.speaker_org_id = owner.id;
    }
}

Attributions Attributor::run(const Entity* owner) {
    mark_quoted();
    made_.by_sentence.resize(reading_.tokenized().sentences.size());
    for (std::size_t s = 0; s < made_.by_sentence.size(); ++s) attribute_sentence(s);
    spread_over_quotations();
    if (owner != nullptr) speak_for_page(*owner);
    return std::move(made_);
}

bool is_business(const Entity& entity) {
    return entity.type == "COMPANY" || entity.type == "PRODUCT";
}

// The organisation behind a project or page; projects speak through their owner.
const Entity* speaking(const EntityTable& table, const Entity* entity) {
    if (entity == nullptr || entity->kind != "project") return entity;
    return table.find(entity->parent);
}

// Whose page an article is: by its address, its site name, else the party of its headline.
const Entity* page_owner(const Article& article, const EntityTable& table) {
    if (const Entity* site = table.find_name(article.site); site != nullptr) {
        return site->kind == "media" ? nullptr : site;
    }
    std::string_view host = article.url;
    if (const std::size_t scheme = host.find("://"); scheme != std::string_view::npos)
        host.remove_prefix(scheme + 3);
    host = host.substr(0, host.find('/'));
    if (const Entity* owner = table.find_host(host); owner != nullptr) {
        return owner->kind == "media" ? nullptr : owner;
    }
    for (const NameHit& hit : table.matcher().scan(article.title).names) {
        const Entity* named = &table.all()[hit.entity];
        if (hit.strength == AliasStrength::strong && is_business(*named)) return speaking(table, named);
    }
    return nullptr;
}

}  // namespace

Attributions find_attributions_in(const Reading& reading, const Article& article,
                                  const std::vector<EntityMention>& entities) {
    return Attributor(reading, entities).run(page_owner(article, reading.table()));
}

Attributions find_attributions(const Article& article, const TokenizedText& tokens,
                               const std::vector<EntityMention>& entities, const EntityTable& table) {
    const Reading reading(article.text, tokens, table);
    return find_attributions_in(reading, article, entities);
}

}  // namespace claimline
