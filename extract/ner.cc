// Viterbi over the label scores of each sentence.

#include "extract/ner.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <utility>

#include "core/hash.h"
#include "extract/ner_features.h"
#include "extract/ner_viterbi.h"
#include "extract/weights.h"
#include "extract/word_cache.h"
#include "extract/word_sums.h"

namespace claimline {

const char* to_string(NameType type) {
    switch (type) {
        case NameType::person: return "PER";
        case NameType::organisation: return "ORG";
        case NameType::location: return "LOC";
    }
    return "";
}

namespace {

constexpr std::size_t kTags = static_cast<std::size_t>(Pos::verb) + 1;
constexpr std::size_t kAhead = 4;             // words between asking for a form's memory and using it
constexpr std::size_t kWordsKept = 1U << 16;  // a longer document's memory is given back

struct KnownForm {
    NerForm form;
    WordSums sums;
};

struct NerMemory {
    WordCache<KnownForm, 4096> forms;
    NerScratch document;
    std::vector<WeightRow> sums;   // by word of the document
    std::vector<WeightRow> plain;  // what forms say of themselves inside a sentence of prose
    std::vector<LabelScores> scores;
    ViterbiScratch viterbi;
};

}  // namespace

struct NameFinder::State {
    State(const LinearModel& model, int lean_given, std::string sha256)
        : names(model.words),
          table(model),
          lean(lean_given),
          digest(std::move(sha256)),
          tags(kTags * kTags * kTags) {
        for (std::size_t from = 0; from < kNerLabels; ++from) {
            WeightRow row;
            const std::array<std::uint64_t, 1> feature{transition_feature(from)};
            table.add_rows(feature, row);
            for (std::size_t to = 0; to < kNerLabels; ++to) transitions[from][to] = row.by_label[to];
        }
        FeatureList features;
        for (std::size_t i = 0; i < tags.size(); ++i) {
            tag_features(i / kTags / kTags, i / kTags % kTags, i % kTags, features);
            features.add_to(tags[i], table);
        }
        outside = sum_word_features(NerForm{}, table);
    }

    void describe(std::string_view text, const TokenizedText& tokens, NerMemory& memory) const;
    [[nodiscard]] LabelScores score(const NerMemory& memory, std::size_t at, bool headline) const;

    KnownWords names;
    WeightTable table;
    TransitionScores transitions{};
    int lean = 0;  // taken off every "outside"
    std::string digest;
    std::vector<WeightRow> tags;  // sums of tag_features() by three tags
    WordSums outside;             // what the border of a sentence says of the words beside it
    mutable MemoryPool<NerMemory> memories;
};

namespace {

// Names that labels of the tokens from `first` on tell.
void add_spans(const std::vector<std::uint8_t>& labels, const TokenizedText& tokens, std::uint32_t first,
               std::vector<NameSpan>& found) {
    for (std::uint32_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == kOutside) continue;
        const auto type = static_cast<NameType>((labels[i] - 1) / 4);
        const auto part = static_cast<NamePart>((labels[i] - 1) % 4);
        const Span span = tokens.tokens[first + i].span;
        if (part == NamePart::begin || part == NamePart::unit)
            found.push_back({span, first + i, first + i + 1, type});
        found.back().span.end = span.end;
        found.back().last = first + i + 1;
    }
}

}  // namespace

NameFinder::NameFinder(std::unique_ptr<State> state) : state_(std::move(state)) {}
NameFinder::~NameFinder() = default;
NameFinder::NameFinder(NameFinder&&) noexcept = default;
NameFinder& NameFinder::operator=(NameFinder&&) noexcept = default;

Result<NameFinder> NameFinder::open(const std::filesystem::path& weights) {
    return open_weights<NameFinder>(weights, "name weights");
}

Result<NameFinder> NameFinder::parse(std::string_view bytes) {
    const auto model = parse_weights(bytes, "name weights", kNerTemplates);
    if (!model) return tl::unexpected(model.error());
    int lean = 0;
    const std::string_view given = model->value("lean");
    if (std::from_chars(given.data(), given.data() + given.size(), lean).ec != std::errc() ||
        std::abs(lean) > kMaxWeight) {
        return fail(ErrorKind::corrupt, "reading name weights: no usable lean: \"{}\"", given);
    }
    return NameFinder(std::make_unique<State>(*model, lean, to_hex(sha256(bytes))));
}

void NameFinder::State::describe(std::string_view text, const TokenizedText& tokens,
                                 NerMemory& memory) const {
    const std::size_t size = tokens.tokens.size() + 2 * tokens.sentences.size() + 2;
    memory.sums.assign(size, WeightRow{});
    memory.plain.assign(size, WeightRow{});
    std::size_t ahead = kAhead;  // the token whose form is brought near
    add_words(text, tokens, memory.document, [&](std::string_view form, std::size_t at) {
        if (ahead < tokens.tokens.size()) memory.forms.prefetch(slice(text, tokens.tokens[ahead++].span));
        const KnownForm& known = memory.forms.get(form, [this, form](KnownForm& made) {
            made.form = form_of_word(form, names);
            made.sums = sum_word_features(made.form, table);
        });
        spread(known.sums, memory.sums, at);
        memory.plain[at] = known.sums.plain;
        return known.form;
    });
    for (std::size_t s = 0; s < tokens.sentences.size(); ++s) {
        const std::size_t first = memory.document.starts[s];
        spread_borders(outside, memory.sums, first,
                       first + tokens.sentences[s].last - tokens.sentences[s].first);
    }
    relate_words(text, tokens, names, memory.document);
}

LabelScores NameFinder::State::score(const NerMemory& memory, std::size_t at, bool headline) const {
    const std::vector<NerWord>& words = memory.document.words;
    const std::uint64_t place = place_of(words[at].shape, headline);
    FeatureList features;
    context_features(words, at, place, features);
    WeightRow context;
    features.add_to(context, table);
    WeightRow word = memory.sums[at];
    word += tags[(words[at - 1].pos * kTags + words[at].pos) * kTags + words[at + 1].pos];
    if (place == 0) {
        word += memory.plain[at];
    } else {
        placed_features(words[at], place, features);
        features.add_to(word, table);
    }
    LabelScores scores;
    for (std::size_t label = 0; label < kNerLabels; ++label)  // two sums, so that none overflows 16 bits
        scores[label] = word.by_label[label] + context.by_label[label];
    scores[kOutside] -= lean;
    return scores;
}

std::vector<NameSpan> NameFinder::find_name_spans(std::string_view text, const TokenizedText& tokens) const {
    std::vector<NameSpan> found;
    const auto memory = state_->memories.lend();
    state_->describe(text, tokens, *memory);
    const NerScratch& document = memory->document;
    for (std::size_t s = 0; s < tokens.sentences.size(); ++s) {
        const Sentence& sentence = tokens.sentences[s];
        const std::size_t start = document.starts[s];
        const std::size_t size = sentence.last - sentence.first;
        for (std::size_t i = 0; i < size;) {  // words that may be names, in a row: all others are outside
            memory->scores.clear();
            const std::size_t first = i;
            for (; i < size && document.words[start + i].may_be_name; ++i)
                memory->scores.push_back(state_->score(*memory, start + i, document.headline[s] != 0));
            if (i > first) {
                const auto& labels =
                    best_labels(memory->scores, state_->transitions, i < size, memory->viterbi);
                add_spans(labels, tokens, static_cast<std::uint32_t>(sentence.first + first), found);
            }
            ++i;
        }
    }
    if (document.words.size() > kWordsKept) *memory = NerMemory{};
    return found;
}

std::string_view NameFinder::digest() const {
    return state_->digest;
}

}  // namespace claimline
