#pragma once
// What another catalogue of the same archive says differently, claim by claim.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "core/result.h"
#include "index/catalogue.h"

namespace claimline {

struct KindChanges {
    std::size_t added = 0;    // claim ids that only the new one has
    std::size_t gone = 0;     // that only the old one has
    std::size_t changed = 0;  // the same id: same kind, subject, key slots and quote, something else differs
    std::size_t same = 0;
};

enum class ChangeMark : char { added = '+', gone = '-', changed = '~' };

struct ClaimChange {
    ChangeMark mark = ChangeMark::added;
    std::string id;
    std::string kind;
    std::string subject;
    std::string rule;
    std::string quote;
    std::string url;
};

struct ClaimChanges {
    std::map<std::string, KindChanges> kinds;  // of either catalogue
    std::vector<ClaimChange> listed;           // by kind, mark and id; only when asked for
};

// Of claims in every state. `before` may be null: everything is new then. Holds a digest of every old claim
// in memory, some 100 bytes each.
[[nodiscard]] Result<ClaimChanges> compare_claims(const Catalogue* before, const Catalogue& after, bool list);

}  // namespace claimline
