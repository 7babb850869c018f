// claimline status: what the workspace holds, how fresh the full text is, and what failed.

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/ask.h"
#include "cli/claim_text.h"
#include "cli/render.h"
#include "cli/render_record.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShownProblems = 10;

struct FolderSize {
    std::size_t files = 0;
    std::uintmax_t bytes = 0;
};

FolderSize size_of(const fs::path& folder) {
    FolderSize size;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (!at->is_regular_file(error)) continue;
        ++size.files;
        size.bytes += at->file_size(error);
    }
    return size;
}

std::string bytes_in_words(std::uintmax_t bytes) {
    if (bytes < 1024) return fmt::format("{} B", bytes);
    double value = static_cast<double>(bytes) / 1024;
    const char* unit = "KiB";
    for (const char* next : {"MiB", "GiB", "TiB"}) {
        if (value < 1024) break;
        value /= 1024;
        unit = next;
    }
    return fmt::format("{:.1f} {}", value, unit);
}

std::string index_state(const Asking& asking, const CatalogueSummary& summary) {
    const auto index = open_full_text(asking);
    if (!index) return index.error().kind == ErrorKind::not_found ? "missing" : index.error().message;
    const auto state = (*index)->state();
    if (!state) return state.error().message;
    if (state->catalogue != summary.uuid) return "of another catalogue";
    if (state->change_seq < summary.change_seq) return "behind";
    return fmt::format("up to date, {} articles, {} claims", state->articles, state->claims);
}

std::size_t total(const std::map<std::string, std::size_t>& counts) {
    std::size_t sum = 0;
    for (const auto& [name, count] : counts) sum += count;
    return sum;
}

Table count_table(const char* name, const std::map<std::string, std::size_t>& counts, const char* what) {
    Table table;
    table.columns = {name, {what, Fit::whole, true}};
    for (const auto& [key, count] : counts)
        table.rows.push_back({key.empty() ? "(none)" : key, std::to_string(count)});
    return table;
}

void print_for_people(const Asking& asking, const CatalogueSummary& summary, Context& context) {
    const auto archive = size_of(asking.workspace.archive());
    const auto number = [](std::size_t value) { return number_in_words(static_cast<double>(value)); };
    RecordText text(context);
    text.title("Workspace " + fs::absolute(asking.workspace.folder).lexically_normal().string())
        .line("archive", fmt::format("{} in {} file{}", bytes_in_words(archive.bytes), archive.files,
                                     archive.files == 1 ? "" : "s"))
        .line("captures", number(summary.captures))
        .line("articles",
              fmt::format("{} from {} hosts{}", number(summary.articles), summary.hosts,
                          summary.withdrawn > 0 ? fmt::format(", {} withdrawn", summary.withdrawn) : ""))
        .line("versions",
              fmt::format("{}{}", number(summary.versions),
                          summary.silent_edits > 0 ? fmt::format(", {} silent edit{}", summary.silent_edits,
                                                                 summary.silent_edits == 1 ? "" : "s")
                                                   : ""))
        .line("claims",
              fmt::format("{} in {} threads", number(total(summary.claims)), number(summary.threads)))
        .line("full text", index_state(asking, summary))
        .line("packs", summary.pack_version.substr(0, 12) +
                           (summary.pack_version == asking.knowledge.version
                                ? ""
                                : "; the packs have changed since: claimline rebuild applies them"));
    if (summary.last_run) {
        const Run& run = *summary.last_run;
        text.line("last run", fmt::format("{} {}", run.command, to_rfc3339(run.started)) +
                                  (run.ended ? "" : ", not finished"));
    }
    if (!summary.claims.empty()) text.title("Claims").table(count_table("kind", summary.claims, "claims"));
    if (!summary.by_source.empty())
        text.title("Sources").table(count_table("source", summary.by_source, "articles"));
    if (summary.problem_count > 0) {
        text.title(fmt::format("{} problem{}, newest first", summary.problem_count,
                               summary.problem_count == 1 ? "" : "s"));
        Table problems;
        problems.columns = {"seen", "stage", {"url", Fit::cut}, {"problem", Fit::cut}};
        for (std::size_t i = 0; i < std::min(summary.problems.size(), kShownProblems); ++i) {
            const Problem& problem = summary.problems[i];
            problems.rows.push_back(
                {to_rfc3339(problem.at), problem.stage, problem.url, {problem.message, Style::warning}});
        }
        text.table(problems);
    }
    context.out(text.text());
}

void print_json(const Asking& asking, const CatalogueSummary& summary, Context& context) {
    using Json = nlohmann::ordered_json;
    const auto archive = size_of(asking.workspace.archive());
    Json json{{"archive_files", archive.files},
              {"archive_bytes", archive.bytes},
              {"captures", summary.captures},
              {"articles", summary.articles},
              {"withdrawn", summary.withdrawn},
              {"hosts", summary.hosts},
              {"versions", summary.versions},
              {"silent_edits", summary.silent_edits},
              {"claims", summary.claims},
              {"threads", summary.threads},
              {"sources", summary.by_source},
              {"full_text", index_state(asking, summary)},
              {"pack_version", summary.pack_version},
              {"packs_changed", summary.pack_version != asking.knowledge.version},
              {"problems", Json::array()},
              {"problem_count", summary.problem_count}};
    for (const auto& problem : summary.problems)
        json["problems"].push_back({{"url", problem.url},
                                    {"stage", problem.stage},
                                    {"kind", to_string(problem.kind)},
                                    {"message", problem.message},
                                    {"at", to_rfc3339(problem.at)}});
    if (summary.last_run)
        json["last_run"] = {{"command", summary.last_run->command},
                            {"started", to_rfc3339(summary.last_run->started)},
                            {"counters", summary.last_run->counters}};
    json["format_version"] = 1;
    context.out(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace

int run_status(const StatusOptions& options, Context& context) {
    auto asking = open_asking(context);
    if (!asking) return report(asking.error());
    // Whether the packs changed is told by a digest over everything that reading documents uses.
    auto whole = load_knowledge(&asking->workspace);
    if (!whole) return report(whole.error());
    asking->knowledge = std::move(*whole);
    const auto summary = asking->catalogue->summary();
    if (!summary) return report(summary.error());
    if (options.output.format == "json") {
        print_json(*asking, *summary, context);
    } else {
        print_for_people(*asking, *summary, context);
    }
    return kDone;
}

}  // namespace claimline
