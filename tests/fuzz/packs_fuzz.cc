// A hostile pack and a text: loading gives packs or an error that names a place, and rules that load are
// neither slow nor wrong: every claim has evidence inside the text. The input is the pack's rules, a NUL,
// then the text.

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "core/text.h"
#include "extract/annotate.h"
#include "extract/claims.h"
#include "extract/packs.h"

namespace {

namespace fs = std::filesystem;
using claimline::EntityTable;
using claimline::Packs;

const EntityTable& table() {
    static const EntityTable loaded = [] {
        auto made = EntityTable::load({fs::path(CLAIMLINE_SOURCE_DATA) / "packs" / "test-names"});
        if (!made) std::abort();
        return std::move(*made);
    }();
    return loaded;
}

const fs::path& folder() {
    static const fs::path made = [] {
        auto root = fs::temp_directory_path() / ("packs_fuzz_" + std::to_string(::getpid()));
        fs::create_directories(root / "fuzz");
        std::ofstream(root / "fuzz" / "pack.toml") << "name = \"fuzz\"\n";
        return root;
    }();
    return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto cut = std::min(input.find('\0'), input.size());
    std::ofstream(folder() / "fuzz" / "rules.toml", std::ios::binary) << input.substr(0, cut);
    const auto packs = Packs::load({fs::path(CLAIMLINE_SOURCE_DATA) / "packs", folder()});
    if (!packs) {
        if (packs.error().message.empty()) std::abort();
        return 0;
    }
    claimline::Article article;
    article.published = "2023-02-18";
    article.lang = "en";
    article.text = claimline::to_valid_utf8(input.substr(std::min(cut + 1, input.size())));
    const auto annotations = claimline::annotate(article, packs->vocabulary(), table());
    for (const auto& claim : claimline::find_claims(article, annotations, table(), *packs, "fuzz")) {
        if (claim.evidence.empty() || claim.rule.empty()) std::abort();
        for (const auto& span : claim.evidence)
            if (span.begin >= span.end || span.end > article.text.size()) std::abort();
    }
    return 0;
}
