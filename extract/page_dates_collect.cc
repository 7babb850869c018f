// All days that a page names, and what speaks for each: see page_dates.h.
#include <algorithm>
#include <cmath>
#include <optional>

#include "core/text.h"
#include "extract/furniture_words.h"
#include "extract/page_dates.h"

namespace claimline {
namespace {

using std::chrono::sys_days;

// Text blocks up to this size hold a date line; of longer ones only the beginning is read (datelines).
constexpr std::size_t kDateLine = 240;
constexpr std::size_t kDateline = 80;
constexpr std::size_t kMaxMentions = 400;
constexpr float kNoTitle = 99;

struct Mention {
    WrittenDate date;
    DateSource source{};
    float to_title = kNoTitle;  // blocks behind the title; negative before it
    bool in_bad_zone = false;
    bool date_class = false;
    bool updated_word = false;
    bool by_word = false;
    float block_bytes = 0;
};

constexpr ClassWords kBadZones = bit(ClassWord::related) | bit(ClassWord::popular) | bit(ClassWord::comment) |
                                 bit(ClassWord::footer) | bit(ClassWord::sidebar) | bit(ClassWord::nav) |
                                 bit(ClassWord::promo) | bit(ClassWord::card) | bit(ClassWord::legal);
constexpr ClassWords kDateZones = bit(ClassWord::date) | bit(ClassWord::meta) | bit(ClassWord::byline);

bool contains_any(std::string_view text, std::initializer_list<std::string_view> parts) {
    return std::ranges::any_of(
        parts, [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

std::optional<DateSource> source_of_meta(std::string_view name) {
    if (contains_any(name, {"modif", "updat", "revis", "changed"})) return DateSource::meta_modified;
    if (contains_any(name, {"expir", "valid", "end", "event", "start", "birth", "copyright"}))
        return std::nullopt;
    if (contains_any(name, {"article:published", "og:published", "datepublished", "publish-date",
                            "publishdate", "pub_date", "pubdate", "pub-date", "publication_date",
                            "publication-date", "publicationdate", "article.published", "release_date"}))
        return DateSource::meta_published;
    if (contains_any(name, {"date", "created", "issued", "published", "dc.terms", "time"}))
        return DateSource::meta_other;
    return std::nullopt;
}

class Collector {
  public:
    explicit Collector(const PageFacts& page) : page_(page), block_of_(page.tree.size(), 0) {
        lang_ = page.meta.html_lang.empty() ? page.meta.first({"og:locale"})
                                            : std::string_view(page.meta.html_lang);
        place_title();
    }

    std::vector<Mention> collect() {
        from_urls();
        from_meta();
        from_json_ld();
        for (const std::string& date : page_.tree.script_dates()) add(date, of(DateSource::script));
        from_elements();
        from_blocks();
        return std::move(mentions_);
    }

    [[nodiscard]] bool has_title() const { return has_title_; }

  private:
    static Mention of(DateSource source) {
        Mention mention;
        mention.source = source;
        return mention;
    }

    // The block of the page's first h1 that is not in the navigation, else of its first heading.
    void place_title() {
        for (std::size_t b = 0; b < page_.blocks.blocks.size(); ++b) {
            const TextBlock& block = page_.blocks.blocks[b];
            for (std::uint32_t i = block.node; i < page_.tree[block.node].end; ++i)
                block_of_[i] = static_cast<std::uint32_t>(b);
            if (page_.tree[block.node].tag == Tag::h1 && !has_title_ && block.end - block.begin >= 12) {
                title_block_ = b;
                has_title_ = true;
            }
        }
    }

    void add(std::string_view text, Mention mention) {
        if (mentions_.size() >= kMaxMentions || text.empty()) return;
        if (auto date = first_written_date(text, lang_)) add_date(std::move(*date), std::move(mention));
    }

    void add_date(WrittenDate date, Mention mention) {
        if (mentions_.size() >= kMaxMentions || !is_plausible(date.day, page_.today)) return;
        mention.date = std::move(date);
        mentions_.push_back(std::move(mention));
    }

    void from_urls() {
        for (const std::string_view url :
             {page_.url, std::string_view(page_.meta.canonical), page_.meta.first({"og:url"})}) {
            if (const auto day = date_in_url(url)) {
                WrittenDate date;
                date.day = *day;
                add_date(date, of(DateSource::url));
                break;
            }
        }
        if (const auto day = date_in_url(page_.meta.first({"og:image", "twitter:image"}))) {
            WrittenDate date;
            date.day = *day;
            add_date(date, of(DateSource::image_url));
        }
    }

    void from_meta() {
        for (const MetaTag& tag : page_.meta.tags) {
            if (const auto source = source_of_meta(tag.name)) add(tag.content, of(*source));
        }
    }

    void from_json_ld() {
        const JsonLdDocument* main = page_.json_ld.main_article(page_.url, page_.meta.title);
        for (const JsonLdDocument& document : page_.json_ld.documents) {
            const bool is_main = &document == main;
            add(document.published, of(is_main ? DateSource::json_ld_published : DateSource::json_ld_other));
            if (is_main || main == nullptr) add(document.modified, of(DateSource::json_ld_modified));
        }
    }

    void from_elements() {
        for (std::uint32_t i = 1; i < page_.tree.size(); ++i) {
            const HtmlNode& node = page_.tree[i];
            if (node.tag == Tag::text || node.tag == Tag::meta || node.tag == Tag::link ||
                node.attributes_size == 0) {
                if (node.tag != Tag::time) continue;
            }
            const std::string_view item = page_.tree.attribute(i, Attribute::itemprop);
            std::string_view machine = page_.tree.attribute(i, Attribute::datetime);
            if (machine.empty()) machine = page_.tree.attribute(i, Attribute::content);
            const std::string_view classes = page_.tree.attribute(i, Attribute::class_);
            const bool published_class = contains_any(
                classes, {"publish", "entry-date", "pubdate", "post-date", "posted", "dt-published"});
            const bool published_item =
                item == "datePublished" || item == "dateCreated" || page_.tree.has(i, Attribute::pubdate);
            const bool modified = item == "dateModified" || contains_any(classes, {"updated", "modified"});
            if (node.tag != Tag::time && !published_item && item != "dateModified" &&
                !(published_class && !page_.tree.attribute(i, Attribute::title).empty()))
                continue;
            if (machine.empty()) machine = page_.tree.attribute(i, Attribute::title);
            const std::string shown = machine.empty() ? page_.tree.inner_text(i) : std::string();
            const DateSource source = modified && !published_class ? DateSource::meta_modified
                                      : published_item             ? DateSource::item_published
                                      : published_class            ? DateSource::time_published
                                                                   : DateSource::time_element;
            Mention mention = context_of(i);
            mention.source = source;
            add(machine.empty() ? std::string_view(shown) : machine, mention);
        }
    }

    void from_blocks() {
        for (std::size_t b = 0; b < page_.blocks.blocks.size(); ++b) {
            const TextBlock& block = page_.blocks.blocks[b];
            std::string_view text = page_.blocks.of(block);
            const bool whole = text.size() <= kDateLine;
            if (!whole) text = text.substr(0, kDateline);
            // Every written date has digits for the day.
            if (std::ranges::none_of(text, is_digit)) continue;
            std::vector<WrittenDate> dates = find_written_dates(text, lang_);
            if (dates.empty()) continue;
            Mention mention = context_of(block.first_text);
            mention.block_bytes = static_cast<float>(block.end - block.begin);
            const auto furniture = count_furniture(page_.blocks.of(block), 20);
            mention.updated_word = contains_any(
                to_lower(text), {"updated", "aktualisiert", "modified", "mis \u00e0 jour", "actualizado",
                                 "aggiornat", "revised", "bijgewerkt", "last change", "ge\u00e4ndert"});
            mention.by_word = furniture[static_cast<std::size_t>(Furniture::by)] > 0;
            mention.source = mention.date_class ? DateSource::text_date_class : DateSource::text;
            for (WrittenDate& date : dates) add_date(std::move(date), mention);
        }
    }

    Mention context_of(std::uint32_t node) const {
        Mention mention;
        if (has_title_)
            mention.to_title = static_cast<float>(block_of_[node]) - static_cast<float>(title_block_);
        for (int level = 0; level < 7 && node != page_.tree[node].parent;
             ++level, node = page_.tree[node].parent) {
            if ((page_.words[node] & kBadZones) != 0) mention.in_bad_zone = true;
            if (level < 3 && (page_.words[node] & kDateZones) != 0) mention.date_class = true;
        }
        return mention;
    }

    const PageFacts& page_;
    std::string_view lang_;
    std::vector<Mention> mentions_;
    std::vector<std::uint32_t> block_of_;  // by node
    std::size_t title_block_ = 0;
    bool has_title_ = false;
};

// Numbers about one day, from the mentions of it and of all days.
void fill_features(const std::vector<Mention>& all, const std::vector<sys_days>& days, bool has_title,
                   DayCandidate& candidate) {
    std::size_t at = 0;
    const auto add = [&](auto value) { candidate.features[at++] = static_cast<float>(value); };
    std::array<bool, kDateSourceCount> own{}, any{}, near{};
    float count = 0, best_distance = kNoTitle, shortest = 9999;
    bool date_class = false, updated = false, by = false, good_zone = false, ambiguous = false,
         month_name = false, time = false;
    int order = -1, seen = 0;
    for (const Mention& mention : all) {
        const auto source = static_cast<std::size_t>(mention.source);
        const sys_days day(mention.date.day);
        any[source] = true;
        const auto apart = std::abs((day - candidate.day).count());
        if (apart == 1) near[source] = true;
        if (mention.to_title != kNoTitle || mention.block_bytes > 0) ++seen;
        if (apart != 0) continue;
        own[source] = true;
        ++count;
        if (order < 0) order = seen;
        date_class |= mention.date_class;
        updated |= mention.updated_word;
        by |= mention.by_word;
        ambiguous |= mention.date.ambiguous;
        month_name |= mention.date.month_name;
        time |= !mention.date.time.empty();
        if (mention.in_bad_zone) continue;
        good_zone = true;
        if (std::abs(mention.to_title) < std::abs(best_distance)) best_distance = mention.to_title;
        if (mention.block_bytes > 0) shortest = std::min(shortest, mention.block_bytes);
    }
    for (const bool value : own) add(value);
    for (const DateSource source :
         {DateSource::meta_published, DateSource::json_ld_published, DateSource::item_published,
          DateSource::time_published, DateSource::time_element, DateSource::meta_other, DateSource::url,
          DateSource::json_ld_modified, DateSource::meta_modified})
        add(any[static_cast<std::size_t>(source)]);
    add(std::ranges::count(near, true));
    add(near[static_cast<std::size_t>(DateSource::url)]);
    add(near[static_cast<std::size_t>(DateSource::text)] ||
        near[static_cast<std::size_t>(DateSource::text_date_class)]);
    add(std::log2(1 + count));
    add(best_distance);
    add(std::abs(best_distance));
    add(shortest);
    for (const bool value : {date_class, updated, by, good_zone, ambiguous, month_name, time, has_title})
        add(value);
    add(order);
    add(days.size());
    add(days.front() == candidate.day);
    add(days.back() == candidate.day);
    add(std::log2(1 + (days.back() - candidate.day).count()));
    add(std::log2(1 + (candidate.day - days.front()).count()));
    add(static_cast<unsigned>(candidate.written.day.month()) == 1 &&
        static_cast<unsigned>(candidate.written.day.day()) == 1);
}

}  // namespace

std::vector<DayCandidate> collect_days(const PageFacts& page) {
    Collector collector(page);
    const std::vector<Mention> mentions = collector.collect();
    std::vector<DayCandidate> candidates;
    std::vector<sys_days> days;
    for (const Mention& mention : mentions) {
        const sys_days day(mention.date.day);
        const auto known = std::ranges::find(candidates, day, &DayCandidate::day);
        if (known == candidates.end()) {
            days.push_back(day);
            candidates.push_back({day, mention.date, mention.source, {}});
        } else if (mention.source < known->source) {
            known->written = mention.date;
            known->source = mention.source;
        }
    }
    std::ranges::sort(days);
    for (DayCandidate& candidate : candidates)
        fill_features(mentions, days, collector.has_title(), candidate);
    return candidates;
}

}  // namespace claimline
