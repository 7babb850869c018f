// Collects the mentions of all annotators into one sorted list of the rule language's types.

#include "extract/rule_layers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "extract/entities.h"

namespace claimline {
namespace {

using namespace mention_type;

// A service that the table knows as a company too (TikTok) has one type; "app" owners are resolved by rules.
TypeMask type_of(const EntityMention& entity) {
    return parse_mention_type(entity.type, false);
}

TypeMask type_of(const DateMention& mention) {
    if (mention.type == "DURATION") return duration;
    if (mention.type == "PERIOD") return period;
    // "Monday night" dates an act as well as "Monday" does; "3 pm" has no day.
    const bool dated_time = mention.type == "TIME" && !mention.start.empty();
    return mention.type == "DATE" || dated_time ? date : 0;
}

TypeMask type_of(QuantityType type) {
    switch (type) {
        case QuantityType::number: return count;
        case QuantityType::ordinal: return ordinal;
        case QuantityType::money: return money;
        case QuantityType::percent: return percent;
        case QuantityType::power: return power;
        case QuantityType::dimension:
        case QuantityType::age:
        case QuantityType::temperature:
        case QuantityType::duration: return 0;
    }
    return 0;
}

// "P3M" -> "3 months": "three months" and "3 months" are one deadline. Empty for other than one plain unit.
std::string length_in_digits(std::string_view iso) {
    if (iso.size() < 3 || iso.front() != 'P') return {};
    const auto digits = iso.substr(1, iso.size() - 2);
    if (digits.find_first_not_of("0123456789") != std::string_view::npos) return {};
    std::string_view unit;
    switch (iso.back()) {
        case 'D': unit = "day"; break;
        case 'W': unit = "week"; break;
        case 'M': unit = "month"; break;
        case 'Y': unit = "year"; break;
        default: return {};
    }
    return fmt::format("{} {}{}", digits, unit, digits == "1" ? "" : "s");
}

SlotValue value_of(const QuantityMention& quantity, TypeMask type, std::string_view text) {
    if (type == percent) return {std::string(slice(text, quantity.span))};
    const auto item = [&](double value) -> SlotItem {
        if (type == money) return Money{quantity.currency, value};
        return value;
    };
    if (quantity.low && quantity.high && *quantity.low != *quantity.high)
        return {item(*quantity.low), item(*quantity.high)};
    return {item(quantity.value)};
}

}  // namespace

Layers::Layers(const Article& article, const Annotations& annotations, const EntityTable& table,
               const Packs::Compiled& packs)
    : article_(article), annotations_(annotations), table_(table), packs_(packs) {
    name_.assign(tokens().size(), false);
    opaque_.assign(tokens().size(), false);
    mentions_.reserve(annotations.entities.size() + annotations.quantities.size() + annotations.dates.size());
    add_entities();
    add_quantities();
    add_dates();
    add_first_person();
    std::ranges::stable_sort(mentions_, [](const Mention& a, const Mention& b) {
        return std::tie(a.first, b.last, a.type) < std::tie(b.first, a.last, b.type);
    });
}

std::string_view Layers::text(std::uint32_t token) const {
    return slice(article_.text, tokens()[token].span);
}

bool Layers::is(std::uint32_t token, LemmaId lemma) const {
    return tokens()[token].lemma == lemma || tokens()[token].alt_lemma == lemma;
}

bool Layers::tokens_of(Span span, std::uint32_t& first, std::uint32_t& last) const {
    const auto& all = tokens();
    const auto begin = std::ranges::lower_bound(all, span.begin, std::ranges::less_equal{},
                                                [](const Token& token) { return token.span.end; });
    auto end = begin;
    while (end != all.end() && end->span.begin < span.end) ++end;
    first = static_cast<std::uint32_t>(begin - all.begin());
    last = static_cast<std::uint32_t>(end - all.begin());
    return first < last;
}

// "US" in "US$19.7 billion" is no place.
bool Layers::inside_quantity(Span span) const {
    const auto& all = annotations_.quantities;
    const auto after =
        std::ranges::upper_bound(all, span.begin, {}, [](const QuantityMention& q) { return q.span.begin; });
    return after != all.begin() && std::prev(after)->span.contains(span) && std::prev(after)->span != span;
}

// A news medium is the source of a report, not a party of it, unless the headline names it.
bool Layers::only_reports(const EntityMention& entity) const {
    const auto* known = table_.find(entity.id);
    return known != nullptr && known->kind == "media" &&
           article_.title.find(entity.canonical) == std::string::npos;
}

void Layers::add_entities() {
    for (const auto& entity : annotations_.entities) {
        Mention mention;
        mention.type = type_of(entity);
        if (mention.type == 0 || !tokens_of(entity.span, mention.first, mention.last)) continue;
        if (inside_quantity(entity.span) || only_reports(entity)) continue;
        mention.value = {entity.canonical};
        mention.id = entity.id;
        mention.coref = entity.coref;
        const auto next = mention.last;
        mention.possessive = (next < tokens().size() && is(next, packs_.words.s) &&
                              tokens()[next].span.begin == tokens()[next - 1].span.end) ||
                             is(mention.first, packs_.words.its) || is(mention.first, packs_.words.their) ||
                             is(mention.first, packs_.words.our);
        if (!entity.coref) {
            // The last word of "High Court" still says what it is.
            const bool opaque = (mention.type & (any_org | person | place)) != 0;
            for (auto token = mention.first; token < mention.last; ++token) {
                name_[token] = true;
                opaque_[token] = opaque && tokens()[token].has(kCapital) &&
                                 (token + 1 < mention.last || mention.type != court);
            }
        }
        mentions_.push_back(std::move(mention));
    }
}

// "a third site" is the site number three; only "a third of" is a fraction.
double Layers::ordinal_of(const QuantityMention& quantity, const Mention& mention) const {
    const auto word = slice(article_.text, quantity.span);
    const bool fraction = mention.type == count && quantity.value > 0 && quantity.value < 0.34 &&
                          (word.ends_with("third") || word.ends_with("th"));
    if (!fraction || mention.last >= tokens().size() || is(mention.last, packs_.words.of)) return 0;
    return std::round(1 / quantity.value);
}

void Layers::add_quantities() {
    for (const auto& quantity : annotations_.quantities) {
        Mention mention;
        mention.type = type_of(quantity.type);
        if (mention.type == 0 || !tokens_of(quantity.span, mention.first, mention.last)) continue;
        mention.value = value_of(quantity, mention.type, article_.text);
        if (const auto nth = ordinal_of(quantity, mention); nth > 0) {
            mention.type = ordinal;
            mention.value = {nth};
        }
        mention.quantity = true;
        mention.modifier = quantity.modifier;
        mentions_.push_back(std::move(mention));
    }
}

// A duration as written, without the preposition before it.
std::string Layers::length_of(const Mention& mention) const {
    auto first = mention.first;
    while (first + 1 < mention.last && (tokens()[first].pos == Pos::adp || tokens()[first].pos == Pos::det))
        ++first;
    return std::string(
        slice(article_.text, {tokens()[first].span.begin, tokens()[mention.last - 1].span.end}));
}

void Layers::add_dates() {
    for (const auto& found : annotations_.dates) {
        Mention mention;
        mention.type = type_of(found);
        if (mention.type == 0 || !tokens_of(found.span, mention.first, mention.last)) continue;
        mention.start = found.start;
        mention.end = found.end;
        for (auto token = mention.first; token < mention.last; ++token)
            opaque_[token] = tokens()[token].has(kCapital);
        mention.quantity = true;
        // "within 90 days": resolved to a period, and as a deadline the words themselves
        if (mention.type == period && found.value.starts_with('P')) mention.type = period | duration;
        const auto length = length_in_digits(found.value);
        const bool is_text = (mention.type & duration) != 0 || (found.start.empty() && found.end.empty());
        mention.value = {is_text ? (length.empty() ? length_of(mention) : length)
                                 : (found.start.empty() ? found.end : found.start)};
        mentions_.push_back(std::move(mention));
    }
}

// "we", "our", "us" in the words of a speaker stand for the party he speaks for.
void Layers::add_first_person() {
    const auto& speakers = annotations_.attributions.by_sentence;
    const auto& words = packs_.words;
    for (std::size_t i = 0; i < sentences().size() && i < speakers.size(); ++i) {
        if (speakers[i].speaker_org.empty()) continue;
        for (auto token = sentences()[i].first; token < sentences()[i].last; ++token) {
            const bool owns = is(token, words.our);
            if (!owns && !is(token, words.we) && !is(token, words.us)) continue;
            if (text(token) == "US") continue;
            Mention mention;
            const auto* entity = table_.find(speakers[i].speaker_org_id);
            mention.type = entity != nullptr ? parse_mention_type(entity->type, false) : company;
            mention.first = token;
            mention.last = token + 1;
            mention.value = {speakers[i].speaker_org};
            mention.id = speakers[i].speaker_org_id;
            mention.coref = true;
            mention.possessive = owns;
            mentions_.push_back(std::move(mention));
        }
    }
}

std::pair<std::uint32_t, std::uint32_t> Layers::mentions_in(std::uint32_t first, std::uint32_t last) const {
    const auto from = std::ranges::lower_bound(mentions_, first, {}, &Mention::first);
    const auto to = std::ranges::lower_bound(mentions_, last, {}, &Mention::first);
    return {static_cast<std::uint32_t>(from - mentions_.begin()),
            static_cast<std::uint32_t>(to - mentions_.begin())};
}

const std::vector<Mention>& Layers::title_mentions() const {
    if (!title_mentions_) title_mentions_ = read_title();
    return *title_mentions_;
}

std::vector<Mention> Layers::read_title() const {
    std::vector<Mention> out;
    if (article_.title.empty()) return out;
    const auto tokens = tokenise(article_.title, packs_.vocabulary);
    for (const auto& entity : find_names(article_.title, tokens, table_)) {
        Mention mention;
        mention.type = type_of(entity);
        if (mention.type == 0) continue;
        mention.value = {entity.canonical};
        mention.id = entity.id;
        out.push_back(std::move(mention));
    }
    return out;
}

const Mention* Layers::topic(TypeMask types, TypeMask not_types) const {
    constexpr int kTitleWeight = 3;
    std::map<std::string_view, std::pair<int, const Mention*>> score;
    const auto add = [&](const Mention& mention, int weight) {
        if ((mention.type & types) == 0 || (mention.type & not_types) != 0 || mention.coref) return;
        auto& [sum, first] = score[std::get<std::string>(mention.value.front())];
        sum += weight;
        if (first == nullptr) first = &mention;
    };
    for (const auto& mention : title_mentions()) add(mention, kTitleWeight);
    for (const auto& mention : mentions_) add(mention, 1);
    const Mention* best = nullptr;
    int most = 0;
    for (const auto& [name, entry] : score)
        if (entry.first > most) std::tie(most, best) = entry;
    return best;
}

}  // namespace claimline
