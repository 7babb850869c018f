#pragma once
// What the asking commands share: the workspace's catalogue and full text, and the user's filter as a query.

#include <memory>
#include <optional>
#include <string>

#include "cli/context.h"
#include "cli/knowledge.h"
#include "cli/options.h"
#include "cli/workspace.h"
#include "core/result.h"
#include "index/catalogue.h"
#include "index/query.h"
#include "index/search_index.h"

namespace claimline {

struct Asking {
    Workspace workspace;
    Knowledge knowledge;
    std::unique_ptr<Catalogue> catalogue;
};

// not_found, with the next step as hint, when nothing has been crawled yet.
[[nodiscard]] Result<Asking> open_asking(const Context& context);
// The same; who is who is left out when the filter asks for words and dates alone.
[[nodiscard]] Result<Asking> open_asking_for(const FilterOptions& options, const Context& context);

// For reading; not_found when there is none.
[[nodiscard]] Result<std::unique_ptr<SearchIndex>> open_full_text(const Asking& asking);

// The full text knows no threads, which change when other articles come: `thread:` becomes the ids of its
// claims.
[[nodiscard]] Result<Query> threads_as_claims(Query query, const Asking& asking);

enum class BareWords { text, parties };  // what a bare word that names a known party means

// The options of the command line as one query. `dates`: what date:, since: and until: mean.
[[nodiscard]] Result<Query> query_of(const FilterOptions& options, const Asking& asking,
                                     const Context& context, BareWords words, DateField dates);

// The same as a filter over claims; words are looked up in the full text.
[[nodiscard]] Result<ClaimFilter> filter_of(const FilterOptions& options, const Asking& asking,
                                            const Context& context);
[[nodiscard]] Result<ClaimFilter> filter_of(Query query, DateField order, const Asking& asking);

// The claims whose field, as "article" or "thread", has that value, superseded ones too; some hundred at
// most.
[[nodiscard]] Result<std::vector<ClaimRecord>> claims_with(const Asking& asking, const char* field,
                                                           const std::string& value);

// The day after the one of --as-of; nothing when it was not given.
[[nodiscard]] Result<std::optional<sys_days>> as_of_day(const FilterOptions& options, const Context& context);

// The words of a query as one text, when the workspace can read them.
[[nodiscard]] Result<std::string> check_query(const std::vector<std::string>& words,
                                              const Workspace& workspace, const Context& context);

// about | published | seen
[[nodiscard]] Result<DateField> parse_date_field(const std::string& on);

// Prints one thread with its steps, claims and what belongs to it; for `threads show` and `show t:...`.
[[nodiscard]] Result<void> show_thread(const std::string& id, const OutputOptions& output,
                                       const Asking& asking, const Context& context);

// Says on stderr that nothing was found and, when the words are close to a known name, which one.
void say_nothing_found(const FilterOptions& options, const Asking& asking, const Context& context,
                       const char* what);

}  // namespace claimline
