// Reads claims once and asks for their threads and figures.

#include "cli/report_data.h"

#include <algorithm>
#include <deque>
#include <set>

#include "cli/stores.h"
#include "core/text.h"
#include "index/timeline.h"

namespace claimline {
namespace {

using namespace std::chrono;

// The threads of the claims, whole: a ladder keeps the steps that the query leaves out. Of what was known on
// an earlier day only those that were.
Result<void> find_matters(ReportData& data, const ThreadStore& store, bool as_of) {
    std::map<std::string, std::size_t> newest;  // thread id -> its last claim in the report
    std::set<std::string> origins;
    for (std::size_t i = 0; i < data.claims.size(); ++i) {
        newest[data.claims[i].thread] = i;
        origins.insert(origin_of(data.claims[i]));
    }
    data.matter_count = newest.size();
    data.origin_count = origins.size();
    std::vector<std::string> ids;
    for (const auto& [id, claim] : newest) ids.push_back(id);
    auto threads = store.threads(ids);
    if (!threads) return Failure(threads.error());
    for (auto& thread : *threads) {
        const auto leading = data.by_id.find(thread.leading);
        const std::size_t head = leading == data.by_id.end() ? newest[thread.id] : leading->second;
        if (as_of) {
            std::erase_if(thread.steps,
                          [&data](const auto& step) { return !data.by_id.contains(step.claim_id); });
            std::erase_if(thread.claims, [&data](const auto& id) { return !data.by_id.contains(id); });
            std::erase_if(thread.links,
                          [&newest](const auto& link) { return !newest.contains(link.thread); });
        }
        if (thread.claims.size() > 1 || !thread.links.empty())
            data.matters.push_back({std::move(thread), head});
    }
    std::ranges::stable_sort(data.matters, [](const ReportMatter& a, const ReportMatter& b) {
        const auto rank = [](const ReportMatter& matter) {
            return std::tuple(matter.tells(), matter.thread.steps.size() > 1, matter.thread.origins.size(),
                              matter.thread.steps.size(), matter.thread.last_reported);
        };
        return rank(b) < rank(a);
    });
    return {};
}

void find_sources(ReportData& data) {
    for (const auto& record : data.claims) {
        auto& source = data.sources[record.article.id];
        if (source.first == nullptr) source.first = &record;
        ++source.claims;
    }
}

}  // namespace

bool ReportMatter::tells() const {
    return thread.steps.size() > 1 || thread.conflict || !thread.links.empty();
}

const ClaimRecord* ReportData::find(const std::string& id) const {
    const auto found = by_id.find(id);
    return found == by_id.end() ? nullptr : &claims[found->second];
}

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

std::string thread_anchor(const std::string& thread) {
    return "t" + thread.substr(std::min<std::size_t>(2, thread.size()));
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
    for (std::size_t i = 0; i < data.claims.size(); ++i) data.by_id[data.claims[i].claim.id] = i;
    const auto store = open_threads(asking.workspace, asking.knowledge);
    if (!store) return Failure(store.error());
    if (auto found = find_matters(data, **store, filter.as_of.has_value()); !found)
        return Failure(found.error());
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
