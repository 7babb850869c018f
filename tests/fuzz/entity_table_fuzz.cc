// Any bytes as an entity pack: loaded or refused with a place, never a crash; what is loaded can be found.

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "extract/entity_table.h"

namespace fs = std::filesystem;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fs::path folder = [] {
        const fs::path made = fs::temp_directory_path() / ("entity_table_fuzz." + std::to_string(::getpid()));
        fs::create_directories(made);
        return made;
    }();
    std::ofstream(folder / "pack.tsv", std::ios::binary)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    const auto table = claimline::EntityTable::load({folder});
    if (!table) {
        if (table.error().message.find("pack.tsv") == std::string::npos) std::abort();
        return 0;
    }
    for (const auto& entity : table->all()) {
        if (table->find(entity.id) == nullptr) std::abort();
        static_cast<void>(table->find_name(entity.name));
        static_cast<void>(table->is_inside(entity.id, "x"));
    }
    return 0;
}
