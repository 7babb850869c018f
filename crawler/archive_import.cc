// Importing: what is foreign is read with suspicion and written anew, with digests of our own.

#include "crawler/archive_import.h"

#include <algorithm>
#include <functional>

#include "core/hash.h"
#include "core/text.h"
#include "core/url.h"
#include "crawler/warc_capture.h"
#include "crawler/warc_digest.h"

namespace claimline {
namespace {

constexpr std::size_t kMaxProblems = 1000;

std::uint64_t hash_of(std::string_view text) {
    return std::hash<std::string_view>()(text);
}

std::uint64_t moment_of(std::string_view url, Instant at) {
    return hash_of(fmt::format("{}\n{}", to_rfc3339(at), url));
}

// A file is the same whenever its bytes are, an exchange when its time is too.
std::uint64_t key_of(const Capture& capture) {
    const std::string_view kind = capture.revisit ? "revisit" : capture.resource ? "resource" : "response";
    return hash_of(fmt::format("{}\n{}\n{}\n{}", kind, capture.resource ? "" : to_rfc3339(capture.at),
                               capture.digest, capture.url));
}

// Documents, and what is to be known about them: that they moved, or are gone.
bool is_wanted(const Capture& capture) {
    if (capture.status == 404 || capture.status == 410) return true;
    if (capture.status >= 300 && capture.status < 400) return true;
    return capture.status == 200 && is_document_type(find_header(capture.headers, "Content-Type"));
}

}  // namespace

bool is_document_type(std::string_view media_type) {
    const std::string type = to_lower(trim(media_type.substr(0, media_type.find(';'))));
    return type.empty() || type == "text/html" || type == "text/plain" || type == "application/xhtml+xml" ||
           type == "application/pdf";
}

Result<Importer> Importer::open(Archive& archive, ImportOptions options) {
    Importer importer(archive, std::move(options));
    const auto scanned = archive.scan({}, [&importer](Capture&& capture) -> Result<bool> {
        importer.learn(capture);
        return true;
    });
    if (!scanned) return tl::unexpected(scanned.error());
    return importer;
}

void Importer::learn(const Capture& capture) {
    known_.insert(key_of(capture));
    if (!capture.revisit) moments_.insert(moment_of(capture.url, capture.at));
}

Result<void> Importer::add_warc(const std::filesystem::path& file, const std::string& name) {
    auto reader = WarcReader::open(file, 0, options_.max_block);
    if (!reader) {
        note_damage(name, reader.error().message);
        return {};
    }
    WarcCaptures captures(std::move(*reader), name, WarcCaptures::Tail::keep);
    while (true) {
        auto capture = captures.next();
        if (!capture) {
            note_damage(name, capture.error().message);
            if (capture.error().kind == ErrorKind::invalid_input) continue;  // one record, not the file
            return {};
        }
        if (!*capture) return {};
        const std::string input = fmt::format("{}@{}", name, (*capture)->location.offset);
        if (auto done = take(std::move(**capture), input); !done) return done;
    }
}

Result<void> Importer::add_file(Capture capture) {
    capture.resource = true;
    capture.status = 200;
    capture.source_id = options_.source_id;
    capture.role = Role::article;
    capture.digest = "sha256:" + to_hex(sha256(capture.body));
    return store(std::move(capture));
}

// A capture of a foreign file: checked, brought into our form, stored.
Result<void> Importer::take(Capture&& capture, const std::string& input) {
    const auto url = parse_url(capture.url);
    const bool imported_before = capture.resource && capture.url.starts_with("file:///");
    if ((!url && !imported_before) || capture.status < 100 || capture.status > 599) {
        ++counts_.left_out;
        return {};
    }
    if (!capture.revisit && capture.truncated.empty() &&
        match_digest(capture.digest, capture.body) == DigestMatch::wrong) {
        note_damage(input, "the bytes have another digest than the record says");
        return {};
    }
    if (url) capture.url = normalise_url(*url).href;
    const auto before = parse_url(capture.refers_to_url);
    if (before) capture.refers_to_url = normalise_url(*before).href;
    const bool dangling =
        capture.revisit && (!capture.refers_to_at ||
                            !moments_.contains(moment_of(capture.refers_to_url, *capture.refers_to_at)));
    if (dangling || !is_wanted(capture)) {
        ++counts_.left_out;
        return {};
    }
    if (!capture.revisit) capture.digest = "sha256:" + to_hex(sha256(capture.body));
    if (url && url->path == "/robots.txt") capture.role = Role::robots;
    if (capture.source_id.empty()) capture.source_id = options_.source_id;
    if (capture.imported_from.empty()) capture.imported_from = input;
    return store(std::move(capture));
}

Result<void> Importer::store(Capture&& capture) {
    if (!known_.insert(key_of(capture)).second) {
        ++counts_.known;
        return {};
    }
    ++counts_.added;
    learn(capture);
    if (capture.role == Role::article && !capture.revisit && capture.status == 200 &&
        listed_.insert(hash_of(capture.url)).second)
        counts_.urls.push_back(capture.url);
    if (options_.dry_run) return {};
    const auto location = archive_->append(capture, {});
    if (!location) return tl::unexpected(location.error());
    counts_.upto[location->file] = location->end();
    return {};
}

void Importer::note_damage(std::string input, std::string message) {
    ++counts_.damaged;
    if (counts_.problems.size() < kMaxProblems)
        counts_.problems.push_back({std::move(input), std::move(message)});
}

}  // namespace claimline
