#pragma once
// Port for what was seen: every HTTP exchange of a crawl, kept as received, append only.
//
// A capture is one exchange. On disk it is three WARC 1.1 records (ISO 28500), each a gzip member of its own,
// in this order: response (or revisit), request, metadata; of an imported document (resource) there is no
// request. A Location spans all of them; other tools find the first record at its offset. The archive is the
// only truth: everything else is rebuilt by scan().

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "crawler/role.h"

namespace claimline {

// Where a capture lies. `file` is relative to the archive folder
// ("2024/06/claimline-20240603T060000-000.warc.gz"); comparing names gives the order of writing. Offsets and
// lengths are bytes of the compressed file.
struct Location {
    std::string file;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;

    [[nodiscard]] std::uint64_t end() const { return offset + length; }
    friend auto operator<=>(const Location&, const Location&) = default;
};

struct HttpHeader {
    std::string name;  // as sent
    std::string value;
};

// The first header of that name, in any spelling of case; empty when there is none.
[[nodiscard]] std::string_view find_header(const std::vector<HttpHeader>& headers, std::string_view name);

// One exchange. `body` is as received: transfer coding removed, content coding kept (decode_body() in
// crawler/decode.h undoes it under limits).
struct Capture {
    std::string url;  // as asked for: the key of the frontier and the catalogue (normalise_url)
    Instant at{};     // when the request was sent
    int status = 0;   // an attempt without any answer leaves no capture
    std::string reason;
    std::vector<HttpHeader> headers;
    std::string body;
    std::string digest;  // "sha256:" and 64 hex digits of the body; of the original's body for a revisit

    // A revisit (304, or the same bytes again) has no body of its own: the same `url` was captured with these
    // bytes at `refers_to_at`.
    bool revisit = false;
    std::string refers_to_url;
    std::optional<Instant> refers_to_at;

    // A document that came as a file, not over HTTP: its headers are made from the file, its status is 200.
    bool resource = false;
    std::string
        imported_from;  // what was imported, as the user named it: "clippings/a.html", "old.warc.gz@512"

    // Empty, or why the body is not whole: "length" (our cap), "time", "disconnect", "unspecified" (broken
    // HTTP or broken content coding). Such a body is evidence of an attempt, never of a document.
    std::string truncated;

    std::string ip;         // peer address
    std::string source_id;  // of the source that led here
    Role role = Role::article;
    std::string via;  // URL of the page, feed or sitemap that named this URL; empty for a start page
    std::vector<std::string> redirects;  // URLs that redirected here, first one first
    std::int64_t fetch_ms = 0;
    std::string error;  // why it is truncated, in words

    // What the publisher said about use when it was captured, by header or page: "noindex, nofollow,
    // noarchive"; the TDM reservation and its policy, "1 https://...", "0".
    std::string directives;
    std::string tdm;

    Location location;      // filled by append(), read() and scan()
    std::string record_id;  // WARC-Record-ID without "<urn:uuid:" and ">"; filled by read() and scan()
};

class Archive {
  public:
    virtual ~Archive() = default;

    // Writes one capture; `request_head` is the request line and headers as sent, empty when nobody knows it.
    // Durable only after sync().
    [[nodiscard]] virtual Result<Location> append(const Capture& capture, std::string_view request_head) = 0;

    // Everything appended so far survives a power cut.
    [[nodiscard]] virtual Result<void> sync() = 0;

    // The capture at `location` (`length` is not needed).
    [[nodiscard]] virtual Result<Capture> read(const Location& location) const = 0;

    // Visits all captures at or after the marks (file -> offset; files without a mark from their start) in
    // order of writing, one in memory at a time. The mark that continues after a capture is location.end().
    // The visitor returns false to stop.
    using Marks = std::map<std::string, std::uint64_t>;
    using Visitor = std::function<Result<bool>(Capture&&)>;
    [[nodiscard]] virtual Result<void> scan(const Marks& marks, const Visitor& visit) const = 0;

    // After a crash: cuts a half-written last capture off every file, but nothing before `committed`
    // (what the frontier knows to be safe). Reports corrupt when committed bytes are missing.
    [[nodiscard]] virtual Result<void> repair(const Marks& committed) = 0;
};

struct ArchiveOptions {
    std::uint64_t rotate_at = std::uint64_t{1} << 30;  // a file is closed when it has grown past this
    std::string software = "claimline";                // for warcinfo
    std::string user_agent{};                          // for warcinfo
};

// Visits the HTTP exchanges of one WARC file, plain or packed, our own or of another crawler: what a foreign
// one does not say stays empty. A tail that is cut off ends the visit like the end of the file.
[[nodiscard]] Result<void> read_warc(const std::filesystem::path& file, const Archive::Visitor& visit);

// All WARC files below `folder`, relative to it, in order of writing.
[[nodiscard]] Result<std::vector<std::string>> archive_files(const std::filesystem::path& folder);

// WARC files below `folder` (made when missing). One writer at a time; readers need no lock.
[[nodiscard]] Result<std::unique_ptr<Archive>> open_archive(const std::filesystem::path& folder,
                                                            const Clock& clock, ArchiveOptions options = {});

}  // namespace claimline
