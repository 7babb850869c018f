// A table of keys, each with how it is read; toml++ stays in this file.

#include "cli/settings.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <functional>
#include <map>

#include "core/suggest.h"

namespace claimline {
namespace {

constexpr std::string_view kDefaultFile =
    R"(# claimline workspace. Every key is optional; what stands here is the default.

[crawl]
# Who runs this crawler: an e-mail address or a page that says so. Sent in the User-Agent and needed
# before anything but this machine is asked.
contact = ""
# Seconds between two requests to one host, unless its robots.txt asks for more.
delay = 5.0
# Requests that one run may send to one host; what remains waits for the next run. 0: no limit.
host_budget = 0
# Larger bodies are cut off, archived as truncated and not read.
max_body_mb = 32
# Seconds one request may take in all.
timeout = 60
# Private addresses that may be asked, as CIDR blocks: ["127.0.0.0/8"].
allow_net = []
# http://host:port, or empty: the environment's proxy variables are not used.
proxy = ""
# Own file of trusted certificates, or empty.
ca_file = ""
)";

Failure wrong(const std::filesystem::path& file, const toml::node& node, const std::string& why,
              std::string hint) {
    const auto at = node.source().begin;
    return with_hint(fail(ErrorKind::usage, "{}:{}:{}: {}", file.string(), at.line, at.column, why),
                     std::move(hint));
}

// Reads one value into the settings; the text is what would have been right, empty when it was.
using Reader = std::function<std::string(const toml::node&, Settings&)>;

template <class T>
Reader text_into(T Settings::*member) {
    return [member](const toml::node& node, Settings& settings) -> std::string {
        const auto value = node.value_exact<std::string>();
        if (!value) return "a text in quotation marks";
        settings.*member = *value;
        return {};
    };
}

std::string read_delay(const toml::node& node, Settings& settings) {
    const auto value = node.value<double>();
    if (!value || *value < 0 || *value > 86400) return "seconds from 0 to 86400";
    settings.delay_seconds = *value;
    return {};
}

std::string read_host_budget(const toml::node& node, Settings& settings) {
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < 0 || *value > 1000000000) return "a number of requests, or 0 for no limit";
    settings.host_budget = static_cast<std::size_t>(*value);
    return {};
}

std::string read_body_size(const toml::node& node, Settings& settings) {
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < 1 || *value > 1024) return "megabytes from 1 to 1024";
    settings.max_body_bytes = static_cast<std::size_t>(*value) << 20;
    return {};
}

std::string read_timeout(const toml::node& node, Settings& settings) {
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < 1 || *value > 3600) return "seconds from 1 to 3600";
    settings.request_timeout = std::chrono::seconds(*value);
    return {};
}

std::string read_networks(const toml::node& node, Settings& settings) {
    const auto* list = node.as_array();
    if (list == nullptr) return "a list of networks: [\"127.0.0.0/8\"]";
    for (const auto& element : *list) {
        const auto value = element.value_exact<std::string>();
        if (!value) return "a list of networks: [\"127.0.0.0/8\"]";
        settings.allow_net.push_back(*value);
    }
    return {};
}

const std::map<std::string, Reader, std::less<>>& crawl_keys() {
    static const std::map<std::string, Reader, std::less<>> keys{{"contact", text_into(&Settings::contact)},
                                                                 {"delay", read_delay},
                                                                 {"host_budget", read_host_budget},
                                                                 {"max_body_mb", read_body_size},
                                                                 {"timeout", read_timeout},
                                                                 {"allow_net", read_networks},
                                                                 {"proxy", text_into(&Settings::proxy)},
                                                                 {"ca_file", text_into(&Settings::ca_file)}};
    return keys;
}

Result<void> read_crawl_table(const std::filesystem::path& file, const toml::table& table,
                              Settings& settings) {
    std::vector<std::string> known;
    for (const auto& [name, reader] : crawl_keys()) known.push_back(name);
    for (const auto& [key, node] : table) {
        const auto reader = crawl_keys().find(key.str());
        if (reader == crawl_keys().end()) {
            const auto near = nearest(key.str(), known);
            return wrong(file, node, fmt::format("unknown key '{}' in [crawl]", key.str()),
                         near ? fmt::format("did you mean '{}'?", *near)
                              : fmt::format("known keys: {}", fmt::join(known, ", ")));
        }
        if (const auto expected = reader->second(node, settings); !expected.empty())
            return wrong(file, node, fmt::format("crawl.{} has an unusable value", key.str()),
                         "write " + expected);
    }
    return {};
}

}  // namespace

Result<Settings> read_settings(const std::filesystem::path& file) {
    toml::table document;
    try {
        document = toml::parse_file(file.string());
    } catch (const toml::parse_error& error) {
        const auto at = error.source().begin;
        return with_hint(
            fail(ErrorKind::usage, "{}:{}:{}: {}", file.string(), at.line, at.column, error.description()),
            "the file is TOML: key = value, texts in quotation marks");
    }
    Settings settings;
    for (const auto& [key, node] : document) {
        const auto* table = node.as_table();
        if (key.str() != "crawl" || table == nullptr)
            return wrong(file, node, fmt::format("unknown table or key '{}'", key.str()),
                         "known tables: [crawl]");
        if (auto read = read_crawl_table(file, *table, settings); !read) return Failure(read.error());
    }
    return settings;
}

std::string_view default_settings_file() {
    return kDefaultFile;
}

}  // namespace claimline
