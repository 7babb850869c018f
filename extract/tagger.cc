// Loading, and the loop over a sentence: features, sums of their rows, the best label.

#include "extract/tagger.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

#include "core/hash.h"
#include "extract/language_tables.h"
#include "extract/weights.h"

namespace claimline {
struct Tagger::State {
    KnownWords words;
    WeightTable table;
    std::vector<Pos> labels;
    std::string digest;
};

Tagger::Tagger(std::unique_ptr<State> state) : state_(std::move(state)) {}
Tagger::~Tagger() = default;
Tagger::Tagger(Tagger&&) noexcept = default;
Tagger& Tagger::operator=(Tagger&&) noexcept = default;

Result<Tagger> Tagger::open(const std::filesystem::path& weights) {
    std::ifstream file(weights, std::ios::binary);
    if (!file) return fail(ErrorKind::not_found, "opening tagger weights {}: no such file", weights.string());
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    auto tagger = parse(bytes);
    if (!tagger) tagger.error().message = weights.string() + ": " + tagger.error().message;
    return tagger;
}

Result<Tagger> Tagger::parse(std::string_view bytes) {
    auto model = parse_linear_model(bytes);
    if (!model) return tl::unexpected(model.error());
    if (model->value("templates") != kTaggerTemplates) {
        return fail(ErrorKind::corrupt,
                    "reading tagger weights: trained for features \"{}\", this program has \"{}\"",
                    model->value("templates"), kTaggerTemplates);
    }
    std::vector<Pos> labels;
    std::string_view names = model->value("labels");
    while (!names.empty()) {
        const std::size_t end = std::min(names.find(' '), names.size());
        labels.push_back(parse_pos(names.substr(0, end)));
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    if (labels.empty() || labels.size() > kMaxLabels) {
        return fail(ErrorKind::corrupt, "reading tagger weights: {} labels", labels.size());
    }
    labels.resize(kMaxLabels, Pos::x);
    return Tagger(std::make_unique<State>(
        State{KnownWords(model->words), WeightTable(*model), std::move(labels), to_hex(sha256(bytes))}));
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

void Tagger::tag(std::string_view text, std::span<Token> sentence, TaggerScratch& scratch) const {
    const bool headline = describe_sentence(text, sentence, state_->words, scratch);
    unsigned before = kNoTag;
    unsigned earlier = kNoTag;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const WordShape* word = &scratch.words[i + 2];
        Pos pos = Pos::x;
        if (word->symbol) {
            pos = tag_of_symbol(text, sentence, i);
        } else if (word->only != WordEntry::kNoLabel) {
            pos = state_->labels[word->only];
        } else {
            std::array<std::uint64_t, kStaticFeatures> around{};
            std::array<std::uint64_t, kTagFeatures> tagged{};
            static_features(word, headline, around);
            tag_features(word, before, earlier, headline, tagged);
            WeightRow scores;
            state_->table.add_rows(around, scores);
            state_->table.add_rows(tagged, scores);
            const auto best = std::ranges::max_element(scores.by_label) - scores.by_label.begin();
            pos = state_->labels[static_cast<std::size_t>(best)];
        }
        sentence[i].pos = pos;
        earlier = before;
        before = static_cast<unsigned>(pos);
    }
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        if (!scratch.words[i + 2].compound) continue;
        const Pos next = i + 1 < sentence.size() ? sentence[i + 1].pos : Pos::x;
        sentence[i].pos = tag_of_compound(slice(text, sentence[i].span), sentence[i].pos, next);
    }
}

std::string_view Tagger::digest() const {
    return state_->digest;
}

}  // namespace claimline
