// The groups as one table.

#include "index/matter_groups.h"

#include <array>

namespace claimline {
namespace {

struct Member {
    std::string_view kind;
    std::string_view slot;
    std::string_view value;
    std::string_view group;
};

constexpr std::array kMembers{
    Member{"facility_plan", "facility_type", "cloud_region", "data_center"},
    Member{"user_metric", "metric", "users", "mau"},
    Member{"user_metric", "metric", "visitors", "mau"},
    Member{"user_metric", "metric", "accounts", "mau"},
    Member{"user_metric", "metric", "dap", "dau"},
    Member{"user_metric", "metric", "paying_subscribers", "subscribers"},
    Member{"user_metric", "metric", "customers", "subscribers"},
    Member{"user_metric", "metric", "members", "subscribers"},
    Member{"user_metric", "metric", "installs", "downloads"},
    Member{"regulatory_action", "action", "settlement", "fine"},
    Member{"regulatory_action", "action", "proposed_fine", "fine"},
    Member{"regulatory_action", "action", "annulled", "ruling"},
    Member{"regulatory_action", "action", "rejection", "ruling"},
    Member{"regulatory_action", "action", "information_request", "investigation_opened"},
    Member{"regulatory_action", "action", "inspection", "investigation_opened"},
    Member{"regulatory_action", "action", "complaint", "lawsuit"},
    Member{"regulatory_action", "action", "charge", "lawsuit"},
    Member{"regulatory_action", "action", "statement_of_objections", "lawsuit"},
    Member{"regulatory_action", "action", "order", "ban"},
    Member{"regulatory_action", "action", "reprimand", "warning"},
    Member{"regulatory_action", "action", "law_proposed", "law"},
    Member{"regulatory_action", "action", "law_adopted", "law"},
    Member{"regulatory_action", "action", "law_in_force", "law"},
};

}  // namespace

std::string_view group_of(std::string_view kind, std::string_view slot, std::string_view value) {
    for (const Member& member : kMembers)
        if (member.value == value && member.slot == slot && member.kind == kind) return member.group;
    return value;
}

}  // namespace claimline
