// The phrase trie: built once per load, walked once per sentence.

#include "extract/rule_trie.h"

#include <algorithm>
#include <array>

#include "extract/pack_words.h"
#include "extract/word_map.h"

namespace claimline {
namespace {

bool plain(const Phrase& phrase) {
    return std::ranges::all_of(
        phrase, [](const TriggerWord& word) { return word.pos == Pos::x && word.form.empty(); });
}

// Copula and auxiliary forms are AUX in the treebanks and VERB to an analyst.
bool tag_fits(Pos wanted, Pos seen) {
    return wanted == seen || (wanted == Pos::noun && seen == Pos::propn) ||
           (wanted == Pos::verb && seen == Pos::aux);
}

}  // namespace

PhraseTrie::PhraseTrie() : edges_(16), goes_on_(1), endings_(1) {}

void PhraseTrie::add(const Phrase& phrase, SetId set, std::uint32_t value, Vocabulary& vocabulary) {
    Ending ending{set, value, 0};
    if (!plain(phrase)) {
        checked_.push_back(phrase);
        ending.phrase = static_cast<std::uint32_t>(checked_.size());
    }
    insert(phrase, ending, vocabulary);
    if (phrase.size() < 2 || !plain(phrase)) return;
    TriggerWord joined;
    for (const auto& word : phrase) joined.lemma += (joined.lemma.empty() ? "" : "-") + word.lemma;
    insert({joined}, ending, vocabulary);
}

std::size_t PhraseTrie::edge_at(const std::vector<Edge>& edges, std::uint64_t key) {
    const std::size_t mask = edges.size() - 1;
    std::size_t at = mix_bits(key) & mask;
    while (edges[at].to != 0 && edges[at].key != key) at = (at + 1) & mask;
    return at;
}

// A new edge leads to node 0 until the caller says where.
std::uint32_t& PhraseTrie::edge(std::uint64_t key) {
    auto& found = edges_[edge_at(edges_, key)];
    if (found.to != 0) return found.to;
    if (++edge_count_ * 2 > edges_.size()) {
        std::vector<Edge> larger(edges_.size() * 2);
        for (const auto& old : edges_)
            if (old.to != 0) larger[edge_at(larger, old.key)] = old;
        edges_.swap(larger);
    }
    auto& made = edges_[edge_at(edges_, key)];
    made.key = key;
    return made.to;
}

void PhraseTrie::insert(const Phrase& phrase, Ending ending, Vocabulary& vocabulary) {
    std::uint32_t node = 0;
    for (std::size_t i = 0; i < phrase.size(); ++i) {
        const auto lemma = vocabulary.intern(phrase[i].lemma);
        if (lemma == kUnknownLemma) return;
        if (i == 0 && roots_.size() <= lemma) roots_.resize(lemma + 1, 0);
        auto& to = i == 0 ? roots_[lemma] : edge(static_cast<std::uint64_t>(node) << 32 | lemma);
        if (i > 0) goes_on_[node] = true;
        if (to == 0) {
            to = static_cast<std::uint32_t>(endings_.size());
            endings_.emplace_back();
            goes_on_.push_back(false);
        }
        node = to;
    }
    endings_[node].push_back(ending);
}

void PhraseTrie::report(std::string_view text, const std::vector<Token>& tokens, std::uint32_t first,
                        std::uint32_t last, std::uint32_t node, std::vector<SetHit>& out) const {
    for (const auto& ending : endings_[node]) {
        bool fits = true;
        if (ending.phrase != 0) {
            const auto& words = checked_[ending.phrase - 1];
            for (std::uint32_t i = 0; i < words.size() && fits; ++i) {
                const auto& token = tokens[first + i];
                fits = (words[i].pos == Pos::x || tag_fits(words[i].pos, token.pos)) &&
                       (words[i].form.empty() || slice(text, token.span) == words[i].form);
            }
        }
        if (fits) out.push_back({ending.set, ending.value, first, last});
    }
}

// The words that begin at `start`. Two readings a token: the set of live nodes stays tiny; 2^6 is its bound,
// four in practice.
void PhraseTrie::collect_from(std::string_view text, const std::vector<Token>& tokens, std::uint32_t start,
                              std::uint32_t last, std::vector<SetHit>& out) const {
    std::array<std::array<std::uint32_t, 64>, 2> nodes;  // not initialised: written before read
    std::size_t count = 0;
    const auto reach = [&](std::uint32_t node, std::uint32_t at, std::size_t turn) {
        if (node == 0 || count == nodes[turn].size()) return;
        report(text, tokens, start, at + 1, node, out);
        if (goes_on_[node]) nodes[turn][count++] = node;
    };
    const auto& first = tokens[start];
    reach(root(first.lemma), start, 0);
    if (first.alt_lemma != first.lemma) reach(root(first.alt_lemma), start, 0);
    std::size_t turn = 0;
    for (auto at = start + 1; at < last && at - start < kMaxPhraseWords && count > 0; ++at) {
        const auto live = count;
        count = 0;
        const auto& token = tokens[at];
        for (std::size_t i = 0; i < live; ++i) {
            const auto node = nodes[turn][i];
            if (token.lemma != kUnknownLemma) reach(step(node, token.lemma), at, 1 - turn);
            if (token.alt_lemma != token.lemma && token.alt_lemma != kUnknownLemma)
                reach(step(node, token.alt_lemma), at, 1 - turn);
        }
        turn = 1 - turn;
    }
}

void PhraseTrie::collect(std::string_view text, const std::vector<Token>& tokens, std::uint32_t first,
                         std::uint32_t last, std::vector<SetHit>& out) const {
    out.clear();
    for (auto start = first; start < last; ++start) {
        const auto& token = tokens[start];
        if (root(token.lemma) != 0 || root(token.alt_lemma) != 0)
            collect_from(text, tokens, start, last, out);
    }
}

void PhraseTrie::put_in_order(std::vector<SetHit>& hits) {
    std::ranges::sort(hits);
    hits.erase(std::unique(hits.begin(), hits.end()), hits.end());
}

void PhraseTrie::find(std::string_view text, const std::vector<Token>& tokens, std::uint32_t first,
                      std::uint32_t last, std::vector<SetHit>& out) const {
    collect(text, tokens, first, last, out);
    put_in_order(out);
}

}  // namespace claimline
