// claimline archive: what was captured (list), the bytes of one capture (extract), and whether everything is
// still there and unchanged (check).

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/context.h"
#include "cli/find_capture.h"
#include "cli/render.h"
#include "cli/workspace.h"
#include "core/text.h"
#include "crawler/archive.h"
#include "crawler/archive_check.h"
#include "crawler/decode.h"
#include "crawler/frontier.h"
#include "crawler/warc_capture.h"
#include "index/catalogue.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

// ---- which captures ----

bool is_wanted(const Capture& capture, const ArchiveListOptions& options) {
    return (options.match.empty() || capture.url.find(options.match) != std::string::npos) &&
           (options.status == 0 || capture.status == options.status) &&
           (options.role.empty() || options.role == to_string(capture.role)) &&
           (options.since.empty() || to_rfc3339(capture.at) >= options.since) &&
           (options.until.empty() || is_until(capture.at, options.until));
}

const char* record_of(const Capture& capture) {
    if (capture.resource) return "resource";
    return capture.revisit ? "revisit" : "response";
}

std::vector<Cell> row_of(const Capture& capture) {
    return {to_rfc3339(capture.at),
            {std::to_string(capture.status), capture.status < 400 ? Style::plain : Style::bad},
            {record_of(capture), Style::dim},
            to_string(capture.role),
            std::to_string(capture.body.size()),
            capture.url,
            {capture.record_id, Style::accent},
            capture.source_id,
            capture.truncated,
            capture.imported_from,
            capture.digest,
            capture.location.file,
            std::to_string(capture.location.offset)};
}

Result<void> list(const ArchiveListOptions& options, Context& context) {
    for (const auto& [name, text] :
         {std::pair("--since", &options.since), std::pair("--until", &options.until)})
        if (auto right = check_time(name, *text); !right) return right;
    const auto workspace = open_workspace(context.global.workspace);
    if (!workspace) return Failure(workspace.error());
    const auto archive = open_archive(workspace->archive(), context.clock);
    if (!archive) return Failure(archive.error());
    Table table;
    table.columns = {"captured_at",
                     {"status", Fit::whole, true},
                     {"record", Fit::spare},
                     {"role", Fit::spare},
                     {"bytes", Fit::whole, true},
                     {"url", Fit::cut},
                     {"capture_id", Fit::cut},
                     {"source_id", Fit::spare},
                     {"truncated", Fit::spare},
                     {"imported_from", Fit::spare},
                     {"payload_digest", Fit::spare},
                     {"warc_file", Fit::spare},
                     {"warc_offset", Fit::spare, true}};
    const std::size_t most = options.output.limit;
    const auto scanned = (*archive)->scan({}, [&](Capture&& capture) -> Result<bool> {
        if (is_wanted(capture, options)) table.rows.push_back(row_of(capture));
        return most == 0 || table.rows.size() < most;
    });
    if (!scanned) return Failure(scanned.error());
    return print_table(table, options.output, context);
}

// ---- the bytes of one ----

Result<void> write_bytes(const fs::path& out, std::string_view bytes, const Context& context) {
    if (out.empty() || out == "-") {
        context.out(bytes);
        return {};
    }
    return replace_file(out, bytes);
}

Result<void> extract(const ArchiveExtractOptions& options, Context& context) {
    const auto workspace = open_workspace(context.global.workspace);
    if (!workspace) return Failure(workspace.error());
    const auto archive = open_archive(workspace->archive(), context.clock);
    if (!archive) return Failure(archive.error());
    auto capture = find_capture(*workspace, **archive, options.what);
    if (!capture) return Failure(capture.error());
    context.say(fmt::format("{}  {}  HTTP {}  {}  {}@{}", capture->url, to_rfc3339(capture->at),
                            capture->status, capture->digest, capture->location.file,
                            capture->location.offset));
    if (options.head) return write_bytes(options.out, http_head(*capture), context);
    if (capture->revisit) {
        context.say(fmt::format("unchanged since {}: those bytes follow",
                                capture->refers_to_at ? to_rfc3339(*capture->refers_to_at) : "before"));
        capture = original_of(*workspace, **archive, *capture);
        if (!capture) return Failure(capture.error());
    }
    if (!options.decoded) return write_bytes(options.out, capture->body, context);
    const auto body = decode_body(*capture);
    if (!body) return Failure(body.error());
    return write_bytes(options.out, *body, context);
}

// ---- is all of it there ----

// What is proof of a version in the catalogue must be found in the archive, with the same bytes.
Result<std::size_t> check_catalogue(const Workspace& workspace, ArchiveCheck& check) {
    std::error_code error;
    if (!fs::exists(workspace.catalogue(), error)) return 0;
    const auto catalogue = open_sqlite_catalogue(workspace.catalogue(), {});
    if (!catalogue) return Failure(catalogue.error());
    std::size_t proofs = 0;
    constexpr std::size_t kPage = 256;
    for (std::int64_t seq = 0;;) {
        const auto changes = (*catalogue)->changes(seq, kPage);
        if (!changes) return Failure(changes.error());
        if (changes->empty()) return proofs;
        for (const ArticleChange& change : *changes) {
            seq = change.seq;
            const auto article = (*catalogue)->article(change.head.id);
            if (!article) return Failure(article.error());
            for (const VersionRecord& version : article->versions) {
                ++proofs;
                const CaptureProof& proof = version.capture;
                const auto match =
                    check.found.look_up({proof.warc_file, proof.offset, proof.length}, proof.payload_digest);
                if (match == FoundCaptures::Match::found) continue;
                check.add_fault(proof.warc_file, proof.offset,
                                fmt::format("version {} of {} {}", version.number, article->head.url,
                                            match == FoundCaptures::Match::missing ? "has no capture here"
                                                                                   : "had other bytes"));
            }
        }
    }
}

Result<ArchiveCheck> check_all(const ArchiveCheckCommand& options, const Workspace& workspace,
                               std::size_t& proofs) {
    ArchiveCheckOptions expected{.committed = {}, .head = options.head};
    std::error_code error;
    if (fs::exists(workspace.frontier(), error)) {
        const auto frontier = open_sqlite_frontier(workspace.frontier(), {.sole = false});
        if (!frontier) return Failure(frontier.error());
        auto committed = (*frontier)->committed();
        if (!committed) return Failure(committed.error());
        expected.committed = std::move(*committed);
    }
    auto check = check_archive(workspace.archive(), expected);
    if (!check) return check;
    const auto checked = check_catalogue(workspace, *check);
    if (!checked) return Failure(checked.error());
    proofs = *checked;
    return check;
}

void print_json(const ArchiveCheck& check, std::size_t proofs, const Context& context) {
    nlohmann::ordered_json faults = nlohmann::ordered_json::array();
    for (const ArchiveFault& fault : check.faults)
        faults.push_back({{"warc_file", fault.file}, {"warc_offset", fault.offset}, {"reason", fault.what}});
    const nlohmann::ordered_json json{{"files", check.files},       {"bytes", check.bytes},
                                      {"records", check.records},   {"captures", check.captures},
                                      {"proofs", proofs},           {"runs", check.runs},
                                      {"run_log_head", check.head}, {"unlogged_bytes", check.unlogged},
                                      {"cut_off", check.cut_off},   {"fault_count", check.fault_count},
                                      {"faults", std::move(faults)}};
    context.out(json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

Result<void> print_faults(const ArchiveCheck& check, const OutputOptions& output, const Context& context) {
    Table table;
    table.columns = {"warc_file", {"warc_offset", Fit::whole, true}, {"reason", Fit::cut}};
    for (const ArchiveFault& fault : check.faults)
        table.rows.push_back({fault.file, std::to_string(fault.offset), {fault.what, Style::bad}});
    return print_table(table, output, context);
}

void say_what_was_checked(const ArchiveCheck& check, std::size_t proofs, const Context& context) {
    context.say(fmt::format("checked {} files, {} records, {} captures; {} versions of the catalogue found",
                            check.files, check.records, check.captures, proofs));
    if (check.runs > 0) context.say(fmt::format("run log: {} runs, last hash {}", check.runs, check.head));
    if (check.unlogged > 0) context.say(fmt::format("not in the run log yet: {} bytes", check.unlogged));
    for (const std::string& file : check.cut_off)
        context.say(fmt::format("{}: a run was cut off here; the next one repairs it", file));
}

}  // namespace

int run_archive_list(const ArchiveListOptions& options, Context& context) {
    const auto done = list(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

int run_archive_extract(const ArchiveExtractOptions& options, Context& context) {
    const auto done = extract(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

int run_archive_check(const ArchiveCheckCommand& options, Context& context) {
    const auto workspace = open_workspace(context.global.workspace);
    if (!workspace) return report(workspace.error());
    const auto lock = WorkspaceLock::take(*workspace);  // a writer's last record is never whole
    if (!lock) return report(lock.error());
    std::size_t proofs = 0;
    const auto check = check_all(options, *workspace, proofs);
    if (!check) return report(check.error());
    if (options.output.format == "json") {
        print_json(*check, proofs, context);
    } else if (check->fault_count > 0 || !options.output.format.empty()) {
        if (auto printed = print_faults(*check, options.output, context); !printed)
            return report(printed.error());
    }
    say_what_was_checked(*check, proofs, context);
    if (check->fault_count == 0) return kDone;
    return report({ErrorKind::corrupt,
                   fmt::format("the archive {} has {} fault{}", workspace->archive().string(),
                               check->fault_count, check->fault_count == 1 ? "" : "s"),
                   "restore the files named above from a backup"});
}

}  // namespace claimline
