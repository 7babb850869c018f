// Any bytes through names, references, quotations and speakers: no crash, no hang, mentions sorted, apart,
// inside the text and on code points, one speaker entry a sentence; the same twice.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "extract/attribution.h"
#include "extract/entities.h"

namespace {

using claimline::EntityTable;

const EntityTable& table() {
    static const EntityTable loaded = [] {
        auto made = EntityTable::load({std::filesystem::path(CLAIMLINE_SOURCE_DATA) / "entities"});
        if (!made) std::abort();
        return std::move(*made);
    }();
    return loaded;
}

bool on_code_point(std::string_view text, std::uint32_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    claimline::Article article;
    article.text = claimline::to_valid_utf8({reinterpret_cast<const char*>(data), size});
    article.title = article.text.substr(0, article.text.find('\n'));
    const auto tokens = claimline::tokenise(article.text, claimline::Vocabulary());
    const auto entities = claimline::find_entities(article, tokens, table());
    std::uint32_t end = 0;
    for (const auto& mention : entities) {
        if (mention.span.begin < end || mention.span.end <= mention.span.begin) std::abort();
        if (mention.span.end > article.text.size()) std::abort();
        if (!on_code_point(article.text, mention.span.begin)) std::abort();
        if (!on_code_point(article.text, mention.span.end)) std::abort();
        end = mention.span.end;
    }
    const auto said = claimline::find_attributions(article, tokens, entities, table());
    if (said.by_sentence.size() != tokens.sentences.size()) std::abort();
    for (const auto& quote : said.quotes) {
        if (quote.span.end > article.text.size() || quote.span.end <= quote.span.begin) std::abort();
    }
    if (claimline::find_entities(article, tokens, table()).size() != entities.size()) std::abort();
    return 0;
}
