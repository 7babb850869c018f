// Puts statements of figures side by side and says what keeps them apart.

#include "index/series.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "core/text.h"
#include "index/timeline.h"

namespace claimline {
namespace {

using namespace std::chrono;

// Figures that differ by less are the same, rounded: the tolerance of the claim schema's matching rule.
constexpr double kRounding = 0.006;
constexpr days kUndatedReach{184};

std::string subject_key(const Claim& claim) {
    return claim.subject_id.empty() ? fold(claim.subject) : claim.subject_id;
}

std::string measure_of(const Claim& claim) {
    for (const char* slot : {"metric", "action", "facility_type"})
        if (const auto text = slot_text(claim, slot); !text.empty()) return std::string(text);
    return claim.kind;
}

std::string geography_of(const Claim& claim) {
    for (const char* slot : {"geography", "location"})
        if (const auto found = claim.slots.find(slot); found != claim.slots.end())
            return to_text(found->second);
    return {};
}

// Everything that must agree before two statements are one row.
auto identity(const SeriesRow& row) {
    return std::tuple(subject_key(row.claim.claim), row.measure, row.claim.about_basis, row.claim.about_from,
                      row.claim.about_until, row.figure.value, row.figure.most.value_or(row.figure.value),
                      row.figure.unit + row.figure.currency, fold(row.geography), row.qualifier,
                      fold(row.claim.claim.attribution.speaker));
}

bool is_dated(const SeriesRow& row) {
    return row.claim.about_basis == DateBasis::stated;
}

bool overlaps(const SeriesRow& a, const SeriesRow& b) {
    return a.claim.about_from < b.claim.about_until && b.claim.about_from < a.claim.about_until;
}

bool belongs_to(const SeriesRow& row, const SeriesRow& first) {
    if (subject_key(row.claim.claim) != subject_key(first.claim.claim) || row.measure != first.measure)
        return false;
    // Sums of one party are of many deals and fines: only those of one matter are about the same question.
    const bool money = !row.figure.currency.empty() || !first.figure.currency.empty();
    if (money && row.claim.thread != first.claim.thread) return false;
    if (is_dated(row) == is_dated(first)) return overlaps(row, first);
    const SeriesRow& undated = is_dated(row) ? first : row;
    const SeriesRow& dated = is_dated(row) ? row : first;
    const auto since = undated.claim.about_from - dated.claim.about_until;
    return since >= days{-1} && since <= kUndatedReach;
}

// The one a group is compared with comes first: a stated period, told first hand, by most sources, earliest.
auto directness(const SeriesRow& row) {
    const Claim& claim = row.claim.claim;
    const bool second_hand = !claim.attribution.outlet.empty() || claim.modality == Modality::reported;
    return std::tuple(!is_dated(row), row.claim.state != ClaimState::current, second_hand,
                      -row.claim.claim.confidence, -static_cast<int>(row.origins.size()),
                      row.claim.article.published, std::string_view(claim.id));
}

std::string period_text(const SeriesRow& row) {
    if (!is_dated(row)) return "not stated";
    const auto last = row.claim.about_until - days{1};
    const auto first = to_iso(row.claim.about_from);
    return row.claim.about_from == last ? first : first + ".." + to_iso(last);
}

bool same_value(const ClaimFigure& a, const ClaimFigure& b) {
    return std::abs(a.value - b.value) <= kRounding * std::max(std::abs(a.value), std::abs(b.value));
}

std::string said(const std::string& value) {
    return value.empty() ? "not stated" : value;
}

void compare(SeriesRow& row, const SeriesRow& first) {
    const auto differ = [&row](const char* what, const std::string& here, const std::string& there) {
        if (here == there) return;
        row.differences.emplace_back(what);
        row.reason +=
            fmt::format("{}{}: {}, not {}", row.reason.empty() ? "" : "; ", what, said(here), said(there));
    };
    if (fold(row.geography) != fold(first.geography)) differ("region", row.geography, first.geography);
    differ("period", period_text(row), period_text(first));
    differ("unit", row.figure.unit + row.figure.currency, first.figure.unit + first.figure.currency);
    const bool comparable = row.differences.empty();
    if (same_value(row.figure, first.figure)) {
        row.relation = SeriesRelation::agrees;
    } else {
        row.relation = comparable ? SeriesRelation::conflicts : SeriesRelation::differs;
        differ("value", number_to_text(row.figure.value), number_to_text(first.figure.value));
    }
}

Result<std::vector<SeriesRow>> distinct_rows(const Catalogue& catalogue, const ClaimFilter& filter) {
    using Identity = decltype(identity(std::declval<const SeriesRow&>()));
    std::map<Identity, SeriesRow> rows;
    std::map<Identity, std::set<std::string>> origins;
    const auto read = for_each_claim(catalogue, filter, [&](const ClaimRecord& record) {
        const auto figure = claim_figure(record.claim);
        if (!figure) return true;
        SeriesRow row;
        row.claim = record;
        row.figure = *figure;
        row.measure = measure_of(record.claim);
        row.geography = geography_of(record.claim);
        row.qualifier = std::string(slot_text(record.claim, "qualifier"));
        const auto key = identity(row);
        origins[key].insert(origin_of(record));
        const auto [known, fresh] = rows.try_emplace(key, row);
        if (!fresh && row.claim.article.published < known->second.claim.article.published)
            known->second = row;
        return true;
    });
    if (!read) return Failure(read.error());
    std::vector<SeriesRow> out;
    for (auto& [key, row] : rows) {
        row.origins.assign(origins[key].begin(), origins[key].end());
        out.push_back(std::move(row));
    }
    return out;
}

}  // namespace

const char* to_string(SeriesRelation relation) {
    switch (relation) {
        case SeriesRelation::primary: return "primary";
        case SeriesRelation::agrees: return "agrees";
        case SeriesRelation::differs: return "differs";
        case SeriesRelation::conflicts: return "conflicts";
    }
    return "";
}

Result<std::vector<SeriesRow>> series(const Catalogue& catalogue, const ClaimFilter& filter) {
    auto rows = distinct_rows(catalogue, filter);
    if (!rows) return rows;
    // Dated rows open the groups; undated ones then join the latest group within reach.
    std::ranges::stable_sort(*rows, [](const auto& a, const auto& b) {
        const auto key = [](const SeriesRow& row) {
            return std::tuple(subject_key(row.claim.claim), row.measure, !is_dated(row), row.claim.about_from,
                              directness(row));
        };
        return key(a) < key(b);
    });
    std::vector<std::vector<SeriesRow>> groups;
    for (auto& row : *rows) {
        const auto home = std::find_if(groups.rbegin(), groups.rend(),
                                       [&row](const auto& group) { return belongs_to(row, group.front()); });
        if (home == groups.rend()) {
            groups.push_back({std::move(row)});
        } else {
            home->push_back(std::move(row));
        }
    }
    std::ranges::stable_sort(groups, {}, [](const auto& group) {
        return std::tuple(subject_key(group.front().claim.claim), group.front().measure,
                          group.front().claim.about_from);
    });
    std::vector<SeriesRow> out;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        std::ranges::sort(groups[i],
                          [](const auto& a, const auto& b) { return directness(a) < directness(b); });
        for (auto& row : groups[i]) {
            if (&row != &groups[i].front()) compare(row, groups[i].front());
            row.group = i;
        }
        std::ranges::move(groups[i], std::back_inserter(out));
    }
    return out;
}

}  // namespace claimline
