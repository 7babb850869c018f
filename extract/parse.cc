// Bytes of a document -> Article: see parse.h.
#include "extract/parse.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <span>
#include <utility>

#include "core/text.h"
#include "extract/charset.h"
#include "extract/main_text.h"
#include "extract/main_text_render.h"
#include "extract/metadata.h"
#include "extract/page_dates.h"
#include "extract/pdf.h"
#include "extract/plain_text.h"

namespace claimline {
namespace {

DocumentType type_of(std::string_view bytes, const DocumentHints& hints) {
    if (hints.type != DocumentType::automatic) return hints.type;
    const std::string media = to_lower(hints.media_type.substr(0, hints.media_type.find(';')));
    const std::string_view head = bytes.substr(0, 1024);
    if (head.find("%PDF-") != std::string_view::npos) return DocumentType::pdf;
    if (media.find("pdf") != std::string::npos) return DocumentType::pdf;
    if (media.find("html") != std::string::npos || media.find("xml") != std::string::npos)
        return DocumentType::html;
    const std::string lower = to_lower(head);
    for (const std::string_view mark :
         {"<html", "<!doctype", "<head", "<body", "<p", "<div", "<meta", "<title", "<article"}) {
        if (lower.find(mark) != std::string::npos) return DocumentType::html;
    }
    return DocumentType::text;
}

// Normal form C; already normal text, nearly all of it, is only checked.
std::string normalised(std::string text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status) || nfc->isNormalizedUTF8(text, status)) return text;
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    nfc->normalizeUTF8(0, text, sink, nullptr, status);
    return U_SUCCESS(status) ? out : text;
}

void keep(Article& article, const char* field, std::string& target, Found found) {
    if (found.value.empty()) return;
    target = normalised(std::move(found.value));
    article.provenance[field] = std::move(found.origin);
}

void cut_text(Article& article, std::size_t limit) {
    if (article.text.size() <= limit) return;
    std::size_t cut = article.text.rfind("\n\n", limit);
    if (cut == std::string::npos) {
        cut = limit;
        while (cut > 0 && (static_cast<unsigned char>(article.text[cut]) & 0xC0) == 0x80) --cut;
    }
    article.text.resize(cut);
    article.partial = true;
    article.provenance["partial"] = "text over the limit";
}

Article parse_html_document(std::string_view bytes, const DocumentHints& hints) {
    const DecodedText decoded = decode_html(bytes, hints.media_type);
    const HtmlTree tree = parse_html(decoded.text);
    const std::vector<ClassWords> words = class_words_of(tree);
    const PageBlocks blocks = split_blocks(tree, words);
    const PageMeta meta = collect_page_meta(tree);
    const JsonLd json_ld = parse_json_ld(tree.json_ld());
    const auto now =
        hints.today.value_or(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    PageFacts page{tree, words, blocks, meta, json_ld, hints.url, now};
    FoundTitle title = find_title(page);
    page.title_node = title.node;

    Article article;
    article.url = hints.url;
    keep(article, "canonical", article.canonical, find_canonical(page));
    keep(article, "amp", article.amp, find_amp(page));
    keep(article, "next_page", article.next_page, find_next_page(page));
    keep(article, "previous_page", article.previous_page, find_previous_page(page));
    article.pages = find_pages(page);
    if (!article.pages.empty()) article.provenance["pages"] = "numbered links";
    keep(article, "title", article.title, std::move(title));
    keep(article, "site", article.site, find_site(page));
    FoundAuthors authors = find_authors(page, article.site);
    if (!authors.names.empty()) article.provenance["author"] = std::move(authors.origin);
    for (std::string& name : authors.names) article.authors.push_back(normalised(std::move(name)));
    PageDates dates = find_page_dates(page);
    keep(article, "published", article.published, std::move(dates.published));
    keep(article, "modified", article.modified, std::move(dates.modified));
    const JsonLdDocument* main = json_ld.main_article(hints.url, article.title);
    const MainTextHints text_hints{
        article.title, meta.first({"description", "og:description"}),
        main != nullptr ? std::string_view(main->body) : std::string_view(),
        main != nullptr ? std::span(main->updates) : std::span<const JsonLdUpdate>()};
    MainText text = find_main_text(tree, blocks, words, text_hints);
    keep(article, "text", article.text, {std::move(text.text), std::move(text.origin)});
    keep(article, "lang", article.lang, find_language(page, article.text));
    if (const Found partial = find_partial(page); !partial.value.empty()) {
        article.partial = true;
        article.provenance["partial"] = partial.origin;
    }
    return article;
}

Article parse_text_document(std::string_view bytes, const DocumentHints& hints) {
    Article article;
    article.url = hints.url;
    article.text = normalised(tidy_plain_text(decode_plain_text(bytes, hints.media_type).text));
    article.provenance["text"] = "plain text";
    article.lang = detect_language(article.text);
    if (!article.lang.empty()) article.provenance["lang"] = "text";
    return article;
}

}  // namespace

Result<Article> parse_document(std::string_view bytes, const DocumentHints& hints,
                               const ParseLimits& limits) {
    if (bytes.size() > limits.max_bytes)
        return fail(ErrorKind::refused, "reading {}: {} bytes, more than the limit of {}", hints.url,
                    bytes.size(), limits.max_bytes);
    Article article;
    switch (type_of(bytes, hints)) {
        case DocumentType::pdf: {
            auto parsed = parse_pdf(bytes, hints, limits);
            if (!parsed) return Failure(std::move(parsed.error()));
            article = std::move(*parsed);
            article.text = normalised(std::move(article.text));
            article.title = normalised(std::move(article.title));
            break;
        }
        case DocumentType::text: article = parse_text_document(bytes, hints); break;
        case DocumentType::automatic:
        case DocumentType::html: article = parse_html_document(bytes, hints); break;
    }
    if (!hints.published.empty()) {
        article.published = hints.published;
        article.provenance["published"] = "given";
    }
    if (!hints.lang.empty()) {
        article.lang = hints.lang;
        article.provenance["lang"] = "given";
    }
    cut_text(article, limits.max_text_bytes);
    return article;
}

std::vector<std::string> page_lines(std::string_view bytes, std::string_view media_type) {
    const HtmlTree tree = parse_html(decode_html(bytes, media_type).text);
    const PageBlocks page = split_blocks(tree, class_words_of(tree));
    const std::string text = normalised(render_blocks(page, std::vector<bool>(page.blocks.size(), true)));
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (end > at) lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

}  // namespace claimline
