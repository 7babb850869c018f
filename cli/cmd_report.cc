// claimline report: what was claimed as one HTML file to read, print and send on.

#include <fmt/format.h>

#include "cli/ask.h"
#include "cli/export_target.h"
#include "cli/report_data.h"
#include "cli/report_page.h"

namespace claimline {
namespace {

std::string joined(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, " "));
}

// The filter as it would be typed.
std::string question_of(const FilterOptions& filter) {
    std::string out = joined(filter.query);
    const auto add = [&out](const char* option, const std::string& value) {
        if (!value.empty()) out += fmt::format("{}{} {}", out.empty() ? "" : " ", option, value);
    };
    add("--kind", filter.kind);
    add("--region", filter.region);
    add("--since", filter.since);
    add("--until", filter.until);
    if (filter.on != "about") add("--on", filter.on);
    return out;
}

// The name of the party asked for, else the question itself.
std::string title_of(const ReportOptions& options, const Asking& asking) {
    if (!options.title.empty()) return options.title;
    const auto words = joined(options.filter.query);
    if (words.empty()) return "All claims";
    const auto* entity = asking.knowledge.entities.find_name(words);
    return entity != nullptr ? entity->name : words;
}

Result<void> write_report(const ReportOptions& options, Context& context) {
    const auto asking = open_asking(context);
    if (!asking) return Failure(asking.error());
    auto filter = filter_of(options.filter, *asking, context);
    if (!filter) return Failure(filter.error());
    filter->include_superseded = true;  // shown as no longer stated
    auto data = gather_report(*asking, *filter, options.limit);
    if (!data) return Failure(data.error());
    data->title = title_of(options, *asking);
    data->question = question_of(options.filter);
    if (data->claims.empty()) say_nothing_found(options.filter, *asking, context, "claim");
    auto target = ExportTarget::open(options.out, context);
    if (!target) return Failure(target.error());
    const auto page = report_page(*data);
    target->write(page);
    if (auto finished = target->finish(); !finished) return finished;
    if (target->is_file())
        context.say(fmt::format("wrote {} ({} claims, {} pages, {} KB)", options.out.string(),
                                data->claims.size(), data->sources.size(), (page.size() + 1023) / 1024));
    return {};
}

}  // namespace

int run_report(const ReportOptions& options, Context& context) {
    const auto done = write_report(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

}  // namespace claimline
