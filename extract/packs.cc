// Loads packs: kinds.toml and lexicon.toml of each root, then its pack folders in name order.

#include "extract/packs.h"

#include <algorithm>

#include "core/hash.h"
#include "extract/pack_toml.h"
#include "extract/rule_compile.h"
#include "extract/rule_hash.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

// Some fifty times what ships. A sentence costs the same with any number; memory and loading do not.
constexpr std::size_t kMaxRules = 5000;

// Changes when the engine itself would make other claims out of the same packs.
constexpr std::string_view kEngineVersion = "claims engine 3\n";

struct PackFiles {
    std::vector<fs::path> kinds;
    std::vector<fs::path> lexicons;
    std::vector<fs::path> packs;  // folders with a pack.toml
};

// The files of one root, sorted: a pack is a folder with pack.toml.
PackFiles list_files(const fs::path& root) {
    PackFiles files;
    std::error_code error;
    if (fs::exists(root / "kinds.toml", error)) files.kinds.push_back(root / "kinds.toml");
    if (fs::exists(root / "lexicon.toml", error)) files.lexicons.push_back(root / "lexicon.toml");
    for (fs::directory_iterator entry(root, error), end; !error && entry != end; entry.increment(error))
        if (fs::exists(entry->path() / "pack.toml", error)) files.packs.push_back(entry->path());
    std::ranges::sort(files.packs);
    for (const auto& folder : files.packs) {
        if (fs::exists(folder / "kinds.toml", error)) files.kinds.push_back(folder / "kinds.toml");
        if (fs::exists(folder / "lexicon.toml", error)) files.lexicons.push_back(folder / "lexicon.toml");
    }
    return files;
}

using Reader = Result<void> (*)(const TomlFile&, PackModel&, Definitions&);

Result<void> read_all(const std::vector<fs::path>& paths, Reader reader, PackModel& model,
                      Definitions& seen) {
    for (const auto& path : paths) {
        auto file = TomlFile::open(path);
        if (!file) return tl::unexpected(file.error());
        if (auto done = reader(*file, model, seen); !done) return done;
    }
    return {};
}

Result<PackInfo> read_pack(const fs::path& folder, PackModel& model, Definitions& seen) {
    auto file = TomlFile::open(folder / "pack.toml");
    if (!file) return tl::unexpected(file.error());
    auto info = read_pack_info(*file);
    if (!info) return tl::unexpected(info.error());
    info->folder = folder;
    std::error_code error;
    if (!fs::exists(folder / "rules.toml", error)) return info;
    auto rules = TomlFile::open(folder / "rules.toml");
    if (!rules) return tl::unexpected(rules.error());
    auto ids = read_rules(*rules, model, seen);
    if (!ids) return tl::unexpected(ids.error());
    info->rules = *std::move(ids);
    return info;
}

}  // namespace

Packs::Packs() = default;
Packs::~Packs() = default;
Packs::Packs(Packs&&) noexcept = default;
Packs& Packs::operator=(Packs&&) noexcept = default;

namespace {

Result<void> read_all_kinds(const std::vector<PackFiles>& roots, const std::vector<fs::path>& folders,
                            PackModel& model) {
    for (const auto& root : roots)
        for (const auto& path : root.kinds) {
            auto file = TomlFile::open(path);
            if (!file) return tl::unexpected(file.error());
            if (auto done = read_kinds(*file, model); !done) return tl::unexpected(done.error());
        }
    if (!model.kinds.empty()) return {};
    const auto where = folders.empty() ? std::string("no folder") : folders.front().string();
    return with_hint(fail(ErrorKind::usage, "loading packs: no kinds.toml in {}", where),
                     "the packs that ship lie in data/packs");
}

std::vector<PackFiles> list_all_files(const std::vector<fs::path>& folders) {
    std::vector<PackFiles> roots;
    for (const auto& folder : folders) roots.push_back(list_files(folder));
    return roots;
}

}  // namespace

Result<Packs> Packs::load_kinds(const std::vector<fs::path>& folders) {
    PackModel model;
    if (auto done = read_all_kinds(list_all_files(folders), folders, model); !done)
        return tl::unexpected(done.error());
    Packs packs;
    packs.compiled_ = compile(std::move(model));
    return packs;
}

Result<Packs> Packs::load(const std::vector<fs::path>& folders) {
    PackModel model;
    const auto roots = list_all_files(folders);
    if (auto done = read_all_kinds(roots, folders, model); !done) return tl::unexpected(done.error());
    // All words first: a rule may use sets of another pack, and a workspace may replace a set under a shipped
    // rule.
    for (const auto& root : roots) {
        Definitions seen;
        if (auto done = read_all(root.lexicons, read_lexicon, model, seen); !done)
            return tl::unexpected(done.error());
    }
    std::vector<PackInfo> infos;
    for (const auto& root : roots) {
        Definitions seen;
        for (const auto& folder : root.packs) {
            auto info = read_pack(folder, model, seen);
            if (!info) return tl::unexpected(info.error());
            infos.push_back(*std::move(info));
            if (model.rules.size() > kMaxRules)
                return fail(ErrorKind::usage, "{}: more than {} rules in all packs together", folder.string(),
                            kMaxRules);
        }
    }
    hash_model(model, kEngineVersion);
    Packs packs;
    packs.compiled_ = compile(std::move(model));
    packs.compiled_->packs = std::move(infos);
    return packs;
}

const std::vector<KindInfo>& Packs::kinds() const {
    return compiled_->kinds;
}
const std::vector<PackInfo>& Packs::packs() const {
    return compiled_->packs;
}
const Vocabulary& Packs::vocabulary() const {
    return compiled_->vocabulary;
}
std::string_view Packs::version() const {
    return compiled_->model.version;
}
std::string_view Packs::engine_version() const {
    return compiled_->model.engine_version;
}
std::vector<RuleHash> Packs::rule_hashes() const {
    std::vector<RuleHash> hashes;
    for (const auto& [id, rule] : compiled_->model.rules) hashes.push_back({id, rule.kind, rule.hash});
    return hashes;
}
const Packs::Compiled& Packs::compiled() const {
    return *compiled_;
}

}  // namespace claimline
