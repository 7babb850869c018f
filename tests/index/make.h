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

// Two documents about two invented companies.
inline Document norrvik_plan() {
    DocumentMaker maker(
        "https://wire.example/norrvik", "2023-02-17T10:00:00Z",
        "Norrvik is in talks about a third server hall in Estonia. Norrvik counts 40 million users.");
    maker.source("wire").mention("Norrvik", "norrvik", "COMPANY").mention("Estonia", "ee", "PLACE");
    maker.claim("facility_plan", "Norrvik", "Norrvik is in talks about a third server hall in Estonia.",
                {{"facility_type", text_slot("data_center")},
                 {"status", text_slot("in_talks")},
                 {"location", text_slot("Estonia")},
                 {"ordinal", number_slot(3)}});
    maker.last().subject_id = "norrvik";
    maker.last().attribution.speaker = "Ada Brandt";
    maker.claim("user_metric", "Norrvik", "Norrvik counts 40 million users.",
                {{"metric", text_slot("MAU")}, {"value", number_slot(40e6)}}, {"", "2022-08", "2023-01"});
    maker.last().subject_id = "norrvik";
    return maker.document;
}
inline Document tallis_fine() {
    DocumentMaker maker("https://court.example/tallis", "2022-06-01T08:00:00Z",
                        "The watchdog fined Tallis 12 million euros on 30 May 2022.");
    maker.source("court").claim("regulatory_action", "Tallis", "The watchdog fined Tallis 12 million euros",
                                {{"action", text_slot("fine")}, {"amount", money_slot("EUR", 12e6)}},
                                {"2022-05-30", "", ""});
    return maker.document;
}

// The same page a week later, one figure changed, its own date not.
inline Document norrvik_edited() {
    Document edited = norrvik_plan();
    edited.capture.at = at("2023-02-24T10:00:00Z");
    edited.capture.offset += 7;
    auto& text = edited.article.text;
    text.replace(text.find("40 million"), 10, "42 million");
    Claim& figure = edited.claims[1];
    figure.slots["value"] = number_slot(42e6);
    figure.id = make_claim_id(edited.article.url, figure, text);
    return edited;
}

}  // namespace claimline::testing
