// One pass: a stack of open elements, and what is being read of the entry at hand.

#include "crawler/index_page.h"

#include <algorithm>

#include "core/text.h"
#include "crawler/moments.h"
#include "crawler/xml_html.h"

namespace claimline {
namespace {

constexpr std::size_t kMaxDepth = 256;
constexpr std::size_t kMaxEntries = 5000;
constexpr std::size_t kMaxText = 1000;
constexpr std::size_t kMaxAttributes = 50;

// Text gathered from an element until it closes.
struct Gathering {
    std::size_t depth = 0;  // of the element; 0: none
    std::string text;

    void begin(std::size_t at) {
        depth = at;
        text.clear();
    }
    void add(std::string_view more) {
        if (depth > 0 && text.size() < kMaxText) text += more.substr(0, kMaxText - text.size());
    }
};

}  // namespace

class IndexReader final : public XmlVisitor {
  public:
    explicit IndexReader(const IndexRule& rule) : rule_(rule) {}

    void open(std::string_view name, std::string_view, std::string_view,
              const Attributes& attributes) override {
        ++depth_;
        if (depth_ > kMaxDepth) return;
        PageElement element{to_lower(name), {}};
        for (const auto& [key, value] : attributes) {
            if (element.attributes.size() < kMaxAttributes) element.attributes.emplace_back(key, value);
        }
        path_.push_back(std::move(element));
        if (item_depth_ == 0 && rule_.item_ && rule_.item_->selects(path_)) begin_item();
        if (out_.next.empty() && rule_.next_ && rule_.next_->selects(path_))
            out_.next = path_.back().attribute("href");
        if (rule_.item_ && item_depth_ == 0) return;
        if (rule_.link_->selects(path_)) begin_link();
        if (rule_.date_ && date_.depth == 0 && rule_.date_->selects(path_)) begin_date();
    }

    void close(std::string_view, std::string_view) override {
        if (depth_ <= kMaxDepth && depth_ > 0) {
            if (title_.depth == depth_) end_link();
            if (date_.depth == depth_) end_date(date_.text);
            if (item_depth_ == depth_) end_item();
            path_.pop_back();
        }
        if (depth_ > 0) --depth_;
    }

    void text(std::string_view text) override {
        title_.add(text);
        date_.add(text);
    }

    IndexPage take() {
        end_item();
        return std::move(out_);
    }

  private:
    void begin_item() {
        item_depth_ = depth_;
        has_link_ = false;
        waiting_.reset();
    }

    void end_item() {
        item_depth_ = 0;
        waiting_.reset();
        has_link_ = false;
    }

    void begin_link() {
        const std::string_view href = path_.back().attribute("href");
        // The first link of an entry is its own.
        if (href.empty() || (rule_.item_ && has_link_) || out_.entries.size() >= kMaxEntries) return;
        has_link_ = true;
        out_.entries.push_back({std::string(href), {}, std::exchange(waiting_, std::nullopt)});
        title_.begin(depth_);
    }

    void end_link() {
        out_.entries.back().title = collapse_space(title_.text);
        title_.depth = 0;
    }

    void begin_date() {
        if (const auto given = path_.back().attribute("datetime"); !given.empty()) return end_date(given);
        date_.begin(depth_);
    }

    void end_date(std::string_view text) {
        const auto date = parse_page_date(text);
        date_.depth = 0;
        if (!date) return;
        if (has_link_ && !out_.entries.back().published) {
            out_.entries.back().published = date;
        } else {
            waiting_ = date;
        }
    }

    const IndexRule& rule_;
    std::vector<PageElement> path_;
    std::size_t depth_ = 0;
    std::size_t item_depth_ = 0;
    bool has_link_ = false;
    std::optional<Instant> waiting_;  // a date whose link comes behind it
    Gathering title_;
    Gathering date_;
    IndexPage out_;
};

Result<std::optional<IndexRule>> IndexRule::make(const Source& source) {
    IndexRule rule;
    const auto read = [](const std::string& text, std::optional<Selector>& into) -> Result<void> {
        if (text.empty()) return {};
        auto selector = Selector::parse(text);
        if (!selector) return tl::unexpected(selector.error());
        into = std::move(*selector);
        return {};
    };
    for (const auto& [text, into] :
         {std::pair(&source.item_selector, &rule.item_), std::pair(&source.link_selector, &rule.link_),
          std::pair(&source.date_selector, &rule.date_), std::pair(&source.next_selector, &rule.next_)}) {
        if (const auto done = read(*text, *into); !done) return tl::unexpected(done.error());
    }
    if (!rule.link_) return std::optional<IndexRule>();
    return std::optional(std::move(rule));
}

IndexPage IndexRule::read(std::string_view html, std::string_view charset) const {
    IndexReader reader(*this);
    read_html(html, charset, reader);
    return reader.take();
}

}  // namespace claimline
