// Turns the checked model into ids: sets, maps and ladders are numbered once and shared by all rules.

#include "extract/rule_compile.h"

#include <algorithm>

namespace claimline {
namespace {

class Compiler {
  public:
    explicit Compiler(Packs::Compiled& out) : out_(out) {}

    void run() {
        name_words();
        for (const auto& [name, phrases] : out_.model.sets) ids_[name] = add_set(phrases);
        if (const auto set = ids_.find("withdrawn"); set != ids_.end()) out_.withdrawn = set->second;
        for (const auto& [name, map] : out_.model.maps) {
            const auto id = ids_["map." + name] = fresh();
            for (std::uint32_t value = 0; value < map.values.size(); ++value)
                for (const auto& phrase : map.values[value].second) add(phrase, id, value);
        }
        for (const auto& [name, ladder] : out_.model.ladders) {
            const auto id = ids_["ladder." + name] = fresh();
            for (std::uint32_t value = 0; value < ladder.steps.size(); ++value)
                for (const auto& phrase : ladder.steps[value].words) add(phrase, id, value);
        }
        for (const auto& [id, rule] : out_.model.rules) add_rule(rule);
        index_alternatives();
        for (const auto& kind : out_.model.kinds) out_.kinds.push_back(kind.info);
    }

  private:
    // Each trigger waits for the part that fewest triggers share: "say <8 fine" costs nothing where a text
    // only says, however many rules begin like that.
    void index_alternatives() {
        std::vector<std::uint32_t> users(sets_, 0);
        for (const auto& alternative : out_.alternatives)
            for (const auto set : alternative.parts) ++users[set];
        out_.by_set.resize(sets_);
        for (std::uint32_t i = 0; i < out_.alternatives.size(); ++i) {
            const auto& parts = out_.alternatives[i].parts;
            const auto rarest = std::ranges::min(parts, {}, [&](SetId set) { return users[set]; });
            out_.by_set[rarest].push_back(i);
        }
    }
    SetId fresh() { return sets_++; }
    void add(const Phrase& phrase, SetId set, std::uint32_t value) {
        out_.trie.add(phrase, set, value, out_.vocabulary);
    }
    SetId add_set(const std::vector<Phrase>& phrases) {
        const auto id = fresh();
        for (const auto& phrase : phrases) add(phrase, id, 0);
        return id;
    }
    [[nodiscard]] SetId id_of(const std::string& name) const { return ids_.at(name); }

    // Equal brackets of different rules are one set, so that a text's "say" is one hit however many rules
    // want it.
    SetId part(const TriggerPart& part) {
        if (part.phrases.empty() && part.sets.size() == 1) return id_of(part.sets.front());
        const auto [known, fresh] = brackets_.try_emplace({part.phrases, part.sets}, sets_);
        if (!fresh) return known->second;
        const auto id = add_set(part.phrases);
        for (const auto& name : part.sets) {
            if (name.starts_with("ladder.")) {
                for (const auto& step : out_.model.ladders.at(name.substr(7)).steps)
                    for (const auto& phrase : step.words) add(phrase, id, 0);
            } else if (name.starts_with("map.")) {
                for (const auto& [value, phrases] : out_.model.maps.at(name.substr(4)).values)
                    for (const auto& phrase : phrases) add(phrase, id, 0);
            } else {
                for (const auto& phrase : out_.model.sets.at(name)) add(phrase, id, 0);
            }
        }
        return id;
    }

    std::vector<CompiledAlternative> trigger(const Trigger& trigger, std::uint32_t rule) {
        std::vector<CompiledAlternative> out;
        for (const auto& alternative : trigger) {
            CompiledAlternative compiled;
            compiled.rule = rule;
            compiled.order = static_cast<std::uint32_t>(out.size());
            for (const auto& piece : alternative.parts) compiled.parts.push_back(part(piece));
            compiled.links = alternative.links;
            out.push_back(std::move(compiled));
        }
        return out;
    }

    CompiledFiller filler(const Filler& source) {
        CompiledFiller out;
        out.source = &source;
        for (const auto& relation : source.where) {
            CompiledRelation compiled{relation.kind, relation.reach, {}, &relation};
            for (const auto& word : relation.preps) compiled.preps.push_back(out_.vocabulary.intern(word));
            std::ranges::sort(compiled.preps);
            out.where.push_back(std::move(compiled));
        }
        if (source.from == Filler::From::map) {
            out.set = id_of("map." + source.name);
            out.map = &out_.model.maps.at(source.name);
        } else if (source.from == Filler::From::ladder) {
            out.set = id_of("ladder." + source.name);
            out.ladder = &out_.model.ladders.at(source.name);
        }
        return out;
    }

    void add_rule(const Rule& rule) {
        const auto index = static_cast<std::uint32_t>(out_.rules.size());
        CompiledRule compiled;
        compiled.source = &rule;
        compiled.kind = out_.model.kind(rule.kind);
        compiled.guard = trigger(rule.guard, index);
        compiled.guard_clause = trigger(rule.guard_clause, index);
        compiled.subject = filler(rule.subject);
        for (const auto& [name, field] : rule.fields) compiled.fields.emplace_back(name, filler(field));
        if (rule.speaker) compiled.speaker.push_back(filler(*rule.speaker));
        for (auto& alternative : trigger(rule.trigger, index))
            out_.alternatives.push_back(std::move(alternative));
        out_.rules.push_back(std::move(compiled));
    }

    void name_words() {
        auto& w = out_.words;
        auto& v = out_.vocabulary;
        for (const auto& [id, word] :
             {std::pair{&w.be, "be"},  {&w.get, "get"},         {&w.by, "by"},
              {&w.to, "to"},           {&w.that, "that"},       {&w.which, "which"},
              {&w.who, "who"},         {&w.where, "where"},     {&w.if_, "if"},
              {&w.unless, "unless"},   {&w.whether, "whether"}, {&w.and_, "and"},
              {&w.or_, "or"},          {&w.but, "but"},         {&w.while_, "while"},
              {&w.not_, "not"},        {&w.never, "never"},     {&w.no, "no"},
              {&w.without, "without"}, {&w.neither, "neither"}, {&w.nor, "nor"},
              {&w.of, "of"},           {&w.for_, "for"},        {&w.at, "at"},
              {&w.from, "from"},       {&w.would, "would"},     {&w.could, "could"},
              {&w.may, "may"},         {&w.might, "might"},     {&w.should, "should"},
              {&w.can, "can"},         {&w.we, "we"},           {&w.our, "our"},
              {&w.us, "us"},           {&w.ours, "ours"},       {&w.my, "my"},
              {&w.fail, "fail"},       {&w.refuse, "refuse"},   {&w.decline, "decline"},
              {&w.imagine, "imagine"}, {&w.suppose, "suppose"}, {&w.were, "were"},
              {&w.in, "in"},           {&w.on, "on"},           {&w.its, "its"},
              {&w.their, "their"},     {&w.it, "it"},           {&w.they, "they"},
              {&w.as, "as"},           {&w.than, "than"},       {&w.s, "'s"},
              {&w.until, "until"},     {&w.before, "before"}})
            *id = v.intern(word);
    }

    Packs::Compiled& out_;
    std::map<std::string, SetId, std::less<>> ids_;
    std::map<std::pair<std::vector<Phrase>, std::vector<std::string>>, SetId> brackets_;
    SetId sets_ = 0;
};

}  // namespace

std::unique_ptr<Packs::Compiled> compile(PackModel model) {
    auto out = std::make_unique<Packs::Compiled>();
    out->model = std::move(model);
    Compiler(*out).run();
    return out;
}

}  // namespace claimline
