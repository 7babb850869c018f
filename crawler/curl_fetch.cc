// Transport by one libcurl multi handle. libcurl moves bytes; what may be asked, how much is taken and what
// counts as an answer is decided here.

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>

#include "core/text.h"
#include "core/url.h"
#include "crawler/fetch.h"
#include "crawler/net_guard.h"

namespace claimline {
namespace {

using std::chrono::milliseconds;

constexpr long kLowSpeedBytes = 64;  // a second; below it an answer counts as silence
constexpr long kIdleConnections = 512;
constexpr const char* kForbidden = "the address is private or reserved";
constexpr int kProxyWantsLogin = 407;

struct CloseEasy {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct CloseMulti {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// Once for the process, before any thread of ours runs.
bool start_curl() {
    static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    return started;
}

// One request on its way. The easy handle is used again by later ones.
struct Transfer {
    std::unique_ptr<CURL, CloseEasy> easy;
    std::unique_ptr<curl_slist, FreeList> headers;
    const FetchOptions* options = nullptr;
    const NetGuard* guard = nullptr;
    std::uint64_t* bodies = nullptr;  // bytes held by all transfers
    Exchange exchange;
    std::string length;  // the Content-Length given
    std::size_t head_bytes = 0;
    bool head_done = false;
    bool forbidden = false;        // the guard refused the address
    const char* cut = nullptr;     // WARC-Truncated reason, when we stopped it
    const char* broken = nullptr;  // why the answer contradicts HTTP

    void begin(std::uint64_t id, std::string request_head) {
        exchange = Exchange{};
        exchange.id = id;
        exchange.request_head = std::move(request_head);
        length.clear();
        head_bytes = 0;
        head_done = forbidden = false;
        cut = broken = nullptr;
    }
};

// The status line of an answer: 0 when it is none.
int status_of(std::string_view line) {
    const auto blank = line.find(' ');
    if (!line.starts_with("HTTP/") || blank == std::string_view::npos) return 0;
    int status = 0;
    const std::string_view rest = line.substr(blank + 1);
    std::from_chars(rest.data(), rest.data() + rest.size(), status);
    return status;
}

void begin_answer(Transfer& transfer, std::string_view line) {
    transfer.exchange.status = status_of(line);
    transfer.exchange.headers.clear();
    transfer.length.clear();
    const auto first = line.find(' ');
    const auto second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    transfer.exchange.reason = second == std::string_view::npos ? "" : trim(line.substr(second + 1));
    // RFC 9110 section 15: other numbers are no status codes.
    if (transfer.exchange.status < 100 || transfer.exchange.status > 599)
        transfer.broken = "an invalid status code";
}

void add_header(Transfer& transfer, std::string_view line) {
    auto& headers = transfer.exchange.headers;
    if (!headers.empty() && (line[0] == ' ' || line[0] == '\t')) {  // obsolete line folding
        headers.back().value.append(" ").append(trim(line));
        return;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return;
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trim(line.substr(colon + 1));
    if (equals_ignoring_case(name, "Content-Length")) {
        // libcurl takes the last one; RFC 9112 section 6.3 calls a difference an unrecoverable error.
        if (!transfer.length.empty() && transfer.length != value)
            transfer.broken = "two different Content-Lengths";
        transfer.length = value;
        std::uint64_t announced = 0;
        std::from_chars(value.data(), value.data() + value.size(), announced);
        transfer.exchange.body.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(announced, 1 << 20)));
    }
    headers.push_back({std::string(name), std::string(value)});
}

std::size_t on_header(char* data, std::size_t, std::size_t size, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    std::string_view line(data, size);
    transfer.head_bytes += size;
    if (transfer.head_bytes > transfer.options->max_head) {
        transfer.cut = "length";
        return 0;
    }
    if (transfer.head_done) {
        // Another head follows an interim answer (1xx); lines behind a final one are trailers, which say
        // nothing to us.
        if (transfer.exchange.status >= 200 || !line.starts_with("HTTP/")) return size;
        transfer.head_done = false;
    }
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with("HTTP/") && status_of(line) != 0) {
        begin_answer(transfer, line);
    } else if (line.empty()) {
        transfer.head_done = true;
    } else {
        add_header(transfer, line);
    }
    return transfer.broken == nullptr ? size : 0;
}

std::size_t on_body(char* data, std::size_t, std::size_t size, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    std::string& body = transfer.exchange.body;
    const FetchOptions& options = *transfer.options;
    const std::uint64_t room =
        std::min(options.max_body - body.size(), options.max_bodies - *transfer.bodies);
    const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(room, size));
    body.append(data, taken);
    *transfer.bodies += taken;
    if (size <= room) return size;
    transfer.cut = "length";
    return 0;
}

// A proxy resolves names itself, so only addresses and the names of this machine (RFC 6761) can be judged
// here.
bool may_be_asked_of_proxy(const Url& url, const NetGuard& guard) {
    std::string_view host = url.host;
    if (host == "localhost" || host.ends_with(".localhost")) return guard.allows("127.0.0.1");
    if (host.starts_with('[')) return guard.allows(host.substr(1, host.size() - 2));
    // A parsed host of digits and dots is an IPv4 address.
    return host.find_first_not_of("0123456789.") != std::string_view::npos || guard.allows(host);
}

// Sees the resolved address of every connection, whatever name or spelling led to it.
curl_socket_t on_open_socket(void* user, curlsocktype, curl_sockaddr* address) {
    auto& transfer = *static_cast<Transfer*>(user);
    // The proxy is the user's choice; where it then connects, may_be_asked_of_proxy() has judged.
    if (transfer.options->proxy.empty() && !transfer.guard->allows(address->addr)) {
        transfer.forbidden = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// How the exchange ended, from libcurl's verdict and what we saw.
void judge(Transfer& transfer, CURLcode code, const char* words) {
    Exchange& exchange = transfer.exchange;
    const bool answered = exchange.status >= 200 && transfer.head_done;
    exchange.error = words;
    if (transfer.broken != nullptr) {
        exchange.end = FetchEnd::broken;
        exchange.error = transfer.broken;
        exchange.truncated = "unspecified";
        exchange.body.clear();
    } else if (transfer.cut != nullptr) {
        exchange.end = answered ? FetchEnd::truncated : FetchEnd::broken;
        exchange.error =
            answered ? "the body is larger than the limit" : "the headers are larger than the limit";
        exchange.truncated = transfer.cut;
    } else if (code == CURLE_OK && answered) {
        exchange.end = FetchEnd::complete;
        exchange.error.clear();
    } else if (transfer.forbidden) {
        exchange.end = FetchEnd::refused;
        exchange.error = kForbidden;
    } else if (answered) {
        exchange.end = FetchEnd::truncated;
        exchange.truncated = code == CURLE_OPERATION_TIMEDOUT ? "time" : "disconnect";
    } else if (code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_WEIRD_SERVER_REPLY) {
        exchange.end = FetchEnd::broken;
        exchange.error = "the answer is no HTTP";
    } else {
        exchange.end = FetchEnd::unreachable;
    }
    if (answered && exchange.status == kProxyWantsLogin && !transfer.options->proxy.empty()) {
        exchange.end = FetchEnd::unreachable;
        exchange.error = "the proxy wants a login";
        exchange.status = 0;
    }
    if (!answered && exchange.end != FetchEnd::broken) exchange.status = 0;
}

class CurlFetcher final : public Fetcher {
  public:
    CurlFetcher(FetchOptions options, NetGuard guard)
        : options_(std::move(options)), guard_(std::move(guard)), multi_(curl_multi_init()) {
        curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, kIdleConnections);
    }

    ~CurlFetcher() override {
        for (auto& [easy, transfer] : live_) curl_multi_remove_handle(multi_.get(), easy);
        live_.clear();
        idle_.clear();
    }

    void start(FetchRequest request) override {
        const auto url = parse_url(request.url);
        if (!url) return refuse(request.id, url.error().message);
        if (!options_.proxy.empty() && !may_be_asked_of_proxy(*url, guard_))
            return refuse(request.id, kForbidden);
        std::unique_ptr<Transfer> transfer = take_transfer();
        CURL* easy = transfer->easy.get();
        transfer->begin(request.id, prepare_head(*transfer, *url, request.headers));
        curl_easy_setopt(easy, CURLOPT_URL, url->href.c_str());
        const bool hurried = request.timeout > milliseconds(0) && request.timeout < options_.total_timeout;
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS,
                         static_cast<long>((hurried ? request.timeout : options_.total_timeout).count()));
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->headers.get());
        curl_multi_add_handle(multi_.get(), easy);
        live_.emplace(easy, std::move(transfer));
    }

    std::vector<Exchange> poll(milliseconds timeout) override {
        const milliseconds end = now() + timeout;
        while (true) {
            int running = 0;
            curl_multi_perform(multi_.get(), &running);
            collect();
            const milliseconds left = end - now();
            if (!ready_.empty() || left <= milliseconds::zero()) break;
            curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(left.count()), nullptr);
        }
        return std::exchange(ready_, {});
    }

    [[nodiscard]] milliseconds now() const override {
        return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
    }

  private:
    void refuse(std::uint64_t id, std::string why) {
        Exchange refused;
        refused.id = id;
        refused.end = FetchEnd::refused;
        refused.error = std::move(why);
        ready_.push_back(std::move(refused));
    }

    std::unique_ptr<Transfer> take_transfer() {
        if (!idle_.empty()) {
            auto transfer = std::move(idle_.back());
            idle_.pop_back();
            return transfer;
        }
        auto transfer = std::make_unique<Transfer>();
        transfer->easy.reset(curl_easy_init());
        transfer->options = &options_;
        transfer->guard = &guard_;
        transfer->bodies = &bodies_;
        set_constant_options(*transfer);
        return transfer;
    }

    void set_constant_options(Transfer& transfer) const {
        CURL* easy = transfer.easy.get();
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(easy, CURLOPT_PROXY, options_.proxy.c_str());  // "" also silences the environment's
        curl_easy_setopt(easy, CURLOPT_NOPROXY, "");                    // or some hosts were asked unguarded
        curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
        curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
        curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!options_.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, options_.ca_file.c_str());
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                         static_cast<long>(options_.connect_timeout.count()));
        const auto silence = std::chrono::ceil<std::chrono::seconds>(options_.silence_timeout);
        curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, kLowSpeedBytes);
        curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(silence.count()));
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, &transfer);
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
    }

    // All headers but Host are given to libcurl as a list, so that what is kept as the request is what was
    // sent.
    std::string prepare_head(Transfer& transfer, const Url& url, const std::vector<HttpHeader>& more) const {
        // RFC 9112 section 3.2.2: a proxy is told the whole address.
        const bool whole = !options_.proxy.empty() && url.scheme == "http";
        const std::string_view target = std::string_view(url.href).substr(whole ? 0 : url.origin().size());
        std::string head = fmt::format("GET {} HTTP/1.1\r\nHost: {}\r\n", target,
                                       std::string_view(url.origin()).substr(url.scheme.size() + 3));
        curl_slist* list = nullptr;
        const auto add = [&](std::string_view name, std::string_view value) {
            std::string line = fmt::format("{}: {}", name, value);
            std::erase_if(line, [](char c) { return c == '\r' || c == '\n'; });
            list = curl_slist_append(list, line.c_str());
            head += line + "\r\n";
        };
        add("User-Agent", options_.user_agent);
        add("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        // By hand: CURLOPT_ACCEPT_ENCODING would decode, and the wire bytes are the evidence.
        add("Accept-Encoding", "gzip");
        for (const HttpHeader& header : more) add(header.name, header.value);
        if (whole) list = curl_slist_append(list, "Proxy-Connection:");  // libcurl's own: not sent
        transfer.headers.reset(list);
        return head + "\r\n";
    }

    void collect() {
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            CURL* easy = message->easy_handle;
            const CURLcode code = message->data.result;
            auto node = live_.extract(easy);
            Transfer& transfer = *node.mapped();
            bodies_ -= transfer.exchange.body.size();
            judge(transfer, code, curl_easy_strerror(code));
            const char* ip = nullptr;
            curl_off_t microseconds = 0;
            curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &ip);
            curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &microseconds);
            transfer.exchange.ip = ip == nullptr || !options_.proxy.empty() ? "" : ip;
            transfer.exchange.took = milliseconds(microseconds / 1000);
            ready_.push_back(std::move(transfer.exchange));
            curl_multi_remove_handle(multi_.get(), easy);
            idle_.push_back(std::move(node.mapped()));
        }
    }

    FetchOptions options_;
    NetGuard guard_;
    std::unique_ptr<CURLM, CloseMulti> multi_;
    std::unordered_map<CURL*, std::unique_ptr<Transfer>> live_;
    std::vector<std::unique_ptr<Transfer>> idle_;
    std::vector<Exchange> ready_;
    std::uint64_t bodies_ = 0;
};

}  // namespace

Result<std::unique_ptr<Fetcher>> open_curl_fetcher(const FetchOptions& options) {
    if (!start_curl()) return fail(ErrorKind::io, "libcurl is missing or could not start");
    if (!options.proxy.empty() && !parse_url(options.proxy))
        return with_hint(
            fail(ErrorKind::usage, "not the address of a proxy: {}", to_printable(options.proxy)),
            "write http://host:port");
    auto guard = NetGuard::make(options.allow_nets);
    if (!guard) return tl::unexpected(guard.error());
    return std::make_unique<CurlFetcher>(options, std::move(*guard));
}

}  // namespace claimline
