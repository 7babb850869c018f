// Splitting a page into text blocks: see blocks.h.
#include "extract/blocks.h"

#include <algorithm>
#include <limits>

#include "core/text.h"

namespace claimline {
namespace {

// A data table has at least two rows of two cells, no table inside and short cells: longer ones hold
// paragraphs, and the table is there for the layout.
constexpr std::uint32_t kLongCell = 400;

bool is_data_table(const HtmlTree& tree, std::uint32_t table) {
    std::size_t rows = 0, cells = 0, texts = 0, blocks_in_cells = 0;
    for (std::uint32_t i = table + 1; i < tree[table].end; ++i) {
        switch (tree[i].tag) {
            case Tag::table: return false;
            case Tag::tr: ++rows; break;
            case Tag::td:
            case Tag::th: ++cells; break;
            case Tag::text:
                if (tree[i].text_size > kLongCell) return false;
                texts += tree[i].text_size;
                break;
            case Tag::h1:
            case Tag::h2:
            case Tag::form:
            case Tag::figure:
            case Tag::article: return false;
            case Tag::p:
            case Tag::div:
            case Tag::li: ++blocks_in_cells; break;
            default: break;
        }
    }
    return rows >= 2 && cells >= 2 * rows && blocks_in_cells <= 2 * cells && texts > 0;
}

class Splitter {
  public:
    Splitter(const HtmlTree& tree, const std::vector<ClassWords>& words) : tree_(tree), words_(words) {}

    PageBlocks run() {
        for (std::uint32_t i = 0; i < tree_.size();) {
            close_elements(i);
            i = visit(i);
        }
        close_elements(tree_.size());
        flush();
        return std::move(out_);
    }

  private:
    struct OpenElement {
        std::uint32_t node;
        std::uint32_t end;
    };

    // Visits node i and says where to go on.
    std::uint32_t visit(std::uint32_t i) {
        const HtmlNode& node = tree_[i];
        switch (node.tag) {
            case Tag::text: add_text(i); return i + 1;
            case Tag::head:
            case Tag::title:
            case Tag::button:
            case Tag::input:
            case Tag::media: return node.end;
            case Tag::br: line_break(); return i + 1;
            default: break;
        }
        if (!is_block(node.tag) && (words_[i] & bit(ClassWord::unseen)) != 0) return node.end;
        if (node.tag == Tag::a && node.end > i + 1) {
            link_end_ = node.end;
            if (pending_links_ < std::numeric_limits<std::uint16_t>::max()) ++pending_links_;
        }
        if (node.tag == Tag::table && data_table_end_ <= i && is_data_table(tree_, i))
            data_table_end_ = node.end;
        const bool in_data_table = i < data_table_end_;
        if (in_data_table && (node.tag == Tag::td || node.tag == Tag::th)) {
            cell_ = true;
        } else if (is_block(node.tag) && !(in_data_table && in_row(node.tag))) {
            flush();
            open_.push_back({i, node.end});
            if (node.tag == Tag::li) item_pending_ = true;
            if (node.tag == Tag::pre) pre_end_ = node.end;
        }
        return i + 1;
    }

    static bool in_row(Tag tag) { return tag != Tag::tr && tag != Tag::table && tag != Tag::caption; }

    void close_elements(std::uint32_t at) {
        while (!open_.empty() && open_.back().end <= at) {
            flush();
            open_.pop_back();
        }
    }

    void line_break() {
        if (current_.begin == out_.text.size()) return;
        if (breaks_++ > 0) {
            flush();
        } else {
            space_ = true;
        }
    }

    void add_text(std::uint32_t i) {
        const std::string_view text = tree_.text(i);
        const bool in_link = i < link_end_;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t width = space_width(text, at);
            if (width > 0) {
                if (text[at] == '\n' && i < pre_end_) breaks_ = 1;
                space_ = true;
                at += width;
                continue;
            }
            const std::size_t begin = at;
            while (at < text.size() && space_width(text, at) == 0) ++at;
            add_word(i, text.substr(begin, at - begin), in_link);
        }
    }

    // Bytes of the white space at `at`: ASCII, no-break space, U+2000..200A, U+2028/9, U+202F, U+3000.
    static std::size_t space_width(std::string_view text, std::size_t at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte <= 0x20) return 1;
        if (byte == 0xC2 && at + 1 < text.size() && text[at + 1] == '\xA0') return 2;
        if ((byte != 0xE2 && byte != 0xE3) || at + 2 >= text.size()) return 0;
        const auto second = static_cast<unsigned char>(text[at + 1]);
        const auto third = static_cast<unsigned char>(text[at + 2]);
        const bool general =
            byte == 0xE2 && second == 0x80 &&
            ((third >= 0x80 && third <= 0x8A) || third == 0xA8 || third == 0xA9 || third == 0xAF);
        const bool wide = byte == 0xE3 && second == 0x80 && third == 0x80;
        return general || wide ? 3 : 0;
    }

    // `word` without soft hyphens, zero-width spaces and byte order marks: readers see one word.
    static std::string without_invisibles(std::string_view word) {
        std::string out;
        for (std::size_t at = 0; at < word.size();) {
            const std::string_view rest = word.substr(at);
            if (rest.starts_with("\u00AD")) {
                at += 2;
            } else if (rest.starts_with("\u200B") || rest.starts_with("\uFEFF")) {
                at += 3;
            } else {
                out += word[at++];
            }
        }
        return out;
    }

    void add_word(std::uint32_t i, std::string_view raw, bool in_link) {
        std::string cleaned;
        std::string_view word = raw;
        if (raw.find_first_of("\xC2\xE2\xEF") != std::string_view::npos) {
            cleaned = without_invisibles(raw);
            word = cleaned;
            if (word.empty()) return;
        }
        const bool first = current_.begin == out_.text.size();
        if (first) {
            current_.first_text = i;
            current_.node = open_.empty() ? tree_[i].parent : open_.back().node;
        } else if (cell_) {
            out_.text += " | ";
        } else if (breaks_ == 1) {
            out_.text += '\n';
        } else if (space_) {
            out_.text += ' ';
        }
        space_ = cell_ = false;
        breaks_ = 0;
        current_.end_text = i + 1;
        current_.links = static_cast<std::uint16_t>(current_.links + pending_links_);
        pending_links_ = 0;
        if (in_link) current_.link_bytes += static_cast<std::uint32_t>(word.size() + 1);
        out_.text += word;
    }

    void flush() {
        space_ = cell_ = false;
        breaks_ = 0;
        current_.end = static_cast<std::uint32_t>(out_.text.size());
        if (current_.end > current_.begin) {
            current_.kind = kind_of(current_.node);
            current_.item_start = current_.kind == BlockKind::list_item && item_pending_;
            current_.link_bytes = std::min(current_.link_bytes, current_.end - current_.begin);
            item_pending_ = false;
            out_.blocks.push_back(current_);
        }
        current_ = TextBlock{};
        current_.begin = static_cast<std::uint32_t>(out_.text.size());
    }

    BlockKind kind_of(std::uint32_t node) const {
        for (std::uint32_t i = node; i != tree_[i].parent; i = tree_[i].parent) {
            const Tag tag = tree_[i].tag;
            if (is_heading(tag)) return BlockKind::heading;
            if (tag == Tag::tr && i < data_table_end_) return BlockKind::table_row;
            if (tag == Tag::li || tag == Tag::dd || tag == Tag::dt) return BlockKind::list_item;
            if (tag == Tag::blockquote) return BlockKind::quote;
            if (tag == Tag::pre) return BlockKind::preformatted;
            if (tag != Tag::p && tag != Tag::div) break;
        }
        return BlockKind::paragraph;
    }

    const HtmlTree& tree_;
    const std::vector<ClassWords>& words_;
    PageBlocks out_;
    TextBlock current_;
    std::vector<OpenElement> open_;
    std::uint32_t link_end_ = 0;
    std::uint32_t data_table_end_ = 0;
    std::uint32_t pre_end_ = 0;
    std::uint16_t pending_links_ = 0;
    int breaks_ = 0;
    bool space_ = false;
    bool cell_ = false;
    bool item_pending_ = false;
};

}  // namespace

PageBlocks split_blocks(const HtmlTree& tree, const std::vector<ClassWords>& words) {
    return Splitter(tree, words).run();
}

}  // namespace claimline
