// claimline import: WARC files and folders of documents into the archive, and from there like any crawl.

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "cli/archived_document.h"
#include "cli/context.h"
#include "cli/interrupt.h"
#include "cli/pipeline.h"
#include "cli/progress.h"
#include "cli/stores.h"
#include "core/text.h"
#include "core/url.h"
#include "crawler/archive_import.h"
#include "crawler/archive_log.h"
#include "crawler/decode.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxFile = 64U << 20;
constexpr std::size_t kSaid = 20;  // undated documents and problems named on the terminal

// What an input is by its name, ".gz" aside; nothing when it is none of ours.
struct FileKind {
    bool warc = false;
    std::string media_type;
};
std::optional<FileKind> kind_of(const fs::path& path) {
    fs::path name = path.filename();
    if (to_lower(name.extension().string()) == ".gz") name = name.stem();
    const std::string ending = to_lower(name.extension().string());
    if (ending == ".warc") return FileKind{true, ""};
    if (ending == ".html" || ending == ".htm" || ending == ".xhtml") return FileKind{false, "text/html"};
    if (ending == ".pdf") return FileKind{false, "application/pdf"};
    if (ending == ".txt" || ending == ".text" || ending == ".md") return FileKind{false, "text/plain"};
    return std::nullopt;
}

// One file to import. `name` is what it is called in messages and addresses: its path below the folder that
// was given, so that the same folder elsewhere is the same import.
struct Input {
    fs::path path;
    std::string name;
    FileKind kind;
};

Result<void> add_folder(const fs::path& folder, std::vector<Input>& inputs) {
    std::vector<Input> found;
    std::error_code error;
    for (auto at = fs::recursive_directory_iterator(folder, error);
         !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
        const auto kind = kind_of(at->path());
        if (at->is_symlink(error) || !at->is_regular_file(error) || !kind) continue;
        found.push_back({at->path(), at->path().lexically_relative(folder).generic_string(), *kind});
    }
    if (error) return fail(ErrorKind::io, "reading the folder {}: {}", folder.string(), error.message());
    std::ranges::sort(found, {}, &Input::name);
    std::ranges::move(found, std::back_inserter(inputs));
    return {};
}

Result<std::vector<Input>> inputs_of(const std::vector<std::string>& paths) {
    std::vector<Input> inputs;
    for (const std::string& path : paths) {
        std::error_code error;
        if (fs::is_directory(path, error)) {
            if (auto added = add_folder(path, inputs); !added) return Failure(added.error());
            continue;
        }
        if (!fs::exists(path, error)) return fail(ErrorKind::not_found, "there is no file {}", path);
        const auto kind = kind_of(path);
        if (!kind)
            return with_hint(fail(ErrorKind::usage, "{} is of no kind that can be imported", path),
                             "what can: .warc .html .htm .xhtml .pdf .txt .md, each also .gz; lists of feeds "
                             "and addresses: claimline source import");
        inputs.push_back({path, fs::path(path).filename().string(), *kind});
    }
    return inputs;
}

Result<std::string> read_document(const fs::path& path) {
    std::error_code error;
    if (const auto size = fs::file_size(path, error); !error && size > kMaxFile)
        return fail(ErrorKind::refused, "{} bytes are too many (at most {} MB)", size, kMaxFile >> 20);
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    if (file) content << file.rdbuf();
    if (!file) return fail(ErrorKind::io, "it cannot be read");
    return gunzip_if_needed(content.view());
}

// When the bytes became what they are.
Instant modified_at(const fs::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return Instant{};
    return Instant(std::chrono::seconds(std::max<std::int64_t>(0, status.st_mtime)));
}

std::string file_address(const std::string& source, const std::string& name) {
    std::string out = "file:///";
    for (const char c : source + "/" + name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ||
                           std::string_view("-._~/").find(c) != std::string_view::npos;
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

// The document under the address it gives itself, else under that of the file.
Capture capture_of(const Input& input, std::string body, const std::string& source) {
    Capture capture;
    capture.resource = true;
    capture.status = 200;
    capture.at = modified_at(input.path);
    capture.headers = {{"Content-Type", input.kind.media_type}};
    capture.body = std::move(body);
    capture.imported_from = input.name;
    capture.url = file_address(source, input.name);
    const auto article = read_archived_document(capture);
    const auto canonical = article && !article->canonical.empty()
                               ? parse_url(article->canonical)
                               : Result<Url>(fail(ErrorKind::not_found, "the page names no address"));
    if (canonical) capture.url = normalise_url(*canonical).href;
    return capture;
}

Result<void> import_one(const Input& input, const std::string& source, Importer& importer) {
    if (input.kind.warc) return importer.add_warc(input.path, input.name);
    auto body = read_document(input.path);
    if (!body) {
        importer.note_damage(input.name, body.error().message);
        return {};
    }
    return importer.add_file(capture_of(input, std::move(*body), source));
}

// Archive open for writing, with what a killed run left repaired.
Result<std::unique_ptr<Archive>> open_repaired(const Workspace& workspace, const Clock& clock) {
    auto archive = open_archive(workspace.archive(), clock);
    if (!archive) return archive;
    Archive::Marks committed;
    std::error_code error;
    if (fs::exists(workspace.frontier(), error)) {
        const auto frontier = open_sqlite_frontier(workspace.frontier(), {.sole = false});
        if (!frontier) return Failure(frontier.error());
        auto marks = (*frontier)->committed();
        if (!marks) return Failure(marks.error());
        committed = std::move(*marks);
    }
    if (auto repaired = (*archive)->repair(committed); !repaired) return Failure(repaired.error());
    return archive;
}

Result<ImportCounts> import_all(const ImportCommand& options, const Workspace& workspace, Context& context) {
    const auto inputs = inputs_of(options.paths);
    if (!inputs) return Failure(inputs.error());
    const Instant started = context.clock.now();
    const auto archive = open_repaired(workspace, context.clock);
    if (!archive) return Failure(archive.error());
    auto importer = Importer::open(**archive, {.source_id = options.source, .dry_run = options.dry_run});
    if (!importer) return Failure(importer.error());
    Progress progress(context);
    std::size_t done = 0;
    for (const Input& input : *inputs) {
        progress.show("Importing", done++, inputs->size(), input.name);
        if (auto imported = import_one(input, options.source, *importer); !imported)
            return Failure(imported.error());
        if (interrupted()) break;
    }
    ImportCounts& counts = importer->counts();
    if (counts.upto.empty()) return std::move(counts);
    if (auto synced = (*archive)->sync(); !synced) return Failure(synced.error());
    const RunNote note{.started = started,
                       .ended = context.clock.now(),
                       .command = "import",
                       .program = "claimline/" CLAIMLINE_VERSION,
                       .counters = {{"inputs", done}, {"added", counts.added}, {"damaged", counts.damaged}}};
    if (auto logged = append_run(workspace.archive(), note, counts.upto); !logged)
        return Failure(logged.error());
    return std::move(counts);
}

void say_some(const std::vector<std::string>& lines, const Context& context) {
    for (std::size_t i = 0; i < std::min(lines.size(), kSaid); ++i) context.say("  " + lines[i]);
    if (lines.size() > kSaid) context.say(fmt::format("  and {} more", lines.size() - kSaid));
}

// Of the documents that were added: those without a date of their own.
Result<std::vector<std::string>> undated(const ImportCounts& counts, const Workspace& workspace,
                                         const Knowledge& knowledge) {
    std::vector<std::string> urls;
    const auto catalogue = open_catalogue(workspace, knowledge);
    if (!catalogue) return Failure(catalogue.error());
    for (const std::string& url : counts.urls) {
        const auto article = (*catalogue)->article(url);
        if (article && article->head.published.empty()) urls.push_back(url);
    }
    return urls;
}

void say_counts(const ImportCounts& counts, bool dry_run, const Context& context) {
    context.say(fmt::format("{}  {} captures; {} known already, {} left out, {} damaged",
                            dry_run ? "Would import" : "Imported", counts.added, counts.known,
                            counts.left_out, counts.damaged));
    std::vector<std::string> lines;
    for (const ImportProblem& problem : counts.problems)
        lines.push_back(problem.input + ": " + problem.message);
    say_some(lines, context);
}

Result<DeriveReport> derive_imported(const ImportCommand& options, const ImportCounts& counts,
                                     const Workspace& workspace, Context& context) {
    const auto knowledge = load_knowledge(&workspace);
    if (!knowledge) return Failure(knowledge.error());
    Result<PipelineReport> done = PipelineReport{};
    {
        Progress progress(context);
        done = run_pipeline(
            workspace, &*knowledge,
            {.threads = options.threads,
             .stop = &interrupted(),
             .progress = [&progress](std::size_t n) { progress.show("Reading", n, 0, "documents"); }},
            context.clock);
    }
    if (!done) return Failure(done.error());
    const auto& put = done->derived.put;
    context.say(fmt::format("Extracted  {} documents: {} new articles, {} new versions, {} new claims",
                            done->derived.documents, put.new_articles, put.new_versions, put.new_claims));
    const auto without = undated(counts, workspace, *knowledge);
    if (!without) return Failure(without.error());
    if (!without->empty()) {
        context.say(
            fmt::format("Undated    {} documents say nowhere when they were published:", without->size()));
        say_some(*without, context);
    }
    return done->derived;
}

}  // namespace

int run_import(const ImportCommand& options, Context& context) {
    bool created = false;
    const auto workspace = create_workspace(context.global.workspace, created);
    if (!workspace) return report(workspace.error());
    const auto lock = WorkspaceLock::take(*workspace);
    if (!lock) return report(lock.error());
    install_interrupt();
    const auto counts = import_all(options, *workspace, context);
    if (!counts) return report(counts.error());
    say_counts(*counts, options.dry_run, context);
    if (interrupted()) return kInterrupted;
    const int status = counts->damaged > 0 ? kPartly : kDone;
    if (options.dry_run || options.no_extract) return status;
    const auto derived = derive_imported(options, *counts, *workspace, context);
    if (!derived) return report(derived.error());
    if (derived->interrupted) return kInterrupted;
    return derived->failed > 0 ? static_cast<int>(kPartly) : status;
}

}  // namespace claimline
