// The order of the finders: table, form, description, reference. Each leaves what an earlier one took, except
// where a longer name swallows a shorter one.

#include "extract/entities.h"

#include <algorithm>

#include "extract/coref.h"
#include "extract/entities_find.h"
#include "extract/entities_names.h"

namespace claimline {
namespace {

void add_names(Names& names, const EntityContext& context) {
    add_table_names(names, context.title, context.published);
    names.sort();
    add_laws(names);
    add_pattern_names(names, context.recognised);
    drop_datelines(names);
    add_described_authorities(names);
    add_groups(names);
    names.sort();
}

std::string_view to_string(NameMention::Source source) {
    switch (source) {
        case NameMention::Source::table: return "strong alias";
        case NameMention::Source::adjective: return "adjective";
        case NameMention::Source::weak: return "weak alias";
        case NameMention::Source::pattern: return "form and company of the name";
        case NameMention::Source::recognised: return "trained recogniser";
        case NameMention::Source::back_reference: return "refers back to a longer name";
        case NameMention::Source::described: return "described, not named";
        case NameMention::Source::group: return "group of a party";
        case NameMention::Source::law: return "form of a law";
    }
    return "";
}

EntityMention to_mention(const NameMention& name, bool explain) {
    EntityMention mention;
    mention.span = name.span;
    mention.type = name.type;
    mention.id = name.entity != nullptr ? name.entity->id : std::string();
    mention.canonical = name.canonical;
    mention.confidence = name.confidence;
    if (explain) mention.why = std::string(to_string(name.source)) + name.why;
    return mention;
}

std::vector<EntityMention> to_mentions(const Names& names) {
    std::vector<EntityMention> mentions;
    mentions.reserve(names.all().size());
    for (const NameMention& name : names.all()) mentions.push_back(to_mention(name, names.explain()));
    return mentions;
}

}  // namespace

std::vector<EntityMention> find_entities_in(const Reading& reading, const EntityContext& context) {
    Names names(reading, context.explain);
    add_names(names, context);
    const std::vector<EntityMention> references = resolve_references(names, context.title);
    std::vector<EntityMention> mentions = to_mentions(names);
    mentions.insert(mentions.end(), references.begin(), references.end());
    std::ranges::sort(mentions, {}, &EntityMention::span);
    return mentions;
}

std::vector<EntityMention> find_names_in(const Reading& reading) {
    Names names(reading);
    add_names(names, {});
    return to_mentions(names);
}

std::vector<EntityMention> find_entities(const Article& article, const TokenizedText& tokens,
                                         const EntityTable& table) {
    const Reading reading(article.text, tokens, table);
    const Vocabulary none;
    const TokenizedText title_tokens = tokenise(article.title, none);
    const Reading title(article.title, title_tokens, table);
    return find_entities_in(reading, {.title = &title, .published = article.published});
}

std::vector<EntityMention> find_names(std::string_view text, const TokenizedText& tokens,
                                      const EntityTable& table) {
    return find_names_in(Reading(text, tokens, table));
}

}  // namespace claimline
