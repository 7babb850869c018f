// Reads a row of pairs from left to right; the first word that belongs to no pair ends it.

#include "extract/claim_gapping.h"

#include <algorithm>

namespace claimline {
namespace {

constexpr std::uint32_t kReach = 5;     // tokens between the two halves of a pair, or between pairs
constexpr std::size_t kMostPairs = 50;  // a sentence with more is a table without its lines

class Row {
  public:
    Row(const SentenceView& view, const Mention& party, const Mention& amount, const Filler& parties,
        const Filler& amounts)
        : view_(view), party_(party), amount_(amount), parties_(parties), amounts_(amounts) {}

    std::vector<GappedPair> read() {
        std::vector<GappedPair> pairs;
        const bool party_first = party_.first < amount_.first;
        if (!here(party_) || !here(amount_)) return pairs;
        auto at = std::max(party_.last, amount_.last);
        while (pairs.size() < kMostPairs) {
            const auto* one = next(at, party_first, true);
            if (one == nullptr) break;
            const auto* two = next(one->last, !party_first, false);
            if (two == nullptr) break;
            const auto* party = party_first ? one : two;
            const auto* amount = party_first ? two : one;
            pairs.push_back({party, amount_of(*amount)});
            at = std::max(one->last, two->last);
        }
        return pairs;
    }

  private:
    [[nodiscard]] bool here(const Mention& mention) const {
        return mention.first >= view_.grammar.first && mention.last <= view_.grammar.last;
    }

    // The next party (or amount) after `at`, over words that may stand between.
    [[nodiscard]] const Mention* next(std::uint32_t at, bool want_party, bool needs_separator) const {
        const auto& layers = view_.layers;
        const auto limit = std::min(at + kReach + 1, view_.grammar.last);
        const auto [from, to] = layers.mentions_in(at, limit);
        bool separated = !needs_separator;
        for (auto token = at; token < limit; ++token) {
            for (auto i = from; i < to; ++i) {
                const auto& mention = layers.mentions()[i];
                if (mention.first == token && fits(mention, want_party))
                    return separated ? &mention : nullptr;
            }
            if (!may_stand_between(token)) return nullptr;
            const auto form = layers.text(token);
            separated = separated || form == "," || form == ";" || layers.tokens()[token].pos == Pos::cconj;
        }
        return nullptr;
    }

    [[nodiscard]] bool fits(const Mention& mention, bool want_party) const {
        if (want_party)
            return !mention.coref && !mention.possessive && (mention.type & parties_.types) != 0 &&
                   (mention.type & parties_.not_types) == 0;
        constexpr auto kCount = mention_type::count;
        if ((mention.type & amounts_.types) == 0 && !(is_money() && (mention.type & kCount) != 0))
            return false;
        return !amount_of(mention).empty();
    }

    [[nodiscard]] bool is_money() const { return (amount_.type & mention_type::money) != 0; }

    [[nodiscard]] SlotValue amount_of(const Mention& mention) const {
        if (mention.value.empty()) return {};
        const auto* number = std::get_if<double>(&mention.value.front());
        if (number != nullptr && *number < amounts_.least) return {};
        if (!is_money() || number == nullptr) return mention.value;
        const auto* first = amount_.value.empty() ? nullptr : std::get_if<Money>(&amount_.value.front());
        // "one of 60 million euros": the number one is no amount
        constexpr double kLeastMoney = 1000;
        if (first == nullptr || *number < kLeastMoney) return {};
        return {Money{first->currency, *number}};
    }

    [[nodiscard]] bool may_stand_between(std::uint32_t token) const {
        const auto form = view_.layers.text(token);
        switch (view_.layers.tokens()[token].pos) {
            case Pos::cconj:
            case Pos::adp:
            case Pos::det: return true;
            case Pos::num: return form == "one";
            case Pos::punct: return form == "," || form == ";" || form == ":" || form == "(" || form == ")";
            default: return form == "one";
        }
    }

    const SentenceView& view_;
    const Mention& party_;
    const Mention& amount_;
    const Filler& parties_;
    const Filler& amounts_;
};

}  // namespace

std::vector<GappedPair> find_gapped(const SentenceView& view, const Mention& party, const Mention& amount,
                                    const Filler& parties, const Filler& amounts) {
    return Row(view, party, amount, parties, amounts).read();
}

const Mention* find_label(const SentenceView& view, const Mention& amount, const Filler& parties) {
    const auto& layers = view.layers;
    const auto first = view.grammar.first;
    if (amount.first < first + 2 || amount.first > view.grammar.last) return nullptr;
    const auto form = layers.text(amount.first - 1);
    const auto end = form == "," || form == ":" || form == "(" ? amount.first - 1 : amount.first;
    const auto [from, to] = layers.mentions_in(first, end);
    for (auto i = to; i-- > from;) {
        const auto& mention = layers.mentions()[i];
        if (mention.last != end || mention.coref || (mention.type & parties.types) == 0 ||
            (mention.type & parties.not_types) != 0)
            continue;
        const auto before = mention.first == first ? std::string_view(":") : layers.text(mention.first - 1);
        return before == ":" || before == ";" ? &mention : nullptr;
    }
    return nullptr;
}

namespace {

bool has_name_and_figure(const Layers& layers, std::uint32_t first, std::uint32_t last) {
    constexpr auto kNames = mention_type::any_org | mention_type::product | mention_type::place;
    const auto [from, to] = layers.mentions_in(first, last);
    bool name = false;
    bool figure = false;
    for (auto i = from; i < to; ++i) {
        const auto& mention = layers.mentions()[i];
        name = name || (!mention.coref && (mention.type & kNames) != 0);
        figure = figure || (mention.type & (mention_type::count | mention_type::money)) != 0;
    }
    return name && figure;
}

}  // namespace

std::vector<Sentence> find_inline_items(const Layers& layers, const Sentence& sentence) {
    auto start = sentence.first;
    while (start < sentence.last && layers.text(start) != ":") ++start;
    std::vector<Sentence> items;
    if (start == sentence.last) return items;
    bool semicolons = false;
    for (auto at = start; at < sentence.last; ++at) semicolons = semicolons || layers.text(at) == ";";
    const auto cuts = [&](std::uint32_t at) {
        if (semicolons || layers.in_name(at)) return layers.text(at) == ";";
        return layers.text(at) == "," || layers.is(at, layers.packs().words.and_);
    };
    Sentence item = sentence;
    item.first = start + 1;
    for (auto at = start + 1; at <= sentence.last && items.size() < kMostPairs; ++at) {
        if (at < sentence.last && !cuts(at)) continue;
        item.last = at;
        if (item.first < item.last && has_name_and_figure(layers, item.first, item.last))
            items.push_back(item);
        item.first = at + 1;
    }
    if (items.size() < 2) items.clear();
    return items;
}

}  // namespace claimline
