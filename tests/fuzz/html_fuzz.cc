// Any bytes read as a page: bounded depth, subtrees inside their parents, valid UTF-8 out, twice the same.
#include <cstdint>
#include <cstdlib>

#include "core/text.h"
#include "extract/html.h"
#include "extract/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::string page = claimline::to_valid_utf8(bytes);
    const claimline::HtmlTree tree = claimline::parse_html(page);
    for (std::uint32_t i = 1; i < tree.size(); ++i) {
        if (tree[i].parent >= i || tree[i].end > tree[tree[i].parent].end || tree[i].depth > 2000)
            std::abort();
    }
    claimline::DocumentHints hints;
    hints.type = claimline::DocumentType::html;
    hints.url = "https://news.example/2020/01/02/a";
    const auto first = claimline::parse_document(bytes, hints);
    const auto second = claimline::parse_document(bytes, hints);
    if (!first || !second || first->text != second->text || first->published != second->published)
        std::abort();
    for (const std::string* text : {&first->text, &first->title, &first->site, &first->canonical}) {
        if (!claimline::is_valid_utf8(*text)) std::abort();
    }
    return 0;
}
