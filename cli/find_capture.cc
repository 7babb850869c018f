// An address is looked up in crawl.db; ids, imports and files of rules are searched for in the archive.

#include "cli/find_capture.h"

#include <algorithm>

#include "core/text.h"
#include "core/url.h"
#include "crawler/known_captures.h"

namespace claimline {

Result<void> check_time(const char* option, std::string_view text) {
    constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:ddZ";
    bool right = text.size() <= kShape.size() && (text.empty() || text.size() >= 4);
    for (std::size_t i = 0; right && i < text.size(); ++i)
        right = kShape[i] == 'd' ? is_digit(text[i]) : text[i] == kShape[i];
    if (right) return {};
    return with_hint(fail(ErrorKind::usage, "{}: '{}' is no UTC time", option, to_printable(text)),
                     "write 2023, 2023-02, 2023-02-18 or 2023-02-18T09:12:44Z");
}

bool is_until(Instant at, std::string_view last) {
    return std::string_view(to_rfc3339(at)).substr(0, last.size()) <= last;
}

namespace {

// "id", "URL", "URL@TIME" or "FILE@OFFSET", as the user may have them from list, show or an export.
struct Wanted {
    std::string id;
    std::string url;
    std::string until;  // empty: the last one
    std::optional<Location> location;
};

Result<Wanted> parse_wanted(const std::string& text) {
    Wanted wanted;
    const auto at = text.rfind('@');
    const std::string_view before = std::string_view(text).substr(0, at);
    const std::string behind = at == std::string::npos ? "" : text.substr(at + 1);
    if (before.ends_with(".warc.gz") || before.ends_with(".warc")) {
        Location location{std::string(before), 0, 0};
        const bool digits = !behind.empty() && std::ranges::all_of(behind, is_digit) && behind.size() < 19;
        if (!digits || before.starts_with('/') || before.find("..") != std::string_view::npos)
            return with_hint(fail(ErrorKind::usage, "'{}' names no place in the archive", text),
                             "write it as 'claimline show' prints it: 2023/02/FILE.warc.gz@OFFSET");
        location.offset = std::stoull(behind);
        wanted.location = location;
        return wanted;
    }
    const bool timed = at != std::string::npos && check_time("", behind) && behind.size() >= 4;
    const std::string address = timed ? std::string(before) : text;
    if (address.find("://") != std::string::npos || address.starts_with("file:")) {
        const auto url = parse_url(address);
        wanted.url = url ? normalise_url(*url).href : address;
        if (timed) wanted.until = behind;
        return wanted;
    }
    if (text.size() < 6)
        return with_hint(fail(ErrorKind::usage, "'{}' is too short for the id of a capture", text),
                         "give at least six characters; 'claimline archive list' prints ids");
    wanted.id = text;
    return wanted;
}

bool is_meant(const Capture& capture, const Wanted& wanted) {
    if (!wanted.id.empty()) return capture.record_id.starts_with(wanted.id);
    return capture.url == wanted.url && (wanted.until.empty() || is_until(capture.at, wanted.until));
}

// Where an address was captured last, up to `until`; nothing when crawl.db does not know all of its captures.
Result<std::optional<Capture>> look_up(const Workspace& workspace, const Archive& archive,
                                       const Wanted& wanted) {
    const auto known = captures_of(workspace.frontier(), wanted.url);
    if (!known) return Failure(known.error());
    const auto last = std::find_if(known->rbegin(), known->rend(), [&wanted](const KnownCapture& capture) {
        return wanted.until.empty() || is_until(capture.at, wanted.until);
    });
    if (last == known->rend()) return std::nullopt;
    const auto complete = only_crawls_wrote(workspace.archive(), workspace.frontier());
    if (!complete) return Failure(complete.error());
    if (!*complete) return std::nullopt;
    auto capture = archive.read(last->location);
    if (!capture) return Failure(capture.error());
    // A redirect that was followed at once answers for another address than was asked.
    if (capture->url != wanted.url) return std::nullopt;
    return std::move(*capture);
}

Result<Capture> search(const Archive& archive, const Wanted& wanted, const std::string& text) {
    std::optional<Location> best;
    Instant best_at{};
    std::size_t hits = 0;
    const auto scanned = archive.scan({}, [&](Capture&& capture) -> Result<bool> {
        if (!is_meant(capture, wanted)) return true;
        ++hits;
        if (!best || capture.at >= best_at) {
            best = capture.location;
            best_at = capture.at;
        }
        return true;
    });
    if (!scanned) return Failure(scanned.error());
    if (!best)
        return with_hint(fail(ErrorKind::not_found, "the archive has no capture {}", to_printable(text)),
                         "see claimline archive list");
    if (!wanted.id.empty() && hits > 1)
        return with_hint(fail(ErrorKind::usage, "'{}' begins the ids of {} captures", text, hits),
                         "give more of it");
    return archive.read(*best);
}

}  // namespace

Result<Capture> find_capture(const Workspace& workspace, const Archive& archive, const std::string& text) {
    const auto wanted = parse_wanted(text);
    if (!wanted) return Failure(wanted.error());
    if (wanted->location) return archive.read(*wanted->location);
    if (!wanted->url.empty()) {
        auto found = look_up(workspace, archive, *wanted);
        if (!found) return Failure(found.error());
        if (*found) return std::move(**found);
    }
    return search(archive, *wanted, text);
}

Result<Capture> original_of(const Workspace& workspace, const Archive& archive, const Capture& revisit) {
    const auto known = captures_of(workspace.frontier(), revisit.refers_to_url);
    if (!known) return Failure(known.error());
    for (const KnownCapture& capture : *known) {
        if (capture.at != revisit.refers_to_at) continue;
        auto original = archive.read(capture.location);
        if (original && !original->revisit) return original;
    }
    std::optional<Location> found;
    const auto scanned = archive.scan({}, [&](Capture&& capture) -> Result<bool> {
        if (!capture.revisit && capture.url == revisit.refers_to_url && capture.at == revisit.refers_to_at)
            found = capture.location;
        return !found;
    });
    if (!scanned) return Failure(scanned.error());
    if (!found)
        return fail(ErrorKind::corrupt, "the capture of {} that this revisit refers to is not in the archive",
                    to_printable(revisit.refers_to_url));
    return archive.read(*found);
}

}  // namespace claimline
