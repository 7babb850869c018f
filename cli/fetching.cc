// Settings turned into what crawler/ takes.

#include "cli/fetching.h"

#include <algorithm>

#include "core/url.h"

namespace claimline {
namespace {

bool is_this_machine(const Source& source) {
    const auto url = parse_url(source.url);
    if (!url) return false;
    // A parsed host of digits and dots is an IPv4 address; "127.example.org" is somebody's machine.
    const bool four = url->host.find_first_not_of("0123456789.") == std::string::npos;
    return (four && url->host.starts_with("127.")) || url->host == "localhost" || url->host == "[::1]";
}

}  // namespace

Result<std::string> user_agent(const Settings& settings, const std::vector<Source>& sources) {
    if (!settings.contact.empty())
        return fmt::format("claimline/{} (+{})", CLAIMLINE_VERSION, settings.contact);
    if (std::ranges::all_of(sources, is_this_machine)) return fmt::format("claimline/{}", CLAIMLINE_VERSION);
    return with_hint(
        fail(ErrorKind::usage, "nobody could be reached about this crawl: crawl.contact is not set"),
        "set contact = \"you@example.org\" in claimline.toml");
}

FetchOptions fetch_options(const Settings& settings, std::string agent,
                           const std::vector<std::string>& allow_net) {
    FetchOptions fetch;
    fetch.user_agent = std::move(agent);
    fetch.allow_nets = settings.allow_net;
    fetch.allow_nets.insert(fetch.allow_nets.end(), allow_net.begin(), allow_net.end());
    fetch.max_body = settings.max_body_bytes;
    fetch.total_timeout = settings.request_timeout;
    fetch.proxy = settings.proxy;
    fetch.ca_file = settings.ca_file;
    return fetch;
}

}  // namespace claimline
