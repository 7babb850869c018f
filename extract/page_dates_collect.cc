// All mentions of days on a page: see page_dates_mentions.h.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/text.h"
#include "extract/furniture_words.h"
#include "extract/page_dates_mentions.h"

namespace claimline {
namespace {

// Text blocks up to this size hold a date line; of longer ones only the beginning is read (datelines).
constexpr std::size_t kDateLine = 240;
constexpr std::size_t kDateline = 80;
constexpr std::size_t kMaxMentions = 400;
// A label stands at most so far in front of its date.
constexpr std::size_t kLabelReach = 48;

constexpr ClassWords kDateZones = bit(ClassWord::date) | bit(ClassWord::meta) | bit(ClassWord::byline);

bool contains_any(std::string_view text, std::initializer_list<std::string_view> parts) {
    return std::ranges::any_of(
        parts, [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

std::optional<DateSource> source_of_meta(std::string_view name) {
    if (contains_any(name, {"modif", "updat", "revis", "changed", "lastmod", "moddate"}))
        return DateSource::meta_modified;
    if (contains_any(name, {"expir", "valid", "end", "event", "start", "birth", "copyright"}))
        return std::nullopt;
    if (contains_any(name, {"article:published", "article#published", "og:published", "datepublished",
                            "publish-date", "publishdate", "publisheddate", "pub_date", "pubdate", "pub-date",
                            "pubday", "publishtime", "publication_date", "publication-date",
                            "publicationdate", "article.published", "release_date", "date.issued"}))
        return DateSource::meta_published;
    if (contains_any(name, {"date", "creat", "issued", "published", "dc.terms", "time"}))
        return DateSource::meta_other;
    return std::nullopt;
}

// Words for what a date is, in the languages of Europe; matched as parts of folded text, so that endings do
// not matter.
DayLabels labels_in(std::string_view text) {
    const std::string words = fold(text);
    DayLabels labels;
    labels.updated =
        contains_any(words, {"updat",    "aktualis", "modif",     "mis a jour", "maj ",    "actualiz",
                             "aggiorn",  "revised",  "bijgewerk", "gewijzi",    "change",  "geander",
                             "anderung", "stand:",   "stand ",    "atualiz",    "uppdat",  "opdater",
                             "oppdat",   "paivitet", "azurir",    "ажурир",     "изменен", "обновл",
                             "edited",   "bearbeit", "actualis",  "frissit",    "ενημερωσ"});
    labels.published = contains_any(
        words, {"publi",      "posted",    "veroffentlich", "erschienen", "erstellt", "online seit",
                "pubbli",     "geplaatst", "julkaist",      "objavlj",    "udgivet",  "created",
                "creato",     "date:",     "datum",         "fecha",      "data:",    "опублик",
                "offentligg", "released",  "datum:",        "gepubli",    "δημοσιευ"});
    labels.other = contains_any(words, {"review", "retriev", "accessed", "abgerufen", "copyright", "\u00a9",
                                        "event", "consulte", "archiv", "fact check", "fact-check"});
    return labels;
}

class Collector {
  public:
    explicit Collector(const PageFacts& page) : page_(page), places_(page) {
        lang_ = page.meta.html_lang.empty() ? page.meta.first({"og:locale"})
                                            : std::string_view(page.meta.html_lang);
    }

    DayMentions collect() {
        from_urls();
        from_meta();
        from_json_ld();
        for (const std::string& date : page_.tree.script_dates()) add(date, of(DateSource::script));
        from_elements();
        from_blocks();
        drop_lonely_readings();
        count_makes();
        return {std::move(mentions_), places_.has_title()};
    }

  private:
    static DayMention of(DateSource source) {
        DayMention mention;
        mention.source = source;
        return mention;
    }

    void add(std::string_view text, DayMention mention) {
        if (mentions_.size() >= kMaxMentions || text.empty()) return;
        if (auto date = first_written_date(text, lang_)) add_date(std::move(*date), std::move(mention));
    }

    void add_date(WrittenDate date, DayMention mention) {
        if (mentions_.size() >= kMaxMentions) return;
        DayMention other = mention;
        other.date = date;
        if (is_plausible(date.day, page_.today)) {
            mention.date = std::move(date);
            mentions_.push_back(std::move(mention));
        }
        if (!other.date.ambiguous) return;
        const std::chrono::year_month_day day = other.date.day;
        other.date.day = {day.year(), std::chrono::month(static_cast<unsigned>(day.day())),
                          std::chrono::day(static_cast<unsigned>(day.month()))};
        other.swapped = true;
        if (is_plausible(other.date.day, page_.today)) mentions_.push_back(std::move(other));
    }

    void add_url(std::string_view url, DateSource source) {
        const auto day = date_in_url(url);
        if (!day) return;
        WrittenDate date;
        date.day = *day;
        add_date(std::move(date), of(source));
    }

    void from_urls() {
        for (const std::string_view url :
             {page_.url, std::string_view(page_.meta.canonical), page_.meta.first({"og:url"})}) {
            if (!date_in_url(url)) continue;
            add_url(url, DateSource::url);
            break;
        }
        add_url(page_.meta.first({"og:image", "twitter:image"}), DateSource::image_url);
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
            add_element(i, node);
        }
    }

    void add_element(std::uint32_t i, const HtmlNode& node) {
        const std::string_view item = page_.tree.attribute(i, Attribute::itemprop);
        const std::string_view title = page_.tree.attribute(i, Attribute::title);
        const bool published_item =
            item == "datePublished" || item == "dateCreated" || page_.tree.has(i, Attribute::pubdate);
        const bool named = node.tag == Tag::time || published_item || item == "dateModified";
        if (!named && title.empty()) return;
        const std::string_view classes = page_.tree.attribute(i, Attribute::class_);
        const bool published_class = contains_any(
            classes, {"publish", "entry-date", "pubdate", "post-date", "posted", "dt-published"});
        const bool modified_class = contains_any(classes, {"updated", "modified"});
        if (!named && !published_class && !modified_class) return;
        const bool modified = item == "dateModified" || modified_class;
        std::string_view machine = page_.tree.attribute(i, Attribute::datetime);
        if (machine.empty()) machine = page_.tree.attribute(i, Attribute::content);
        if (machine.empty()) machine = title;
        const std::string shown = machine.empty() ? page_.tree.inner_text(i) : std::string();
        DayMention mention = of(modified && !published_class ? DateSource::meta_modified
                                : published_item             ? DateSource::item_published
                                : published_class            ? DateSource::time_published
                                                             : DateSource::time_element);
        mention.place = places_.of(i);
        add(machine.empty() ? std::string_view(shown) : machine, std::move(mention));
    }

    void from_blocks() {
        std::string_view before;
        for (const TextBlock& block : page_.blocks.blocks) {
            std::string_view text = page_.blocks.of(block);
            if (text.size() > kDateLine) text = text.substr(0, kDateline);
            // Every written date has digits for the day.
            if (std::ranges::any_of(text, is_digit)) add_block(block, text, before);
            before = page_.blocks.of(block);
        }
    }

    // `before`: the text of the block before, which may be a label of its own.
    void add_block(const TextBlock& block, std::string_view text, std::string_view before) {
        std::vector<WrittenDate> dates = find_written_dates(text, lang_);
        if (dates.empty()) return;
        DayMention mention;
        mention.visible = true;
        mention.place = places_.of(block.first_text);
        mention.block_bytes = static_cast<float>(block.end - block.begin);
        const auto furniture = count_furniture(page_.blocks.of(block), 20);
        mention.by_word = furniture[static_cast<std::size_t>(Furniture::by)] > 0;
        mention.source =
            (mention.place.near & kDateZones) != 0 ? DateSource::text_date_class : DateSource::text;
        std::size_t from = 0;
        for (WrittenDate& date : dates) {
            std::string_view label = text.substr(from, date.begin - from);
            if (label.size() > kLabelReach) label.remove_prefix(label.size() - kLabelReach);
            if (trim(label).empty() && before.size() <= kLabelReach) label = before;
            mention.labels = labels_in(label);
            from = date.end;
            mention.rest_bytes = mention.block_bytes - static_cast<float>(date.end - date.begin);
            add_date(std::move(date), mention);
        }
    }

    // The second reading of 03/04/2020 counts where something else on the page names that day.
    void drop_lonely_readings() {
        std::set<std::chrono::sys_days> named;
        for (const DayMention& mention : mentions_) {
            if (!mention.swapped) named.insert(std::chrono::sys_days(mention.date.day));
        }
        std::erase_if(mentions_, [&](const DayMention& mention) {
            return mention.swapped && !named.contains(std::chrono::sys_days(mention.date.day));
        });
    }

    // Teasers and comments repeat the make of their date line; the article's own is alone.
    void count_makes() {
        std::map<std::uint64_t, float> makes;
        for (const DayMention& mention : mentions_) {
            if (mention.place.make != 0) ++makes[mention.place.make];
        }
        for (DayMention& mention : mentions_) {
            if (mention.place.make != 0) mention.like_it = makes[mention.place.make];
        }
    }

    const PageFacts& page_;
    PagePlaces places_;
    std::string_view lang_;
    std::vector<DayMention> mentions_;
};

}  // namespace

DayMentions collect_day_mentions(const PageFacts& page) {
    return Collector(page).collect();
}

std::vector<DayCandidate> collect_days(const PageFacts& page) {
    const DayMentions mentions = collect_day_mentions(page);
    std::vector<DayCandidate> candidates;
    for (const DayMention& mention : mentions.all) {
        const std::chrono::sys_days day(mention.date.day);
        const auto known = std::ranges::find(candidates, day, &DayCandidate::day);
        if (known == candidates.end()) {
            candidates.push_back({day, mention.date, mention.source, {}});
        } else if (mention.source < known->source) {
            known->written = mention.date;
            known->source = mention.source;
        }
    }
    const std::vector<NamedDay> days = named_days(mentions);
    for (DayCandidate& candidate : candidates) fill_day_features(page, mentions, days, candidate);
    return candidates;
}

}  // namespace claimline
