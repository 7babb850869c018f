#pragma once
// Rule packs: kinds, lexicons and rules read from data/packs/*/ and the workspace, compiled once.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "extract/tokens.h"

namespace claimline {

// What the rest of the program needs to know of a claim kind; defined in data/packs/kinds.toml.
struct KindInfo {
    std::string name;                    // facility_plan
    std::vector<std::string> slots;      // allowed slot names
    std::vector<std::string> key_slots;  // what identifies a claim of this kind besides subject
    std::string what;                  // template for one table cell: "{ordinal} {facility_type}, {location}"
    std::vector<std::string> aliases;  // words of the command line ("datacenter", "fine", "mau"), each
                                       // "alias" or "alias slot=value"
    std::string hash;                  // over all that kinds.toml says of it
};

// A rule is known by its id; its hash changes with anything that may change its claims.
struct RuleHash {
    std::string id;
    std::string kind;
    std::string hash;
};

// One folder with a pack.toml.
struct PackInfo {
    std::string name;
    std::string what;
    std::string version;
    std::string licence;
    std::filesystem::path folder;
    std::vector<std::string> rules;  // ids, as read here; a later pack may have replaced one
};

class Packs {
  public:
    ~Packs();
    Packs(Packs&&) noexcept;
    Packs& operator=(Packs&&) noexcept;

    // Reads kinds.toml and every pack folder below `folders`, in order; later folders override by rule id. A
    // pack may bring kinds of its own in its kinds.toml. Errors name file, line and column and say what would
    // be accepted.
    [[nodiscard]] static Result<Packs> load(const std::vector<std::filesystem::path>& folders);
    // kinds() alone, without rules: what asking needs, in a fraction of the time.
    [[nodiscard]] static Result<Packs> load_kinds(const std::vector<std::filesystem::path>& folders);

    [[nodiscard]] const std::vector<KindInfo>& kinds() const;
    [[nodiscard]] const std::vector<PackInfo>& packs() const;  // in the order read
    [[nodiscard]] const Vocabulary& vocabulary() const;
    // Hex SHA-256 over everything that can change a claim; the third part of the idempotence key.
    [[nodiscard]] std::string_view version() const;
    // The part of version() that is neither kind nor rule: the engine and what it reads of the lexicon.
    [[nodiscard]] std::string_view engine_version() const;
    [[nodiscard]] std::vector<RuleHash> rule_hashes() const;  // in id order

    struct Compiled;  // the rule engine's own form
    [[nodiscard]] const Compiled& compiled() const;

  private:
    Packs();
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace claimline
