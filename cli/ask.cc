// From the command line to a query over the workspace.

#include "cli/ask.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "cli/saved_searches.h"
#include "cli/stores.h"
#include "core/suggest.h"
#include "core/text.h"
#include "index/timeline.h"

namespace claimline {
namespace {

constexpr std::size_t kShownClaims = 200;  // of one thread or article
// Claims that a query with words may find; beyond, the query must be narrowed.
constexpr std::size_t kMostTextHits = 200000;

std::vector<std::string> names_of(const Entity& entity) {
    return {entity.id, fold(entity.name)};
}

const Entity* find_entity(const EntityTable& table, std::string_view name) {
    if (const auto* entity = table.find_name(name)) return entity;
    return table.find(to_lower(name));
}

// The owner at the top; a table that runs in circles ends somewhere in it.
const Entity* owner_of(const EntityTable& table, const Entity* entity) {
    for (int step = 0; step < 12; ++step) {
        const Entity* parent = table.find(entity->parent);
        if (parent == nullptr || parent->type == "PLACE") break;
        entity = parent;
    }
    return entity;
}

std::vector<std::string> family_of(const EntityTable& table, const Entity& entity) {
    const Entity* owner = owner_of(table, &entity);
    std::vector<std::string> terms;
    for (const auto& other : table.all())
        if (&other == owner || &other == &entity || table.is_inside(other.id, owner->id))
            std::ranges::move(names_of(other), std::back_inserter(terms));
    return terms;
}

// The entity and, for a place, everything that lies inside it.
std::vector<std::string> resolve(const EntityTable& table, std::string_view name, bool with_family) {
    const Entity* entity = find_entity(table, name);
    if (entity == nullptr) return {};
    if (with_family && entity->type != "PLACE") return family_of(table, *entity);
    std::vector<std::string> terms = names_of(*entity);
    if (entity->type != "PLACE") return terms;
    for (const auto& other : table.all()) {
        if (other.type != "PLACE" || &other == entity || !table.is_inside(other.id, entity->id)) continue;
        std::ranges::move(names_of(other), std::back_inserter(terms));
    }
    return terms;
}

// "mau metric=MAU action=x" -> the alias and its slots.
KindAlias parse_alias(const std::string& kind, std::string_view text) {
    KindAlias alias;
    alias.kind = kind;
    std::size_t from = 0;
    while (from <= text.size()) {
        const auto blank = std::min(text.find(' ', from), text.size());
        const auto word = text.substr(from, blank - from);
        const auto equals = word.find('=');
        if (equals != std::string_view::npos) {
            alias.slots.push_back({std::string(word.substr(0, equals)), {fold(word.substr(equals + 1))}});
        } else if (!word.empty()) {
            alias.word = word;
        }
        from = blank + 1;
    }
    return alias;
}

Result<QueryVocabulary> vocabulary_of(const Workspace& workspace, const Knowledge& knowledge,
                                      bool with_family, const Context& context) {
    QueryVocabulary known;
    const auto saved = read_saved_searches(workspace.folder);
    if (!saved) return Failure(saved.error());
    for (const auto& [name, query] : *saved) known.saved_names.push_back(name);
    known.saved = [searches = *saved](std::string_view name) -> std::optional<std::string> {
        const auto found = searches.find(std::string(name));
        return found == searches.end() ? std::nullopt : std::optional(found->second);
    };
    std::set<std::string> slots;
    for (const auto& kind : knowledge.packs.kinds()) {
        known.kinds.push_back(kind.name);
        for (const auto& alias : kind.aliases) known.kind_aliases.push_back(parse_alias(kind.name, alias));
        slots.insert(kind.slots.begin(), kind.slots.end());
    }
    known.slots.assign(slots.begin(), slots.end());
    const EntityTable& entities = knowledge.entities;
    known.party = [&entities, with_family](std::string_view name) {
        return resolve(entities, name, with_family);
    };
    known.place = known.party;
    known.today = std::chrono::floor<std::chrono::days>(context.clock.now());
    return known;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
}

}  // namespace

namespace {

// A field that holds no name: everything else, misspelt fields too, may need the entity table.
bool is_plain_field(std::string_view field) {
    constexpr std::array<std::string_view, 12> kPlain{"title", "host",  "lang",   "source",
                                                      "date",  "id",    "thread", "published",
                                                      "seen",  "since", "until",  "kind"};
    return std::ranges::find(kPlain, field) != kPlain.end();
}

bool may_name_parties(const FilterOptions& options) {
    if (options.with_family || !options.region.empty()) return true;
    const std::string query = joined(options.query);
    for (auto colon = query.find(':'); colon != std::string::npos; colon = query.find(':', colon + 1)) {
        auto begin = colon;
        while (begin > 0 && query[begin - 1] >= 'a' && query[begin - 1] <= 'z') --begin;
        if (!is_plain_field(std::string_view(query).substr(begin, colon - begin))) return true;
    }
    return false;
}

Result<Asking> open_with(bool names, const Context& context) {
    auto workspace = open_workspace(context.global.workspace);
    if (!workspace) return Failure(workspace.error());
    if (!std::filesystem::exists(workspace->catalogue()))
        return with_hint(
            fail(ErrorKind::not_found, "the workspace {} holds no claims yet", workspace->folder.string()),
            "claimline crawl fetches the sources");
    auto knowledge = load_asking_knowledge(&*workspace, names);
    if (!knowledge) return Failure(knowledge.error());
    auto catalogue = open_catalogue(*workspace, *knowledge);
    if (!catalogue) return Failure(catalogue.error());
    return Asking{std::move(*workspace), std::move(*knowledge), std::move(*catalogue)};
}

}  // namespace

Result<Asking> open_asking(const Context& context) {
    return open_with(true, context);
}

Result<Asking> open_asking_for(const FilterOptions& options, const Context& context) {
    return open_with(may_name_parties(options), context);
}

namespace {

bool names_threads(const Query& query) {
    if (const auto* term = std::get_if<TermClause>(&query.node)) return term->field == "thread";
    const auto any = [](const auto& parts) { return std::ranges::any_of(parts, names_threads); };
    if (const auto* all = std::get_if<AllOf>(&query.node)) return any(all->parts);
    if (const auto* one = std::get_if<AnyOf>(&query.node)) return any(one->parts);
    if (const auto* negation = std::get_if<NotOf>(&query.node)) return any(negation->parts);
    return false;
}

Result<void> replace_threads(Query& query, const ThreadStore& store) {
    if (auto* term = std::get_if<TermClause>(&query.node); term != nullptr && term->field == "thread") {
        const auto threads = store.threads(term->values);
        if (!threads) return Failure(threads.error());
        TermClause claims{"id", {}};
        for (const auto& thread : *threads)
            claims.values.insert(claims.values.end(), thread.claims.begin(), thread.claims.end());
        query.node = std::move(claims);
        return {};
    }
    // Depth is bounded by the parser (32 levels of brackets).
    std::vector<Query>* parts = nullptr;
    if (auto* all = std::get_if<AllOf>(&query.node)) parts = &all->parts;
    if (auto* any = std::get_if<AnyOf>(&query.node)) parts = &any->parts;
    if (auto* negation = std::get_if<NotOf>(&query.node)) parts = &negation->parts;
    if (parts == nullptr) return {};
    for (auto& part : *parts)
        if (auto done = replace_threads(part, store); !done) return done;
    return {};
}

}  // namespace

Result<Query> threads_as_claims(Query query, const Asking& asking) {
    if (!names_threads(query)) return query;
    const auto store = open_threads(asking.workspace, asking.knowledge);
    if (!store) return Failure(store.error());
    if (auto done = replace_threads(query, **store); !done) return Failure(done.error());
    return query;
}

Result<std::unique_ptr<SearchIndex>> open_full_text(const Asking& asking) {
    return open_xapian_index(asking.workspace.fulltext(), IndexMode::read);
}

Result<DateField> parse_date_field(const std::string& on) {
    for (const auto field : {DateField::about, DateField::published, DateField::seen})
        if (on == to_string(field)) return field;
    if (on == "event") return DateField::about;
    return with_hint(fail(ErrorKind::usage, "--on: there is no date '{}'", on),
                     "known: about, published, seen");
}

Result<Query> query_of(const FilterOptions& options, const Asking& asking, const Context& context,
                       BareWords words, DateField dates) {
    auto vocabulary = vocabulary_of(asking.workspace, asking.knowledge, options.with_family, context);
    if (!vocabulary) return Failure(vocabulary.error());
    QueryVocabulary& known = *vocabulary;
    known.names_as_parties = words == BareWords::parties;
    known.dates = dates;
    auto query = parse_query(joined(options.query), known);
    if (!query) return query;
    const struct {
        const char* option;
        const char* field;
        const std::string& value;
    } parts[] = {{"--kind", "kind", options.kind},
                 {"--region", "place", options.region},
                 {"--since", "since", options.since},
                 {"--until", "until", options.until}};
    for (const auto& [option, field, value] : parts) {
        if (value.empty()) continue;
        auto part = parse_field_value(option, field, value, known);
        if (!part) return part;
        query = both(std::move(*query), std::move(*part));
    }
    return query;
}

Result<ClaimFilter> filter_of(Query query, DateField order, const Asking& asking) {
    ClaimFilter filter;
    filter.order = order;
    if (!has_text(query)) {
        filter.where = std::move(query);
        return filter;
    }
    auto by_claims = threads_as_claims(std::move(query), asking);
    if (!by_claims) return Failure(by_claims.error());
    query = std::move(*by_claims);
    const auto index = open_full_text(asking);
    if (!index) return Failure(index.error());
    auto rows = (*index)->claims(query, kMostTextHits + 1);
    if (!rows) return Failure(rows.error());
    if (rows->size() > kMostTextHits)
        return with_hint(fail(ErrorKind::usage, "more than {} claims have these words", kMostTextHits),
                         "add an entity, a kind or dates");
    filter.rows = std::move(*rows);
    return filter;
}

Result<std::optional<sys_days>> as_of_day(const FilterOptions& options, const Context& context) {
    if (options.as_of.empty()) return std::optional<sys_days>();
    const auto day =
        parse_date_range(options.as_of, std::chrono::floor<std::chrono::days>(context.clock.now()));
    if (!day || !day->until)
        return with_hint(
            fail(ErrorKind::usage, "--as-of: {}", day ? "an end is needed" : day.error().message),
            "write a day, such as 2023-02-18");
    return day->until;
}

Result<ClaimFilter> filter_of(const FilterOptions& options, const Asking& asking, const Context& context) {
    const auto order = parse_date_field(options.on);
    if (!order) return Failure(order.error());
    auto query = query_of(options, asking, context, BareWords::parties, *order);
    if (!query) return Failure(query.error());
    auto filter = filter_of(std::move(*query), *order, asking);
    if (!filter) return filter;
    const auto day = as_of_day(options, context);
    if (!day) return Failure(day.error());
    filter->as_of = *day;
    return filter;
}

Result<std::string> check_query(const std::vector<std::string>& words, const Workspace& workspace,
                                const Context& context) {
    const auto knowledge = load_asking_knowledge(&workspace);
    if (!knowledge) return Failure(knowledge.error());
    const auto known = vocabulary_of(workspace, *knowledge, false, context);
    if (!known) return Failure(known.error());
    std::string text = joined(words);
    if (const auto query = parse_query(text, *known); !query) return Failure(query.error());
    return text;
}

Result<std::vector<ClaimRecord>> claims_with(const Asking& asking, const char* field,
                                             const std::string& value) {
    ClaimFilter filter;
    filter.where = {TermClause{field, {value}}};
    filter.include_superseded = true;
    auto page = asking.catalogue->claims(filter, kShownClaims, std::nullopt);
    if (!page) return Failure(page.error());
    return std::move(page->claims);
}

void say_nothing_found(const FilterOptions& options, const Asking& asking, const Context& context,
                       const char* what) {
    // The search may have done without; who found nothing has the time.
    std::optional<Knowledge> loaded;
    if (asking.knowledge.entities.all().empty()) {
        auto knowledge = load_asking_knowledge(&asking.workspace);
        if (knowledge) loaded = std::move(*knowledge);
    }
    const EntityTable& entities = loaded ? loaded->entities : asking.knowledge.entities;
    std::vector<std::string> names;
    for (const auto& entity : entities.all()) names.push_back(entity.name);
    for (const auto& words : options.query) {
        if (find_entity(entities, words) != nullptr) continue;
        if (const auto name = nearest(words, names))
            return context.say(fmt::format("no {} found; did you mean {}?", what, *name));
    }
    context.say(fmt::format("no {} found", what));
}

}  // namespace claimline
