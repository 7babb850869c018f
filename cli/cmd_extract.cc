// claimline extract: documents in, one JSON object a document out, in input order; stores nothing.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/context.h"
#include "cli/document_json.h"
#include "cli/extraction.h"
#include "cli/input.h"
#include "cli/ordered_parallel.h"

namespace claimline {
namespace {

ExtractionParts parts_of(const ExtractOptions& options) {
    const auto& emit = options.emit;
    const auto anchor = options.anchor == "narrative" ? DateAnchor::narrative : DateAnchor::news;
    if (emit.empty()) return {.anchor = anchor};
    const auto wants = [&emit](const char* part) { return std::ranges::find(emit, part) != emit.end(); };
    return {.article = wants("article"),
            .sentences = wants("sentences"),
            .dates = wants("dates"),
            .quantities = wants("quantities"),
            .entities = wants("entities"),
            .quotes = wants("quotes"),
            .claims = wants("claims"),
            .anchor = anchor};
}

struct OutputLine {
    std::string text;
    std::optional<Error> error;
    std::string id;
};

Result<Extraction> extract_one(InputDocument& input, const Knowledge& knowledge,
                               const ExtractionParts& parts) {
    if (input.error) return Failure(*input.error);
    const std::string key = input.hints.url.empty() ? input.id : input.hints.url;
    if (!input.is_text) return extract_bytes(input.bytes, input.hints, knowledge, parts, key);
    Article article;
    article.url = input.hints.url;
    article.title = input.title;
    article.published = input.hints.published;
    article.lang = input.hints.lang.empty() ? "en" : input.hints.lang;
    article.text = std::move(input.bytes);
    return extract_article(std::move(article), knowledge, parts, key);
}

// Hostile bytes can't make the output invalid: what is no UTF-8 leaves as U+FFFD.
std::string to_line(const nlohmann::ordered_json& json) {
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

int run_extract(const ExtractOptions& options, Context& context) {
    // The same answer in every folder: the packs and entities of a workspace count only when it is named. No
    // workspace is needed, so a named folder may as well be none.
    std::optional<Workspace> workspace;
    const auto& named = context.global.workspace;
    if (!named.empty() && std::filesystem::exists(named / "claimline.toml")) {
        auto opened = open_workspace(named);
        if (!opened) return report(opened.error());
        workspace = std::move(*opened);
    }
    const auto knowledge = load_knowledge(workspace ? &*workspace : nullptr);
    if (!knowledge) return report(knowledge.error());
    if (!options.published.empty() && !date_of_timestamp(options.published))
        return report({ErrorKind::usage, fmt::format("--published: '{}' is not a date", options.published),
                       "write 2023-02-18 or 2023-02-18T09:12:00+01:00"});
    auto parts = parts_of(options);
    parts.explain = options.explain;
    const auto paths = options.paths.empty() ? std::vector<std::string>{"-"} : options.paths;
    InputReader reader(paths, options.from,
                       {.url = options.url, .published = options.published, .lang = options.lang});

    std::size_t failed = 0;
    for_each_ordered(
        thread_count(options.threads), [&] { return reader.next(); },
        [&](InputDocument input) -> OutputLine {
            const auto document = extract_one(input, *knowledge, parts);
            if (!document)
                return {to_line(error_to_json(input.id, document.error())), document.error(), input.id};
            return {to_line(to_json(input.id, *document, parts, options.explain)), std::nullopt, input.id};
        },
        [&](const OutputLine& line) {
            if (line.error) {
                ++failed;
                context.say(fmt::format("{}: {}", line.id, line.error->message));
            }
            context.out(line.text);
            std::fflush(stdout);  // a reader behind a pipe gets each document when it is ready
            return true;
        });
    return failed == 0 ? kDone : kPartly;
}

}  // namespace claimline
