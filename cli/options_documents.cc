// The command line of what leaves the workspace as a document: exports and reports.

#include "cli/options_define.h"

namespace claimline {
namespace {

void define_export(CLI::App& app, Chosen& chosen) {
    auto* exported = add_command(app, "export", "Write claims, threads, articles as CSV, JSON ...",
                                 "  claimline export timeline TikTok --format csv --out tiktok.csv\n"
                                 "  claimline export claims --format jsonl > claims.jsonl\n"
                                 "  claimline export claims --kind deadline --format ics --out due.ics\n"
                                 "  claimline export threads TikTok --columns thread_id,what,steps\n"
                                 "  claimline export timeline --package ./for-others\n");
    auto& out = owned<ExportOptions>(exported, chosen);
    exported->add_option("what", out.what, "timeline, claims, threads, articles, series")
        ->required()
        ->check(CLI::IsMember({"timeline", "claims", "threads", "articles", "series"}));
    add_filter(exported, out.filter, "A party, or a query; default: everything");
    add_as_of(exported, out.filter);
    exported->add_option("--format", out.format, "csv, tsv, jsonl, md, ics (due dates) or sqlite")
        ->check(CLI::IsMember({"csv", "tsv", "jsonl", "md", "ics", "sqlite"}));
    exported->add_option("--out", out.out, "File; default: standard output");
    exported->add_option("--columns", out.columns, "These columns in this order: a,b,c; default: all");
    exported->add_option("--package", out.package,
                         "Folder for the CSV with datapackage.json and a data dictionary");
    exported->add_option("--delimiter", out.delimiter, "Between the fields of CSV; default: a comma")
        ->check(CLI::IsMember({",", ";", "|"}));
    exported->add_flag("--excel", out.excel, "Begin with a byte order mark");
    exported->add_flag("--no-formula-guard", out.no_formula_guard,
                       "Leave cells that begin like a formula as they are");
}

void define_report(CLI::App& app, Chosen& chosen) {
    auto* page = add_command(app, "report", "One HTML page: timeline, figures, conflicts, quotes",
                             "  claimline report TikTok --since 2022 --out tiktok.html\n"
                             "  claimline report --kind fine --out fines.html --title 'Fines'\n");
    auto& reported = owned<ReportOptions>(page, chosen);
    add_filter(page, reported.filter, "A party, or a query; default: everything");
    add_as_of(page, reported.filter);
    page->add_option("--out", reported.out, "File (- for standard output)")->capture_default_str();
    page->add_option("--title", reported.title, "Headline; default: the party asked for");
    page->add_option("--limit", reported.limit, "At most this many claims, the newest")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
}

void define_cite(CLI::App& app, Chosen& chosen) {
    auto* cite =
        add_command(app, "cite", "A claim as a reference: text, BibTeX, CSL-JSON ...",
                    "  claimline cite c:2c50a1\n  claimline cite c:2c50a1 --style bibtex >> claims.bib\n");
    auto& options = owned<CiteOptions>(cite, chosen);
    cite->add_option("ids", options.ids, "Claims (c:...)")->required();
    cite->add_option("--style", options.style, "How the reference is written")
        ->check(CLI::IsMember({"text", "markdown", "bibtex", "csl-json"}))
        ->capture_default_str();
}

void define_doctor(CLI::App& app, Chosen& chosen) {
    auto* doctor =
        add_command(app, "doctor", "What is wrong with the workspace, and the cure", "  claimline doctor\n");
    auto& options = owned<DoctorOptions>(doctor, chosen);
    add_output(doctor, options.output, kRowFormats);
}

void define_shell(CLI::App& app, Chosen& chosen) {
    auto* completion =
        add_command(app, "completion", "Print the completion script of a shell",
                    "  claimline completion bash > ~/.local/share/bash-completion/completions/claimline\n"
                    "  claimline completion fish > ~/.config/fish/completions/claimline.fish\n");
    completion->add_option("shell", owned<MadeFromTable>(completion, chosen).shell, "The shell")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    auto* manual = add_command(app, "man", "Print the manual page", "  claimline man | man -l -\n");
    (void)owned<MadeFromTable>(manual, chosen);

    auto* names = add_command(app, "names", "Words for shell completion", "  claimline names kinds\n");
    names->group("");
    auto& wanted = owned<NamesOptions>(names, chosen);
    names->add_option("list", wanted.list, "Which words")
        ->required()
        ->check(CLI::IsMember({"kinds", "entities", "places", "sources"}));
    names->add_option("prefix", wanted.prefix, "What they begin with");
}

}  // namespace

void define_documents(CLI::App& app, Chosen& chosen) {
    define_export(app, chosen);
    define_report(app, chosen);
    define_cite(app, chosen);
    define_doctor(app, chosen);
    define_shell(app, chosen);
}

}  // namespace claimline
