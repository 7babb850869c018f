// The command line of what leaves the workspace as a document: exports and reports.

#include "cli/options_define.h"

namespace claimline {
namespace {

void define_export(CLI::App& app, Chosen& chosen) {
    auto* exported = add_command(app, "export", "Write claims as CSV or JSON Lines",
                                 "  claimline export timeline TikTok --format csv --out tiktok.csv\n"
                                 "  claimline export claims --format jsonl > claims.jsonl\n");
    auto& out = owned<ExportOptions>(exported, chosen);
    exported->add_option("what", out.what, "timeline or claims")
        ->required()
        ->check(CLI::IsMember({"timeline", "claims"}));
    add_filter(exported, out.filter, "A party, or a query; default: everything");
    exported->add_option("--format", out.format, "csv, tsv or jsonl")
        ->check(CLI::IsMember({"csv", "tsv", "jsonl"}));
    exported->add_option("--out", out.out, "File; default: standard output");
    exported->add_flag("--excel", out.excel, "Begin with a byte order mark");
    exported->add_flag("--no-formula-guard", out.no_formula_guard,
                       "Leave cells that begin like a formula as they are");
}

void define_report(CLI::App& app, Chosen& chosen) {
    auto* page = add_command(app, "report", "One HTML file with timeline, figures, conflicts and quotes",
                             "  claimline report TikTok --since 2022 --out tiktok.html\n"
                             "  claimline report --kind fine --out fines.html --title 'Fines'\n");
    auto& reported = owned<ReportOptions>(page, chosen);
    add_filter(page, reported.filter, "A party, or a query; default: everything");
    page->add_option("--out", reported.out, "File (- for standard output)")->capture_default_str();
    page->add_option("--title", reported.title, "Headline; default: the party asked for");
    page->add_option("--limit", reported.limit, "At most this many claims, the newest")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
}

}  // namespace

void define_documents(CLI::App& app, Chosen& chosen) {
    define_export(app, chosen);
    define_report(app, chosen);
}

}  // namespace claimline
