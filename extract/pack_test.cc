// Builds the little document that a test or sample describes and compares what comes out.

#include "extract/pack_test.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "extract/annotate.h"
#include "extract/claim_explain.h"
#include "extract/claims.h"
#include "extract/pack_samples.h"
#include "extract/rule_compile.h"

namespace claimline {
namespace {

bool same_or_free(const std::string& wanted, const std::string& seen) {
    return wanted.empty() || wanted == seen;
}

bool fits(const WantedClaim& want, const Claim& claim) {
    if (want.kind != claim.kind) return false;
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

// Takes the claims that are wanted out of `claims`; returns which of `wanted` were not among them.
std::vector<std::size_t> take_wanted(const std::vector<WantedClaim>& wanted, std::vector<Claim>& claims,
                                     std::vector<Claim>& taken) {
    std::vector<std::size_t> missed;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto found =
            std::ranges::find_if(claims, [&](const Claim& claim) { return fits(wanted[i], claim); });
        if (found == claims.end()) {
            missed.push_back(i);
            continue;
        }
        taken.push_back(std::move(*found));
        claims.erase(found);
    }
    return missed;
}

void compare(const std::vector<WantedClaim>& wanted, std::vector<Claim> claims, PackTestResult& result) {
    std::vector<Claim> taken;
    const auto missed = take_wanted(wanted, claims, taken);
    const auto of_rule = [&](const Claim& claim) { return claim.rule == result.rule; };
    result.wanted = static_cast<int>(wanted.size());
    result.found = static_cast<int>(taken.size());
    result.right = static_cast<int>(std::ranges::count_if(taken, of_rule));
    result.made = result.right + static_cast<int>(std::ranges::count_if(claims, of_rule));
    for (const auto i : missed) result.problem += fmt::format("wanted claim {} did not come out; ", i + 1);
    for (const auto& claim : claims) result.problem += "not wanted: " + describe(claim) + "; ";
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
            PackTestResult result{id, rule.file, test.line, test.text, {}};
            compare(test.want, std::move(claims), result);
            results.push_back(std::move(result));
        }
    return results;
}

namespace {

std::string describe(const WantedClaim& want) {
    std::string out = fmt::format("{} {}", want.kind, want.subject);
    for (const auto& [name, value] : want.slots) out += fmt::format(" {}={}", name, to_text(value));
    return out;
}

}  // namespace

Result<std::vector<SampleResult>> run_pack_samples(const PackInfo& pack, const Packs& packs,
                                                   const EntityTable& table, const Tagger* tagger) {
    const auto& model = packs.compiled().model;
    auto samples = read_samples(pack.folder, model);
    if (!samples) return tl::unexpected(samples.error());
    std::set<std::string> kinds;
    for (const auto& id : pack.rules) kinds.insert(model.rules.at(id).kind);
    AnnotateParts parts;
    parts.tagger = tagger;
    std::vector<SampleResult> results;
    for (const auto& sample : *samples) {
        RuleTest document;
        document.text = sample.text;
        document.title = sample.title;
        document.published = sample.published;
        const auto article = article_of(document);
        const auto annotations = annotate(article, packs.vocabulary(), table, parts);
        auto claims = find_claims(article, annotations, table, packs, "sample");
        std::erase_if(claims, [&](const Claim& claim) { return !kinds.contains(claim.kind); });
        SampleResult result;
        result.title = sample.title;
        result.line = sample.line;
        result.wanted = static_cast<int>(sample.claims.size());
        std::vector<Claim> taken;
        for (const auto i : take_wanted(sample.claims, claims, taken))
            result.missed.push_back(describe(sample.claims[i]));
        for (const auto& claim : taken) result.made.push_back({claim.rule, true});
        for (const auto& claim : claims) {
            result.made.push_back({claim.rule, false});
            result.wrong.push_back(describe(claim));
        }
        results.push_back(std::move(result));
    }
    return results;
}

}  // namespace claimline
