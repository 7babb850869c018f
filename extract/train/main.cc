// claimline-train: makes and measures the weights of data/models from annotated sentences.

#include <zlib.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/hash.h"
#include "extract/tagger.h"
#include "extract/tagger_rules.h"
#include "extract/tagger_train.h"

namespace claimline {
namespace {

constexpr std::string_view kUsage =
    "usage: claimline-train pos --train FILE=NOTICE... --out FILE [--iters N] [--seed N] [--prune X] [--skip "
    "DOC]...\n"
    "       claimline-train score-pos --weights FILE --test FILE...\n"
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
    std::string weights;
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
        else if (name == "--weights")
            options.weights = word;
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

Result<void> train_pos(const Options& options) {
    std::vector<TreebankSentence> sentences;
    std::vector<std::pair<std::string, std::string>> corpora;
    for (const std::string& argument : options.train) {
        const std::size_t equals = argument.find('=');
        auto bytes = read_file(argument.substr(0, equals));
        if (!bytes) return tl::unexpected(bytes.error());
        auto part = parse_treebank(*bytes, options.skip);
        if (!part) return tl::unexpected(part.error());
        std::move(part->begin(), part->end(), std::back_inserter(sentences));
        const std::string notice =
            equals == std::string::npos ? "no notice given" : argument.substr(equals + 1);
        corpora.emplace_back("corpus", notice + ", SHA-256 " + to_hex(sha256(*bytes)));
    }
    LinearModel model = train_tagger(sentences, options.training);
    model.header.insert(model.header.end(), corpora.begin(), corpora.end());
    for (const std::string& id : options.skip) model.header.emplace_back("skipped", id);
    const std::string bytes = to_bytes(model);
    std::ofstream file(options.out, std::ios::binary);
    file << bytes;
    if (!file.flush()) return fail(ErrorKind::io, "writing {}", options.out);
    fmt::print("{} sentences, {} rows, {} words, {} bytes, SHA-256 {}\n", sentences.size(), model.rows.size(),
               model.words.size(), bytes.size(), to_hex(sha256(bytes)));
    return {};
}

Result<void> score_pos(const Options& options) {
    auto tagger = options.weights.empty() ? Result<Tagger>(fail(ErrorKind::not_found, "no weights given"))
                                          : Tagger::open(options.weights);
    if (!tagger && !options.weights.empty()) return tl::unexpected(tagger.error());
    for (const std::string& path : options.test) {
        auto bytes = read_file(path);
        if (!bytes) return tl::unexpected(bytes.error());
        auto sentences = parse_treebank(*bytes, options.skip);
        if (!sentences) return tl::unexpected(sentences.error());
        std::size_t right = 0;
        std::size_t all = 0;
        TaggerScratch scratch;
        for (const TreebankSentence& sentence : *sentences) {
            std::vector<Token> tokens = sentence.tokens;
            if (tagger)
                tagger->tag(sentence.text, tokens, scratch);
            else
                tag_by_rules(sentence.text, tokens);
            for (std::size_t i = 0; i < tokens.size(); ++i) right += tokens[i].pos == sentence.tokens[i].pos;
            all += tokens.size();
        }
        fmt::print("{}: {:.2f} % of {} tags right\n", path,
                   100.0 * static_cast<double>(right) / static_cast<double>(all), all);
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
    if (options.command == "pos" && !options.train.empty() && !options.out.empty()) {
        result = train_pos(options);
    } else if (options.command == "score-pos" && !options.test.empty()) {
        result = score_pos(options);
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
