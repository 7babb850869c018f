#pragma once
// What an export writes, row by row: the answer to its question in the order of its table.

#include <optional>
#include <variant>

#include "cli/ask.h"
#include "cli/export_columns.h"
#include "cli/export_rows.h"
#include "cli/thread_rows.h"
#include "index/timeline.h"

namespace claimline {

// A claim; of a timeline with the counts of its thread.
struct ExportedClaim {
    const ClaimRecord& record;
    std::optional<ThreadCounts> counts;
};
struct ExportedArticle {
    const ArticleRecord& article;
    const Asking& asking;
};

struct ExportQuestion {
    ExportTable table = ExportTable::claims;
    Asking asking;
    ClaimFilter filter;                // of all but articles
    std::vector<ArticleRow> articles;  // newest first
};
[[nodiscard]] Result<ExportQuestion> ask_for_export(const ExportOptions& options, const Context& context);

// Calls `add` with an ExportedClaim, ThreadRow, ExportedArticle or SeriesRow for each row, until it fails.
// Claims and articles are read page by page; the others hold one row a thread or figure.
template <class Add>
Result<void> for_each_row(const ExportQuestion& question, Add add) {
    const Catalogue& catalogue = *question.asking.catalogue;
    const auto add_all = [&add](const auto& rows) -> Result<void> {
        if (!rows) return Failure(rows.error());
        for (const auto& row : *rows)
            if (Result<void> added = add(row); !added) return added;
        return {};
    };
    switch (question.table) {
        case ExportTable::claims: {
            ClaimFilter filter = question.filter;
            filter.include_superseded = true;  // the column `state` tells them apart
            Result<void> added;
            auto read = for_each_claim(catalogue, filter, [&](const ClaimRecord& record) {
                added = add(ExportedClaim{record, std::nullopt});
                return added.has_value();
            });
            return read ? added : read;
        }
        case ExportTable::timeline: {
            const auto entries = timeline(catalogue, question.filter);
            if (!entries) return Failure(entries.error());
            for (const auto& entry : *entries) {
                const ThreadCounts counts{entry.origins.size(), entry.claims};
                if (Result<void> added = add(ExportedClaim{entry.claim, counts}); !added) return added;
            }
            return {};
        }
        case ExportTable::threads: return add_all(find_threads(question.asking, question.filter));
        case ExportTable::series: return add_all(series(catalogue, question.filter));
        case ExportTable::articles: break;
    }
    constexpr std::size_t kPage = 200;
    for (std::size_t from = 0; from < question.articles.size(); from += kPage) {
        const auto until = std::min(from + kPage, question.articles.size());
        const auto heads =
            catalogue.articles({question.articles.begin() + static_cast<std::ptrdiff_t>(from),
                                question.articles.begin() + static_cast<std::ptrdiff_t>(until)});
        if (!heads) return Failure(heads.error());
        for (const auto& head : *heads) {
            const auto article = catalogue.article(head.head.id);
            if (!article) return Failure(article.error());
            if (Result<void> added = add(ExportedArticle{*article, question.asking}); !added) return added;
        }
    }
    return {};
}

}  // namespace claimline
