// Reads documents line by line; copies among them are found as the catalogue finds them.

#include "cli/thread_input.h"

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/claim_json.h"
#include "core/text.h"
#include "index/timeline.h"

namespace claimline {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string origin_in(const Json& document, const Claim& claim) {
    ClaimRecord record;
    record.claim.attribution = claim.attribution;
    record.article.site = text_of(document, "site");
    record.article.host = text_of(document, "url");
    if (record.article.host.empty()) record.article.host = text_of(document, "source");
    return origin_of(record);
}

Result<void> add_document(const Json& document, std::vector<ThreadClaim>& claims) {
    std::string id = text_of(document, "doc_id");
    if (id.empty()) id = text_of(document, "id");
    if (id.empty()) return fail(ErrorKind::invalid_input, "it has no doc_id or id");
    const auto list = document.find("claims");
    if (list == document.end() || !list->is_array()) return {};
    const std::string text = text_of(document, "text");
    const CodePoints points(text);
    const auto published = date_of_timestamp(text_of(document, "published"));
    for (const auto& json : *list) {
        auto claim = parse_claim_json(json, points);
        if (!claim) return Failure(claim.error());
        ThreadClaim out;
        out.quote = text.empty() ? std::string() : quote_of(*claim, text);
        out.origin = origin_in(document, *claim);
        claim->id = id + "#" + claim->id;
        out.claim = std::move(*claim);
        out.document = id;
        out.told = published ? published->start : sys_days{};
        claims.push_back(std::move(out));
    }
    return {};
}

}  // namespace

std::vector<KnownParty> parties_of(const EntityTable& entities) {
    std::vector<KnownParty> parties;
    parties.reserve(entities.all().size());
    for (const auto& entity : entities.all())
        parties.push_back({entity.id, entity.name, entity.kind, entity.type, entity.aliases, entity.parent,
                           entity.country});
    return parties;
}

Result<std::vector<ThreadClaim>> read_thread_claims(const std::filesystem::path& file) {
    std::ifstream opened;
    if (file != "-") {
        opened.open(file, std::ios::binary);
        if (!opened)
            return with_hint(fail(ErrorKind::io, "--input: cannot open {}", file.string()),
                             "give a file that `claimline extract` wrote, or - for standard input");
    }
    std::istream& in = file == "-" ? std::cin : opened;
    std::vector<ThreadClaim> claims;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (trim(line).empty()) continue;
        const auto json = Json::parse(line, nullptr, false);
        auto added = json.is_object() ? add_document(json, claims)
                                      : Result<void>(fail(ErrorKind::invalid_input, "it is no JSON object"));
        if (!added)
            return fail(ErrorKind::invalid_input, "{}, line {}: {}", file.string(), number,
                        added.error().message);
    }
    return claims;
}

}  // namespace claimline
