#pragma once
// Who the articles of a catalogue name, and how often.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace claimline {

struct EntityCount {
    std::string id;  // of the entity table; for names it does not have the folded name
    std::string name;
    std::string type;
    std::size_t articles = 0;  // whose present version names it
    std::size_t mentions = 0;
    std::size_t claims = 0;  // current ones that it is the subject of
    friend bool operator==(const EntityCount&, const EntityCount&) = default;
};

class EntityStore {
  public:
    virtual ~EntityStore() = default;

    // Those whose id or folded name contains `text` (empty: all) and whose type is `type` (empty: any), most
    // articles first, then by id.
    [[nodiscard]] virtual Result<std::vector<EntityCount>> entities(std::string_view text,
                                                                    std::string_view type,
                                                                    std::size_t limit) const = 0;
};

// The file of open_sqlite_catalogue().
[[nodiscard]] Result<std::unique_ptr<EntityStore>> open_sqlite_entities(const std::filesystem::path& path);

}  // namespace claimline
