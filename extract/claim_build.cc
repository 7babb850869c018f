// Fills the record of the claim schema from one trigger match, in a fixed order, stopping at the first gap.

#include "extract/claim_build.h"

#include <algorithm>
#include <cmath>

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
        if (!rule_.source->hypothetical && is_hypothetical(view_, match_)) return;
        if (!start() || !fill_subject()) return;
        for (const auto& [name, filler] : rule_.fields)
            if (!fill(name, filler)) return;
        if (!complete()) return;
        fill_attribution();
        finish(out);
    }

  private:
    bool start() {
        auto& claim = made_.claim;
        made_.kind = rule_.kind;
        made_.sentence = view_.index;
        made_.token = match_.anchor;
        claim.kind = rule_.source->kind;
        claim.rule = rule_.source->id;
        claim.rule_hash = rule_.source->hash;
        claim.confidence = rule_.source->weight;
        add_evidence(view_.index);
        const auto negated = rule_.kind->negated;
        claim.negative = rule_.kind->modality == Modality::denied;
        if (negated == Negated::keep || !is_negated(view_, match_)) return true;
        claim.negative = true;
        return negated == Negated::polarity;
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
        if (!filled && filler.source->fallback_value) {
            put(field, {*filler.source->fallback_value});
            made_.claim.how[field] = "default";
            filled = true;
        }
        return filled || !filler.source->required;
    }

    bool put_value(const std::string& field, const std::optional<FoundValue>& found) {
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
            const auto& date = time_of(mention, filler.source->part);
            if (date.empty()) return false;
            put_time(field, date);
        } else {
            SlotValue value = slot_value(mention, filler.source->part);
            if (filler.source->many)
                for (std::size_t i = 1; i < found->mentions.size(); ++i)
                    value.push_back(found->mentions[i]->value.front());
            put(field, std::move(value));
        }
        record(field, *found, counts);
        if (filler.source->each && found->mentions.size() > 1) each_.emplace_back(field, found->mentions);
        return true;
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
        if (!rule_.speaker.empty()) {
            if (const auto found = relations_.find(rule_.speaker.front(), speaker_may_not_be())) {
                const auto& name = name_of(*found->mentions.front());
                if (name != claim.attribution.speaker) claim.attribution.role.clear();
                claim.attribution.speaker = name;
                claim.how["speaker"] = found->relation->source->name;
                made_.said = How::said;
            }
        }
        const auto fixed = rule_.kind->modality;
        if (fixed == Modality::alleged && claim.attribution.speaker == claim.subject)
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

    // Nobody accuses himself; whoever denies speaks for himself.
    [[nodiscard]] const std::string* speaker_may_not_be() const {
        return rule_.kind->modality == Modality::alleged ? &made_.claim.subject : nullptr;
    }

    // One claim, or one for each coordinated filler of the first `each` field. Several targets with as many
    // amounts are one claim each.
    void finish(std::vector<Candidate>& out) {
        if (each_.empty()) {
            out.push_back(made_);
            return;
        }
        const auto& [field, mentions] = each_.front();
        for (std::size_t i = 0; i < mentions.size(); ++i) {
            auto one = made_;
            one.claim.slots[field] = mentions[i]->value;
            if (subjects_.size() == mentions.size()) {
                one.claim.subject = name_of(*subjects_[i]);
                one.claim.subject_id = subjects_[i]->id;
            }
            out.push_back(std::move(one));
        }
    }

    const SentenceView& view_;
    const TriggerMatch& match_;
    const CompiledRule& rule_;
    Relations relations_;
    Candidate made_;
    std::vector<const Mention*> subjects_;
    std::vector<std::pair<std::string, std::vector<const Mention*>>> each_;
};

}  // namespace

void build_candidates(const SentenceView& view, const TriggerMatch& match, std::vector<Candidate>& out) {
    Builder(view, match).run(out);
}

}  // namespace claimline
