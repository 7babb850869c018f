// `fetched` is the time of the last answer that said something (rules, or that there are none); a record
// whose status is an error lives on it for a day.

#include "crawler/robots_policy.h"

#include "crawler/decode.h"

namespace claimline {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr hours kGood{24};
constexpr minutes kSoon{10};

bool is_redirect(int status) {
    return status >= 300 && status < 400;
}
bool says_something(int status) {
    return status == 200 || is_redirect(status) || (status >= 400 && status < 500 && status != 429);
}

}  // namespace

RobotsRecord judge_robots(const std::optional<RobotsRecord>& old, const Exchange& exchange, Instant now) {
    RobotsRecord record = old.value_or(RobotsRecord{});
    const bool whole = exchange.end == FetchEnd::complete || exchange.truncated == "length";
    if (exchange.end == FetchEnd::refused) {
        // Nothing of this host can be asked; each of its pages says so itself.
        return {404, "", now, now + kSoon, "", ""};
    }
    if (whole && exchange.status == 304 && old && says_something(old->status)) {
        record.fetched = now;
        record.valid_until = now + kGood;
        return record;
    }
    if (!whole || !says_something(exchange.status)) {
        record.status = exchange.end == FetchEnd::complete ? exchange.status : 0;
        record.valid_until = now + kSoon;
        return record;
    }
    record = {exchange.status, "", now, now + kGood, "", ""};
    if (exchange.status != 200) return record;
    const auto text = decode_content(exchange.body, find_header(exchange.headers, "Content-Encoding"),
                                     {.max_bytes = std::uint64_t{16} << 20, .max_ratio = 1000});
    if (!text) {
        record = old.value_or(RobotsRecord{});
        record.status = 0;
        record.valid_until = now + kSoon;
        return record;
    }
    record.text = text->substr(0, kMaxRobotsBytes);
    record.etag = find_header(exchange.headers, "ETag");
    record.last_modified = find_header(exchange.headers, "Last-Modified");
    return record;
}

bool is_usable(const RobotsRecord& record, Instant now) {
    return says_something(record.status) || (record.fetched != Instant{} && record.fetched + kGood > now);
}

Robots to_robots(const RobotsRecord& record, std::string_view product_token, Instant now) {
    return is_usable(record, now) ? Robots::parse(record.text, product_token) : Robots::disallow_all();
}

}  // namespace claimline
