// A capture as WARC records and back.

#include "crawler/warc_capture.h"

#include <algorithm>

#include "core/hash.h"
#include "core/text.h"
#include "crawler/warc_digest.h"

namespace claimline {
namespace {

void read_metadata(std::string_view block, Capture& capture) {
    while (!block.empty()) {
        const auto end = std::min(block.find('\n'), block.size());
        const std::string_view line = trim(block.substr(0, end));
        block.remove_prefix(std::min(end + 1, block.size()));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = trim(line.substr(colon + 1));
        if (name == "claimline-role") capture.role = parse_role(value).value_or(Role::article);
        if (name == "claimline-source") capture.source_id = value;
        if (name == "claimline-imported-from") capture.imported_from = value;
        if (name == "via") capture.via = value;
        if (name == "claimline-redirect") capture.redirects.emplace_back(value);
        if (name == "claimline-error") capture.error = value;
        if (name == "claimline-robots") capture.directives = value;
        if (name == "claimline-tdm-reservation") capture.tdm = value;
        if (name == "fetchTimeMs") {
            capture.fetch_ms = 0;
            for (const char c : value.substr(0, 15)) {
                if (is_digit(c)) capture.fetch_ms = capture.fetch_ms * 10 + (c - '0');
            }
        }
    }
}

std::string_view without_brackets(std::string_view text) {
    if (text.size() >= 2 && text.front() == '<' && text.back() == '>') return text.substr(1, text.size() - 2);
    return text;
}

// WARC 1.0 wrote target URIs in angle brackets.
std::string_view target_of(const WarcRecord& record) {
    return without_brackets(record.header("WARC-Target-URI"));
}

std::string short_id(std::string_view id) {
    constexpr std::string_view kScheme = "urn:uuid:";
    id = without_brackets(id);
    return std::string(id.starts_with(kScheme) ? id.substr(kScheme.size()) : id);
}

// WARC 1.1 allows fractions of a second; we count whole ones.
Result<Instant> parse_warc_date(std::string_view text) {
    constexpr std::size_t kSeconds = 19;  // "2023-02-18T09:12:44"
    if (text.size() > kSeconds + 1 && text[kSeconds] == '.' && text.back() == 'Z')
        return parse_rfc3339(std::string(text.substr(0, kSeconds)) + 'Z');
    return parse_rfc3339(text);
}

// What a response, revisit or resource record says itself, without what its metadata record adds.
Result<Capture> to_capture(WarcRecord&& record) {
    Capture capture;
    capture.url = target_of(record);
    capture.record_id = short_id(record.header("WARC-Record-ID"));
    capture.resource = record.type == "resource";
    capture.revisit = record.type == "revisit";
    const auto at = parse_warc_date(record.header("WARC-Date"));
    auto message =
        capture.resource ? std::optional(HttpMessage{200, "", {}, 0}) : parse_http_response(record.block);
    if (!message && capture.revisit) message = HttpMessage{200, "", {}, 0};  // its head is optional
    if (capture.url.empty() || !at || !message) {
        return fail(ErrorKind::invalid_input, "the {} record at {} is no exchange", record.type,
                    record.offset);
    }
    capture.at = *at;
    capture.status = message->status;
    capture.reason = std::move(message->reason);
    const std::string_view digest = record.header("WARC-Payload-Digest");
    const bool chunked = !find_header(message->headers, "Transfer-Encoding").empty();
    const bool of_chunks =
        chunked &&
        match_digest(digest, std::string_view(record.block).substr(message->body)) == DigestMatch::right;
    capture.body = entity_body(*message, std::move(record.block));
    capture.headers = std::move(message->headers);
    if (capture.resource)
        capture.headers.push_back({"Content-Type", std::string(record.header("Content-Type"))});
    // Some crawlers hash the chunks too, which are undone here.
    capture.digest = of_chunks ? "sha256:" + to_hex(sha256(capture.body)) : std::string(digest);
    if (capture.resource && capture.digest.empty()) capture.digest = record.header("WARC-Block-Digest");
    capture.truncated = record.cut ? "length" : std::string(record.header("WARC-Truncated"));
    capture.ip = record.header("WARC-IP-Address");
    capture.refers_to_url = without_brackets(record.header("WARC-Refers-To-Target-URI"));
    if (const auto refers = parse_warc_date(record.header("WARC-Refers-To-Date")))
        capture.refers_to_at = *refers;
    return capture;
}

// DNS answers and the like of other crawlers are no documents.
bool is_capture(const WarcRecord& record) {
    const std::string_view url = target_of(record);
    const bool web = url.starts_with("http://") || url.starts_with("https://");
    if (record.type == "resource") return web || url.starts_with("file:");
    return web && (record.type == "response" || record.type == "revisit");
}

}  // namespace

std::string one_line(std::string_view text) {
    std::string out(text);
    std::ranges::replace_if(
        out, [](char c) { return c == '\r' || c == '\n'; }, ' ');
    return out;
}

std::string http_head(const Capture& capture) {
    std::string head = fmt::format("HTTP/1.1 {} {}\r\n", capture.status, one_line(capture.reason));
    for (const HttpHeader& header : capture.headers) {
        if (equals_ignoring_case(header.name, "Transfer-Encoding")) head += "X-Archive-Orig-";
        head.append(one_line(header.name)).append(": ").append(one_line(header.value)).append("\r\n");
    }
    return head + "\r\n";
}

bool is_packed(const Capture& capture) {
    if (!find_header(capture.headers, "Content-Encoding").empty()) return true;
    const std::string type = to_lower(find_header(capture.headers, "Content-Type"));
    return type.starts_with("image/") || type.starts_with("application/pdf") ||
           type.find("zip") != std::string::npos;
}

std::string metadata_block(const Capture& capture) {
    std::string block = fmt::format("claimline-role: {}\r\n", to_string(capture.role));
    if (!capture.source_id.empty())
        block += fmt::format("claimline-source: {}\r\n", one_line(capture.source_id));
    if (!capture.imported_from.empty())
        block += fmt::format("claimline-imported-from: {}\r\n", one_line(capture.imported_from));
    if (!capture.via.empty()) block += fmt::format("via: {}\r\n", one_line(capture.via));
    for (const std::string& url : capture.redirects)
        block += fmt::format("claimline-redirect: {}\r\n", one_line(url));
    block += fmt::format("fetchTimeMs: {}\r\n", capture.fetch_ms);
    if (!capture.directives.empty())
        block += fmt::format("claimline-robots: {}\r\n", one_line(capture.directives));
    if (!capture.tdm.empty())
        block += fmt::format("claimline-tdm-reservation: {}\r\n", one_line(capture.tdm));
    if (!capture.error.empty()) block += fmt::format("claimline-error: {}\r\n", one_line(capture.error));
    return block;
}

Result<std::optional<Capture>> WarcCaptures::next() {
    while (true) {
        auto record = take();
        if (!record) return tl::unexpected(record.error());
        if (!*record) return std::optional<Capture>{};
        if (is_capture(**record)) return with_companions(std::move(**record));
    }
}

Result<std::optional<WarcRecord>> WarcCaptures::take() {
    if (broken_) return Failure(*std::exchange(broken_, std::nullopt));
    if (waiting_) return std::optional(std::move(*std::exchange(waiting_, std::nullopt)));
    return reader_.next();
}

Result<std::optional<Capture>> WarcCaptures::with_companions(WarcRecord&& record) {
    const std::string id(record.header("WARC-Record-ID"));
    Location location{file_, record.offset, record.length};
    auto capture = to_capture(std::move(record));
    if (!capture) return tl::unexpected(capture.error());
    while (true) {
        auto next = reader_.next();
        if (!next && tail_ == Tail::drop) return tl::unexpected(next.error());
        if (!next) {
            broken_ = next.error();
            break;
        }
        if (!*next) break;
        if ((*next)->header("WARC-Concurrent-To") != id) {
            waiting_ = std::move(**next);
            break;
        }
        location.length = (*next)->offset + (*next)->length - location.offset;
        if ((*next)->type != "metadata") continue;
        read_metadata((*next)->block, *capture);
        break;  // the last of them
    }
    capture->location = std::move(location);
    return std::optional(std::move(*capture));
}

}  // namespace claimline
