// Viterbi over the label scores of each sentence.

#include "extract/ner.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

#include "core/hash.h"
#include "extract/ner_features.h"
#include "extract/ner_viterbi.h"
#include "extract/weights.h"

namespace claimline {

const char* to_string(NameType type) {
    switch (type) {
        case NameType::person: return "PER";
        case NameType::organisation: return "ORG";
        case NameType::location: return "LOC";
    }
    return "";
}

struct NameFinder::State {
    KnownWords names;
    WeightTable table;
    TransitionScores transitions{};
    int lean = 0;  // taken off every "outside"
    std::string digest;
};

NameFinder::NameFinder(std::unique_ptr<State> state) : state_(std::move(state)) {}
NameFinder::~NameFinder() = default;
NameFinder::NameFinder(NameFinder&&) noexcept = default;
NameFinder& NameFinder::operator=(NameFinder&&) noexcept = default;

Result<NameFinder> NameFinder::open(const std::filesystem::path& weights) {
    std::ifstream file(weights, std::ios::binary);
    if (!file) return fail(ErrorKind::not_found, "opening name weights {}: no such file", weights.string());
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    auto finder = parse(bytes);
    if (!finder) finder.error().message = weights.string() + ": " + finder.error().message;
    return finder;
}

Result<NameFinder> NameFinder::parse(std::string_view bytes) {
    auto model = parse_linear_model(bytes);
    if (!model) return tl::unexpected(model.error());
    if (model->value("templates") != kNerTemplates) {
        return fail(ErrorKind::corrupt,
                    "reading name weights: trained for features \"{}\", this program has \"{}\"",
                    model->value("templates"), kNerTemplates);
    }
    State state{KnownWords(model->words), WeightTable(*model), {}, 0, to_hex(sha256(bytes))};
    const std::string_view lean = model->value("lean");
    if (std::from_chars(lean.data(), lean.data() + lean.size(), state.lean).ec != std::errc() ||
        std::abs(state.lean) > kMaxWeight) {
        return fail(ErrorKind::corrupt, "reading name weights: no usable lean: \"{}\"", lean);
    }
    for (std::size_t from = 0; from < kNerLabels; ++from) {
        WeightRow row;
        const std::array<std::uint64_t, 1> feature{transition_feature(from)};
        state.table.add_rows(feature, row);
        for (std::size_t to = 0; to < kNerLabels; ++to) state.transitions[from][to] = row.by_label[to];
    }
    return NameFinder(std::make_unique<State>(std::move(state)));
}

std::vector<NameSpan> NameFinder::find_name_spans(std::string_view text, const TokenizedText& tokens) const {
    std::vector<NameSpan> found;
    NerScratch scratch;
    describe_document(text, tokens, state_->names, scratch);
    std::vector<LabelScores> scores;
    ViterbiScratch viterbi;
    for (std::size_t s = 0; s < tokens.sentences.size(); ++s) {
        const Sentence& sentence = tokens.sentences[s];
        const std::size_t size = sentence.last - sentence.first;
        scores.resize(size);
        bool any = false;
        for (std::size_t i = 0; i < size; ++i) {
            const std::size_t at = scratch.starts[s] + i;
            scores[i] = only_outside();
            if (!scratch.words[at].may_be_name) continue;
            any = true;
            std::array<std::uint64_t, kMostNerFeatures> features;
            const std::size_t count = ner_features(scratch.words, at, scratch.headline[s] != 0, features);
            WeightRow row;
            WeightRow rest;  // kMaxActive at a time, so that no sum overflows
            const std::size_t half = std::min<std::size_t>(count, kMaxActive);
            state_->table.add_rows({features.data(), half}, row);
            state_->table.add_rows({features.data() + half, count - half}, rest);
            for (std::size_t label = 0; label < kNerLabels; ++label)
                scores[i][label] = row.by_label[label] + rest.by_label[label];
            scores[i][kOutside] -= state_->lean;
        }
        if (!any) continue;
        const auto& labels = best_labels(scores, state_->transitions, viterbi);
        for (std::size_t i = 0; i < size; ++i) {
            if (labels[i] == kOutside) continue;
            const auto type = static_cast<NameType>((labels[i] - 1) / 4);
            const auto part = static_cast<NamePart>((labels[i] - 1) % 4);
            const auto token = static_cast<std::uint32_t>(sentence.first + i);
            if (part == NamePart::begin || part == NamePart::unit)
                found.push_back({tokens.tokens[token].span, token, token + 1, type});
            found.back().span.end = tokens.tokens[token].span.end;
            found.back().last = token + 1;
        }
    }
    return found;
}

std::string_view NameFinder::digest() const {
    return state_->digest;
}

}  // namespace claimline
