// claimline-train: makes and measures the weights of data/models from annotated sentences.

#include <zlib.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/hash.h"
#include "extract/ner_train.h"
#include "extract/tagger.h"
#include "extract/tagger_rules.h"
#include "extract/tagger_train.h"

namespace claimline {
namespace {

constexpr std::string_view kUsage =
    "usage: claimline-train pos --train FILE=NOTICE... --out FILE [--iters N] [--seed N] [--prune X] [--skip "
    "DOC]...\n"
    "       claimline-train ner --pos WEIGHTS --names FILE=NOTICE --train FILE=NOTICE... --out FILE [the "
    "same]\n"
    "       claimline-train score-pos [--pos WEIGHTS] --test FILE... [--skip DOC]...\n"
    "       claimline-train score-ner --pos WEIGHTS --ner WEIGHTS --test FILE... [--skip DOC]...\n"
    "Files are treebanks of seven columns (extract/treebank.h), plain or .gz. NOTICE is what the header of "
    "the\n"
    "weights says about the file: corpus and licence. --skip leaves documents out by the start of their "
    "id.\n";

struct Options {
    std::string command;
    std::vector<std::string> train;
    std::vector<std::string> test;
    std::vector<std::string> skip;
    std::string out;
    std::string pos;
    std::string ner;
    std::string names;
    TrainingOptions training;
};

template <class Number>
bool read_number(std::string_view text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

// Values follow their option; --train, --test and --skip take several.
bool parse_options(const std::vector<std::string>& words, Options& options) {
    if (words.empty()) return false;
    options.command = words[0];
    std::string name;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word.starts_with("--"))
            name = word;
        else if (name == "--train")
            options.train.push_back(word);
        else if (name == "--test")
            options.test.push_back(word);
        else if (name == "--skip")
            options.skip.push_back(word);
        else if (name == "--out")
            options.out = word;
        else if (name == "--pos")
            options.pos = word;
        else if (name == "--ner")
            options.ner = word;
        else if (name == "--names")
            options.names = word;
        else if (name == "--iters" && read_number(word, options.training.iterations))
            continue;
        else if (name == "--seed" && read_number(word, options.training.seed))
            continue;
        else if (name == "--prune" && read_number(word, options.training.prune))
            continue;
        else
            return false;
    }
    return true;
}

struct GzClose {
    void operator()(gzFile file) const { gzclose(file); }
};

Result<std::string> read_file(const std::string& path) {
    const std::unique_ptr<gzFile_s, GzClose> file(
        gzopen(path.c_str(), "rb"));  // reads plain files as they are
    if (!file) return fail(ErrorKind::io, "opening {}", path);
    std::string bytes;
    std::array<char, 1 << 16> buffer{};
    int got = 0;
    while ((got = gzread(file.get(), buffer.data(), buffer.size())) > 0)
        bytes.append(buffer.data(), static_cast<std::size_t>(got));
    if (got < 0) return fail(ErrorKind::io, "reading {}", path);
    return bytes;
}

// FILE=NOTICE: the bytes, and what the header of the weights says about them.
struct Corpus {
    std::string bytes;
    std::string notice;
};

Result<Corpus> read_corpus(const std::string& argument) {
    const std::size_t equals = argument.find('=');
    auto bytes = read_file(argument.substr(0, equals));
    if (!bytes) return tl::unexpected(bytes.error());
    const std::string notice = equals == std::string::npos ? "no notice given" : argument.substr(equals + 1);
    return Corpus{*bytes, notice + ", SHA-256 " + to_hex(sha256(*bytes))};
}

using Header = std::vector<std::pair<std::string, std::string>>;

Result<std::vector<TreebankSentence>> read_training(const Options& options, Header& notices) {
    std::vector<TreebankSentence> sentences;
    for (const std::string& argument : options.train) {
        auto corpus = read_corpus(argument);
        if (!corpus) return tl::unexpected(corpus.error());
        auto part = parse_treebank(corpus->bytes, options.skip);
        if (!part) return tl::unexpected(part.error());
        // Ids repeat from file to file.
        for (TreebankSentence& sentence : *part) sentence.document += "@" + argument;
        std::move(part->begin(), part->end(), std::back_inserter(sentences));
        notices.emplace_back("corpus", corpus->notice);
    }
    for (const std::string& id : options.skip) notices.emplace_back("skipped", id);
    return sentences;
}

Result<void> write_model(LinearModel model, const Header& notices, const std::string& path) {
    model.header.insert(model.header.end(), notices.begin(), notices.end());
    const std::string bytes = to_bytes(model);
    std::ofstream file(path, std::ios::binary);
    file << bytes;
    if (!file.flush()) return fail(ErrorKind::io, "writing {}", path);
    fmt::print("{}: {} rows, {} words, {} bytes, SHA-256 {}\n", path, model.rows.size(), model.words.size(),
               bytes.size(), to_hex(sha256(bytes)));
    return {};
}

Result<void> train_pos(const Options& options) {
    Header notices;
    const auto sentences = read_training(options, notices);
    if (!sentences) return tl::unexpected(sentences.error());
    return write_model(train_tagger(*sentences, options.training), notices, options.out);
}

Result<void> train_ner(const Options& options) {
    Header notices;
    auto sentences = read_training(options, notices);
    if (!sentences) return tl::unexpected(sentences.error());
    const auto tagger = Tagger::open(options.pos);
    if (!tagger) return tl::unexpected(tagger.error());
    const auto lists = read_corpus(options.names);
    if (!lists) return tl::unexpected(lists.error());
    auto names = parse_name_lists(lists->bytes);
    if (!names) return tl::unexpected(names.error());
    notices.emplace_back("names", lists->notice);
    notices.emplace_back("tags", "weights with SHA-256 " + std::string(tagger->digest()));
    return write_model(train_names(std::move(*sentences), *tagger, std::move(*names), options.training),
                       notices, options.out);
}

Result<std::vector<TreebankSentence>> read_test(const Options& options, const std::string& path) {
    auto bytes = read_file(path);
    if (!bytes) return tl::unexpected(bytes.error());
    return parse_treebank(*bytes, options.skip);
}

double percent(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

// Without weights the rules are measured.
Result<void> score_pos(const Options& options) {
    std::optional<Tagger> tagger;
    if (!options.pos.empty()) {
        auto opened = Tagger::open(options.pos);
        if (!opened) return tl::unexpected(opened.error());
        tagger = std::move(*opened);
    }
    for (const std::string& path : options.test) {
        const auto sentences = read_test(options, path);
        if (!sentences) return tl::unexpected(sentences.error());
        std::size_t right = 0;
        std::size_t all = 0;
        for (const TreebankSentence& sentence : *sentences) {
            std::vector<Token> tokens = sentence.tokens;
            if (tagger) {
                tagger->tag(sentence.text, tokens);
            } else {
                tag_by_rules(sentence.text, tokens);
            }
            for (std::size_t i = 0; i < tokens.size(); ++i) right += tokens[i].pos == sentence.tokens[i].pos;
            all += tokens.size();
        }
        fmt::print("{}: {:.2f} % of {} tags right\n", path, percent(right, all), all);
    }
    return {};
}

Result<void> score_ner(const Options& options) {
    const auto tagger = Tagger::open(options.pos);
    if (!tagger) return tl::unexpected(tagger.error());
    const auto finder = NameFinder::open(options.ner);
    if (!finder) return tl::unexpected(finder.error());
    for (const std::string& path : options.test) {
        auto sentences = read_test(options, path);
        if (!sentences) return tl::unexpected(sentences.error());
        const NameScore score = score_names(std::move(*sentences), *tagger, *finder);
        fmt::print("{}: F1 {:.2f} (precision {:.2f}, recall {:.2f}; span alone F1 {:.2f}) of {} names\n",
                   path, percent(2 * score.right, score.found + score.gold),
                   percent(score.right, score.found), percent(score.right, score.gold),
                   percent(2 * score.right_span, score.found + score.gold), score.gold);
    }
    return {};
}

int run(const std::vector<std::string>& words) {
    Options options;
    Result<void> result;
    if (!parse_options(words, options)) {
        fmt::print(stderr, "{}", kUsage);
        return 2;
    }
    const bool trains = !options.train.empty() && !options.out.empty();
    if (options.command == "pos" && trains) {
        result = train_pos(options);
    } else if (options.command == "ner" && trains && !options.names.empty()) {
        result = train_ner(options);
    } else if (options.command == "score-pos" && !options.test.empty()) {
        result = score_pos(options);
    } else if (options.command == "score-ner" && !options.test.empty()) {
        result = score_ner(options);
    } else {
        fmt::print(stderr, "{}", kUsage);
        return 2;
    }
    if (!result) fmt::print(stderr, "claimline-train: {}\n", result.error().message);
    return result ? 0 : 1;
}

}  // namespace
}  // namespace claimline

int main(int argc, char** argv) {
    return claimline::run({argv + 1, argv + argc});
}
