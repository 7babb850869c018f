#pragma once
// A document as rules see it: typed mentions of all sources in one list, and a shallow grammar of a sentence.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "extract/annotate.h"
#include "extract/rule_compile.h"

namespace claimline {

inline constexpr std::uint32_t kNone = 0xffffffffU;

// A typed span over tokens [first, last). `value` is ready for the record.
struct Mention {
    TypeMask type = 0;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    SlotValue value;         // one item; ranges of money two
    std::string id;          // of the entity table
    std::string start, end;  // dates: ISO partial dates of the two ends
    bool coref = false;
    bool possessive = false;  // "TikTok's", "its"
    bool quantity = false;    // number, money, power ...: may stand inside a name's noun group
    Modifier modifier = Modifier::none;
};

// Auxiliaries, adverbs and one main verb: [first, last), `head` is the main verb.
struct VerbGroup {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t head = 0;
    bool passive = false;
    bool infinitive = false;  // to VERB
    bool gerund = false;      // -ing without auxiliary
    bool negated = false;
    bool modal = false;  // would, could, may, might
};

// The shallow grammar of one sentence; offsets are tokens of the document.
struct Grammar {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::vector<VerbGroup> verbs;
    std::vector<std::uint16_t> clause;  // clause number of each token, counted from `first`
    std::vector<std::uint8_t> depth;    // 1 inside a relative clause or brackets
    bool question = false;
    std::vector<bool> conditional;  // token lies in an if-clause

    [[nodiscard]] std::uint16_t clause_of(std::uint32_t token) const { return clause[token - first]; }
    [[nodiscard]] std::uint8_t depth_of(std::uint32_t token) const { return depth[token - first]; }
    // The verb group that holds the token, or kNone.
    [[nodiscard]] std::uint32_t verb_at(std::uint32_t token) const;
};

class Layers {
  public:
    Layers(const Article& article, const Annotations& annotations, const EntityTable& table,
           const Packs::Compiled& packs);

    [[nodiscard]] const Article& article() const { return article_; }
    [[nodiscard]] const Annotations& annotations() const { return annotations_; }
    [[nodiscard]] const Packs::Compiled& packs() const { return packs_; }
    [[nodiscard]] const EntityTable& table() const { return table_; }
    [[nodiscard]] const std::vector<Token>& tokens() const { return annotations_.text.tokens; }
    [[nodiscard]] const std::vector<Sentence>& sentences() const { return annotations_.text.sentences; }
    [[nodiscard]] std::string_view text(std::uint32_t token) const;
    [[nodiscard]] bool is(std::uint32_t token, LemmaId lemma) const;

    // Mentions left to right; several types may share a span.
    [[nodiscard]] const std::vector<Mention>& mentions() const { return mentions_; }
    // Indices [from, to) into mentions() of those that start inside tokens [first, last).
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> mentions_in(std::uint32_t first,
                                                                      std::uint32_t last) const;
    // Words inside the name of an organisation, person or place, or inside a date, mean nothing to a rule
    // ("Competition" in an authority's name, "May" the month).
    [[nodiscard]] bool is_opaque(std::uint32_t token) const { return opaque_[token]; }
    // A named (not merely resolved) entity covers the token.
    [[nodiscard]] bool in_name(std::uint32_t token) const { return name_[token]; }

    // Read when first asked for: most documents say all in their text. Not for several threads at once.
    [[nodiscard]] const std::vector<Mention>& title_mentions() const;
    // The document's main party among the types: most mentions, the headline counts three; null when none.
    [[nodiscard]] const Mention* topic(TypeMask types, TypeMask not_types) const;

    [[nodiscard]] Grammar grammar_of(const Sentence& sentence) const;

  private:
    [[nodiscard]] bool inside_quantity(Span span) const;
    [[nodiscard]] bool only_reports(const EntityMention& entity) const;
    [[nodiscard]] double ordinal_of(const QuantityMention& quantity, const Mention& mention) const;
    [[nodiscard]] std::string length_of(const Mention& mention) const;
    void add_entities();
    void add_quantities();
    void add_dates();
    void add_first_person();
    [[nodiscard]] std::vector<Mention> read_title() const;
    [[nodiscard]] bool tokens_of(Span span, std::uint32_t& first, std::uint32_t& last) const;

    const Article& article_;
    const Annotations& annotations_;
    const EntityTable& table_;
    const Packs::Compiled& packs_;
    std::vector<Mention> mentions_;
    mutable std::optional<std::vector<Mention>> title_mentions_;
    std::vector<bool> name_;
    std::vector<bool> opaque_;
};

}  // namespace claimline
