// Reads phrases, triggers, types and relations; one pass, no backtracking, every error with its place.

#include "extract/pack_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

#include "core/text.h"

namespace claimline {
namespace {

constexpr std::array<std::pair<std::string_view, RelationKind>, 22> kRelations{
    {{"subject", RelationKind::subject},
     {"object", RelationKind::object},
     {"object2", RelationKind::object2},
     {"prep", RelationKind::prep},
     {"mod", RelationKind::mod},
     {"poss", RelationKind::poss},
     {"near", RelationKind::near},
     {"left", RelationKind::left},
     {"right", RelationKind::right},
     {"trigger", RelationKind::trigger},
     {"clause", RelationKind::clause},
     {"sentence", RelationKind::sentence},
     {"lead", RelationKind::lead},
     {"cell", RelationKind::cell},
     {"under", RelationKind::under},
     {"previous", RelationKind::previous},
     {"next", RelationKind::next},
     {"speaker", RelationKind::speaker},
     {"speaker_org", RelationKind::speaker_org},
     {"title", RelationKind::title},
     {"topic", RelationKind::topic},
     {"published", RelationKind::published}}};

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(separator, at), text.size());
        parts.push_back(trim(text.substr(at, end - at)));
        at = end + 1;
    }
    return parts;
}

Result<TriggerWord> parse_word(std::string_view text) {
    TriggerWord word;
    if (text.starts_with('=')) {
        word.form = text.substr(1);
        word.lemma = to_lower(word.form);
        if (word.form.empty()) return fail(ErrorKind::usage, "`=` needs an exact form after it");
        return word;
    }
    if (const auto slash = text.rfind('/'); slash != std::string_view::npos && slash > 0) {
        word.pos = parse_pos(text.substr(slash + 1));
        if (word.pos == Pos::x)
            return fail(ErrorKind::usage, "`{}` is no universal POS tag (VERB, NOUN, ADJ, AUX, PROPN ...)",
                        text.substr(slash + 1));
        text = text.substr(0, slash);
    }
    word.lemma = to_lower(text);
    return word;
}

// One pass over the trigger; `at_` always stands on the next unread byte.
class TriggerReader {
  public:
    explicit TriggerReader(std::string_view text) : text_(text) {}

    Result<Trigger> read() {
        Trigger trigger;
        do {
            auto alternative = read_alternative();
            if (!alternative) return tl::unexpected(alternative.error());
            trigger.push_back(*std::move(alternative));
            if (trigger.size() > kMaxAlternatives) return problem("more than 100 alternatives");
        } while (take('|'));
        skip_space();
        if (at_ < text_.size()) return problem("expected `|`, `~N`, `<N` or the end");
        return trigger;
    }

  private:
    [[nodiscard]] Failure problem(std::string_view what) const {
        return fail(ErrorKind::usage, "{} at character {} of `{}`", what, at_ + 1, text_);
    }
    void skip_space() {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    }
    bool take(char c) {
        skip_space();
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    Result<TriggerAlternative> read_alternative() {
        TriggerAlternative alternative;
        for (;;) {
            auto part = read_part();
            if (!part) return tl::unexpected(part.error());
            alternative.parts.push_back(*std::move(part));
            if (alternative.parts.size() > kMaxTriggerParts) return problem("more than 4 parts");
            const bool free = take('~');
            if (!free && !take('<')) return alternative;
            std::uint32_t reach = 0;
            const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), reach);
            if (error != std::errc{} || reach == 0 || reach > kMaxReach)
                return problem("expected a number of tokens, 1 to 40");
            at_ = static_cast<std::size_t>(end - text_.data());
            alternative.links.push_back({!free, reach});
        }
    }

    Result<TriggerPart> read_part() {
        TriggerPart part;
        if (!take('(')) {
            if (auto done = read_phrase(part); !done) return tl::unexpected(done.error());
            return part;
        }
        do {
            if (auto done = read_phrase(part); !done) return tl::unexpected(done.error());
        } while (take('|'));
        if (!take(')')) return problem("expected `|` or `)`: brackets hold phrases only, one level deep");
        return part;
    }

    Result<void> read_phrase(TriggerPart& part) {
        skip_space();
        if (take('"')) {
            const auto end = text_.find('"', at_);
            if (end == std::string_view::npos) return problem("quotation mark without its end");
            auto phrase = parse_phrase(text_.substr(at_, end - at_));
            if (!phrase) return tl::unexpected(phrase.error());
            part.phrases.push_back(*std::move(phrase));
            at_ = end + 1;
            return {};
        }
        const auto begin = at_;
        while (at_ < text_.size() && !is_space(text_[at_]) &&
               std::string_view("()|~<\"").find(text_[at_]) == std::string_view::npos)
            ++at_;
        const auto word = text_.substr(begin, at_ - begin);
        if (word.empty()) return problem("expected a word, a \"phrase\", =Form or @set");
        if (word.starts_with('@')) {
            part.sets.emplace_back(word.substr(1));
            return {};
        }
        auto read = parse_word(word);
        if (!read) return tl::unexpected(read.error());
        part.phrases.push_back({*std::move(read)});
        return {};
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

std::vector<std::string> relation_names() {
    std::vector<std::string> names;
    for (const auto& [name, kind] : kRelations) names.emplace_back(name);
    return names;
}

Result<Relation> parse_relation(std::string_view text) {
    Relation relation;
    relation.name = text;
    const auto colon = text.find(':');
    const auto head = text.substr(0, colon);
    const auto* found =
        std::ranges::find(kRelations, head, &std::pair<std::string_view, RelationKind>::first);
    if (found == kRelations.end())
        return fail(ErrorKind::usage, "`{}` is no relation{}; known: {}", head,
                    did_you_mean(head, relation_names()), fmt::join(relation_names(), " "));
    relation.kind = found->second;
    const auto rest = colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
    using enum RelationKind;
    const bool counts = relation.kind == near || relation.kind == left || relation.kind == right;
    if (relation.kind == prep || relation.kind == under) {
        for (const auto word : split(rest, '|'))
            if (!word.empty()) relation.preps.emplace_back(to_lower(word));
        if (relation.preps.empty())
            return fail(ErrorKind::usage, "`{0}` needs words: {0}:{1}", head,
                        relation.kind == prep ? "in|near" : "company|firm");
    } else if (counts) {
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), relation.reach);
        if (error != std::errc{} || end != rest.data() + rest.size() || relation.reach == 0 ||
            relation.reach > kMaxReach)
            return fail(ErrorKind::usage, "`{}` needs a number of tokens, 1 to 40: {}:8", head, head);
    } else if (!rest.empty()) {
        return fail(ErrorKind::usage, "`{}` takes nothing after a colon", head);
    }
    return relation;
}

}  // namespace

Result<Phrase> parse_phrase(std::string_view text) {
    Phrase phrase;
    for (const auto part : split(text, ' ')) {
        if (part.empty()) continue;
        auto word = parse_word(part);
        if (!word) return tl::unexpected(word.error());
        phrase.push_back(*std::move(word));
    }
    if (phrase.empty()) return fail(ErrorKind::usage, "an empty phrase matches nothing");
    if (phrase.size() > kMaxPhraseWords)
        return fail(ErrorKind::usage, "`{}` has more than {} words", text, kMaxPhraseWords);
    return phrase;
}

Result<Trigger> parse_trigger(std::string_view text) {
    return TriggerReader(text).read();
}

Result<TypeMask> parse_types(std::string_view text, bool accepting) {
    TypeMask mask = 0;
    for (const auto name : split(text, '|')) {
        const auto bit = parse_mention_type(name, accepting);
        if (bit == 0)
            return fail(ErrorKind::usage, "`{}` is no mention type; known: {}", name,
                        to_string((1U << 17) - 1));
        mask |= bit;
    }
    return mask;
}

Result<std::vector<Relation>> parse_where(std::string_view text) {
    std::vector<Relation> where;
    for (const auto part : split(text, ',')) {
        auto relation = parse_relation(part);
        if (!relation) return tl::unexpected(relation.error());
        where.push_back(*std::move(relation));
    }
    return where;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
    constexpr std::size_t kLongest = 64;  // the distance is quadratic; names are short
    if (word.size() > kLongest) return {};
    const std::string* best = nullptr;
    std::size_t least = 1 + word.size() / 3;
    for (const auto& name : known) {
        if (name.size() > kLongest) continue;
        if (const auto distance = edit_distance(word, name); distance <= least && distance > 0) {
            if (best == nullptr || distance < least) best = &name;
            least = distance;
        }
    }
    return best == nullptr ? std::string{} : fmt::format(" (did you mean `{}`?)", *best);
}

}  // namespace claimline
