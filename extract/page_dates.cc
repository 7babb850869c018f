// Publication and modification dates: see page_dates.h.
#include "extract/page_dates.h"

#include <algorithm>
#include <optional>

#include "core/text.h"
#include "extract/written_dates.h"

namespace claimline {
namespace {

struct Candidate {
    WrittenDate date;
    double weight;
    std::string origin;
};

class Collector {
  public:
    explicit Collector(const PageFacts& page) : page_(page) {}

    std::vector<Candidate> collect() {
        if (const auto day = date_in_url(page_.url)) {
            WrittenDate date;
            date.day = *day;
            add(date, 3.0, "url");
        }
        for (const std::string_view name :
             {"article:published_time", "og:published_time", "datepublished", "article:published",
              "parsely-pub-date", "sailthru.date", "date", "dc.date", "dc.date.issued", "dcterms.created",
              "pubdate", "publish-date", "publication_date", "citation_date"})
            add_text(page_.meta.first({name}), 2.6, "meta " + std::string(name));
        if (const JsonLdDocument* article = page_.json_ld.main_article(page_.url, page_.meta.title))
            add_text(article->published, 2.6, "json-ld datePublished");
        for (std::uint32_t i = 0; i < page_.tree.size(); ++i) {
            if (page_.tree[i].tag != Tag::time) continue;
            const std::string_view machine = page_.tree.attribute(i, Attribute::datetime);
            const double weight = times_++ == 0 ? 1.5 : 0.4;
            if (!machine.empty()) {
                add_text(machine, weight, "time");
            } else {
                add_text(page_.tree.inner_text(i), weight, "time");
            }
        }
        bool first = true;
        for (const TextBlock& block : page_.blocks.blocks) {
            const std::string_view text = page_.blocks.of(block);
            if (text.size() > 200) continue;
            for (const WrittenDate& date : find_written_dates(text, page_.meta.html_lang)) {
                add(date, first ? 0.8 : 0.2, "text");
                first = false;
            }
        }
        return std::move(found_);
    }

  private:
    void add_text(std::string_view text, double weight, std::string origin) {
        if (const auto date = first_written_date(text, page_.meta.html_lang))
            add(*date, weight, std::move(origin));
    }
    void add(const WrittenDate& date, double weight, std::string origin) {
        if (is_plausible(date.day, page_.today)) found_.push_back({date, weight, std::move(origin)});
    }

    const PageFacts& page_;
    std::vector<Candidate> found_;
    int times_ = 0;
};

}  // namespace

PageDates find_page_dates(const PageFacts& page) {
    PageDates out;
    const std::vector<Candidate> candidates = Collector(page).collect();
    const Candidate* best = nullptr;
    double best_sum = 0;
    for (const Candidate& candidate : candidates) {
        double sum = 0;
        for (const Candidate& other : candidates) {
            if (other.date.day == candidate.date.day) sum += other.weight;
        }
        if (sum > best_sum) {
            best = &candidate;
            best_sum = sum;
        }
    }
    if (best != nullptr) out.published = {best->date.to_iso(), best->origin};
    const std::string_view modified =
        page.meta.first({"article:modified_time", "og:updated_time", "datemodified", "last-modified"});
    const JsonLdDocument* article = page.json_ld.main_article(page.url, page.meta.title);
    const std::string_view from_json =
        article != nullptr ? std::string_view(article->modified) : std::string_view();
    for (const std::string_view text : {from_json, modified}) {
        const auto date = first_written_date(text, page.meta.html_lang);
        if (!date || !is_plausible(date->day, page.today)) continue;
        out.modified = {date->to_iso(), text == from_json ? "json-ld dateModified" : "meta modified"};
        break;
    }
    return out;
}

}  // namespace claimline
