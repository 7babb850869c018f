#pragma once
// Small documents for the tests of the index, with invented parties. A claim's quote is given by its words,
// so that every test shows what is stated.

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/hash.h"
#include "index/catalogue.h"

namespace claimline::testing {

inline Instant at(std::string_view rfc3339) {
    return parse_rfc3339(rfc3339).value();
}

inline constexpr std::string_view kPack = "pack-1";

struct DocumentMaker {
    Document document;

    DocumentMaker(std::string url, std::string_view seen, std::string text) {
        document.article.url = std::move(url);
        document.article.title = "A title";
        document.article.lang = "en";
        document.article.text = std::move(text);
        document.article.published = std::string(seen.substr(0, 10));
        document.capture.at = at(seen);
        document.capture.warc_file = "2023/02/first.warc.gz";
        document.capture.offset = static_cast<std::uint64_t>(document.capture.at.time_since_epoch().count());
        document.capture.length = 100;
        document.capture.payload_digest = to_hex(sha256(document.article.text));
        document.capture.status = 200;
        document.capture.media_type = "text/html";
    }
    DocumentMaker& title(std::string text) {
        document.article.title = std::move(text);
        return *this;
    }
    DocumentMaker& published(std::string text) {
        document.article.published = std::move(text);
        return *this;
    }
    DocumentMaker& source(std::string id) {
        document.source = std::move(id);
        return *this;
    }
    DocumentMaker& mention(std::string name, std::string id, std::string type) {
        EntityMention mention;
        mention.canonical = std::move(name);
        mention.id = std::move(id);
        mention.type = std::move(type);
        document.mentions.push_back(std::move(mention));
        return *this;
    }
    // `quote` must occur in the text.
    DocumentMaker& claim(std::string kind, std::string subject, std::string_view quote, Slots slots = {},
                         ClaimTime time = {}) {
        Claim claim;
        claim.kind = std::move(kind);
        claim.subject = std::move(subject);
        claim.slots = std::move(slots);
        claim.time = std::move(time);
        const auto begin = static_cast<std::uint32_t>(document.article.text.find(quote));
        claim.evidence = {{begin, begin + static_cast<std::uint32_t>(quote.size())}};
        claim.rule = "test.rule";
        claim.id = make_claim_id(document.article.url, claim, document.article.text);
        document.claims.push_back(std::move(claim));
        return *this;
    }
    Claim& last() { return document.claims.back(); }
};

inline Batch batch_of(std::vector<Document> documents, std::string_view pack = kPack) {
    Batch batch;
    batch.pack_version = pack;
    batch.documents = std::move(documents);
    return batch;
}

inline SlotValue text_slot(std::string text) {
    return {SlotItem{std::move(text)}};
}
inline SlotValue number_slot(double value) {
    return {SlotItem{value}};
}
inline SlotValue money_slot(std::string currency, double value) {
    return {SlotItem{Money{std::move(currency), value}}};
}

inline Query term(std::string field, std::vector<std::string> values) {
    return {TermClause{std::move(field), std::move(values)}};
}

}  // namespace claimline::testing
