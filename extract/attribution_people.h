#pragma once
// Persons of a document with their role and organisation, read from appositions and titles.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/entity.h"
#include "extract/entities_reading.h"

namespace claimline {

struct PersonFacts {
    std::string role;  // "general manager for operations in Europe"
    std::string org;   // canonical name of whom he or she speaks for
    std::string org_id;
};

// Mentions by token, for questions such as "which mention ends here".
class MentionIndex {
  public:
    MentionIndex(const Reading& reading, const std::vector<EntityMention>& mentions);

    // The mention that holds the token, or null.
    [[nodiscard]] const EntityMention* at(std::size_t token) const;
    [[nodiscard]] const EntityMention* ending_before(std::size_t token) const;
    [[nodiscard]] std::size_t first_token(const EntityMention& mention) const;
    [[nodiscard]] std::size_t last_token(const EntityMention& mention) const;  // one past the end

  private:
    const Reading& reading_;
    const std::vector<EntityMention>& mentions_;
    std::vector<std::uint32_t> owner_;  // of each token
};

// An organisation a person can speak for.
[[nodiscard]] bool is_organisation(const EntityMention& mention);

// By canonical name; the first statement of a fact stands.
using People = std::map<std::string, PersonFacts, std::less<>>;
[[nodiscard]] People read_people(const Reading& reading, const MentionIndex& index,
                                 const std::vector<EntityMention>& mentions);

}  // namespace claimline
