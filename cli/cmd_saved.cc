// claimline saved: names for queries, used as query:NAME inside others.

#include "cli/ask.h"
#include "cli/render.h"
#include "cli/saved_searches.h"
#include "core/suggest.h"

namespace claimline {
namespace {

Result<void> list(const SavedSearches& searches, const SavedOptions& options, const Context& context) {
    Table table;
    table.columns = {"name", {"query", Fit::cut}};
    for (const auto& [name, query] : searches) {
        if (options.output.limit != 0 && table.rows.size() == options.output.limit) break;
        table.rows.push_back({{name, Style::accent}, query});
    }
    return print_table(table, options.output, context);
}

Failure unknown(const std::string& name, const SavedSearches& searches) {
    std::vector<std::string> names;
    for (const auto& [known, query] : searches) names.push_back(known);
    const auto guess = nearest(name, names);
    return with_hint(fail(ErrorKind::not_found, "no search is saved as {}", name),
                     guess ? "did you mean " + *guess + "?" : "claimline saved list shows them");
}

Result<void> run(const SavedOptions& options, Context& context) {
    auto workspace = open_workspace(context.global.workspace);
    if (!workspace) return Failure(workspace.error());
    auto searches = read_saved_searches(workspace->folder);
    if (!searches) return Failure(searches.error());
    switch (options.action) {
        case SavedOptions::Action::list: return list(*searches, options, context);
        case SavedOptions::Action::remove:
            if (searches->erase(options.name) == 0) return unknown(options.name, *searches);
            return write_saved_searches(workspace->folder, *searches);
        case SavedOptions::Action::add: break;
    }
    if (!is_search_name(options.name))
        return with_hint(fail(ErrorKind::usage, "'{}' cannot name a search", options.name),
                         "names have letters, digits, - and _");
    // What cannot be read now would fail whenever it is used.
    const auto checked = check_query(options.query, *workspace, context);
    if (!checked) return Failure(checked.error());
    (*searches)[options.name] = *checked;
    return write_saved_searches(workspace->folder, *searches);
}

}  // namespace

int run_saved(const SavedOptions& options, Context& context) {
    const auto done = run(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

}  // namespace claimline
