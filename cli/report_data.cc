// Reads claims once, groups them into matters, and asks for their figures.

#include "cli/report_data.h"

#include <algorithm>
#include <deque>
#include <set>

#include "cli/claim_text.h"
#include "core/text.h"
#include "index/timeline.h"

namespace claimline {
namespace {

using namespace std::chrono;

// A step is a status, or the figure where a kind has none.
std::string step_of(const ClaimRecord& record) {
    if (const auto status = slot_text(record.claim, "status"); !status.empty()) return in_words(status);
    const auto figure = claim_figure(record.claim);
    return figure && record.claim.slots.contains("value") ? figure_in_words(*figure) : "stated";
}

ReportMatter matter_of(std::vector<std::size_t> members, const std::vector<ClaimRecord>& claims) {
    ReportMatter matter;
    std::set<std::string> origins;
    std::set<std::string> seen;
    // A ladder is climbed in the order in which it was told, whatever date the report is ordered by.
    std::ranges::stable_sort(members, {},
                             [&claims](std::size_t at) { return day_of(claims[at], DateField::published); });
    for (const std::size_t at : members) {
        const ClaimRecord& record = claims[at];
        origins.insert(origin_of(record));
        const auto step = step_of(record);
        if (!matter.steps.empty() && matter.steps.back().label == step) continue;
        matter.steps.push_back({at, step, false});
    }
    matter.claims = std::move(members);
    matter.origins = origins.size();
    return matter;
}

void find_matters(ReportData& data) {
    std::map<std::string, std::vector<std::size_t>> threads;
    std::set<std::string> origins;
    for (std::size_t i = 0; i < data.claims.size(); ++i) {
        threads[data.claims[i].thread].push_back(i);
        origins.insert(origin_of(data.claims[i]));
    }
    data.matter_count = threads.size();
    data.origin_count = origins.size();
    for (auto& [id, members] : threads)
        if (members.size() > 1) data.matters.push_back(matter_of(std::move(members), data.claims));
    std::ranges::stable_sort(data.matters, [&data](const ReportMatter& a, const ReportMatter& b) {
        const auto rank = [&data](const ReportMatter& matter) {
            const auto newest = day_of(data.claims[matter.claims.back()], DateField::published);
            return std::tuple(matter.steps.size() > 1, matter.origins, matter.steps.size(), newest);
        };
        return rank(b) < rank(a);
    });
}

void find_sources(ReportData& data) {
    for (const auto& record : data.claims) {
        auto& source = data.sources[record.article.id];
        if (source.first == nullptr) source.first = &record;
        ++source.claims;
    }
}

}  // namespace

std::size_t ReportData::kind_number(std::string_view kind) const {
    constexpr std::size_t kColours = 8;
    const auto& kinds = packs->kinds();
    const auto found = std::ranges::find(kinds, kind, &KindInfo::name);
    return found == kinds.end() ? kColours - 1 : static_cast<std::size_t>(found - kinds.begin()) % kColours;
}

sys_days day_of(const ClaimRecord& record, DateField order) {
    switch (order) {
        case DateField::about: return record.about_from;
        case DateField::published:
            if (const auto day = date_of_timestamp(record.article.published)) return day->start;
            break;
        case DateField::seen: break;
    }
    return floor<days>(record.first_seen);
}

std::string anchor_of(const ClaimRecord& record) {
    return "c" + record.claim.id.substr(std::min<std::size_t>(2, record.claim.id.size()));
}

std::string article_anchor(const ArticleHead& article) {
    return "d" + article.id.substr(std::min<std::size_t>(2, article.id.size()));
}

std::string outlet_of(const ClaimRecord& record) {
    if (!record.claim.attribution.outlet.empty()) return record.claim.attribution.outlet;
    return record.article.site.empty() ? record.article.host : record.article.site;
}

Result<ReportData> gather_report(const Asking& asking, const ClaimFilter& filter, std::size_t most) {
    ReportData data;
    data.packs = &asking.knowledge.packs;
    data.order = filter.order;
    std::deque<ClaimRecord> newest;
    const auto read = for_each_claim(*asking.catalogue, filter, [&](const ClaimRecord& record) {
        newest.push_back(record);
        if (newest.size() <= most) return true;
        newest.pop_front();
        ++data.left_out;
        return true;
    });
    if (!read) return Failure(read.error());
    data.claims.assign(std::make_move_iterator(newest.begin()), std::make_move_iterator(newest.end()));
    find_matters(data);
    find_sources(data);
    ClaimFilter same;  // figures of exactly these claims
    same.order = filter.order;
    same.rows.emplace();
    for (const auto& record : data.claims) same.rows->push_back(record.row);
    auto figures = series(*asking.catalogue, same);
    if (!figures) return Failure(figures.error());
    data.figures = std::move(*figures);
    return data;
}

}  // namespace claimline
