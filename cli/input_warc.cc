// Responses of a WARC file as documents.

#include "cli/input_warc.h"

#include "crawler/archive_import.h"
#include "crawler/decode.h"

namespace claimline {

WarcDocuments::WarcDocuments(WarcReader reader, std::string name, DocumentHints hints)
    : reader_(std::move(reader)), name_(std::move(name)), hints_(std::move(hints)) {}

Result<WarcDocuments> WarcDocuments::open(const std::filesystem::path& file, DocumentHints hints) {
    auto reader = WarcReader::open(file);
    if (!reader) return Failure(reader.error());
    return WarcDocuments(std::move(*reader), file.filename().string(), std::move(hints));
}

std::optional<InputDocument> WarcDocuments::next() {
    while (!ended_) {
        auto record = reader_.next();
        if (!record) {
            ended_ = true;
            return InputDocument{.id = name_, .error = record.error()};
        }
        if (!*record) break;
        const WarcRecord& found = **record;
        if (found.type != "response") continue;
        const auto message = parse_http_response(found.block);
        if (!message || message->status != 200) continue;
        const auto media_type = find_header(message->headers, "Content-Type");
        if (!is_document_type(media_type)) continue;

        InputDocument document{.id = std::string(found.header("WARC-Target-URI")), .hints = hints_};
        document.hints.url = document.id;
        document.hints.media_type = std::string(media_type);
        const std::string body = entity_body(*message, found.block);
        auto decoded = decode_content(body, find_header(message->headers, "Content-Encoding"));
        if (found.cut || !found.header("WARC-Truncated").empty())
            document.error = Error{ErrorKind::refused, "only part of the page was archived", ""};
        else if (!decoded)
            document.error = decoded.error();
        else
            document.bytes = std::move(*decoded);
        return document;
    }
    ended_ = true;
    return std::nullopt;
}

}  // namespace claimline
