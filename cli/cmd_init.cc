// claimline init: makes a workspace, asks nothing, says what to do next.

#include "cli/context.h"
#include "cli/workspace.h"

namespace claimline {

int run_init(const InitOptions& options, Context& context) {
    bool created = false;
    const auto folder = options.folder.empty() ? context.global.workspace : options.folder;
    const auto workspace = create_workspace(folder, created);
    if (!workspace) return report(workspace.error());
    const auto where = workspace->folder.lexically_normal().string();
    context.say(fmt::format("{} {}", created ? "Made the workspace" : "Already a workspace:", where));
    if (created)
        context.say("Next:  claimline source list                       sources that ship with claimline\n");
    const std::string prefix = where == "." || where == "./" ? "claimline" : "claimline -w " + where;
    context.say(fmt::format("  {} source add https://example.org/feed.xml", prefix));
    context.say(fmt::format("  {} crawl", prefix));
    context.say(fmt::format("  {} timeline 'a company'", prefix));
    return kDone;
}

}  // namespace claimline
