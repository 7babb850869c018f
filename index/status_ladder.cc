// The ladders as one table; statuses of one rank say the same of how far it is.

#include "index/status_ladder.h"

#include <array>

namespace claimline {
namespace {

using enum StatusSort;

struct Rung {
    std::string_view kind;
    std::string_view status;
    StatusPlace place;
};

constexpr std::array kRungs{
    Rung{"facility_plan", "considered", {step, 0}},
    Rung{"facility_plan", "in_talks", {step, 1}},
    Rung{"facility_plan", "planned", {step, 2}},
    Rung{"facility_plan", "announced", {step, 2}},
    Rung{"facility_plan", "approved", {step, 3}},
    Rung{"facility_plan", "advanced_stage", {step, 3}},
    Rung{"facility_plan", "under_construction", {step, 4}},
    Rung{"facility_plan", "opened", {step, 5}},
    Rung{"facility_plan", "operating", {step, 5}},
    Rung{"facility_plan", "expanded", {step, 6}},
    Rung{"facility_plan", "delayed", {hold, 0}},
    Rung{"facility_plan", "paused", {hold, 0}},
    Rung{"facility_plan", "under_review", {hold, 0}},
    Rung{"facility_plan", "rejected", {end, 0}},
    Rung{"facility_plan", "cancelled", {end, 0}},
    Rung{"facility_plan", "closed", {end, 0}},
    Rung{"regulatory_action", "considered", {step, 0}},
    Rung{"regulatory_action", "planned", {step, 1}},
    Rung{"regulatory_action", "proposed", {step, 2}},
    Rung{"regulatory_action", "pending", {step, 2}},
    Rung{"regulatory_action", "", {step, 3}},
    Rung{"investment", "", {step, 2}},
    // Any other kind that has a status at all.
    Rung{"", "planned", {step, 0}},
    Rung{"", "started", {step, 1}},
    Rung{"", "done", {step, 2}},
    Rung{"", "delayed", {hold, 0}},
    Rung{"", "cancelled", {end, 0}},
};

}  // namespace

StatusPlace status_place(std::string_view kind, std::string_view status) {
    const bool own = kind == "facility_plan" || kind == "regulatory_action";
    for (const Rung& rung : kRungs)
        if (rung.status == status && (rung.kind == kind || (!own && rung.kind.empty()))) return rung.place;
    return {};
}

}  // namespace claimline
