// Loading, and the loop over a sentence: features, sums of their rows, the best label.

#include "extract/tagger.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/hash.h"
#include "extract/language_tables.h"
#include "extract/tagger_features.h"
#include "extract/weights.h"
#include "extract/word_cache.h"
#include "extract/word_sums.h"

namespace claimline {
namespace {

constexpr std::size_t kAhead = 4;  // words between asking for a form's memory and using it

struct TaggerWord {
    WordShape shape;
    WordSums sums;
};

// Words and sums of one sentence, with two empty ones on both sides.
struct TaggerMemory {
    WordCache<TaggerWord, 4096> forms;
    std::vector<WordShape> words;
    std::vector<WeightRow> sums;
};

std::vector<Pos> parse_labels(std::string_view names) {
    std::vector<Pos> labels;
    while (!names.empty()) {
        const std::size_t end = std::min(names.find(' '), names.size());
        labels.push_back(parse_pos(names.substr(0, end)));
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return labels;
}

}  // namespace

struct Tagger::State {
    State(const LinearModel& model, std::vector<Pos> tags, std::string sha256)
        : words(model.words), table(model), labels(std::move(tags)), digest(std::move(sha256)) {
        FeatureList features;
        for (unsigned before = 0; before < kTagStates; ++before) {
            for (unsigned earlier = 0; earlier < kTagStates; ++earlier) {
                tag_pair_features(before, earlier, features);
                features.add_to(tag_pairs[before][earlier], table);
            }
        }
        outside = sum_word_features(WordShape{}, table);
    }

    bool describe(std::string_view text, std::span<const Token> sentence, TaggerMemory& memory) const;
    [[nodiscard]] Pos decide(const WordShape* word, unsigned before, unsigned earlier, bool headline,
                             WeightRow& scores) const;
    void tag(std::string_view text, std::span<Token> sentence, TaggerMemory& memory) const;

    KnownWords words;
    WeightTable table;
    std::vector<Pos> labels;
    std::string digest;
    std::array<std::array<WeightRow, kTagStates>, kTagStates> tag_pairs{};  // by the tag before, earlier
    WordSums outside;  // what the border of a sentence says of the words beside it
    mutable MemoryPool<TaggerMemory> memories;
};

Tagger::Tagger(std::unique_ptr<State> state) : state_(std::move(state)) {}
Tagger::~Tagger() = default;
Tagger::Tagger(Tagger&&) noexcept = default;
Tagger& Tagger::operator=(Tagger&&) noexcept = default;

Result<Tagger> Tagger::open(const std::filesystem::path& weights) {
    return open_weights<Tagger>(weights, "tagger weights");
}

Result<Tagger> Tagger::parse(std::string_view bytes) {
    const auto model = parse_weights(bytes, "tagger weights", kTaggerTemplates);
    if (!model) return tl::unexpected(model.error());
    std::vector<Pos> labels = parse_labels(model->value("labels"));
    if (labels.empty() || labels.size() > kMaxLabels) {
        return fail(ErrorKind::corrupt, "reading tagger weights: {} labels", labels.size());
    }
    labels.resize(kMaxLabels, Pos::x);
    return Tagger(std::make_unique<State>(*model, std::move(labels), to_hex(sha256(bytes))));
}

namespace {

// A compound was tagged like its last part. As a whole a participle is an adjective ("Tallinn-based"), and so
// is a noun before another noun when a number or an adjective leads ("three-year plan", "long-term debt").
Pos tag_of_compound(std::string_view form, Pos pos, Pos next) {
    if (pos == Pos::verb && (form.ends_with("ed") || form.ends_with("ing") || form.ends_with("en")))
        return Pos::adj;
    if (pos != Pos::noun || (next != Pos::noun && next != Pos::propn && next != Pos::adj)) return pos;
    const std::string first = to_lower(form.substr(0, form.find('-')));
    const Pos lead = closed_class_of(first);
    return is_digit(form.front()) || lead == Pos::num || lead == Pos::adj ? Pos::adj : pos;
}

}  // namespace

// Fills the words and what each form alone says; true for a headline.
bool Tagger::State::describe(std::string_view text, std::span<const Token> sentence,
                             TaggerMemory& memory) const {
    const std::size_t size = sentence.size() + 4;
    memory.words.assign(size, WordShape{});
    memory.sums.assign(size, WeightRow{});
    HeadlineSigns signs;
    for (const Token& token : sentence) signs.see(token);
    const bool headline = signs.headline();
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const std::string_view form = slice(text, sentence[i].span);
        if (i + kAhead < sentence.size()) memory.forms.prefetch(slice(text, sentence[i + kAhead].span));
        const TaggerWord& known = memory.forms.get(form, [this, form](TaggerWord& made) {
            made.shape = shape_of_known_word(form, 0, words);
            made.sums = sum_word_features(made.shape, table);
        });
        WordShape& word = memory.words[i + 2];
        word = known.shape;
        word.flags = sentence[i].flags;
        spread(known.sums, memory.sums, i + 2);
        if (place_of(word, headline) == 0) {
            memory.sums[i + 2] += known.sums.plain;
        } else {
            FeatureList features;
            placed_features(word, place_of(word, headline), features);
            features.add_to(memory.sums[i + 2], table);
        }
    }
    spread_borders(outside, memory.sums, 2, size - 2);
    return headline;
}

Pos Tagger::State::decide(const WordShape* word, unsigned before, unsigned earlier, bool headline,
                          WeightRow& scores) const {
    FeatureList features;
    pair_features(word, features);
    tag_features(word, before, earlier, headline, features);
    features.add_to(scores, table);
    scores += tag_pairs[before][earlier];
    const auto best = std::ranges::max_element(scores.by_label) - scores.by_label.begin();
    return labels[static_cast<std::size_t>(best)];
}

void Tagger::State::tag(std::string_view text, std::span<Token> sentence, TaggerMemory& memory) const {
    const bool headline = describe(text, sentence, memory);
    unsigned before = kNoTag;
    unsigned earlier = kNoTag;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const WordShape* word = &memory.words[i + 2];
        Pos pos = Pos::x;
        if (word->symbol) {
            pos = tag_of_symbol(text, sentence, i);
        } else if (word->only != WordEntry::kNoLabel) {
            pos = labels[word->only];
        } else {
            pos = decide(word, before, earlier, headline, memory.sums[i + 2]);
        }
        sentence[i].pos = pos;
        earlier = before;
        before = static_cast<unsigned>(pos);
    }
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        if (!memory.words[i + 2].compound) continue;
        const Pos next = i + 1 < sentence.size() ? sentence[i + 1].pos : Pos::x;
        sentence[i].pos = tag_of_compound(slice(text, sentence[i].span), sentence[i].pos, next);
    }
}

void Tagger::tag(std::string_view text, TokenizedText& tokens) const {
    const auto memory = state_->memories.lend();
    for (const Sentence& sentence : tokens.sentences) {
        state_->tag(text, {tokens.tokens.data() + sentence.first, sentence.last - sentence.first}, *memory);
    }
}

void Tagger::tag(std::string_view text, std::span<Token> sentence) const {
    state_->tag(text, sentence, *state_->memories.lend());
}

std::string_view Tagger::digest() const {
    return state_->digest;
}

}  // namespace claimline
