// Lazy readers: a folder becomes its files in name order, a JSON Lines file its lines.

#include "cli/input.h"

#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/input_warc.h"
#include "core/text.h"
#include "crawler/decode.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxLine = 256U
                                 << 20;  // one JSON document; beyond it the line is skipped with an error
constexpr std::uintmax_t kMaxFile = 512U << 20;

// "a/report.v2.html.gz" -> name "report.v2", type "html"; type empty when the ending says nothing.
struct NameParts {
    std::string stem;
    std::string type;
};
NameParts parts_of(const fs::path& path) {
    fs::path name = path.filename();
    if (name.extension() == ".gz") name = name.stem();
    const std::string ending = to_lower(name.extension().string());
    NameParts parts{name.stem().string(), ""};
    if (ending == ".html" || ending == ".htm" || ending == ".xhtml") parts.type = "html";
    if (ending == ".txt" || ending == ".text") parts.type = "text";
    if (ending == ".pdf") parts.type = "pdf";
    if (ending == ".jsonl" || ending == ".ndjson") parts.type = "jsonl";
    if (ending == ".warc") parts.type = "warc";
    return parts;
}

DocumentType type_of(const std::string& name) {
    if (name == "html") return DocumentType::html;
    if (name == "text") return DocumentType::text;
    if (name == "pdf") return DocumentType::pdf;
    return DocumentType::automatic;
}

Result<std::string> read_whole(const fs::path& path) {
    std::error_code error;
    if (fs::is_directory(path, error))
        return fail(ErrorKind::io, "reading {}: it is a folder", path.string());
    if (const auto size = fs::file_size(path, error); !error && size > kMaxFile)
        return with_hint(fail(ErrorKind::refused, "reading {}: {} bytes are too many", path.string(), size),
                         fmt::format("at most {} MB a file", kMaxFile >> 20));
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    if (file) content << file.rdbuf();
    if (!file) return fail(ErrorKind::io, "reading {}: {}", path.string(), std::strerror(errno));
    return gunzip_if_needed(content.view());
}

Result<std::string> read_standard_input() {
    std::string content;
    std::string block(1U << 16, '\0');
    while (true) {
        const ssize_t got = ::read(STDIN_FILENO, block.data(), block.size());
        if (got == 0) return gunzip_if_needed(content);
        if (got < 0) return fail(ErrorKind::io, "reading standard input: {}", std::strerror(errno));
        if (content.size() + static_cast<std::size_t>(got) > kMaxFile)
            return fail(ErrorKind::refused, "standard input is longer than {} MB", kMaxFile >> 20);
        content.append(block, 0, static_cast<std::size_t>(got));
    }
}

std::string text_field(const nlohmann::json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

// A JSON Lines stream: gzip or plain, a file or standard input (read as it comes, so that a program may send
// a line and wait for the answer).
struct InputReader::Lines {
    fs::path folder;  // what html_path is relative to
    std::string name;
    gzFile file = nullptr;  // null: standard input
    std::string buffer;
    std::size_t number = 0;
    bool ended = false;

    Lines() = default;
    Lines(const Lines&) = delete;
    Lines& operator=(const Lines&) = delete;
    ~Lines() {
        if (file != nullptr) gzclose(file);
    }

    // More bytes into the buffer; false at the end. A broken gzip stream ends it with an error.
    bool fill(std::string& error) {
        const std::size_t before = buffer.size();
        constexpr std::size_t kBlock = 1U << 16;
        buffer.resize(before + kBlock);
        const ssize_t got = file != nullptr ? gzread(file, buffer.data() + before, kBlock)
                                            : ::read(STDIN_FILENO, buffer.data() + before, kBlock);
        buffer.resize(before + static_cast<std::size_t>(std::max<ssize_t>(0, got)));
        if (got < 0) error = file != nullptr ? "its gzip data is broken" : std::strerror(errno);
        return got > 0;
    }

    // The next line without its end; nullopt at the end of the input.
    std::optional<std::string> next(std::string& error) {
        while (!ended) {
            const auto end = buffer.find('\n');
            if (end != std::string::npos || buffer.size() > kMaxLine) return take(end, error);
            if (fill(error)) continue;
            ended = true;
            if (!trim(buffer).empty()) return take(buffer.size(), error);
        }
        return std::nullopt;
    }

    std::string take(std::size_t end, std::string& error) {
        ++number;
        if (end == std::string::npos) {  // longer than any document: drop it up to its end
            error = fmt::format("line {} is longer than {} MB", number, kMaxLine >> 20);
            std::string ignored;
            while (buffer.find('\n') == std::string::npos) {
                buffer.clear();
                if (!fill(ignored)) return {};
            }
            buffer.erase(0, buffer.find('\n') + 1);
            return {};
        }
        std::string line = buffer.substr(0, end);
        buffer.erase(0, std::min(buffer.size(), end + 1));
        return line;
    }
};

InputReader::InputReader(std::vector<std::string> paths, std::string from, DocumentHints hints)
    : paths_(paths.begin(), paths.end()), from_(std::move(from)), hints_(std::move(hints)) {
    if (from_ == "auto") from_.clear();
}
InputReader::~InputReader() = default;

std::optional<InputDocument> InputReader::next() {
    while (true) {
        if (!ready_.empty()) {
            auto document = std::move(ready_.front());
            ready_.pop_front();
            return document;
        }
        if (warc_) {
            if (auto document = warc_->next()) return document;
            warc_.reset();
            continue;
        }
        if (lines_) {
            std::string error;
            const auto line = lines_->next(error);
            if (!error.empty())
                return InputDocument{.id = fmt::format("{}:{}", lines_->name, lines_->number),
                                     .error = Error{ErrorKind::invalid_input, error, ""}};
            if (line && trim(*line).empty()) continue;
            if (line) return read_json_line(*line);
            lines_.reset();
            continue;
        }
        if (paths_.empty()) return std::nullopt;
        const std::string path = std::move(paths_.front());
        paths_.pop_front();
        open_path(path);
    }
}

void InputReader::open_path(const std::string& path) {
    std::error_code error;
    if (path != "-" && fs::is_directory(path, error)) return open_folder(path);
    const NameParts name = path == "-" ? NameParts{"stdin", ""} : parts_of(path);
    const std::string type = from_.empty() ? name.type : from_;
    if (type == "jsonl") {
        auto lines = std::make_unique<Lines>();
        lines->name = name.stem;
        lines->folder = fs::path(path).parent_path();
        if (path != "-" && (lines->file = gzopen(path.c_str(), "rb")) == nullptr)
            ready_.push_back({.id = name.stem,
                              .error = Error{ErrorKind::io,
                                             fmt::format("reading {}: {}", path, std::strerror(errno)), ""}});
        else
            lines_ = std::move(lines);
        return;
    }
    if (type == "warc") {
        auto documents = WarcDocuments::open(path, hints_);
        if (documents)
            warc_ = std::make_unique<WarcDocuments>(std::move(*documents));
        else
            ready_.push_back({.id = name.stem, .error = documents.error()});
        return;
    }
    ready_.push_back(read_file(path, type));
}

// Files whose ending says what they are, in name order; others are none of ours.
void InputReader::open_folder(const fs::path& folder) {
    std::vector<std::string> files;
    std::error_code error;
    for (auto at = fs::recursive_directory_iterator(folder, error);
         !error && at != fs::recursive_directory_iterator(); at.increment(error))
        if (at->is_regular_file(error) && !parts_of(at->path()).type.empty())
            files.push_back(at->path().string());
    if (error)
        ready_.push_back(
            {.id = folder.filename().string(),
             .error =
                 Error{ErrorKind::io, fmt::format("reading {}: {}", folder.string(), error.message()), ""}});
    std::ranges::sort(files);
    paths_.insert(paths_.begin(), files.begin(), files.end());
}

InputDocument InputReader::read_file(const fs::path& path, const std::string& type) {
    InputDocument document;
    document.id = path == "-" ? "stdin" : parts_of(path).stem;
    document.hints = hints_;
    document.hints.type = type_of(type);
    auto content = path == "-" ? read_standard_input() : read_whole(path);
    if (!content) {
        document.error = content.error();
        return document;
    }
    document.bytes = std::move(*content);
    // A text that is UTF-8 already is taken as it is, so that offsets refer to the file.
    document.is_text = type == "text" && is_valid_utf8(document.bytes);
    return document;
}

InputDocument InputReader::read_json_line(const std::string& line) {
    InputDocument document;
    document.id = fmt::format("{}:{}", lines_->name, lines_->number);
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object()) {
        document.error =
            Error{ErrorKind::invalid_input,
                  fmt::format("line {} of {} is not a JSON object", lines_->number, lines_->name), ""};
        return document;
    }
    for (const char* key : {"doc_id", "id"})
        if (auto id = text_field(json, key); !id.empty()) document.id = std::move(id);
    document.title = text_field(json, "title");
    document.hints = hints_;
    if (auto url = text_field(json, "url"); !url.empty()) document.hints.url = std::move(url);
    if (auto published = text_field(json, "published"); !published.empty())
        document.hints.published = std::move(published);
    if (auto lang = text_field(json, "lang"); !lang.empty()) document.hints.lang = std::move(lang);
    if (json.contains("text") && json["text"].is_string()) {
        document.bytes = json["text"].get<std::string>();
        document.is_text = true;
    } else if (json.contains("html") && json["html"].is_string()) {
        document.bytes = json["html"].get<std::string>();
        document.hints.type = DocumentType::html;
        document.hints.media_type = "text/html; charset=utf-8";
    } else if (const auto path = text_field(json, "html_path"); !path.empty()) {
        auto content = read_whole(lines_->folder / path);
        if (content)
            document.bytes = std::move(*content);
        else
            document.error = content.error();
        document.hints.type = DocumentType::html;
    } else {
        document.error =
            Error{ErrorKind::invalid_input,
                  fmt::format("document '{}' has none of text, html, html_path", document.id), ""};
    }
    return document;
}

}  // namespace claimline
