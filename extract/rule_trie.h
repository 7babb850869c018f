#pragma once
// All phrases of all rules in one trie over lemma ids: one walk per token finds every set that a text
// mentions, however many rules there are.

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/rule_model.h"
#include "extract/tokens.h"

namespace claimline {

// A set of phrases: a lexicon set, one bracket of a trigger, a map (value = which entry) or a ladder (value =
// step).
using SetId = std::uint32_t;

struct SetHit {
    SetId set = 0;
    std::uint32_t value = 0;
    std::uint32_t first = 0;  // tokens [first, last)
    std::uint32_t last = 0;
    friend auto operator<=>(const SetHit&, const SetHit&) = default;
};

class PhraseTrie {
  public:
    PhraseTrie();
    // Interns the words. A phrase of several plain words is also found written with hyphens as one token.
    void add(const Phrase& phrase, SetId set, std::uint32_t value, Vocabulary& vocabulary);

    // Every phrase inside tokens [first, last), in any order and perhaps twice. At most kMaxPhraseWords steps
    // a token and two readings a step, so linear in the tokens.
    void collect(std::string_view text, const std::vector<Token>& tokens, std::uint32_t first,
                 std::uint32_t last, std::vector<SetHit>& out) const;
    static void put_in_order(std::vector<SetHit>& hits);  // by set, then place, each once
    // Both.
    void find(std::string_view text, const std::vector<Token>& tokens, std::uint32_t first,
              std::uint32_t last, std::vector<SetHit>& out) const;

  private:
    struct Ending {
        SetId set = 0;
        std::uint32_t value = 0;
        std::uint32_t phrase = 0;  // of checked_ + 1; 0 when lemmas alone decide
    };
    void insert(const Phrase& phrase, Ending ending, Vocabulary& vocabulary);
    // Nodes after two words and more: open addressing, a power of two, at most half full. Node 0 is free.
    struct Edge {
        std::uint64_t key = 0;  // node << 32 | lemma
        std::uint32_t to = 0;
    };
    [[nodiscard]] static std::size_t edge_at(const std::vector<Edge>& edges, std::uint64_t key);
    std::uint32_t& edge(std::uint64_t key);
    [[nodiscard]] std::uint32_t root(LemmaId lemma) const {
        return lemma < roots_.size() ? roots_[lemma] : 0;
    }
    [[nodiscard]] std::uint32_t step(std::uint32_t node, LemmaId lemma) const {
        return edges_[edge_at(edges_, static_cast<std::uint64_t>(node) << 32 | lemma)].to;
    }
    void collect_from(std::string_view text, const std::vector<Token>& tokens, std::uint32_t start,
                      std::uint32_t last, std::vector<SetHit>& out) const;
    void report(std::string_view text, const std::vector<Token>& tokens, std::uint32_t first,
                std::uint32_t last, std::uint32_t node, std::vector<SetHit>& out) const;

    std::vector<std::uint32_t> roots_;  // by lemma id; 0: none, also of the unknown lemma
    std::vector<Edge> edges_;           // from the second word on
    std::size_t edge_count_ = 0;
    std::vector<bool> goes_on_;                 // by node: some phrase is longer
    std::vector<std::vector<Ending>> endings_;  // by node
    std::vector<Phrase> checked_;               // phrases with tags or exact forms
};

}  // namespace claimline
