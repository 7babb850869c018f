// What a crawl came to, in words, as JSON and as metrics.

#include "cli/crawl_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <nlohmann/json.hpp>

#include "cli/progress.h"
#include "core/log.h"
#include "core/text.h"

namespace claimline {
namespace {

using State = SourceReport::State;

std::size_t count(const CrawlReport& report, State state) {
    return static_cast<std::size_t>(std::ranges::count_if(
        report.sources, [state](const auto& entry) { return entry.second.state == state; }));
}

bool has_failed(const CrawlReport& report, const std::string& source) {
    const auto found = report.sources.find(source);
    return found != report.sources.end() && found->second.state == State::failed;
}

// "3 new, 1 gone": those that are not 0.
std::string counts_in_words(std::initializer_list<std::pair<std::size_t, const char*>> counts) {
    std::string out;
    for (const auto& [number, what] : counts)
        if (number > 0) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", number, what);
    return out.empty() ? "nothing new" : out;
}

// Label values: backslash, quote and line feed are escaped.
std::string label(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == '"') out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out;
}

class Metrics {
  public:
    Metrics& family(std::string_view name, std::string_view help) {
        name_ = name;
        text_ += fmt::format("# HELP claimline_{0} {1}\n# TYPE claimline_{0} gauge\n", name, help);
        return *this;
    }
    Metrics& value(std::uint64_t number) { return line("", fmt::format("{}", number)); }
    Metrics& value(double number) { return line("", fmt::format("{:.3f}", number)); }
    Metrics& value(std::string_view key, std::string_view of, std::uint64_t number) {
        return line(fmt::format("{{{}=\"{}\"}}", key, label(of)), fmt::format("{}", number));
    }
    Metrics& state(std::string_view source, std::string_view state) {
        return line(fmt::format("{{source=\"{}\",state=\"{}\"}}", label(source), label(state)), "1");
    }
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    Metrics& line(std::string_view labels, std::string_view number) {
        text_ += fmt::format("claimline_{}{} {}\n", name_, labels, number);
        return *this;
    }

    std::string name_;
    std::string text_;
};

// The first of them; with --verbose each was told when it was met.
void say_problems(const CrawlReport& crawl, const Context& context) {
    constexpr std::size_t kShown = 10;
    std::size_t shown = 0;
    for (const auto& problem : crawl.problems) {
        if (context.global.quiet && has_failed(crawl, problem.source_id))
            log(LogLevel::error, "source {}: {}: {}", problem.source_id, problem.url, problem.message);
        else if (context.global.verbose == 0 && shown++ < kShown)
            context.say(fmt::format("  {}: {}", problem.url, problem.message));
    }
    if (shown > kShown)
        context.say(fmt::format("  and {} more; --verbose tells all", crawl.total.failed - kShown));
}

void say_documents(const DeriveReport& derived, const Context& context) {
    const auto& put = derived.put;
    context.say(fmt::format("Extracted  {} documents: {}", derived.documents,
                            counts_in_words({{put.new_articles, "new articles"},
                                             {put.new_versions, "new versions"},
                                             {put.withdrawn, "withdrawn"},
                                             {put.new_claims, "new claims"}})));
    if (put.silent_edits > 0)
        context.say(fmt::format("Silent     {} of the new versions: the page's own dates are as they were",
                                put.silent_edits));
    if (derived.failed > 0)
        context.say(fmt::format("Problems   {} documents (claimline status lists them)", derived.failed));
}

}  // namespace

int crawl_status(const PipelineReport& report) {
    if (report.crawl.interrupted || report.derived.interrupted) return kInterrupted;
    const bool failed = count(report.crawl, State::failed) > 0 || report.derived.failed > 0;
    return failed ? kPartly : kDone;
}

void say_crawl(const PipelineReport& report, bool extracted, const Context& context) {
    const auto& crawl = report.crawl.total;
    const auto failed = count(report.crawl, State::failed);
    say_problems(report.crawl, context);
    context.say(fmt::format("Fetched    {} pages, {}: {}", crawl.fetched, bytes_to_text(crawl.bytes),
                            counts_in_words({{crawl.fresh, "new"},
                                             {crawl.changed, "changed"},
                                             {crawl.unchanged, "unchanged"},
                                             {crawl.gone, "gone"},
                                             {crawl.failed, "failed"}})));
    if (failed > 0)
        context.say(fmt::format("Sources    {} of {} failed", failed, report.crawl.sources.size()));
    if (crawl.aliases > 0)
        context.say(fmt::format("Left out   {} links that are other names of known pages", crawl.aliases));
    if (report.crawl.waiting > 0)
        context.say(
            fmt::format("Waiting    {} pages whose host asked us to come back later", report.crawl.waiting));
    if (extracted) say_documents(report.derived, context);
    if (crawl_status(report) == kInterrupted)
        context.say("Interrupted: all of this is stored; the same command goes on from here");
}

std::string summary_of(const CrawlRun& run) {
    const CrawlReport& report = run.report.crawl;
    const auto& put = run.report.derived.put;
    const nlohmann::ordered_json summary{{"run", to_rfc3339(run.started)},
                                         {"seconds", std::round(run.seconds * 10) / 10},
                                         {"sources",
                                          {{"ok", count(report, State::ok)},
                                           {"failed", count(report, State::failed)},
                                           {"skipped", count(report, State::skipped)}}},
                                         {"fetched", report.total.fetched},
                                         {"unchanged", report.total.unchanged},
                                         {"aliases", report.total.aliases},
                                         {"waiting", report.waiting},
                                         {"new_documents", put.new_articles},
                                         {"changed_documents", put.new_versions},
                                         {"silent_edits", put.silent_edits},
                                         {"withdrawn_documents", put.withdrawn},
                                         {"failed_documents", run.report.derived.failed},
                                         {"new_claims", put.new_claims},
                                         {"bytes", report.total.bytes},
                                         {"run_log_head", report.run_log_head},
                                         {"exit", crawl_status(run.report)}};
    return summary.dump() + "\n";
}

std::string metrics_of(const CrawlRun& run) {
    const CrawlReport& report = run.report.crawl;
    const SourceReport& total = report.total;
    const auto ended = run.started + std::chrono::seconds(std::llround(run.seconds));
    Metrics metrics;
    metrics.family("last_success_timestamp_seconds", "When the last whole run ended.")
        .value(static_cast<std::uint64_t>(ended.time_since_epoch().count()));
    metrics.family("run_seconds", "How long it took.").value(run.seconds);
    metrics.family("run_exit_status", "0 done, 3 some sources or documents failed.")
        .value(static_cast<std::uint64_t>(crawl_status(run.report)));
    metrics.family("run_bytes", "Bytes of bodies received.").value(total.bytes);
    metrics.family("run_pages", "Pages by what became of them.")
        .value("result", "new", total.fresh)
        .value("result", "changed", total.changed)
        .value("result", "unchanged", total.unchanged)
        .value("result", "gone", total.gone)
        .value("result", "failed", total.failed);
    metrics.family("source_up", "1 when the source could be read, 0 when not; absent when it was not due.");
    for (const auto& [id, source] : report.sources)
        if (source.state != State::skipped) metrics.value("source", id, source.state == State::ok ? 1U : 0U);
    metrics.family("source_newest_item_timestamp_seconds",
                   "Of the newest item, by the source's own word, else when it was found.");
    for (const SourceStanding& at : run.standings)
        if (at.history.newest)
            metrics.value("source", at.id,
                          static_cast<std::uint64_t>(at.history.newest->time_since_epoch().count()));
    metrics.family("source_items_30d", "Items of the last 30 days.");
    for (const SourceStanding& at : run.standings) metrics.value("source", at.id, at.history.items[0]);
    metrics.family("source_health", "1 for the state that claimline source health gives the source.");
    for (const SourceStanding& at : run.standings) metrics.state(at.id, to_string(at.verdict.health));
    if (!run.catalogue) return metrics.text();
    metrics.family("articles_total", "Articles in the catalogue.")
        .value(std::uint64_t{run.catalogue->articles});
    metrics.family("silent_edits_total", "Versions that changed while the page's own dates did not.")
        .value(std::uint64_t{run.catalogue->silent_edits});
    metrics.family("claims_total", "Current claims by kind.");
    for (const auto& [kind, number] : run.catalogue->claims) metrics.value("kind", kind, number);
    return metrics.text();
}

}  // namespace claimline
