// What speaks for a day, in numbers: the rows that data/models/articles/day.tsv was trained on.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>

#include "core/text.h"
#include "extract/page_dates_mentions.h"

namespace claimline {
namespace {

using std::chrono::sys_days;

constexpr ClassWords kBadZones = bit(ClassWord::related) | bit(ClassWord::popular) | bit(ClassWord::comment) |
                                 bit(ClassWord::footer) | bit(ClassWord::sidebar) | bit(ClassWord::nav) |
                                 bit(ClassWord::promo) | bit(ClassWord::card) | bit(ClassWord::legal);
constexpr ClassWords kListZones = bit(ClassWord::related) | bit(ClassWord::popular) | bit(ClassWord::card);
constexpr ClassWords kEdgeZones = bit(ClassWord::footer) | bit(ClassWord::legal) | bit(ClassWord::nav);
constexpr ClassWords kDateZones = bit(ClassWord::date) | bit(ClassWord::meta) | bit(ClassWord::byline);
constexpr float kNothing = 9999;

using Sources = std::array<bool, kDateSourceCount>;

bool has(const Sources& sources, DateSource source) {
    return sources[static_cast<std::size_t>(source)];
}

// Hour of a time in UTC, -1 when it is none.
float utc_hour(const DayMention& mention) {
    const WrittenDate& date = mention.date;
    if (date.time.empty() || (date.offset != "Z" && date.offset != "+00:00")) return -1;
    return static_cast<float>((date.time[0] - '0') * 10 + (date.time[1] - '0'));
}

// Kinds of fields for the day of publication that agree.
std::ptrdiff_t support(const Sources& sources) {
    return std::count(sources.begin(), sources.begin() + static_cast<int>(DateSource::meta_other) + 1, true);
}

// What the mentions of the candidate's own day say.
struct OwnDay {
    Sources sources{};
    float count = 0, visible = 0, swapped = 0;
    float best_distance = Place::kNoTitle, shortest = kNothing, least_rest = kNothing;
    float any_distance = Place::kNoTitle, any_rest = kNothing;  // in zones of other things too
    float climb = Place::kFarClimb, like_it = kNothing, share_of_page = 1, share_of_prose = 1;
    float utc_hour = -1;
    bool date_class = false, by = false, good_zone = false, ambiguous = false, month_name = false,
         time = false, local_time = false;
    bool list_zone = false, comment_zone = false, edge_zone = false;
    DayLabels labels;
    int order = -1;  // visible mentions before its first
};

// What all other days of the page are to it.
struct OtherDays {
    Sources any{}, near{};
    bool visible_before = false, visible_behind = false;  // on the day before, the day after
    float utc_before = -1, utc_behind = -1;               // hours in UTC on those days, -1 for none
    std::ptrdiff_t most_fields = 0;                       // that name one of them
    bool published_label = false;
    float best_distance = Place::kNoTitle, climb = Place::kFarClimb;
    float visible_close = 0;  // visible mentions within ten blocks of the title
    sys_days modified{};      // the latest day that a field for changes names
    sys_days earliest_field{std::chrono::days(1'000'000)};
};

void add_own(const DayMention& mention, int seen, OwnDay& own) {
    own.sources[static_cast<std::size_t>(mention.source)] = true;
    ++own.count;
    if (mention.swapped) ++own.swapped;
    if (mention.visible) ++own.visible;
    if (own.order < 0) own.order = seen;
    own.date_class |= (mention.place.near & kDateZones) != 0;
    own.by |= mention.by_word;
    own.ambiguous |= mention.date.ambiguous;
    own.month_name |= mention.date.month_name;
    own.time |= !mention.date.time.empty();
    own.labels.updated |= mention.labels.updated;
    own.labels.published |= mention.labels.published;
    own.labels.other |= mention.labels.other;
    own.utc_hour = std::max(own.utc_hour, utc_hour(mention));
    own.local_time |= !mention.date.time.empty() && utc_hour(mention) < 0;
    own.list_zone |= (mention.place.zones & kListZones) != 0;
    own.comment_zone |= (mention.place.zones & bit(ClassWord::comment)) != 0;
    own.edge_zone |= (mention.place.zones & kEdgeZones) != 0;
    const float distance = mention.place.to_title;
    if (mention.like_it > 0 && std::abs(distance) < std::abs(own.any_distance)) own.any_distance = distance;
    if (mention.visible) own.any_rest = std::min(own.any_rest, mention.rest_bytes);
    if (in_bad_zone(mention)) return;
    own.good_zone = true;
    if (std::abs(distance) < std::abs(own.best_distance)) own.best_distance = distance;
    own.climb = std::min(own.climb, mention.place.climb);
    if (mention.like_it > 0) {
        own.like_it = std::min(own.like_it, mention.like_it);
        own.share_of_page = std::min(own.share_of_page, mention.place.share_of_page);
        own.share_of_prose = std::min(own.share_of_prose, mention.place.share_of_prose);
    }
    if (!mention.visible) return;
    own.shortest = std::min(own.shortest, mention.block_bytes);
    own.least_rest = std::min(own.least_rest, mention.rest_bytes);
}

void add_other(const DayMention& mention, std::int64_t behind, OtherDays& others) {
    if (behind == 1) {
        others.visible_behind |= mention.visible;
        others.utc_behind = std::max(others.utc_behind, utc_hour(mention));
    } else if (behind == -1) {
        others.visible_before |= mention.visible;
        others.utc_before = std::max(others.utc_before, utc_hour(mention));
    }
    if (std::abs(behind) == 1) others.near[static_cast<std::size_t>(mention.source)] = true;
    others.published_label |= mention.labels.published;
    if (in_bad_zone(mention) || mention.like_it <= 0) return;
    others.best_distance = std::min(others.best_distance, std::abs(mention.place.to_title));
    others.climb = std::min(others.climb, mention.place.climb);
    if (mention.visible && std::abs(mention.place.to_title) <= 10) ++others.visible_close;
}

void add_any(const DayMention& mention, OtherDays& others) {
    const sys_days day(mention.date.day);
    others.any[static_cast<std::size_t>(mention.source)] = true;
    if (mention.source == DateSource::meta_modified || mention.source == DateSource::json_ld_modified)
        others.modified = std::max(others.modified, day);
    if (!mention.visible && mention.source != DateSource::image_url)
        others.earliest_field = std::min(others.earliest_field, day);
}

float signed_log(std::int64_t days) {
    const auto size = static_cast<float>(std::log2(1 + std::abs(static_cast<double>(days))));
    return days < 0 ? -size : size;
}

// 1: the address names this year and month; 0.5: this year; -1: another; 0: none.
float address_agrees(std::string_view url, std::chrono::year_month_day day) {
    const std::size_t scheme = url.find("://");
    std::size_t at = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
    float best = 0;
    for (; at != std::string_view::npos && at + 5 <= url.size(); at = url.find('/', at + 1)) {
        const std::string_view part = url.substr(at + 1, url.find('/', at + 1) - at - 1);
        if (part.size() < 4 || (!part.starts_with("20") && !part.starts_with("19")) || !is_digit(part[2]) ||
            !is_digit(part[3]) || (part.size() > 4 && part[4] != '-' && part[4] != '_'))
            continue;
        const int year =
            1000 * (part[0] - '0') + 100 * (part[1] - '0') + 10 * (part[2] - '0') + part[3] - '0';
        if (year != static_cast<int>(day.year())) {
            if (best == 0) best = -1;
            continue;
        }
        const std::string_view rest = url.substr(at + 5);
        const bool month = rest.size() >= 3 && is_digit(rest[1]) && is_digit(rest[2]) &&
                           (rest.size() == 3 || !is_digit(rest[3]));
        const int number = month ? 10 * (rest[1] - '0') + rest[2] - '0' : 0;
        best = std::max(best, number == static_cast<int>(static_cast<unsigned>(day.month())) ? 1.0F : 0.5F);
    }
    return best;
}

class Row {
  public:
    explicit Row(std::array<float, kDayFeatureCount>& out) : out_(out) {}
    template <class T>
    void add(T value) {
        assert(at_ < out_.size());
        out_[at_++] = static_cast<float>(value);
    }
    void add_all(std::initializer_list<bool> values) {
        for (const bool value : values) add(value);
    }

  private:
    std::array<float, kDayFeatureCount>& out_;
    std::size_t at_ = 0;
};

void write_own(const OwnDay& own, Row& row) {
    for (const bool value : own.sources) row.add(value);
    row.add(std::log2(1 + own.count));
    row.add(own.visible);
    row.add(own.best_distance);
    row.add(std::abs(own.best_distance));
    row.add(own.any_distance);
    row.add(own.any_rest);
    row.add(own.shortest);
    row.add(own.least_rest);
    row.add(own.climb);
    row.add(own.like_it);
    row.add(own.share_of_page);
    row.add(own.utc_hour);
    row.add(own.order);
    row.add(own.count == own.swapped);
    row.add_all({own.date_class, own.by, own.good_zone, own.ambiguous, own.month_name, own.time,
                 own.local_time, own.list_zone, own.comment_zone, own.edge_zone, own.labels.published,
                 own.labels.updated, own.labels.other});
    row.add(support(own.sources));
}

// A time in UTC late in the day may be the next day where the page is, early in the day the one before:
// then the day that readers see is right. 1: this is that day; -1: it is the other; 0: no such pair.
int zone_vote(const OwnDay& own, const OtherDays& others) {
    constexpr float kLate = 14, kEarly = 12;  // hours; offsets reach from -12 to +14 but are mostly small
    if (own.utc_hour < 0) {
        const bool local = own.visible > 0 || own.local_time;
        return local &&
               (others.utc_before >= kLate || (others.utc_behind >= 0 && others.utc_behind <= kEarly));
    }
    if (own.visible > 0) return 0;
    const bool other =
        (own.utc_hour >= kLate && others.visible_behind) || (own.utc_hour <= kEarly && others.visible_before);
    return other ? -1 : 0;
}

void write_others(const OtherDays& others, const OwnDay& own, Row& row) {
    for (const DateSource source :
         {DateSource::meta_published, DateSource::json_ld_published, DateSource::item_published,
          DateSource::time_published, DateSource::time_element, DateSource::meta_other, DateSource::url,
          DateSource::json_ld_modified, DateSource::meta_modified})
        row.add(has(others.any, source));
    row.add(std::ranges::count(others.near, true));
    row.add(has(others.near, DateSource::url));
    row.add(zone_vote(own, others));
    row.add_all(
        {others.visible_before, others.visible_behind, others.published_label && !own.labels.published});
    row.add(others.most_fields);
    row.add(support(own.sources) - others.most_fields);
    row.add(others.best_distance);
    row.add(std::abs(own.best_distance) - others.best_distance);
    row.add(own.climb - others.climb);
    row.add(others.visible_close);
}

}  // namespace

bool in_bad_zone(const DayMention& mention) {
    return (mention.place.zones & kBadZones) != 0;
}

std::vector<NamedDay> named_days(const DayMentions& mentions) {
    std::map<sys_days, Sources> sources;
    for (const DayMention& mention : mentions.all)
        sources[sys_days(mention.date.day)][static_cast<std::size_t>(mention.source)] = true;
    std::vector<NamedDay> days;
    for (const auto& [day, fields] : sources) days.push_back({day, support(fields)});
    return days;
}

void fill_day_features(const PageFacts& page, const DayMentions& mentions, const std::vector<NamedDay>& days,
                       DayCandidate& candidate) {
    OwnDay own;
    OtherDays others;
    int seen = 0;
    for (const DayMention& mention : mentions.all) {
        add_any(mention, others);
        if (mention.visible) ++seen;
        const auto behind = (sys_days(mention.date.day) - candidate.day).count();
        if (behind == 0) {
            add_own(mention, seen, own);
        } else {
            add_other(mention, behind, others);
        }
    }
    for (const NamedDay& named : days) {
        if (named.day != candidate.day) others.most_fields = std::max(others.most_fields, named.fields);
    }
    Row row(candidate.features);
    write_own(own, row);
    write_others(others, own, row);
    row.add(own.share_of_prose);
    row.add(mentions.has_title);
    row.add(days.size());
    row.add(days.front().day == candidate.day);
    row.add(days.back().day == candidate.day);
    row.add(std::log2(1 + (days.back().day - candidate.day).count()));
    row.add(std::log2(1 + (candidate.day - days.front().day).count()));
    row.add(static_cast<unsigned>(candidate.written.day.month()) == 1 &&
            static_cast<unsigned>(candidate.written.day.day()) == 1);
    const bool known_change = others.modified != sys_days{};
    row.add(known_change ? signed_log((candidate.day - others.modified).count()) : -20.0F);
    row.add(candidate.day == others.earliest_field);
    row.add(
        signed_log(std::clamp<std::int64_t>((candidate.day - others.earliest_field).count(), -20000, 20000)));
    row.add(address_agrees(page.url, candidate.written.day));
    row.add(address_agrees(page.meta.first({"og:image"}), candidate.written.day));
}

}  // namespace claimline
