// The command line of what asks: search, timelines, series, proof, exports.

#include "cli/options_define.h"

namespace claimline {
namespace {

void define_ask(CLI::App& app, Chosen& chosen) {
    auto* search = add_command(app, "search", "Find articles by words, phrases and fields",
                               "  claimline search 'tiktok \"data center\" ireland'\n"
                               "  claimline search 'fine kind:fine place:ireland since:2023'\n");
    auto& found = owned<SearchOptions>(search, chosen);
    add_filter(search, found.filter, "Words, \"phrases\", OR, NOT, NEAR/n, prefix*, field:value");
    add_output(search, found.output, kRowFormats);
    search->add_flag("--explain", found.explain, "Print how the query was understood");

    auto* timeline = add_command(app, "timeline", "What was claimed about a party, in order of time",
                                 "  claimline timeline TikTok --kind datacenter\n"
                                 "  claimline timeline Meta --since 2022 --format csv\n");
    auto& line = owned<TimelineOptions>(timeline, chosen);
    add_filter(timeline, line.filter, "A party, or a query");
    add_output(timeline, line.output, kRowFormats);
    timeline->add_flag("--all", line.all, "Every claim, not one row for those that say the same");

    auto* series = add_command(app, "series", "Figures over time, conflicting sources side by side",
                               "  claimline series TikTok --metric mau --region EU\n");
    auto& figures = owned<SeriesOptions>(series, chosen);
    add_filter(series, figures.filter, "A service, or a query");
    add_output(series, figures.output, kRowFormats);
    series->add_option("--metric", figures.metric, "mau, dau, users, subscribers ...");
    series->add_flag("--chart", figures.chart, "Draw the figures as bars");
}

void define_proof(CLI::App& app, Chosen& chosen) {
    auto* show = add_command(app, "show", "One claim or article with its quote, proof, versions",
                             "  claimline show c:2c50a1\n  claimline show https://example.org/a\n");
    auto& shown = owned<ShowOptions>(show, chosen);
    show->add_option("ids", shown.ids, "Claim (c:...), article (d:...) or address")->required();
    add_output(show, shown.output, {"table", "json"});

    auto* verify = add_command(app, "verify", "Find every quote again in the archived bytes",
                               "  claimline verify\n  claimline verify c:2c50a1\n");
    auto& verified = owned<VerifyOptions>(verify, chosen);
    verify->add_option("ids", verified.ids, "Claims; default: all of them");
    add_output(verify, verified.output, kRowFormats);

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

    auto* status =
        add_command(app, "status", "What the workspace holds, and what failed", "  claimline status\n");
    auto& state = owned<StatusOptions>(status, chosen);
    add_output(status, state.output, {"table", "json"});
}

}  // namespace

void define_asking(CLI::App& app, Chosen& chosen) {
    define_ask(app, chosen);
    define_proof(app, chosen);
}

}  // namespace claimline
