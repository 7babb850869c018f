// Any bytes may be cut: tokens in order inside the text, on code-point borders of valid text, sentences
// covering them.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/text.h"
#include "extract/tagger.h"
#include "extract/tokens.h"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

bool on_border(std::string_view text, std::uint32_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace claimline;
    static const auto tagger = Tagger::open(CLAIMLINE_SOURCE_DATA "/models/en-upos.weights");
    static const Vocabulary vocabulary = [] {
        Vocabulary words;
        for (const char* word : {"fine", "say", "data", "be", "not"}) words.intern(word);
        return words;
    }();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const bool valid = is_valid_utf8(text);
    const TokenizedText cut = tokenise(text, vocabulary, tagger ? &*tagger : nullptr);
    std::uint32_t at = 0;
    for (const Token& token : cut.tokens) {
        require(token.span.begin >= at && token.span.end > token.span.begin && token.span.end <= size);
        if (valid) require(on_border(text, token.span.begin) && on_border(text, token.span.end));
        require(token.lemma < vocabulary.size() &&
                (token.lemma != kUnknownLemma || token.alt_lemma == kUnknownLemma));
        at = token.span.end;
    }
    std::uint32_t next = 0;
    for (const Sentence& sentence : cut.sentences) {
        require(sentence.first == next && sentence.last > next);
        require(sentence.span.begin == cut.tokens[sentence.first].span.begin);
        require(sentence.span.end == cut.tokens[sentence.last - 1].span.end);
        next = sentence.last;
    }
    require(next == cut.tokens.size());
    return 0;
}
