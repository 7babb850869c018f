// claimline doctor: looks at everything a workspace needs, and says of what is wrong how to mend it. Changes
// nothing.

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "cli/ask.h"
#include "cli/render.h"
#include "cli/render_record.h"
#include "crawler/archive.h"
#include "crawler/sources.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

enum class Health { good, warning, bad };

struct Finding {
    std::string check;
    Health health = Health::good;
    std::string what;
    std::string cure;  // empty when nothing is to be done
};

// Collects findings in the order of the checks.
class Checkup {
  public:
    void good(std::string check, std::string what) {
        add({std::move(check), Health::good, std::move(what), ""});
    }
    void warn(std::string check, std::string what, std::string cure) {
        add({std::move(check), Health::warning, std::move(what), std::move(cure)});
    }
    void bad(std::string check, std::string what, std::string cure) {
        add({std::move(check), Health::bad, std::move(what), std::move(cure)});
    }
    void bad(std::string check, const Error& error, std::string cure) {
        bad(std::move(check), error.message, error.hint.empty() ? std::move(cure) : error.hint);
    }
    [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }

  private:
    void add(Finding finding) { findings_.push_back(std::move(finding)); }
    std::vector<Finding> findings_;
};

void check_program(Checkup& checkup, const Workspace* workspace) {
    const auto data = data_folder();
    if (!data) return checkup.bad("data", data.error(), "install the package again, or set CLAIMLINE_DATA");
    const auto knowledge = load_knowledge(workspace);
    if (!knowledge)
        return checkup.bad("packs", knowledge.error(), "mend the file that is named; claimline pack test");
    checkup.good("packs", fmt::format("{} kinds, {} entities", knowledge->packs.kinds().size(),
                                      knowledge->entities.all().size()));
    if (!knowledge->tagger || !knowledge->names)
        checkup.warn("models", "no trained models in " + (*data / "models").string(),
                     "install the data of this version; extraction works without, less well");
}

void check_clock(Checkup& checkup, const Context& context) {
    constexpr auto kBuilt = std::chrono::sys_days{std::chrono::year{2023} / 1 / 1};
    if (context.clock.now() < kBuilt)
        return checkup.bad("clock", "the clock says " + to_rfc3339(context.clock.now()),
                           "set the time (timedatectl set-ntp true)");
    checkup.good("clock", to_rfc3339(context.clock.now()));
}

void check_trust(Checkup& checkup, const Workspace* workspace) {
    const fs::path own = workspace != nullptr ? workspace->settings.ca_file : "";
    const fs::path store = own.empty() ? fs::path("/etc/ssl/certs/ca-certificates.crt") : own;
    std::error_code error;
    const auto size = fs::file_size(store, error);
    if (error || size == 0)
        return checkup.bad(
            "certificates", "no trust store at " + store.string(),
            own.empty() ? "apt install ca-certificates" : "mend crawl.ca_file in claimline.toml");
    checkup.good("certificates", store.string());
}

void check_room(Checkup& checkup, const Workspace& workspace) {
    constexpr std::uintmax_t kTight = 1U << 30;
    constexpr std::uintmax_t kTooTight = 64U << 20;
    std::error_code error;
    const auto room = fs::space(workspace.folder, error);
    if (error)
        return checkup.bad("disk", error.message(), "look at the mount of " + workspace.folder.string());
    const auto free = fmt::format("{} MiB free", room.available >> 20);
    const char* cure = "make room: the archive only grows";
    if (room.available < kTooTight) return checkup.bad("disk", free, cure);
    if (room.available < kTight) return checkup.warn("disk", free, cure);
    checkup.good("disk", free);
}

void check_writing(Checkup& checkup, const Workspace& workspace) {
    for (const auto& folder : {workspace.folder, workspace.archive()}) {
        std::error_code ignored;
        if (fs::exists(folder, ignored) && ::access(folder.c_str(), W_OK) != 0)
            return checkup.bad("writing", folder.string() + " can't be written",
                               fmt::format("chown -R \"$USER\" {}", workspace.folder.string()));
    }
    checkup.good("writing", workspace.folder.string());
}

void check_lock(Checkup& checkup, const Workspace& workspace) {
    const auto lock = WorkspaceLock::take(workspace);
    if (lock) return checkup.good("lock", "free");
    if (lock.error().kind == ErrorKind::locked)
        return checkup.warn("lock", lock.error().message,
                            "wait for the other run; its lock goes with its process");
    checkup.bad("lock", lock.error(), "make the workspace writable");
}

void check_sources(Checkup& checkup, const Workspace& workspace) {
    const auto sources = load_sources(workspace.sources());
    if (!sources) return checkup.bad("sources", sources.error(), "mend the file that is named");
    const auto enabled = std::ranges::count(*sources, true, &Source::enabled);
    if (enabled == 0)
        return checkup.warn("sources", "no source is enabled",
                            "claimline source list, then claimline source enable ID");
    if (workspace.settings.contact.empty())
        return checkup.warn("sources", fmt::format("{} enabled, but no contact is set", enabled),
                            "set crawl.contact in claimline.toml: sites ask who crawls them");
    checkup.good("sources", fmt::format("{} enabled", enabled));
}

void check_archive(Checkup& checkup, const Workspace& workspace) {
    const auto files = archive_files(workspace.archive());
    if (!files) return checkup.bad("archive", files.error(), "claimline archive check");
    std::size_t empty = 0;
    for (const auto& file : *files) {
        std::error_code error;
        if (fs::file_size(workspace.archive() / file, error) == 0 || error) ++empty;
    }
    if (empty > 0)
        return checkup.warn("archive", fmt::format("{} of {} files are empty", empty, files->size()),
                            "claimline archive check");
    checkup.good("archive", fmt::format("{} files", files->size()));
}

void check_index(Checkup& checkup, const Asking& asking, const CatalogueSummary& summary) {
    constexpr const char* kCure = "claimline rebuild --index";
    const auto index = open_full_text(asking);
    if (!index) return checkup.bad("full text", index.error().message, kCure);
    const auto state = (*index)->state();
    if (!state) return checkup.bad("full text", state.error().message, kCure);
    if (state->catalogue != summary.uuid)
        return checkup.bad("full text", "belongs to another catalogue", kCure);
    if (state->change_seq < summary.change_seq)
        return checkup.warn("full text", "is behind the catalogue", kCure);
    checkup.good("full text", fmt::format("{} articles, {} claims", state->articles, state->claims));
}

void check_catalogue(Checkup& checkup, const Workspace& workspace, const Context& context) {
    if (!fs::exists(workspace.catalogue()))
        return checkup.warn("catalogue", "nothing has been crawled yet", "claimline crawl");
    const auto asking = open_asking(context);
    if (!asking)
        return checkup.bad("catalogue", asking.error(), "claimline rebuild makes it again from the archive");
    const auto summary = asking->catalogue->summary();
    if (!summary)
        return checkup.bad("catalogue", summary.error(), "claimline rebuild makes it again from the archive");
    checkup.good("catalogue", fmt::format("{} articles, {} versions", summary->articles, summary->versions));
    if (summary->other_packs > 0 ||
        (!summary->pack_version.empty() && summary->pack_version != asking->knowledge.version))
        checkup.warn("rules", "some claims were found by other rules than today's",
                     "claimline rebuild reads the archive again");
    if (summary->problem_count > 0)
        checkup.warn("problems", fmt::format("{} documents could not be used", summary->problem_count),
                     "claimline status names them");
    if (summary->last_run) {
        const auto age =
            std::chrono::floor<std::chrono::hours>(context.clock.now() - summary->last_run->started).count();
        const auto when = fmt::format("{} ({} h ago)", to_rfc3339(summary->last_run->started), age);
        if (!summary->last_run->ended) {
            checkup.warn("last run", when + " did not end", "claimline crawl goes on where it stopped");
        } else if (age > 24L * 7) {
            checkup.warn("last run", when, "claimline crawl; a timer or cron entry would do it");
        } else {
            checkup.good("last run", when);
        }
    }
    check_index(checkup, *asking, *summary);
}

void check_terminal(Checkup& checkup, const Context& context) {
    std::string charset;
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0' && charset.empty())
            charset = value;
    const auto upper = charset.find("UTF") != std::string::npos || charset.find("utf") != std::string::npos;
    if (context.terminal.out_is_terminal && !upper)
        return checkup.warn("terminal", "the locale is not UTF-8: " + (charset.empty() ? "not set" : charset),
                            "export LC_ALL=C.UTF-8");
    checkup.good("terminal",
                 fmt::format("{} columns, {}", context.terminal.columns, upper ? "UTF-8" : "no terminal"));
}

Checkup examine(const Context& context) {
    Checkup checkup;
    const auto workspace = open_workspace(context.global.workspace);
    check_program(checkup, workspace ? &*workspace : nullptr);
    check_clock(checkup, context);
    check_terminal(checkup, context);
    check_trust(checkup, workspace ? &*workspace : nullptr);
    if (!workspace) {
        checkup.bad("workspace", workspace.error(), "claimline init FOLDER");
        return checkup;
    }
    checkup.good("workspace", workspace->folder.string());
    check_room(checkup, *workspace);
    check_writing(checkup, *workspace);
    check_lock(checkup, *workspace);
    check_sources(checkup, *workspace);
    check_archive(checkup, *workspace);
    check_catalogue(checkup, *workspace, context);
    return checkup;
}

const char* to_string(Health health) {
    switch (health) {
        case Health::good: return "ok";
        case Health::warning: return "warning";
        case Health::bad: return "wrong";
    }
    return "";
}

Style style_of(Health health) {
    switch (health) {
        case Health::good: return Style::good;
        case Health::warning: return Style::warning;
        case Health::bad: return Style::bad;
    }
    return Style::plain;
}

}  // namespace

int run_doctor(const DoctorOptions& options, Context& context) {
    const auto checkup = examine(context);
    // A cure is there to be copied: people get it whole, below the findings.
    const auto& format = options.output.format;
    const bool people = format == "table" || (format.empty() && context.terminal.out_is_terminal);
    RecordText cures(context);
    Table table;
    table.columns = {"check", "state", {"what", people ? Fit::whole : Fit::cut}};
    if (!people) table.columns.push_back({"cure", Fit::cut});
    for (const auto& finding : checkup.findings()) {
        std::vector<Cell> row{
            finding.check, {to_string(finding.health), style_of(finding.health)}, finding.what};
        if (!people) row.emplace_back(finding.cure);
        table.rows.push_back(std::move(row));
        if (people) cures.line(finding.check, finding.cure, style_of(finding.health));
    }
    if (const auto printed = print_table(table, options.output, context); !printed)
        return report(printed.error());
    if (people && !cures.text().empty()) context.out("\nWhat to do\n" + cures.text());
    const bool wrong = std::ranges::any_of(checkup.findings(),
                                           [](const auto& finding) { return finding.health == Health::bad; });
    return wrong ? kFailed : kDone;
}

}  // namespace claimline
