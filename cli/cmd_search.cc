// claimline search: articles, each with the piece of its text that shows why it was found.

#include <fmt/format.h>

#include <chrono>
#include <map>

#include "cli/ask.h"
#include "cli/render.h"
#include "core/text.h"
#include "index/snippet.h"

namespace claimline {
namespace {

constexpr std::size_t kDefaultLimit = 10;
constexpr std::size_t kSnippetIndent = 3;

struct Hit {
    ArticleText article;
    Snippet snippet;
    std::size_t copies = 0;
};

std::string published_day(const ArticleHead& head) {
    return head.published.substr(0, 10);
}

std::string source_of(const ArticleHead& head) {
    return head.source.empty() ? head.host : head.source;
}

// Words in bold, or between ** where there is no colour.
std::string marked(const Hit& hit, bool color) {
    const std::string_view text = hit.article.text;
    std::string out = hit.snippet.cut_before ? "…" : "";
    std::uint32_t at = hit.snippet.window.begin;
    const auto add = [&](std::uint32_t until) {
        for (const char c : to_printable(text.substr(at, until - at)))
            if (c != ' ' || !out.ends_with(' ')) out.push_back(c);  // paragraphs run on
        at = until;
    };
    for (const Span& mark : hit.snippet.marks) {
        if (mark.begin < at) continue;  // pieces of overlapping words
        add(mark.begin);
        const auto word = to_printable(slice(text, mark));
        out += color ? styled(word, Style::strong, true) : "**" + word + "**";
        at = mark.end;
    }
    add(hit.snippet.window.end);
    if (hit.snippet.cut_after) out += "…";
    return out;
}

void print_for_people(const std::vector<Hit>& hits, const OutputOptions& output, const Context& context) {
    const bool color = context.terminal.color;
    std::size_t width = 0;
    for (const auto& hit : hits)
        width = std::max(width, display_width(to_printable(source_of(hit.article.head))));
    width = std::min<std::size_t>(width, 24);
    std::string out;
    for (const auto& hit : hits) {
        const ArticleHead& head = hit.article.head;
        const std::string claims = fmt::format("{} claim{}", head.claims, head.claims == 1 ? "" : "s");
        const std::string id = head.id.substr(0, 8);
        const std::size_t taken = 10 + 2 + width + 2 + 2 + 10 + 2 + id.size();
        const std::size_t room = output.wide                             ? display_width(head.title)
                                 : context.terminal.columns > taken + 20 ? context.terminal.columns - taken
                                                                         : 20;
        const auto title = to_printable(head.title);
        out += pad_to_width(published_day(head), 10) + "  ";
        out += styled(pad_to_width(cut_to_width(to_printable(source_of(head)), width), width), Style::dim,
                      color) +
               "  ";
        out += styled(pad_to_width(cut_to_width(title, room), room), Style::strong, color) + "  ";
        out += pad_to_width(claims, 10, true) + "  " + styled(id, Style::accent, color);
        if (hit.copies > 0)
            out += styled(fmt::format("  +{} cop{}", hit.copies, hit.copies == 1 ? "y" : "ies"), Style::dim,
                          color);
        if (head.withdrawn) out += styled("  withdrawn", Style::bad, color);
        out += "\n" + std::string(kSnippetIndent, ' ') + marked(hit, color) + "\n";
    }
    context.out(out);
}

Table for_programs(const std::vector<Hit>& hits) {
    Table table;
    table.columns = {"published_at", "source_id",
                     "host",         "lang",
                     "title",        {"claims", Fit::whole, true},
                     "article_id",   "url",
                     "snippet",      {"copies", Fit::whole, true}};
    for (const auto& hit : hits) {
        const ArticleHead& head = hit.article.head;
        table.rows.push_back({head.published, head.source, head.host, head.lang, head.title,
                              std::to_string(head.claims), head.id, head.url, marked(hit, false),
                              std::to_string(hit.copies)});
    }
    return table;
}

Result<std::vector<Hit>> load(const Asking& asking, const SearchIndex& index, const Query& query,
                              const SearchPage& page, std::size_t columns) {
    std::vector<ArticleRow> rows;
    std::map<ArticleRow, std::size_t> copies;
    for (const auto& hit : page.hits) {
        rows.push_back(hit.article);
        copies[hit.article] = hit.copies;
    }
    auto articles = asking.catalogue->articles(rows);
    if (!articles) return Failure(articles.error());
    std::vector<Hit> hits;
    for (auto& article : *articles) {
        const auto snippet = best_snippet(article.text, index.matches(query, article.text), columns);
        const std::size_t left_out = copies[article.head.row];
        hits.push_back({std::move(article), snippet, left_out});
    }
    return hits;
}

Result<void> answer(const SearchOptions& options, Context& context) {
    const auto started = std::chrono::steady_clock::now();
    const auto asking = open_asking_for(options.filter, context);
    if (!asking) return Failure(asking.error());
    const auto dates = parse_date_field(options.filter.on);
    if (!dates) return Failure(dates.error());
    auto asked = query_of(options.filter, *asking, context, BareWords::text, *dates);
    if (!asked) return Failure(asked.error());
    const auto query = threads_as_claims(std::move(*asked), *asking);
    if (!query) return Failure(query.error());
    if (options.explain) context.say("query: " + to_string(*query));
    const auto index = open_full_text(*asking);
    if (!index) return Failure(index.error());
    const bool people = options.output.format == "table" ||
                        (options.output.format.empty() && context.terminal.out_is_terminal);
    const std::size_t limit = options.output.limit > 0 ? options.output.limit
                              : people                 ? kDefaultLimit
                                                       : SIZE_MAX;
    const auto page = (*index)->search(*query, SearchOrder::best,
                                       options.no_collapse ? Copies::show : Copies::collapse, 0, limit);
    if (!page) return Failure(page.error());
    const std::size_t columns = context.terminal.columns - kSnippetIndent - 2;
    const auto hits = load(*asking, **index, *query, *page, columns);
    if (!hits) return Failure(hits.error());
    if (hits->empty()) say_nothing_found(options.filter, *asking, context, "article");
    if (!people) return print_table(for_programs(*hits), options.output, context);
    print_for_people(*hits, options.output, context);
    const auto ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started);
    if (hits->empty()) return {};
    const bool more = page->matches > hits->size();
    context.say(
        more ? fmt::format("{} of {} articles (--limit), {} ms", hits->size(), page->matches, ms.count())
             : fmt::format("{} article{}, {} ms", hits->size(), hits->size() == 1 ? "" : "s", ms.count()));
    return {};
}

}  // namespace

int run_search(const SearchOptions& options, Context& context) {
    const auto done = answer(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

}  // namespace claimline
