// Any text is a query or a usage error; what is understood can be printed.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "index/query.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const claimline::QueryVocabulary vocabulary = [] {
        claimline::QueryVocabulary known;
        known.kinds = {"user_metric"};
        known.kind_aliases = {{"mau", "user_metric", {{"metric", {"mau"}}}}};
        known.slots = {"metric", "topic"};
        known.party = [](std::string_view name) -> std::vector<std::string> {
            if (name.size() % 2 == 0) return {"party"};
            return {};
        };
        known.names_as_parties = true;
        known.today = std::chrono::sys_days{std::chrono::year{2023} / 3 / 15};
        return known;
    }();
    const auto query = claimline::parse_query({reinterpret_cast<const char*>(data), size}, vocabulary);
    if (!query && query.error().kind != claimline::ErrorKind::usage) std::abort();
    if (query && claimline::to_string(*query).empty()) std::abort();
    return 0;
}
