// Groups claims into threads.

#include "index/timeline.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/text.h"

namespace claimline {
namespace {

struct Thread {
    ClaimRecord claim;
    std::size_t claims = 0;
    std::set<std::string> origins;
};

// Claims that are a figure agree only with the same figure: others of the thread stand beside it.
std::string stated_figure(const Claim& claim) {
    const auto value = claim.slots.find("value");
    return value == claim.slots.end() ? std::string() : to_text(value->second);
}

// 0 = first hand: in the text's own voice or by a named speaker; 1 = through another medium or unnamed
// sources.
int distance(const ClaimRecord& record) {
    return !record.claim.attribution.outlet.empty() || record.claim.modality == Modality::reported ? 1 : 0;
}

// Smaller speaks for the thread.
auto rank(const ClaimRecord& record) {
    const auto published = date_of_timestamp(record.article.published);
    const auto day = published ? published->start : std::chrono::floor<std::chrono::days>(record.first_seen);
    return std::tuple(record.state != ClaimState::current, -day.time_since_epoch().count(), distance(record),
                      -record.claim.confidence, std::string_view(record.claim.id));
}

std::int64_t order_key(const ClaimRecord& record, DateField order) {
    switch (order) {
        case DateField::about: return record.about_from.time_since_epoch().count();
        case DateField::published:
            if (const auto day = date_of_timestamp(record.article.published))
                return day->start.time_since_epoch().count();
            return 99999999;  // undated last, as in the catalogue
        case DateField::seen:
            return std::chrono::floor<std::chrono::days>(record.first_seen).time_since_epoch().count();
    }
    return 0;
}

}  // namespace

std::string origin_of(const ClaimRecord& record) {
    if (!record.claim.attribution.outlet.empty()) return fold(record.claim.attribution.outlet);
    return record.article.site.empty() ? record.article.host : fold(record.article.site);
}

Result<std::vector<TimelineEntry>> timeline(const Catalogue& catalogue, const ClaimFilter& filter) {
    std::map<std::string, Thread> threads;
    const auto read = for_each_claim(catalogue, filter, [&threads](const ClaimRecord& record) {
        Thread& thread = threads[record.thread + "\n" + stated_figure(record.claim)];
        if (thread.claims == 0 || rank(record) < rank(thread.claim)) thread.claim = record;
        ++thread.claims;
        thread.origins.insert(origin_of(record));
        return true;
    });
    if (!read) return Failure(read.error());
    std::vector<TimelineEntry> entries;
    for (auto& [id, thread] : threads)
        entries.push_back(
            {std::move(thread.claim), thread.claims, {thread.origins.begin(), thread.origins.end()}});
    const auto key = [&filter](const TimelineEntry& entry) {
        const auto& evidence = entry.claim.claim.evidence;
        return std::tuple(order_key(entry.claim, filter.order), std::string_view(entry.claim.article.url),
                          evidence.empty() ? 0 : evidence.front().begin,
                          std::string_view(entry.claim.claim.id));
    };
    std::ranges::sort(entries, [&](const auto& a, const auto& b) {
        return filter.descending ? key(b) < key(a) : key(a) < key(b);
    });
    return entries;
}

}  // namespace claimline
