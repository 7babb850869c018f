// Reads sitemaps however sloppy: any namespace, any order, CDATA, undeclared prefixes, cut off in the middle.

#include "crawler/sitemap.h"

#include <algorithm>

#include "core/text.h"
#include "crawler/xml_reader.h"

namespace claimline {
namespace {

constexpr std::size_t kMaxEntries = 100000;  // the protocol allows 50,000
constexpr std::size_t kMaxText = 8192;

class SitemapVisitor final : public XmlVisitor {
  public:
    void open(std::string_view name, std::string_view prefix, std::string_view, const Attributes&) override {
        if (++depth_ == 1) {
            sitemap_.is_index = name == "sitemapindex";
            is_sitemap_ = sitemap_.is_index || name == "urlset";
        }
        text_.clear();
        if (is_entry(name, prefix)) entry_ = {};
    }

    void close(std::string_view name, std::string_view prefix) override {
        const std::string_view text = trim(text_);
        if (is_entry(name, prefix)) {
            if (!entry_.url.empty() && sitemap_.entries.size() < kMaxEntries)
                sitemap_.entries.push_back(entry_);
            entry_ = {};
        } else if (name == "loc" && prefix != "image" && prefix != "video") {
            if (entry_.url.empty()) entry_.url = text;
        } else if (name == "lastmod") {
            entry_.lastmod = text;
        } else if (name == "publication_date" && prefix != "video") {
            entry_.published = text;
        } else if (name == "title" && prefix == "news") {
            entry_.title = text;
        }
        text_.clear();
        --depth_;
    }

    void text(std::string_view text) override {
        if (text_.size() + text.size() <= kMaxText) text_.append(text);
    }

    Result<Sitemap> finish() && {
        if (!is_sitemap_) return fail(ErrorKind::invalid_input, "not a sitemap");
        return std::move(sitemap_);
    }

  private:
    [[nodiscard]] bool is_entry(std::string_view name, std::string_view prefix) const {
        return depth_ == 2 && (name == "url" || name == "sitemap") && prefix != "image";
    }

    Sitemap sitemap_;
    SitemapEntry entry_;
    std::string text_;
    bool is_sitemap_ = false;
    int depth_ = 0;
};

// One URL a line, nothing else.
Result<Sitemap> parse_text(std::string_view bytes) {
    Sitemap sitemap;
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find('\n'), bytes.size());
        const std::string_view line = trim(bytes.substr(0, end));
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        if (line.empty()) continue;
        if (!line.starts_with("http://") && !line.starts_with("https://")) {
            return fail(ErrorKind::invalid_input, "not a sitemap");
        }
        if (sitemap.entries.size() < kMaxEntries) sitemap.entries.push_back({std::string(line), {}, {}, {}});
    }
    return sitemap;
}

}  // namespace

Result<Sitemap> parse_sitemap(std::string_view bytes, std::string_view charset) {
    if (bytes.substr(0, 4096).find('<') == std::string_view::npos) return parse_text(bytes);
    SitemapVisitor visitor;
    read_xml(bytes, charset, visitor);
    return std::move(visitor).finish();
}

bool looks_like_sitemap(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, 4096);
    for (const std::string_view sign : {"urlset", "sitemapindex"}) {
        const auto at = head.find(sign);
        if (at != std::string_view::npos && at > 0 && (head[at - 1] == '<' || head[at - 1] == ':'))
            return true;
    }
    return false;
}

}  // namespace claimline
