// Shipped data first, the workspace's own after it: later files override.

#include "cli/knowledge.h"

#include <vector>

#include "core/hash.h"

namespace claimline {
namespace {

// Raised by hand whenever the same bytes may give another text, mention or claim although no pack changed.
constexpr std::string_view kExtractorVersion = "1";

// Weights that are not there are no error: everything works without, only less well.
template <class Model>
Result<std::optional<Model>> open_weights(const std::filesystem::path& file) {
    auto opened = Model::open(file);
    if (opened) return std::optional<Model>(std::move(*opened));
    if (opened.error().kind != ErrorKind::not_found) return Failure(opened.error());
    return std::optional<Model>();
}

struct Folders {
    std::vector<std::filesystem::path> entities;
    std::vector<std::filesystem::path> packs;
};

Result<Folders> knowledge_folders(const Workspace* workspace) {
    const auto data = data_folder();
    if (!data) return Failure(data.error());
    Folders folders{{*data / "entities"}, {*data / "packs"}};
    if (workspace == nullptr) return folders;
    folders.entities.push_back(workspace->folder / "entities");
    folders.packs.push_back(workspace->packs());
    return folders;
}

}  // namespace

Result<Knowledge> load_asking_knowledge(const Workspace* workspace, bool names) {
    auto folders = knowledge_folders(workspace);
    if (!folders) return Failure(folders.error());
    if (!names) folders->entities.clear();
    auto entities = EntityTable::load(folders->entities);
    if (!entities) return Failure(entities.error());
    auto packs = Packs::load_kinds(folders->packs);
    if (!packs) return Failure(packs.error());
    return Knowledge{std::move(*entities), std::move(*packs), {}, {}, {}, {}};
}

Result<Knowledge> load_knowledge(const Workspace* workspace) {
    const auto folders = knowledge_folders(workspace);
    if (!folders) return Failure(folders.error());
    auto entities = EntityTable::load(folders->entities);
    if (!entities) return Failure(entities.error());
    auto packs = Packs::load(folders->packs);
    if (!packs) return Failure(packs.error());
    Knowledge knowledge{std::move(*entities), std::move(*packs), {}, {}, {}, {}};
    const auto data = data_folder();
    if (!data) return Failure(data.error());
    auto tagger = open_weights<Tagger>(*data / "models" / "en-upos.weights");
    if (!tagger) return Failure(tagger.error());
    auto names = open_weights<NameFinder>(*data / "models" / "en-names.weights");
    if (!names) return Failure(names.error());
    knowledge.reading =
        to_hex(sha256(fmt::format("{}\n{}\n{}\n{}", kExtractorVersion, knowledge.entities.digest(),
                                  *tagger ? (*tagger)->digest() : std::string_view("no tagger"),
                                  *names ? (*names)->digest() : std::string_view("no names"))));
    knowledge.version = to_hex(sha256(knowledge.reading + "\n" + std::string(knowledge.packs.version())));
    knowledge.tagger = std::move(*tagger);
    knowledge.names = std::move(*names);
    return knowledge;
}

}  // namespace claimline
