// Catalogue and full text of a workspace.

#include "cli/stores.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

Failure io_failure(const char* doing, const fs::path& path, const std::error_code& error) {
    return fail(ErrorKind::io, "{} {}: {}", doing, path.string(), error.message());
}

Result<void> move_over(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::remove_all(to, error);
    if (!error) fs::rename(from, to, error);
    if (error) return io_failure("replacing", to, error);
    return {};
}

}  // namespace

Result<std::unique_ptr<Catalogue>> open_catalogue(const Workspace& workspace, const Knowledge& knowledge) {
    return open_sqlite_catalogue(workspace.catalogue(), key_slots_of(knowledge.packs));
}

KeySlots key_slots_of(const Packs& packs) {
    KeySlots slots;
    for (const auto& kind : packs.kinds()) slots[kind.name] = kind.key_slots;
    return slots;
}

Result<std::unique_ptr<ThreadStore>> open_threads(const Workspace& workspace, const Knowledge& knowledge) {
    return open_sqlite_threads(workspace.catalogue(), key_slots_of(knowledge.packs));
}

Result<void> make_empty_folder(const fs::path& folder) {
    std::error_code error;
    fs::remove_all(folder, error);
    if (!error) fs::create_directories(folder, error);
    if (error) return io_failure("making the folder", folder, error);
    return {};
}

Result<void> replace_derived(const Workspace& workspace, const Workspace& fresh) {
    std::error_code error;
    if (auto moved = move_over(fresh.fulltext(), workspace.fulltext()); !moved) return moved;
    // SQLite's side files belong to the old database: left behind, they would be replayed into the new one.
    for (const char* side : {"-wal", "-shm"}) fs::remove(workspace.catalogue().string() + side, error);
    if (auto moved = move_over(fresh.catalogue(), workspace.catalogue()); !moved) return moved;
    fs::remove_all(fresh.derived(), error);
    return {};
}

}  // namespace claimline
