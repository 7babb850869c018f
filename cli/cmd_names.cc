// claimline names: the words that shell completion offers. Says nothing at all rather than an error: it runs
// while somebody types.

#include <algorithm>
#include <set>

#include "cli/context.h"
#include "cli/knowledge.h"
#include "core/text.h"
#include "crawler/sources.h"

namespace claimline {
namespace {

constexpr std::size_t kMostNames = 200;

std::set<std::string> kind_names(const std::filesystem::path& data, const Workspace* workspace) {
    std::vector<std::filesystem::path> folders{data / "packs"};
    if (workspace != nullptr) folders.push_back(workspace->packs());
    std::set<std::string> names;
    const auto packs = Packs::load(folders);
    if (!packs) return names;
    for (const auto& kind : packs->kinds()) {
        names.insert(kind.name);
        for (const auto& alias : kind.aliases) names.insert(alias.substr(0, alias.find(' ')));
    }
    return names;
}

std::set<std::string> entity_names(const std::filesystem::path& data, const Workspace* workspace,
                                   bool places) {
    std::vector<std::filesystem::path> folders{data / "entities"};
    if (workspace != nullptr) folders.push_back(workspace->folder / "entities");
    std::set<std::string> names;
    const auto table = EntityTable::load(folders);
    if (!table) return names;
    for (const auto& entity : table->all())
        if ((entity.type == "PLACE") == places) names.insert(entity.name);
    return names;
}

std::set<std::string> source_names(const std::filesystem::path& data, const Workspace* workspace) {
    std::set<std::string> names;
    std::vector<std::filesystem::path> folders{data / "sources"};
    if (workspace != nullptr) folders.push_back(workspace->sources());
    for (const auto& folder : folders)
        if (const auto sources = load_sources(folder))
            for (const auto& source : *sources) names.insert(source.id);
    return names;
}

}  // namespace

int run_names(const NamesOptions& options, Context& context) {
    const auto data = data_folder();
    if (!data) return kDone;
    const auto opened = open_workspace(context.global.workspace);
    const Workspace* workspace = opened ? &*opened : nullptr;
    const auto names = options.list == "kinds"     ? kind_names(*data, workspace)
                       : options.list == "sources" ? source_names(*data, workspace)
                                                   : entity_names(*data, workspace, options.list == "places");
    const auto prefix = fold(options.prefix);
    std::string out;
    std::size_t shown = 0;
    for (const auto& name : names)
        if (fold(name).starts_with(prefix) && shown++ < kMostNames) out += to_printable(name) + "\n";
    context.out(out);
    return kDone;
}

}  // namespace claimline
