// Inline tests: builds the little document a test describes and compares what comes out.

#include "extract/pack_test.h"

#include <fmt/format.h>

#include <algorithm>

#include "extract/annotate.h"
#include "extract/claims.h"
#include "extract/rule_compile.h"

namespace claimline {
namespace {

std::string describe(const Claim& claim) {
    std::string out = fmt::format("{} [{}] {}", claim.kind, claim.rule, claim.subject);
    for (const auto& [name, value] : claim.slots) out += fmt::format(" {}={}", name, to_text(value));
    if (!claim.time.date.empty()) out += " date=" + claim.time.date;
    if (!claim.time.start.empty()) out += " start=" + claim.time.start;
    if (!claim.time.end.empty()) out += " end=" + claim.time.end;
    if (!claim.attribution.speaker.empty()) out += " speaker=" + claim.attribution.speaker;
    return out + " " + to_string(claim.modality);
}

bool same_or_free(const std::string& wanted, const std::string& seen) {
    return wanted.empty() || wanted == seen;
}

bool fits(const WantedClaim& want, const Claim& claim) {
    const bool slots = std::ranges::all_of(want.slots, [&](const auto& slot) {
        const auto found = claim.slots.find(slot.first);
        return found != claim.slots.end() && found->second == slot.second;
    });
    return slots && same_or_free(want.subject, claim.subject) &&
           same_or_free(want.modality, to_string(claim.modality)) &&
           same_or_free(want.polarity, claim.negative ? "negative" : "positive") &&
           same_or_free(want.time.date, claim.time.date) && same_or_free(want.time.start, claim.time.start) &&
           same_or_free(want.time.end, claim.time.end) &&
           same_or_free(want.attribution.speaker, claim.attribution.speaker) &&
           same_or_free(want.attribution.role, claim.attribution.role) &&
           same_or_free(want.attribution.via, claim.attribution.via) &&
           same_or_free(want.attribution.outlet, claim.attribution.outlet);
}

std::string compare(const std::vector<WantedClaim>& wanted, std::vector<Claim> claims) {
    std::string problem;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto found =
            std::ranges::find_if(claims, [&](const Claim& claim) { return fits(wanted[i], claim); });
        if (found == claims.end())
            problem += fmt::format("wanted claim {} did not come out; ", i + 1);
        else
            claims.erase(found);
    }
    if (problem.empty() && claims.empty()) return {};
    for (const auto& claim : claims) problem += "not wanted: " + describe(claim) + "; ";
    return problem;
}

Article article_of(const RuleTest& test) {
    Article article;
    article.title = test.title;
    article.published = test.published;
    article.lang = "en";
    if (!test.before.empty()) article.text = test.before + "\n\n";
    article.text += test.text;
    if (!test.after.empty()) article.text += "\n\n" + test.after;
    return article;
}

}  // namespace

std::vector<PackTestResult> run_pack_tests(const Packs& packs, const EntityTable& table,
                                           const Tagger* tagger) {
    std::vector<PackTestResult> results;
    AnnotateParts parts;
    parts.tagger = tagger;
    for (const auto& [id, rule] : packs.compiled().model.rules)
        for (const auto& test : rule.tests) {
            const auto article = article_of(test);
            const auto annotations = annotate(article, packs.vocabulary(), table, parts);
            auto claims = find_claims(article, annotations, table, packs, "test");
            std::erase_if(claims, [&kind = rule.kind](const Claim& claim) { return claim.kind != kind; });
            results.push_back({id, rule.file, test.line, test.text, compare(test.want, std::move(claims))});
        }
    return results;
}

}  // namespace claimline
