// The order of the finders: table, form, description, reference. Each leaves what an earlier one took, except
// where a longer name swallows a shorter one.

#include "extract/entities.h"

#include <algorithm>

#include "extract/coref.h"
#include "extract/entities_find.h"
#include "extract/entities_names.h"

namespace claimline {
namespace {

void add_names(Names& names, const Reading* title, std::string_view published) {
    add_table_names(names, title, published);
    names.sort();
    add_laws(names);
    add_pattern_names(names);
    add_described_authorities(names);
    add_groups(names);
    names.sort();
}

EntityMention to_mention(const NameMention& name) {
    EntityMention mention;
    mention.span = name.span;
    mention.type = name.type;
    mention.id = name.entity != nullptr ? name.entity->id : std::string();
    mention.canonical = name.canonical;
    mention.confidence = name.confidence;
    return mention;
}

std::vector<EntityMention> to_mentions(const Names& names) {
    std::vector<EntityMention> mentions;
    mentions.reserve(names.all().size());
    for (const NameMention& name : names.all()) mentions.push_back(to_mention(name));
    return mentions;
}

}  // namespace

std::vector<EntityMention> find_entities_in(const Reading& reading, const Reading* title,
                                            std::string_view published) {
    Names names(reading);
    add_names(names, title, published);
    const std::vector<EntityMention> references = resolve_references(names, title);
    std::vector<EntityMention> mentions = to_mentions(names);
    mentions.insert(mentions.end(), references.begin(), references.end());
    std::ranges::sort(mentions, {}, &EntityMention::span);
    return mentions;
}

std::vector<EntityMention> find_names_in(const Reading& reading) {
    Names names(reading);
    add_names(names, nullptr, {});
    return to_mentions(names);
}

std::vector<EntityMention> find_entities(const Article& article, const TokenizedText& tokens,
                                         const EntityTable& table) {
    const Reading reading(article.text, tokens, table);
    const Vocabulary none;
    const TokenizedText title_tokens = tokenise(article.title, none);
    const Reading title(article.title, title_tokens, table);
    return find_entities_in(reading, &title, article.published);
}

std::vector<EntityMention> find_names(std::string_view text, const TokenizedText& tokens,
                                      const EntityTable& table) {
    return find_names_in(Reading(text, tokens, table));
}

}  // namespace claimline
