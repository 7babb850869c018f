// The phrase trie: built once per load, walked once per sentence.

#include "extract/rule_trie.h"

#include <algorithm>
#include <array>

#include "extract/pack_words.h"

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

PhraseTrie::PhraseTrie() : endings_(1) {}

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

void PhraseTrie::insert(const Phrase& phrase, Ending ending, Vocabulary& vocabulary) {
    std::uint32_t node = 0;
    for (std::size_t i = 0; i < phrase.size(); ++i) {
        const auto lemma = vocabulary.intern(phrase[i].lemma);
        if (i == 0 && roots_.size() <= lemma) roots_.resize(lemma + 1, 0);
        auto& to = i == 0 ? roots_[lemma] : next_[static_cast<std::uint64_t>(node) << 32 | lemma];
        if (to == 0) {
            to = static_cast<std::uint32_t>(endings_.size());
            endings_.emplace_back();
        }
        node = to;
    }
    endings_[node].push_back(ending);
}

std::uint32_t PhraseTrie::step(std::uint32_t node, LemmaId lemma) const {
    if (lemma == kUnknownLemma) return 0;
    if (node == 0) return lemma < roots_.size() ? roots_[lemma] : 0;
    const auto found = next_.find(static_cast<std::uint64_t>(node) << 32 | lemma);
    return found == next_.end() ? 0 : found->second;
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

void PhraseTrie::find(std::string_view text, const std::vector<Token>& tokens, std::uint32_t first,
                      std::uint32_t last, std::vector<SetHit>& out) const {
    out.clear();
    for (auto start = first; start < last; ++start) {
        // Two readings a token: the set of live nodes stays tiny; 2^6 is its bound, four in practice.
        std::array<std::uint32_t, 64> live{};
        std::size_t count = 1;
        for (auto at = start; at < last && at - start < kMaxPhraseWords && count > 0; ++at) {
            std::array<std::uint32_t, 64> after{};
            std::size_t reached = 0;
            for (std::size_t i = 0; i < count; ++i) {
                const auto& token = tokens[at];
                const auto take = [&](LemmaId lemma) {
                    const auto node = step(live[i], lemma);
                    if (node == 0 || reached == after.size()) return;
                    after[reached++] = node;
                    report(text, tokens, start, at + 1, node, out);
                };
                take(token.lemma);
                if (token.alt_lemma != token.lemma) take(token.alt_lemma);
            }
            live = after;
            count = reached;
        }
    }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace claimline
