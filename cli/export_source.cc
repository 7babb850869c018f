// From the command line to the question of an export.

#include "cli/export_source.h"

namespace claimline {
namespace {

// Every article that `search` would find, copies too.
Result<std::vector<ArticleRow>> find_articles(const ExportOptions& options, const Asking& asking,
                                              const Context& context) {
    if (!options.filter.as_of.empty())
        return with_hint(fail(ErrorKind::usage, "--as-of: articles are listed as they are now"),
                         "export claims --as-of tells what was known on a day");
    const auto dates = parse_date_field(options.filter.on);
    if (!dates) return Failure(dates.error());
    auto asked = query_of(options.filter, asking, context, BareWords::parties, *dates);
    if (!asked) return Failure(asked.error());
    const auto query = threads_as_claims(std::move(*asked), asking);
    if (!query) return Failure(query.error());
    const auto index = open_full_text(asking);
    if (!index) return Failure(index.error());
    const auto page = (*index)->search(*query, SearchOrder::newest, Copies::show, 0, SIZE_MAX);
    if (!page) return Failure(page.error());
    std::vector<ArticleRow> rows;
    rows.reserve(page->hits.size());
    for (const auto& hit : page->hits) rows.push_back(hit.article);
    return rows;
}

}  // namespace

Result<ExportQuestion> ask_for_export(const ExportOptions& options, const Context& context) {
    const auto table = parse_export_table(options.what);
    if (!table) return Failure(table.error());
    auto asking = open_asking(context);
    if (!asking) return Failure(asking.error());
    if (*table == ExportTable::articles) {
        auto articles = find_articles(options, *asking, context);
        if (!articles) return Failure(articles.error());
        return ExportQuestion{*table, std::move(*asking), {}, std::move(*articles)};
    }
    auto filter = filter_of(options.filter, *asking, context);
    if (!filter) return Failure(filter.error());
    return ExportQuestion{*table, std::move(*asking), std::move(*filter), {}};
}

}  // namespace claimline
