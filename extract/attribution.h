#pragma once
// Quotations and who says what: the speaker of each sentence, with role, medium and outlet.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/entity.h"
#include "extract/entity_table.h"
#include "extract/tokens.h"

namespace claimline {

struct QuoteMention {
    Span span;            // with its quotation marks; a quotation that goes on in the next paragraph is two
    std::string speaker;  // as in Attribution::speaker; empty when not stated
};

// Said-ness of one sentence.
struct SentenceSpeaker {
    enum class How : std::uint8_t {
        none,
        quotation,
        said,
        according_to,
        unnamed
    };  // most direct first after none
    How how = How::none;
    std::string speaker;       // person if named, else organisation; "" for none and unnamed
    std::string speaker_type;  // mention type of the speaker: PER, COMPANY, GROUP ...
    std::string speaker_org;  // canonical name of the party the speaker speaks for ("TikTok" for its manager)
    std::string speaker_org_id;
    std::string role;    // "general manager for operations in Europe"
    std::string via;     // "blog post"
    std::string outlet;  // "Reuters"
    std::string source;  // unnamed sources as described: "people familiar with the matter"
    Span cue;            // the words that say so ("said", "according to"); empty for continued quotations
    std::vector<Span> evidence;  // other sentences that gave a part (speaker named there)
};

struct Attributions {
    std::vector<QuoteMention> quotes;
    std::vector<SentenceSpeaker> by_sentence;  // parallel to TokenizedText::sentences
};

// `entities` as find_entities() gives them for the same text, references included: a speaker may be "he" or
// "the company". A verb of speech makes its subject the speaker; a quotation takes the speaker of its
// sentence, else of the quotation before it in the line, else of the line before.
[[nodiscard]] Attributions find_attributions(const Article& article, const TokenizedText& tokens,
                                             const std::vector<EntityMention>& entities,
                                             const EntityTable& table);

}  // namespace claimline
