// Fills the record of the claim schema from one trigger match, in a fixed order, stopping at the first gap.

#include "extract/claim_build.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>

#include "core/date.h"
#include "extract/claim_gapping.h"

namespace claimline {
namespace {

const std::string& name_of(const Mention& mention) {
    static const std::string kEmpty;
    const auto* name = mention.value.empty() ? nullptr : std::get_if<std::string>(&mention.value.front());
    return name == nullptr ? kEmpty : *name;
}

class Builder {
  public:
    Builder(const SentenceView& view, const TriggerMatch& match)
        : view_(view), match_(match), rule_(*match.rule), relations_(view, match) {}

    void run(std::vector<Candidate>& out) {
        if (view_.trace != nullptr) view_.trace->begin(rule_.source->id);
        if (!rule_.source->hypothetical && is_hypothetical(view_, match_))
            return refuse("a condition, a question or \"would have\"");
        if (!start()) return refuse("negated");
        if (!fill_subject()) return refuse("no subject");
        for (const auto& [name, filler] : rule_.fields)
            if (!fill(name, filler)) return refuse("a required field is empty");
        if (!complete()) return refuse("a field that the kind or the rule asks for is empty");
        fill_attribution();
        if (accuses_itself()) return refuse("the accused says so of himself");
        if (!spoken_by_right_party()) return refuse("not said by whom the rule wants");
        sign();
        finish(out);
        if (view_.trace != nullptr) view_.trace->add("  made a candidate");
    }

  private:
    void refuse(std::string_view why) const {
        if (view_.trace != nullptr) view_.trace->add("  refused: {}", why);
    }

    bool start() {
        auto& claim = made_.claim;
        made_.kind = rule_.kind;
        made_.sentence = view_.index;
        made_.token = match_.anchor;
        claim.confidence = rule_.source->weight;
        for (auto i = view_.index; i <= view_.entry_last.value_or(view_.index); ++i) add_evidence(i);
        const auto negated = rule_.kind->negated;
        claim.negative = rule_.kind->modality == Modality::denied;
        if (negated == Negated::keep || !is_negated(view_, match_)) return true;
        claim.negative = true;
        return negated == Negated::polarity;
    }

    // Last, so that a match that comes to nothing copies no names.
    void sign() {
        auto& claim = made_.claim;
        claim.kind = rule_.source->kind;
        claim.rule = rule_.source->id;
        claim.rule_hash = rule_.source->hash;
    }

    void add_evidence(std::size_t sentence) {
        const auto span = view_.layers.sentences()[sentence].span;
        auto& evidence = made_.claim.evidence;
        const auto at = std::ranges::lower_bound(evidence, span);
        if (at == evidence.end() || *at != span) evidence.insert(at, span);
    }

    // Where a filler came from: its sentence is evidence unless it is the title; its price lowers the
    // confidence.
    void record(const std::string& field, const Filled& found, bool counts) {
        auto& claim = made_.claim;
        if (found.sentence != view_.index) add_evidence(found.sentence);
        if (counts) claim.confidence *= found.cost;
        std::string how = found.relation->source->name;
        if (found.mentions.front()->coref) how += " coref";
        claim.how[field] = std::move(how);
    }

    bool fill_subject() {
        if (view_.trace != nullptr) view_.trace->add("  subject");
        auto found = relations_.find(rule_.subject);
        if (!found && rule_.subject.source->fallback) found = relations_.fall_back(rule_.subject);
        if (!found) return rule_.subject.source->optional && !is_required("subject");
        const auto& mention = *found->mentions.front();
        made_.claim.subject = name_of(mention);
        made_.claim.subject_id = mention.id;
        record("subject", *found, true);
        subjects_ = std::move(found->mentions);
        return !made_.claim.subject.empty();
    }

    [[nodiscard]] bool is_required(const std::string& field) const {
        return std::ranges::find(rule_.kind->required, field) != rule_.kind->required.end();
    }

    bool fill(const std::string& field, const CompiledFiller& filler) {
        const bool counts = filler.source->required || is_required(field);
        if (view_.trace != nullptr) view_.trace->add("  {}", field);
        bool filled = false;
        switch (filler.source->from) {
            case Filler::From::constant:
                put(field, {*filler.source->value});
                filled = true;
                break;
            case Filler::From::same:
                put(field, filler.source->name == "subject" ? SlotValue{made_.claim.subject}
                                                            : made_.claim.slots[filler.source->name]);
                filled = true;
                break;
            case Filler::From::map: filled = put_value(field, find_in_map(view_, match_, filler)); break;
            case Filler::From::ladder:
                filled = put_value(field, find_on_ladder(view_, match_, filler));
                break;
            case Filler::From::mention: filled = fill_mention(field, filler, counts); break;
        }
        if (!filled && !filler.source->country_of.empty())
            filled = fill_country(field, filler.source->country_of);
        if (!filled && filler.source->fallback_value) {
            put(field, {*filler.source->fallback_value});
            made_.claim.how[field] = "default";
            filled = true;
            if (view_.trace != nullptr)
                view_.trace->add("    default: {}", to_text(*filler.source->fallback_value));
        }
        return filled || !filler.source->required;
    }

    // "fined by the CNIL": the act took place in France, as far as the text says nothing else.
    bool fill_country(const std::string& field, const std::string& of) {
        const auto party = ids_.find(of);
        const auto& table = view_.layers.table();
        const auto* known = party == ids_.end() ? nullptr : table.find(party->second);
        if (known == nullptr) return false;
        if (known->type != "PLACE") {
            if (known->country.empty()) return false;
            known = known->country == "EU" ? table.find_name("EU") : table.find(known->country);
        }
        if (known == nullptr || known->type != "PLACE") return false;
        put(field, {known->name});
        made_.claim.how[field] = "country of " + of;
        return true;
    }

    bool put_value(const std::string& field, const std::optional<FoundValue>& found) {
        if (view_.trace != nullptr) {
            if (found)
                view_.trace->add("    {}, from \"{}\"", found->value, found->words);
            else
                view_.trace->add("    no word of the lexicon");
        }
        if (!found) return false;
        put(field, {found->value});
        if (found->sentence != view_.index) add_evidence(found->sentence);
        const auto where = found->relation == nullptr ? std::string("ladder") : found->relation->name;
        made_.claim.how[field] = where + ": " + found->words;
        return true;
    }

    bool fill_mention(const std::string& field, const CompiledFiller& filler, bool counts) {
        const auto* slot = rule_.kind->slot(field);
        const bool name = slot != nullptr && slot->shape == SlotShape::name;
        auto found = relations_.find(filler, name ? &made_.claim.subject : nullptr);
        if (!found) return false;
        const auto& mention = *found->mentions.front();
        if (field.starts_with("time.")) {
            auto date = time_of(mention, filler.source->part);
            if (date.empty()) return false;
            if (filler.source->part == Filler::Part::whole && relations_.is_past_weekday(mention))
                date = a_week_before(date);
            put_time(field, date);
        } else {
            SlotValue value = slot_value(mention, filler.source->part);
            if (filler.source->many)
                for (std::size_t i = 1; i < found->mentions.size(); ++i)
                    value.push_back(found->mentions[i]->value.front());
            put(field, std::move(value));
        }
        record(field, *found, counts);
        ids_[field] = mention.id;
        if (field == rule_.kind->place) place_ = {&mention, filler.source};
        if (filler.source->each && !each_of_) each_of_ = {field, filler.source, std::move(found->mentions)};
        return true;
    }

    static std::string a_week_before(const std::string& date) {
        const auto day = parse_iso_date(date);
        return day && day->precision == Precision::day ? to_iso(day->start - std::chrono::days{7}) : date;
    }

    static const std::string& time_of(const Mention& mention, Filler::Part part) {
        if (part == Filler::Part::end) return mention.end;
        return mention.start.empty() && part == Filler::Part::whole ? mention.end : mention.start;
    }

    static SlotValue slot_value(const Mention& mention, Filler::Part part) {
        if ((mention.type & mention_type::duration) != 0) return mention.value;
        const bool dated = (mention.type & (mention_type::date | mention_type::period)) != 0;
        // A deadline that is a period ("by the end of 2024") is its end.
        if (dated && !mention.end.empty() && part != Filler::Part::start) return {mention.end};
        return mention.value;
    }

    void put(const std::string& field, SlotValue value) {
        if (field.starts_with("time.")) {
            if (!value.empty()) put_time(field, to_text(value.front()));
            return;
        }
        if (!value.empty()) made_.claim.slots[field] = std::move(value);
    }

    void put_time(const std::string& field, const std::string& date) {
        auto& time = made_.claim.time;
        (field == "time.date" ? time.date : field == "time.start" ? time.start : time.end) = date;
    }

    [[nodiscard]] bool has(const std::string& field) const {
        const auto& claim = made_.claim;
        if (field == "subject") return !claim.subject.empty();
        if (field == "time.date") return !claim.time.date.empty();
        if (field == "time.start") return !claim.time.start.empty();
        if (field == "time.end") return !claim.time.end.empty();
        return claim.slots.contains(field);
    }

    [[nodiscard]] bool complete() const {
        const auto& kind = *rule_.kind;
        const auto filled = [this](const std::string& field) { return has(field); };
        return std::ranges::all_of(kind.required, filled) &&
               (rule_.source->one_of.empty() || std::ranges::any_of(rule_.source->one_of, filled)) &&
               (kind.one_of.empty() || std::ranges::any_of(kind.one_of, filled));
    }

    void fill_attribution() {
        using How = SentenceSpeaker::How;
        auto& claim = made_.claim;
        const auto& all = view_.layers.annotations().attributions.by_sentence;
        if (view_.index < all.size()) {
            const auto& said = all[view_.index];
            claim.attribution = {said.speaker, said.role, said.via, said.outlet};
            made_.said = said.how;
            inherit_source(all);
        }
        if (!rule_.speaker.empty() && rule_.speaker.front().source->from == Filler::From::mention) {
            if (const auto found = relations_.find(rule_.speaker.front(), speaker_may_not_be())) {
                const auto& name = name_of(*found->mentions.front());
                if (name != claim.attribution.speaker) claim.attribution.role.clear();
                claim.attribution.speaker = name;
                claim.how["speaker"] = found->relation->source->name;
                made_.said = How::said;
            }
        }
        const auto fixed = rule_.kind->modality;
        const bool admits =
            !rule_.speaker.empty() && rule_.speaker.front().source->from == Filler::From::same;
        if (admits)
            claim.attribution.speaker = claim.subject;
        else if (fixed == Modality::alleged && claim.attribution.speaker == claim.subject)
            claim.attribution.speaker.clear();
        if (fixed == Modality::denied && claim.attribution.speaker.empty())
            claim.attribution.speaker = claim.subject;
        if (fixed != Modality::asserted)
            claim.modality = fixed;
        else if (!claim.attribution.speaker.empty())
            claim.modality = Modality::attributed;
        else if (made_.said == How::unnamed || !claim.attribution.outlet.empty())
            claim.modality = Modality::reported;
    }

    // What the speaker said a few sentences before in a blog post or to a paper goes on here.
    void inherit_source(const std::vector<SentenceSpeaker>& all) {
        constexpr std::size_t kReach = 5;
        auto& mine = made_.claim.attribution;
        if (mine.speaker.empty()) return;
        for (std::size_t back = 1; back <= kReach && back <= view_.index; ++back) {
            const auto& earlier = all[view_.index - back];
            if (earlier.speaker != mine.speaker) continue;
            if (mine.via.empty()) mine.via = earlier.via;
            if (mine.outlet.empty()) mine.outlet = earlier.outlet;
        }
    }

    // Whether the party of this name or id is the subject, its owner or a part of it.
    [[nodiscard]] bool is_subjects_own(std::string_view name, std::string_view id) const {
        const auto& claim = made_.claim;
        if (name.empty()) return false;
        if (name == claim.subject) return true;
        const auto& table = view_.layers.table();
        const auto* known = id.empty() ? table.find_name(name) : table.find(id);
        if (known == nullptr || claim.subject_id.empty()) return false;
        return known->id == claim.subject_id || table.is_inside(known->id, claim.subject_id) ||
               table.is_inside(claim.subject_id, known->id);
    }

    // "Orbis complained that the change would hurt its business" accuses somebody else.
    [[nodiscard]] bool accuses_itself() const {
        const bool admits =
            !rule_.speaker.empty() && rule_.speaker.front().source->from == Filler::From::same;
        const auto& all = view_.layers.annotations().attributions.by_sentence;
        return rule_.kind->modality == Modality::alleged && !admits && view_.index < all.size() &&
               made_.claim.attribution.speaker.empty() && all[view_.index].speaker == made_.claim.subject;
    }

    [[nodiscard]] bool spoken_by_right_party() const {
        const auto wanted = rule_.source->spoken_by;
        if (wanted == SpokenBy::anybody) return true;
        const auto& speaker = made_.claim.attribution.speaker;
        if (speaker.empty()) return false;
        const auto& all = view_.layers.annotations().attributions.by_sentence;
        bool own = is_subjects_own(speaker, {});
        if (view_.index < all.size() && all[view_.index].speaker == speaker)
            own = own || is_subjects_own(all[view_.index].speaker_org, all[view_.index].speaker_org_id);
        return own == (wanted == SpokenBy::subject);
    }

    // Nobody accuses himself; whoever denies speaks for himself.
    [[nodiscard]] const std::string* speaker_may_not_be() const {
        return rule_.kind->modality == Modality::alleged ? &made_.claim.subject : nullptr;
    }

    // "X, Y and Z were fined" is one claim about three; a figure belongs to one service alone.
    void add_co_subjects() {
        if (rule_.kind->subject_is_service || subjects_.empty()) return;
        auto& claim = made_.claim;
        for (const auto* mention : subjects_) {
            const Party party{name_of(*mention), mention->id};
            const bool known = party.name.empty() || party.name == claim.subject ||
                               std::ranges::find(claim.co_subjects, party) != claim.co_subjects.end();
            if (!known) claim.co_subjects.push_back(party);
        }
    }

    // One claim, or one for each filler of the first `each` field: "3 million in May and 4 million in June".
    // Several targets with as many amounts are one claim each, together or in pairs.
    void finish(std::vector<Candidate>& out) {
        if (each_of_ && each_of_->mentions.size() > 1) return finish_each(out);
        const auto targets = each_of_ ? targets_after() : std::vector<GappedPair>{};
        const auto places = each_of_ && targets.empty() ? places_after() : std::vector<GappedPair>{};
        if (targets.empty() && places.empty()) {
            add_co_subjects();
            out.push_back(std::move(made_));
            return;
        }
        out.push_back(made_);
        for (const auto& [party, amount] : targets) out.push_back(made_with(party, amount));
        for (const auto& [place, amount] : places) {
            out.push_back(made_with(nullptr, amount));
            out.back().claim.slots[rule_.kind->place] = {name_of(*place)};
        }
    }

    void finish_each(std::vector<Candidate>& out) {
        const auto& mentions = each_of_->mentions;
        const bool paired = subjects_.size() == mentions.size();
        for (std::size_t i = 0; i < mentions.size(); ++i)
            out.push_back(made_with(paired ? subjects_[i] : nullptr, mentions[i]->value));
    }

    // "Velta 90 million euros, Orbis 60 million". In a row whose pairs begin with their party the label of
    // the amount is the subject, whatever the grammar before the colon says.
    std::vector<GappedPair> targets_after() {
        const auto& amount = *each_of_->mentions.front();
        const auto& parties = *rule_.subject.source;
        if (const auto* label = find_label(view_, amount, parties)) {
            auto pairs = find_gapped(view_, *label, amount, parties, *each_of_->filler);
            if (!pairs.empty()) {
                made_.claim.subject = name_of(*label);
                made_.claim.subject_id = label->id;
                return pairs;
            }
        }
        if (subjects_.empty()) return {};
        return find_gapped(view_, *subjects_.front(), amount, parties, *each_of_->filler);
    }

    // "9 million users in Norway, 12 million in Sweden"
    std::vector<GappedPair> places_after() const {
        if (place_.mention == nullptr || place_.mention->last > view_.grammar.last) return {};
        return find_gapped(view_, *place_.mention, *each_of_->mentions.front(), *place_.filler,
                           *each_of_->filler);
    }

    // The same with another value of the `each` field and, unless null, another subject.
    [[nodiscard]] Candidate made_with(const Mention* subject, const SlotValue& value) const {
        auto one = made_;
        one.claim.slots[each_of_->field] = value;
        if (subject != nullptr) {
            one.claim.subject = name_of(*subject);
            one.claim.subject_id = subject->id;
        }
        return one;
    }

    struct PlaceOf {
        const Mention* mention = nullptr;
        const Filler* filler = nullptr;
    };
    struct EachOf {
        std::string field;
        const Filler* filler = nullptr;
        std::vector<const Mention*> mentions;
    };

    const SentenceView& view_;
    const TriggerMatch& match_;
    const CompiledRule& rule_;
    Relations relations_;
    Candidate made_;
    std::vector<const Mention*> subjects_;
    std::map<std::string, std::string> ids_;  // field -> entity that filled it
    std::optional<EachOf> each_of_;
    PlaceOf place_;  // what filled the slot that the kind names as its place
};

}  // namespace

void build_candidates(const SentenceView& view, const TriggerMatch& match, std::vector<Candidate>& out) {
    Builder(view, match).run(out);
}

}  // namespace claimline
