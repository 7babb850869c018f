// datapackage.json and data-dictionary.md.

#include "cli/export_package.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/export_columns.h"
#include "core/text.h"

namespace claimline {
namespace {

using Json = nlohmann::ordered_json;

const char* name_of(ColumnType type) {
    switch (type) {
        case ColumnType::text: return "string";
        case ColumnType::integer: return "integer";
        case ColumnType::number: return "number";
        case ColumnType::instant: return "datetime";
    }
    return "";
}

Json schema_json(const PackageFacts& facts) {
    Json fields = Json::array();
    for (const auto& column : facts.columns) {
        Json field{{"name", column.name}, {"type", name_of(column.type)}, {"description", column.meaning}};
        if (facts.guarded && column.type == ColumnType::text) field["x-escaped"] = true;
        fields.push_back(std::move(field));
    }
    Json schema{{"fields", std::move(fields)}, {"missingValues", {""}}};
    if (!facts.key.empty()) schema["primaryKey"] = facts.key;
    return schema;
}

}  // namespace

std::string data_package(const PackageFacts& facts) {
    const Json resource{{"name", facts.name},
                        {"path", facts.name + ".csv"},
                        {"profile", "tabular-data-resource"},
                        {"format", "csv"},
                        {"mediatype", "text/csv"},
                        {"encoding", "utf-8"},
                        {"bytes", facts.bytes},
                        {"hash", "sha256:" + facts.sha256},
                        {"x-rows", facts.rows},
                        {"dialect",
                         {{"delimiter", ","},
                          {"lineTerminator", "\r\n"},
                          {"quoteChar", "\""},
                          {"doubleQuote", true},
                          {"header", true}}},
                        {"schema", schema_json(facts)}};
    Json package{{"name", "claimline-" + facts.name},
                 {"profile", "tabular-data-package"},
                 {"title", "Claims with their quotes and proofs: " + facts.name}};
    if (!facts.question.empty()) package["x-query"] = facts.question;
    package["resources"] = Json::array({resource});
    return package.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string data_dictionary(const PackageFacts& facts) {
    std::string out = fmt::format("# {}.csv\n\n{} rows, {} columns, {} bytes, SHA-256 `{}`.\n", facts.name,
                                  facts.rows, facts.columns.size(), facts.bytes, facts.sha256);
    out += "UTF-8, comma, CRLF, quotes doubled (RFC 4180); empty means not known.\n";
    if (facts.guarded)
        out +=
            "A text that begins with = + - @, a tab or a carriage return has a ' before it, so that no "
            "spreadsheet runs it.\n";
    out += "\n| column | type | meaning |\n| --- | --- | --- |\n";
    for (const auto& column : facts.columns)
        out += fmt::format("| {} | {} | {} |\n", column.name, name_of(column.type), column.meaning);
    return out;
}

}  // namespace claimline
