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

// Changes when the engine itself would make other claims out of the same packs.
constexpr std::string_view kEngineVersion = "claims engine 1\n";

struct PackFiles {
    std::vector<fs::path> lexicons;
    std::vector<fs::path> rules;
    fs::path kinds;
};

// The files of one root, sorted: a pack is a folder with pack.toml.
PackFiles list_files(const fs::path& root) {
    PackFiles files;
    std::error_code error;
    if (fs::exists(root / "kinds.toml", error)) files.kinds = root / "kinds.toml";
    if (fs::exists(root / "lexicon.toml", error)) files.lexicons.push_back(root / "lexicon.toml");
    std::vector<fs::path> folders;
    for (fs::directory_iterator entry(root, error), end; !error && entry != end; entry.increment(error))
        if (fs::exists(entry->path() / "pack.toml", error)) folders.push_back(entry->path());
    std::ranges::sort(folders);
    for (const auto& folder : folders) {
        if (fs::exists(folder / "lexicon.toml", error)) files.lexicons.push_back(folder / "lexicon.toml");
        if (fs::exists(folder / "rules.toml", error)) files.rules.push_back(folder / "rules.toml");
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

}  // namespace

Packs::Packs() = default;
Packs::~Packs() = default;
Packs::Packs(Packs&&) noexcept = default;
Packs& Packs::operator=(Packs&&) noexcept = default;

Result<Packs> Packs::load(const std::vector<fs::path>& folders) {
    PackModel model;
    std::vector<PackFiles> roots;
    for (const auto& folder : folders) roots.push_back(list_files(folder));
    for (const auto& root : roots) {
        if (root.kinds.empty()) continue;
        auto file = TomlFile::open(root.kinds);
        if (!file) return tl::unexpected(file.error());
        if (auto done = read_kinds(*file, model); !done) return tl::unexpected(done.error());
    }
    if (model.kinds.empty()) {
        const auto where = folders.empty() ? std::string("no folder") : folders.front().string();
        return with_hint(fail(ErrorKind::usage, "loading packs: no kinds.toml in {}", where),
                         "the packs that ship lie in data/packs");
    }
    // All words first: a rule may use sets of another pack, and a workspace may replace a set under a shipped
    // rule.
    for (const auto& root : roots) {
        Definitions seen;
        if (auto done = read_all(root.lexicons, read_lexicon, model, seen); !done)
            return tl::unexpected(done.error());
    }
    for (const auto& root : roots) {
        Definitions seen;
        if (auto done = read_all(root.rules, read_rules, model, seen); !done)
            return tl::unexpected(done.error());
    }
    model.version = hash_rules(model, kEngineVersion);
    Packs packs;
    packs.compiled_ = compile(std::move(model));
    return packs;
}

const std::vector<KindInfo>& Packs::kinds() const {
    return compiled_->kinds;
}
const Vocabulary& Packs::vocabulary() const {
    return compiled_->vocabulary;
}
std::string_view Packs::version() const {
    return compiled_->model.version;
}
const Packs::Compiled& Packs::compiled() const {
    return *compiled_;
}

}  // namespace claimline
