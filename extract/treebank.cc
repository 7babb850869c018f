// A line with seven columns is a token, even when its form is "#"; any other line starting with "#" is a
// marker.

#include "extract/treebank.h"

#include <algorithm>
#include <array>

#include "extract/tokens_split.h"

namespace claimline {
namespace {

constexpr std::size_t kColumns = 7;

// False when there are not exactly seven columns.
bool split_columns(std::string_view line, std::array<std::string_view, kColumns>& columns) {
    for (std::size_t i = 0; i < kColumns; ++i) {
        const std::size_t end = line.find('\t');
        if ((end == std::string_view::npos) != (i + 1 == kColumns)) return false;
        columns[i] = line.substr(0, end);
        line.remove_prefix(std::min(columns[i].size() + 1, line.size()));
    }
    return true;
}

void add_token(TreebankSentence& sentence, const std::array<std::string_view, kColumns>& columns,
               bool space) {
    Token token;
    token.span.begin = static_cast<std::uint32_t>(sentence.text.size());
    sentence.text += columns[0];
    token.span.end = static_cast<std::uint32_t>(sentence.text.size());
    token.flags = flags_of_form(columns[0]);
    if (space) token.flags |= kSpaceBefore;
    const bool only_marks =
        std::ranges::all_of(sentence.tokens, [](const Token& t) { return t.has(kPunctuation); });
    if (only_marks) token.flags |= kSentenceStart;
    token.pos = parse_pos(columns[1]);
    sentence.tokens.push_back(token);
    sentence.names.emplace_back(columns[5]);
    if (columns[6] == "1") sentence.text += ' ';
}

}  // namespace

Result<std::vector<TreebankSentence>> parse_treebank(std::string_view tsv,
                                                     const std::vector<std::string>& skip) {
    std::vector<TreebankSentence> sentences;
    TreebankSentence sentence;
    bool skipped = false;
    bool space = true;
    const auto finish = [&] {
        if (!sentence.tokens.empty() && !skipped) sentences.push_back(sentence);
        sentence.text.clear();
        sentence.tokens.clear();
        sentence.names.clear();
        space = true;
    };
    std::size_t number = 0;
    while (!tsv.empty()) {
        const std::size_t end = std::min(tsv.find('\n'), tsv.size());
        const std::string_view line = tsv.substr(0, end);
        tsv.remove_prefix(std::min(end + 1, tsv.size()));
        ++number;
        std::array<std::string_view, kColumns> columns;
        if (line.empty()) {
            finish();
        } else if (split_columns(line, columns)) {
            add_token(sentence, columns, space);
            space = columns[6] == "1";
        } else if (line.starts_with("#doc ")) {
            finish();
            sentence.document = line.substr(5);
            skipped = std::ranges::any_of(
                skip, [&](const std::string& id) { return sentence.document.starts_with(id); });
        } else if (!line.starts_with("#")) {
            return fail(ErrorKind::invalid_input, "line {}: not seven columns: {}", number,
                        line.substr(0, 60));
        }
    }
    finish();
    return sentences;
}

}  // namespace claimline
