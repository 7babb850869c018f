#pragma once
// From lines to sentences: which lines belong together, what role they play, and where sentences end in them.

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/text.h"
#include "extract/tokens.h"

namespace claimline {

// One line, or several lines of running prose that were broken to a width ("hard-wrapped").
struct SentenceBlock {
    Span span;                    // without surrounding white space; never empty
    std::uint32_t paragraph = 0;  // as in Sentence
    SentenceRole role = SentenceRole::prose;
};

// All blocks of the text, in order. Rules:
// - an empty line ends a paragraph; in text that is not hard-wrapped each line of prose is a paragraph too
//   (a list or table shares the paragraph of the line that introduces it);
// - a text is hard-wrapped when many of its lines stop in mid-sentence and the next goes on in lower case;
// - list items begin with a bullet or a number, table rows have cells apart by "|" or tabs, headings are
// short,
//   without a final full stop, and followed by more text.
[[nodiscard]] std::vector<SentenceBlock> find_blocks(std::string_view text);

// Appends the sentences among the tokens [first, tokens.size()), which are those of `block`, and marks their
// first tokens with kSentenceStart. Quotation marks and brackets that close right after the final mark belong
// to the sentence, and so does a footnote number ("markets.2", "markets.[2]").
void cut_sentences(std::string_view text, const SentenceBlock& block, std::uint32_t first,
                   TokenizedText& out);

}  // namespace claimline
