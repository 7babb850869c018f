// Mentions with the field names of the span sets, claims with those of the claim schema.

#include "cli/document_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/claim_json.h"
#include "core/clock.h"

namespace claimline {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

// Whole numbers without ".0".
Json number(double value) {
    constexpr double exact = 9007199254740992.0;  // 2^53
    if (std::abs(value) < exact && value == std::floor(value)) return static_cast<std::int64_t>(value);
    return value;
}

// Writes spans of one text: offsets in code points, the words themselves on request.
class SpanWriter {
  public:
    explicit SpanWriter(const std::string& text) : text_(text), points_(text) {}

    [[nodiscard]] Json mention(Span span) const {
        return {{"start", points_.from_byte(span.begin)},
                {"end", points_.from_byte(span.end)},
                {"text", slice(text_, span)}};
    }
    [[nodiscard]] const CodePoints& points() const { return points_; }

  private:
    const std::string& text_;
    CodePoints points_;
};

Json instant_or_null(const std::optional<std::chrono::sys_seconds>& at) {
    if (!at) return nullptr;
    std::string text = to_rfc3339(*at);
    text.pop_back();  // the span sets write instants without a zone
    return text;
}

// "16:00:00" of a day that the text does not name, "24:00:00" at its end.
Json time_or_null(const std::optional<std::chrono::sys_seconds>& at, bool end) {
    if (!at) return nullptr;
    const auto day = std::chrono::floor<std::chrono::days>(*at);
    if (end && *at == day) return "24:00:00";
    return to_rfc3339(*at).substr(sizeof("2023-02-18T") - 1, sizeof("09:12:44") - 1);
}

Json date_to_json(const DateMention& date, const SpanWriter& writer, bool explain) {
    Json json = writer.mention(date.span);
    json["kind"] = "date";
    json["type"] = date.type;
    if (!date.value.empty()) json["value"] = date.value;
    const bool point = date.begin && date.until && *date.until - *date.begin <= std::chrono::minutes{1};
    if (date.any_day && !point) {
        json["begin"] = time_or_null(date.begin, false);
        json["until"] = time_or_null(date.until, true);
    } else if (date.begin || date.until) {
        json["begin"] = instant_or_null(date.begin);
        json["until"] = instant_or_null(date.until);
    }
    if (!date.modifier.empty()) json["modifier"] = date.modifier;
    if (explain) {
        json["rule"] = date.rule;
        json["anchor"] = date.anchor;
    }
    return json;
}

Json quantity_to_json(const QuantityMention& quantity, const SpanWriter& writer) {
    Json json = writer.mention(quantity.span);
    json["kind"] = "quantity";
    json["type"] = to_string(quantity.type);
    if (quantity.low || quantity.high) {
        if (quantity.type == QuantityType::number) json["type"] = "range";
        if (quantity.low) json["low"] = number(*quantity.low);
        if (quantity.high) json["high"] = number(*quantity.high);
    } else {
        json["value"] = number(quantity.value);
    }
    if (!quantity.unit.empty()) json["unit"] = quantity.unit;
    if (!quantity.currency.empty()) json["currency"] = quantity.currency;
    if (!quantity.per.empty()) json["per"] = quantity.per;
    json["modifier"] =
        quantity.modifier == Modifier::none ? Json(nullptr) : Json(coarse_name(quantity.modifier));
    return json;
}

Json entity_to_json(const EntityMention& entity, const SpanWriter& writer) {
    Json json = writer.mention(entity.span);
    json["type"] = entity.type;
    json["id"] = text_or_null(entity.id);
    json["canonical"] = entity.canonical;
    if (entity.coref) json["coref"] = true;
    if (!entity.why.empty()) json["why"] = entity.why;
    return json;
}

const char* to_string(SentenceSpeaker::How how) {
    switch (how) {
        case SentenceSpeaker::How::none: return "none";
        case SentenceSpeaker::How::quotation: return "quotation";
        case SentenceSpeaker::How::said: return "said";
        case SentenceSpeaker::How::according_to: return "according to";
        case SentenceSpeaker::How::unnamed: return "unnamed";
    }
    return "";
}

// Who says each sentence that somebody says.
Json speakers_to_json(const Annotations& made, const SpanWriter& writer) {
    Json all = Json::array();
    for (std::size_t s = 0; s < made.attributions.by_sentence.size(); ++s) {
        const SentenceSpeaker& said = made.attributions.by_sentence[s];
        if (said.how == SentenceSpeaker::How::none) continue;
        Json one = writer.mention(made.text.sentences[s].span);
        one["how"] = to_string(said.how);
        const std::pair<const char*, const std::string&> parts[]{
            {"speaker", said.speaker}, {"role", said.role},     {"organisation", said.speaker_org},
            {"via", said.via},         {"outlet", said.outlet}, {"source", said.source}};
        for (const auto& [name, value] : parts) one[name] = text_or_null(value);
        all.push_back(std::move(one));
    }
    return all;
}

void put_article(Json& json, const Article& article) {
    json["url"] = text_or_null(article.url);
    json["canonical"] = text_or_null(article.canonical);
    json["title"] = text_or_null(article.title);
    json["author"] = article.authors;
    json["published"] = text_or_null(article.published);
    json["modified"] = text_or_null(article.modified);
    json["site"] = text_or_null(article.site);
    json["lang"] = text_or_null(article.lang);
    json["text"] = article.text;
    json["partial"] = article.partial;
    if (!article.amp.empty()) json["amp"] = article.amp;
    if (!article.next_page.empty()) json["next_page"] = article.next_page;
    if (!article.previous_page.empty()) json["previous_page"] = article.previous_page;
    if (!article.pages.empty()) json["pages"] = article.pages;
    if (!article.provenance.empty()) json["provenance"] = article.provenance;
}

void put_spans(Json& json, const Extraction& document, const ExtractionParts& parts, const SpanWriter& writer,
               bool explain) {
    const auto list = [&json](const char* key) -> Json& { return json[key] = Json::array(); };
    const auto& made = document.annotations;
    if (parts.sentences)
        for (auto& out = list("sentences"); const auto& sentence : made.text.sentences)
            out.push_back({writer.points().from_byte(sentence.span.begin),
                           writer.points().from_byte(sentence.span.end)});
    if (parts.dates)
        for (auto& out = list("dates"); const auto& date : made.dates)
            out.push_back(date_to_json(date, writer, explain));
    if (parts.quantities)
        for (auto& out = list("quantities"); const auto& quantity : made.quantities)
            if (quantity.type !=
                QuantityType::ordinal)  // "second" counts nothing: an ordinal is a slot of claims
                out.push_back(quantity_to_json(quantity, writer));
    if (parts.entities)
        for (auto& out = list("entities"); const auto& entity : made.entities)
            out.push_back(entity_to_json(entity, writer));
    if (parts.quotes)
        for (auto& out = list("quotes"); const auto& quote : made.attributions.quotes) {
            Json one = writer.mention(quote.span);
            one["speaker"] = text_or_null(quote.speaker);
            out.push_back(std::move(one));
        }
    if (parts.quotes && explain) json["speakers"] = speakers_to_json(made, writer);
    if (parts.claims)
        for (auto& out = list("claims"); const auto& claim : document.claims) {
            Json one = to_json(claim, writer.points());
            if (!explain) one.erase("how");
            out.push_back(std::move(one));
        }
}

}  // namespace

Json to_json(const std::string& id, const Extraction& document, const ExtractionParts& parts, bool explain) {
    Json json{{"id", id}, {"doc_id", id}};
    if (parts.article) put_article(json, document.article);
    put_spans(json, document, parts, SpanWriter(document.article.text), explain);
    return json;
}

Json error_to_json(const std::string& id, const Error& error) {
    return {
        {"id", id}, {"doc_id", id}, {"error", {{"kind", to_string(error.kind)}, {"message", error.message}}}};
}

}  // namespace claimline
