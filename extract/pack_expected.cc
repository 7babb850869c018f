// Reads what tests and sample documents expect: values, claims, the texts inside rules and those of
// samples.toml.

#include "extract/pack_samples.h"
#include "extract/pack_toml.h"

namespace claimline {

Result<SlotItem> read_item(const TomlFile& file, const toml::node& node) {
    if (const auto* text = node.as_string()) return SlotItem{text->get()};
    if (const auto number = node.value<double>()) return SlotItem{*number};
    if (const auto* table = node.as_table()) {
        const auto currency = (*table)["currency"].value<std::string>();
        const auto value = (*table)["value"].value<double>();
        if (currency && value) return SlotItem{Money{*currency, *value}};
    }
    return file.error(node, "expected a string, a number or {{ currency = \"EUR\", value = 1 }}");
}

namespace {

Result<SlotValue> read_value(const TomlFile& file, const toml::node& node) {
    SlotValue out;
    if (const auto* array = node.as_array()) {
        for (const auto& item : *array) {
            auto value = read_item(file, item);
            if (!value) return tl::unexpected(value.error());
            out.push_back(*std::move(value));
        }
        return out;
    }
    auto value = read_item(file, node);
    if (!value) return tl::unexpected(value.error());
    out.push_back(*std::move(value));
    return out;
}

Result<RuleTest> read_test(const TomlFile& file, const toml::node& node, const Kind& kind) {
    const auto* table = node.as_table();
    if (table == nullptr) return file.error(node, "a test is {{ text = \"...\", want = [...] }}");
    if (auto known = file.only_keys(*table, {"text", "context", "want"}); !known)
        return tl::unexpected(known.error());
    RuleTest test;
    test.line = static_cast<int>(node.source().begin.line);
    test.text = (*table)["text"].value_or(std::string{});
    if (const auto* context = (*table)["context"].as_table()) {
        if (auto known = file.only_keys(*context, {"before", "after", "title", "published"}); !known)
            return tl::unexpected(known.error());
        test.before = (*context)["before"].value_or(std::string{});
        test.after = (*context)["after"].value_or(std::string{});
        test.title = (*context)["title"].value_or(std::string{});
        test.published = (*context)["published"].value_or(std::string{});
    }
    const auto* wants = (*table)["want"].as_array();
    if (test.text.empty() || wants == nullptr) return file.error(node, "a test needs text and want = [...]");
    for (const auto& item : *wants) {
        auto want = read_wanted(file, item, kind);
        if (!want) return tl::unexpected(want.error());
        test.want.push_back(*std::move(want));
    }
    return test;
}

}  // namespace

Result<WantedClaim> read_wanted(const TomlFile& file, const toml::node& node, const Kind& kind) {
    const auto* table = node.as_table();
    if (table == nullptr)
        return file.error(node, "expected a claim: {{ subject = \"...\", slots = {{...}} }}");
    if (auto known = file.only_keys(
            *table, {"kind", "subject", "modality", "polarity", "slots", "time", "attribution"});
        !known)
        return tl::unexpected(known.error());
    WantedClaim want;
    want.kind = kind.info.name;
    want.subject = (*table)["subject"].value_or(std::string{});
    want.modality = (*table)["modality"].value_or(std::string{});
    want.polarity = (*table)["polarity"].value_or(std::string{});
    if (const auto* slots = (*table)["slots"].as_table())
        for (const auto& [name, item] : *slots) {
            if (kind.slot(name.str()) == nullptr)
                return file.error(item, "`{}` is no slot of {}", name.str(), kind.info.name);
            auto value = read_value(file, item);
            if (!value) return tl::unexpected(value.error());
            want.slots.emplace(std::string(name.str()), *std::move(value));
        }
    want.time.date = (*table)["time"]["date"].value_or(std::string{});
    want.time.start = (*table)["time"]["start"].value_or(std::string{});
    want.time.end = (*table)["time"]["end"].value_or(std::string{});
    want.attribution.speaker = (*table)["attribution"]["speaker"].value_or(std::string{});
    want.attribution.role = (*table)["attribution"]["role"].value_or(std::string{});
    want.attribution.via = (*table)["attribution"]["via"].value_or(std::string{});
    want.attribution.outlet = (*table)["attribution"]["outlet"].value_or(std::string{});
    return want;
}

Result<void> read_rule_tests(const TomlFile& file, const toml::table& table, const Kind& kind, Rule& rule) {
    if (const auto* tests = table["test"].as_array())
        for (const auto& node : *tests) {
            auto test = read_test(file, node, kind);
            if (!test) return tl::unexpected(test.error());
            rule.tests.push_back(*std::move(test));
        }
    if (const auto* silent = table.get("silent")) {
        auto texts = file.texts(*silent);
        if (!texts) return tl::unexpected(texts.error());
        for (auto& text : *texts) {
            RuleTest test;
            test.text = std::move(text);
            test.line = static_cast<int>(silent->source().begin.line);
            rule.tests.push_back(std::move(test));
        }
    }
    return {};
}

namespace {

Result<SampleDocument> read_sample(const TomlFile& file, const toml::table& table, const PackModel& model) {
    if (auto known = file.only_keys(table, {"title", "published", "text", "claims"}); !known)
        return tl::unexpected(known.error());
    SampleDocument sample;
    sample.line = static_cast<int>(table.source().begin.line);
    sample.title = table["title"].value_or(std::string{});
    sample.published = table["published"].value_or(std::string{});
    sample.text = table["text"].value_or(std::string{});
    const auto* claims = table["claims"].as_array();
    if (sample.text.empty() || claims == nullptr)
        return file.error(table, "a document needs text and claims = [...]");
    for (const auto& node : *claims) {
        const auto* claim = node.as_table();
        const auto name = claim == nullptr ? std::string{} : (*claim)["kind"].value_or(std::string{});
        const auto* kind = model.kind(name);
        if (kind == nullptr) return file.error(node, "a claim of a document needs a known kind = \"...\"");
        auto want = read_wanted(file, node, *kind);
        if (!want) return tl::unexpected(want.error());
        sample.claims.push_back(*std::move(want));
    }
    return sample;
}

}  // namespace

Result<std::vector<SampleDocument>> read_samples(const std::filesystem::path& pack, const PackModel& model) {
    std::vector<SampleDocument> samples;
    const auto path = pack / "samples.toml";
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return samples;
    auto file = TomlFile::open(path);
    if (!file) return tl::unexpected(file.error());
    if (auto known = file->only_keys(file->root(), {"document"}); !known)
        return tl::unexpected(known.error());
    const auto* documents = file->root()["document"].as_array();
    if (documents == nullptr) return file->error(file->root(), "expected [[document]] tables");
    for (const auto& node : *documents) {
        const auto* table = node.as_table();
        if (table == nullptr) return file->error(node, "expected a [[document]] table");
        auto sample = read_sample(*file, *table, model);
        if (!sample) return tl::unexpected(sample.error());
        samples.push_back(*std::move(sample));
    }
    return samples;
}

Result<PackInfo> read_pack_info(const TomlFile& file) {
    if (auto known = file.only_keys(file.root(), {"name", "what", "version", "licence"}); !known)
        return tl::unexpected(known.error());
    PackInfo info;
    info.name = file.root()["name"].value_or(std::string{});
    if (info.name.empty()) return file.error(file.root(), "a pack needs name = \"...\"");
    info.what = file.root()["what"].value_or(std::string{});
    info.licence = file.root()["licence"].value_or(std::string{});
    if (const auto version = file.root()["version"].value<std::int64_t>())
        info.version = std::to_string(*version);
    return info;
}

}  // namespace claimline
