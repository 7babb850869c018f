// claimline cite: a claim as a reference.

#include "cli/ask.h"
#include "cli/citation.h"

namespace claimline {
namespace {

Result<void> cite(const CiteOptions& options, Context& context) {
    const auto asking = open_asking(context);
    if (!asking) return Failure(asking.error());
    std::vector<ClaimRecord> records;
    for (const auto& id : options.ids) {
        auto record = asking->catalogue->claim(id);
        if (!record) return Failure(record.error());
        records.push_back(std::move(*record));
    }
    if (options.style == "csl-json") {
        context.out(cite_csl(records));
        return {};
    }
    const auto write = options.style == "bibtex"     ? cite_bibtex
                       : options.style == "markdown" ? cite_markdown
                                                     : cite_text;
    for (std::size_t i = 0; i < records.size(); ++i) context.out((i > 0 ? "\n" : "") + write(records[i]));
    return {};
}

}  // namespace

int run_cite(const CiteOptions& options, Context& context) {
    const auto done = cite(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

}  // namespace claimline
