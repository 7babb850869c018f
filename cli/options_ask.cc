// The command line of what asks: search, timelines, series, proof, exports.

#include "cli/options_define.h"

namespace claimline {
namespace {

void define_ask(CLI::App& app, Chosen& chosen) {
    auto* search = add_command(app, "search", "Find articles by words, phrases and fields",
                               "  claimline search 'tiktok \"data center\" ireland'\n"
                               "  claimline search 'fine kind:fine place:ireland since:2023'\n");
    auto& found = owned<SearchOptions>(search, chosen);
    found.filter.on = "published";  // articles are asked for by the day they came out
    add_filter(search, found.filter, "Words, \"phrases\", OR, NOT, NEAR/n, prefix*, field:value");
    add_output(search, found.output, kRowFormats);
    search->add_flag("--explain", found.explain, "Print how the query was understood");
    search->add_flag("--no-collapse", found.no_collapse, "Show every copy of a report, not only the best");

    auto* claims = add_command(app, "claims", "Every claim that a query finds, one row each",
                               "  claimline claims 'TikTok kind:mau'\n"
                               "  claimline claims fined --on published --since 3m\n");
    auto& each = owned<ClaimsOptions>(claims, chosen);
    add_filter(claims, each.filter, "A party, or a query");
    add_as_of(claims, each.filter);
    add_output(claims, each.output, kRowFormats);
    claims->add_flag("--all", each.all, "Those too that their page no longer states");

    auto* timeline = add_command(app, "timeline", "What was claimed about a party, in order of time",
                                 "  claimline timeline TikTok --kind datacenter\n"
                                 "  claimline timeline Meta --since 2022 --format csv\n");
    auto& line = owned<TimelineOptions>(timeline, chosen);
    add_filter(timeline, line.filter, "A party, or a query");
    add_as_of(timeline, line.filter);
    add_output(timeline, line.output, kRowFormats);
    timeline->add_flag("--all", line.all, "Every claim, not one row for those that say the same");
    timeline->add_option("--by", line.by, "Count by month, quarter or year instead")
        ->check(CLI::IsMember({"month", "quarter", "year"}));

    auto* series = add_command(app, "series", "Figures over time, conflicting sources side by side",
                               "  claimline series TikTok --metric mau --region EU\n");
    auto& figures = owned<SeriesOptions>(series, chosen);
    add_filter(series, figures.filter, "A service, or a query");
    add_as_of(series, figures.filter);
    add_output(series, figures.output, kRowFormats);
    series->add_option("--metric", figures.metric, "mau, dau, users, subscribers ...");
    series->add_flag("--chart", figures.chart, "Draw the figures as bars");
    series->add_option("--compare", figures.compare, "These services side by side: TikTok,Snapchat")
        ->delimiter(',')
        ->allow_extra_args(false);
    auto* rates =
        series->add_option("--rate-table", figures.rates, "Exchange rates: lines of date,from,to,rate")
            ->check(CLI::ExistingFile);
    series->add_option("--currency", figures.currency, "Convert sums of money into this currency")
        ->needs(rates);
}

void define_threads(CLI::App& app, Chosen& chosen) {
    auto* threads = add_command(app, "threads", "The same claim over time: steps, sources, conflicts",
                                "  claimline threads Meta --kind fine --open\n"
                                "  claimline threads show t:77a0\n"
                                "  claimline extract docs.jsonl | claimline threads --input -\n");
    auto& options = owned<ThreadsOptions>(threads, chosen);
    add_filter(threads, options.filter, "A party, or a query; default: every thread");
    add_as_of(threads, options.filter);
    add_output(threads, options.output, kRowFormats);
    threads->add_flag("--open", options.open, "Only those that are not settled");
    threads->add_flag("--conflicts", options.conflicts,
                      "Only those that disagree in figures or went backward");
    threads->add_option("--input", options.input,
                        "Thread the claims of this file, as extract writes them; no workspace is needed");

    auto* show = add_command(*threads, "show", "One thread step by step, with what belongs to it",
                             "  claimline threads show t:77a0\n");
    auto& shown = owned<ThreadShowOptions>(show, chosen);
    show->add_option("ids", shown.ids, "Threads (t:...)")->required();
    add_output(show, shown.output, {"table", "json"});
}

void define_saved(CLI::App& app, Chosen& chosen) {
    auto* saved = add_command(app, "saved", "Names for queries, used as query:NAME in others",
                              "  claimline saved add fines 'kind:fine value:>=1M published:3m'\n"
                              "  claimline timeline query:fines\n");
    saved->require_subcommand(1);
    auto* list = add_command(*saved, "list", "The saved searches", "  claimline saved list\n");
    add_output(list, owned<SavedOptions>(list, chosen).output, kRowFormats);
    auto* add = add_command(*saved, "add", "Save a query; one of that name is replaced",
                            "  claimline saved add fines 'kind:fine since:2022'\n");
    auto& added = owned<SavedOptions>(add, chosen);
    added.action = SavedOptions::Action::add;
    add->add_option("name", added.name, "Its name: letters, digits, - and _")->required();
    add->add_option("query", added.query, "The query, with its relative dates")->required();
    auto* remove = add_command(*saved, "remove", "Forget a saved search", "  claimline saved remove fines\n");
    auto& removed = owned<SavedOptions>(remove, chosen);
    removed.action = SavedOptions::Action::remove;
    remove->add_option("name", removed.name, "Its name")->required();
}

void define_looking(CLI::App& app, Chosen& chosen) {
    auto* entities = add_command(app, "entities", "Who the articles name, and how often",
                                 "  claimline entities --type company --limit 20\n"
                                 "  claimline entities TikTok\n");
    auto& named = owned<EntitiesOptions>(entities, chosen);
    entities->add_option("name", named.name, "Part of a name or id, or an alias; default: all");
    entities->add_option("--type", named.type, "company, product, regulator, court, person, place ...");
    add_output(entities, named.output, kRowFormats);

    auto* diff = add_command(app, "diff", "What changed in an article: its text and its claims",
                             "  claimline diff d:0a77e1\n"
                             "  claimline diff https://example.org/a --from 1 --to 2\n");
    auto& compared = owned<DiffOptions>(diff, chosen);
    diff->add_option("article", compared.id, "Article (d:...) or address")->required();
    diff->add_option("--from", compared.from, "Version number; default: the first")
        ->check(CLI::PositiveNumber);
    diff->add_option("--to", compared.to, "Version number; default: the last")->check(CLI::PositiveNumber);
    add_output(diff, compared.output, {"table", "json"});
}

void define_proof(CLI::App& app, Chosen& chosen) {
    auto* show = add_command(app, "show", "One claim or article with its quote, proof, versions",
                             "  claimline show c:2c50a1\n  claimline show https://example.org/a\n");
    auto& shown = owned<ShowOptions>(show, chosen);
    show->add_option("ids", shown.ids, "Claim (c:...), article (d:...), thread (t:...) or address")
        ->required();
    add_output(show, shown.output, {"table", "json"});

    auto* verify = add_command(app, "verify", "Find every quote again in the archived bytes",
                               "  claimline verify\n  claimline verify c:2c50a1\n");
    auto& verified = owned<VerifyOptions>(verify, chosen);
    verify->add_option("ids", verified.ids, "Claims; default: all of them");
    add_output(verify, verified.output, kRowFormats);

    auto* status =
        add_command(app, "status", "What the workspace holds, and what failed", "  claimline status\n");
    auto& state = owned<StatusOptions>(status, chosen);
    add_output(status, state.output, {"table", "json"});
}

}  // namespace

void define_asking(CLI::App& app, Chosen& chosen) {
    define_ask(app, chosen);
    define_threads(app, chosen);
    define_saved(app, chosen);
    define_looking(app, chosen);
    define_proof(app, chosen);
}

}  // namespace claimline
