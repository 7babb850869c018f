// Prints the layers of each sentence, then the trace of the engine, then the claims.

#include "extract/claim_explain.h"

#include <fmt/format.h>

#include "extract/claims.h"
#include "extract/rule_layers.h"

namespace claimline {
namespace {

std::string tokens_of(const Layers& layers, const Sentence& sentence) {
    std::string out;
    for (auto at = sentence.first; at < sentence.last; ++at)
        out += fmt::format(" {}/{}", layers.text(at), to_string(layers.tokens()[at].pos));
    return out;
}

std::string mentions_of(const Layers& layers, const Sentence& sentence) {
    std::string out;
    const auto [from, to] = layers.mentions_in(sentence.first, sentence.last);
    for (auto i = from; i < to; ++i) {
        const auto& mention = layers.mentions()[i];
        const Span span{layers.tokens()[mention.first].span.begin,
                        layers.tokens()[mention.last - 1].span.end};
        out += fmt::format("\n    {} \"{}\"", to_string(mention.type), slice(layers.article().text, span));
        const auto value = to_text(mention.value);
        if (value != slice(layers.article().text, span)) out += fmt::format(" = {}", value);
        if (!mention.start.empty() || !mention.end.empty())
            out += fmt::format(" ({} to {})", mention.start, mention.end);
        if (mention.coref) out += ", by reference";
    }
    return out.empty() ? " none" : out;
}

}  // namespace

std::string describe(const Claim& claim) {
    std::string out = fmt::format("{} [{}] {}", claim.kind, claim.rule, claim.subject);
    for (const auto& [name, value] : claim.slots) out += fmt::format(" {}={}", name, to_text(value));
    if (!claim.time.date.empty()) out += " date=" + claim.time.date;
    if (!claim.time.start.empty()) out += " start=" + claim.time.start;
    if (!claim.time.end.empty()) out += " end=" + claim.time.end;
    if (!claim.attribution.speaker.empty()) out += " speaker=" + claim.attribution.speaker;
    return out + " " + to_string(claim.modality);
}

std::string explain_claims(const Article& article, const Annotations& annotations, const EntityTable& table,
                           const Packs& packs, std::string_view rules) {
    std::string out;
    const Layers layers(article, annotations, table, packs.compiled());
    for (std::size_t i = 0; i < layers.sentences().size(); ++i) {
        const auto& sentence = layers.sentences()[i];
        out += fmt::format("sentence {}: {}\n", i + 1, slice(article.text, sentence.span));
        out += fmt::format("  tokens:{}\n", tokens_of(layers, sentence));
        out += fmt::format("  mentions:{}\n", mentions_of(layers, sentence));
    }
    ClaimTrace trace;
    const auto claims = find_claims(article, annotations, table, packs, "explain", nullptr, &trace);
    std::string last;
    for (const auto& step : trace.steps()) {
        if (!step.rule.starts_with(rules)) continue;
        if (step.rule != last) out += fmt::format("rule {}\n", last = step.rule);
        out += fmt::format("  {}\n", step.text);
    }
    if (last.empty()) out += "no trigger begins in this text\n";
    for (const auto& claim : claims)
        if (claim.rule.starts_with(rules))
            out += fmt::format("claim: {} confidence={:.2f}\n", describe(claim), claim.confidence);
    return out;
}

}  // namespace claimline
