// claimline entities: who the articles name and how often, and what the entity table knows of each.

#include "cli/ask.h"
#include "cli/render.h"
#include "core/text.h"
#include "index/entity_store.h"

namespace claimline {
namespace {

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const auto& part : parts) out += (out.empty() ? "" : "; ") + part;
    return out;
}

Result<void> answer(const EntitiesOptions& options, Context& context) {
    const auto asking = open_asking(context);
    if (!asking) return Failure(asking.error());
    const auto store = open_sqlite_entities(asking->workspace.catalogue());
    if (!store) return Failure(store.error());
    std::string name = options.name;
    // An alias stands for its party.
    if (const auto* known = asking->knowledge.entities.find_name(name)) name = known->id;
    std::string type = options.type;
    for (char& c : type)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    const auto found =
        (*store)->entities(name, type, options.output.limit > 0 ? options.output.limit : SIZE_MAX);
    if (!found) return Failure(found.error());
    const bool people = options.output.format == "table" ||
                        (options.output.format.empty() && context.terminal.out_is_terminal);
    Table table;
    table.columns = {"entity_id",
                     {"name", Fit::cut},
                     "type",
                     {"articles", Fit::whole, true},
                     {"mentions", Fit::whole, true},
                     {"claims", Fit::whole, true},
                     {"parent", Fit::spare},
                     {"also", people ? Fit::spare : Fit::whole}};
    for (const auto& entity : *found) {
        const Entity* row = asking->knowledge.entities.find(entity.id);
        table.rows.push_back({{entity.id, Style::accent},
                              {entity.name, Style::strong},
                              entity.type,
                              std::to_string(entity.articles),
                              std::to_string(entity.mentions),
                              std::to_string(entity.claims),
                              {row != nullptr ? row->parent : "", Style::dim},
                              {row != nullptr ? joined(row->aliases) : "", Style::dim}});
    }
    if (found->empty()) {
        FilterOptions asked;
        asked.query = {options.name};
        say_nothing_found(asked, *asking, context, "entity");
    }
    return print_table(table, options.output, context);
}

}  // namespace

int run_entities(const EntitiesOptions& options, Context& context) {
    const auto done = answer(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

}  // namespace claimline
