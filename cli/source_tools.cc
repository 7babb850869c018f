// Ids and kinds are made from addresses alone, so that importing a list needs no network.

#include "cli/source_tools.h"

#include <algorithm>

#include "core/suggest.h"
#include "core/text.h"
#include "crawler/sources.h"

namespace claimline {

const Source* KnownSources::find(std::string_view id) const {
    for (const auto* list : {&own, &shipped}) {
        const auto found = std::ranges::find(*list, id, &Source::id);
        if (found != list->end()) return &*found;
    }
    return nullptr;
}

Result<KnownSources> known_sources(const Workspace& workspace) {
    KnownSources known;
    auto own = load_sources(workspace.sources());
    if (!own) return Failure(own.error());
    known.own = std::move(*own);
    const auto data = data_folder();
    if (!data) return Failure(data.error());
    auto shipped = load_sources(*data / "sources");
    if (!shipped) return Failure(shipped.error());
    for (auto& source : *shipped) {
        if (std::ranges::find(known.own, source.id, &Source::id) != known.own.end()) continue;
        source.enabled = false;
        known.shipped.push_back(std::move(source));
    }
    return known;
}

Failure unknown_source(const std::string& id, const KnownSources& known) {
    std::vector<std::string> ids;
    for (const auto* list : {&known.own, &known.shipped})
        for (const auto& source : *list) ids.push_back(source.id);
    const auto near = nearest(id, ids);
    return with_hint(fail(ErrorKind::usage, "no source has the id '{}'", id),
                     near ? fmt::format("did you mean '{}'?", *near) : "see claimline source list");
}

std::string id_from(const Url& url, const std::set<std::string>& taken) {
    std::string id;
    std::string text = url.host + url.path;
    if (text.starts_with("www.")) text.erase(0, 4);
    if (const auto dot = text.rfind('.'); dot != std::string::npos && dot > text.rfind('/')) text.resize(dot);
    for (const char c : text.substr(0, 80)) {
        const bool plain = (c >= 'a' && c <= 'z') || is_digit(c);
        if (plain)
            id.push_back(c);
        else if (!id.empty() && id.back() != '-')
            id.push_back('-');
    }
    while (!id.empty() && id.back() == '-') id.pop_back();
    std::string unique = id;
    for (int number = 2; taken.contains(unique); ++number) unique = fmt::format("{}-{}", id, number);
    return unique;
}

std::optional<SourceKind> kind_named(std::string_view name) {
    for (const SourceKind kind :
         {SourceKind::feed, SourceKind::sitemap, SourceKind::index, SourceKind::page, SourceKind::site}) {
        if (name == to_string(kind)) return kind;
    }
    return std::nullopt;
}

SourceKind kind_from(const Url& url) {
    const std::string path = to_lower(url.path);
    const auto has = [&path](std::string_view word) { return path.find(word) != std::string::npos; };
    if (has("sitemap")) return SourceKind::sitemap;
    if (has("feed") || has("rss") || has("atom") || path.ends_with(".xml")) return SourceKind::feed;
    return path == "/" ? SourceKind::site : SourceKind::index;
}

std::string ago(std::optional<Instant> at, Instant now) {
    if (!at) return "never";
    const auto seconds = std::max<std::int64_t>((now - *at).count(), 0);
    if (seconds < 120) return fmt::format("{} s ago", seconds);
    if (seconds < 2 * 3600) return fmt::format("{} min ago", seconds / 60);
    if (seconds < 2 * 86400) return fmt::format("{} h ago", seconds / 3600);
    return fmt::format("{} d ago", seconds / 86400);
}

}  // namespace claimline
