// An HTTP answer from head to body: how it is understood, what the visit makes of it, and that its headers
// cannot write records of their own into the archive.

#include <stdlib.h>
#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/hash.h"
#include "crawler/robots_policy.h"
#include "crawler/visit.h"
#include "crawler/warc.h"

namespace {

using namespace claimline;

const Instant kNow = *parse_rfc3339("2024-06-03T06:00:00Z");

Exchange to_exchange(std::string_view bytes, const HttpMessage& message) {
    Exchange exchange;
    exchange.end = FetchEnd::complete;
    exchange.status = message.status;
    exchange.reason = message.reason;
    exchange.headers = message.headers;
    exchange.body = bytes.substr(message.body);
    return exchange;
}

Task make_task(bool known) {
    Task task;
    task.url = "https://desk.example/news/a";
    task.host = "https://desk.example";
    task.source_id = "desk";
    if (known) {
        task.digest = "sha256:" + std::string(64, '0');
        task.etag = "\"a\"";
        task.captured_at = kNow;
    }
    return task;
}

// One capture in, one capture out, with the same status and body.
void archive_it(const Capture& capture) {
    static const std::string folder = [] {
        std::string name = "/dev/shm/claimline-fuzz-XXXXXX";
        if (::mkdtemp(name.data()) == nullptr) std::abort();
        return name;
    }();
    static const FixedClock clock(kNow);
    std::filesystem::remove_all(folder + "/2024");
    auto archive = open_archive(folder, clock);
    if (!archive) std::abort();
    const auto location = (*archive)->append(capture, "GET / HTTP/1.1\r\n\r\n");
    if (!location || !(*archive)->sync()) std::abort();
    std::size_t captures = 0;
    const auto scanned = (*archive)->scan({}, [&](Capture&& back) -> Result<bool> {
        if (back.status != capture.status || back.body != capture.body || back.url != capture.url)
            std::abort();
        ++captures;
        return true;
    });
    if (!scanned || captures != 1) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto message = parse_http_response(bytes);
    if (!message) return 0;
    Source source;
    source.id = "desk";
    source.kind = SourceKind::site;
    source.url = "https://desk.example/";
    const Url url = *parse_url("https://desk.example/news/a");
    for (const bool known : {false, true}) {
        const Task task = make_task(known);
        Harvester harvester({"claimline", 32}, kNow);
        Verdict verdict =
            judge_visit({task, source, url, known, kNow}, to_exchange(bytes, *message), harvester, kNow);
        if (verdict.outcome.due < kNow) std::abort();
        if (verdict.host_rest && *verdict.host_rest > std::chrono::hours(24)) std::abort();
        for (const Discovery& found : verdict.found)
            if (!parse_url(found.url)) std::abort();
        if (known && verdict.capture && message->status >= 100 && message->status <= 599)
            archive_it(*verdict.capture);
    }
    (void)judge_robots(std::nullopt, to_exchange(bytes, *message), kNow);
    return 0;
}
