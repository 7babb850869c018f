// Steps are matched from the right, as browsers do. Going back over a descendant step needs no more than the
// nearest fitting ancestor, unless a child step follows to its left; then the next one is tried.

#include "crawler/selector.h"

#include <algorithm>

#include "core/text.h"

namespace claimline {
namespace {

constexpr std::size_t kMaxText = 500;

bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        while (!list.empty() && is_space(list[0])) list.remove_prefix(1);
        const auto end = static_cast<std::size_t>(std::ranges::find_if(list, is_space) - list.begin());
        if (end > 0 && list.substr(0, end) == word) return true;
        list.remove_prefix(end);
    }
    return false;
}

}  // namespace

std::string_view PageElement::attribute(std::string_view wanted) const {
    for (const auto& [key, value] : attributes) {
        if (equals_ignoring_case(key, wanted)) return value;
    }
    return {};
}

class SelectorReader {
  public:
    explicit SelectorReader(std::string_view text) : text_(text) {}

    Result<Selector> run() {
        Selector selector;
        if (text_.size() > kMaxText) return wrong("it is too long");
        do {
            std::vector<Selector::Step> steps;
            if (const auto done = read_steps(steps); !done) return tl::unexpected(done.error());
            selector.choices_.push_back(std::move(steps));
        } while (take(','));
        if (at_ < text_.size()) return wrong(fmt::format("nothing is known to begin with '{}'", text_[at_]));
        return selector;
    }

  private:
    [[nodiscard]] Failure wrong(const std::string& why) const {
        return fail(ErrorKind::usage, "no selector: \"{}\": {}", to_printable(text_.substr(0, kMaxText)),
                    why);
    }

    void skip_blanks() {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    }
    bool take(char c) {
        skip_blanks();
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    std::string read_name() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_name(text_[at_])) ++at_;
        return std::string(text_.substr(begin, at_ - begin));
    }

    Result<void> read_steps(std::vector<Selector::Step>& steps) {
        while (true) {
            const bool child = !steps.empty() && take('>');
            skip_blanks();
            const std::size_t begin = at_;
            Selector::Step step;
            step.child = child;
            if (const auto done = read_step(step); !done) return done;
            if (at_ == begin) {
                if (child || steps.empty()) return wrong("an element is missing");
                return {};
            }
            steps.push_back(std::move(step));
        }
    }

    Result<void> read_step(Selector::Step& step) {
        if (at_ < text_.size() && text_[at_] == '*') {
            ++at_;
        } else {
            step.name = to_lower(read_name());
        }
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '.' || c == '#') {
                ++at_;
                std::string name = read_name();
                if (name.empty()) return wrong("a name is missing");
                step.conditions.push_back({c == '.' ? "class" : "id", c == '.' ? '~' : '=', std::move(name)});
            } else if (c == '[') {
                ++at_;
                if (const auto done = read_condition(step); !done) return done;
            } else {
                return {};
            }
        }
        return {};
    }

    Result<void> read_condition(Selector::Step& step) {
        Selector::Condition condition;
        skip_blanks();
        condition.attribute = read_name();
        if (condition.attribute.empty()) return wrong("an attribute is missing");
        if (!take(']')) {
            constexpr std::string_view kKinds = "~^$*";
            condition.kind = '=';
            if (at_ < text_.size() && kKinds.find(text_[at_]) != std::string_view::npos)
                condition.kind = text_[at_++];
            if (!take('=')) return wrong("'=' or ']' is missing");
            if (const auto done = read_value(condition.value); !done) return done;
            if (!take(']')) return wrong("']' is missing");
        }
        step.conditions.push_back(std::move(condition));
        return {};
    }

    Result<void> read_value(std::string& value) {
        skip_blanks();
        if (at_ >= text_.size() || (text_[at_] != '"' && text_[at_] != '\'')) {
            value = read_name();
            return {};
        }
        const std::size_t begin = at_ + 1;
        const auto end = text_.find(text_[at_], begin);
        if (end == std::string_view::npos) return wrong("a quotation mark is missing");
        value = text_.substr(begin, end - begin);
        at_ = end + 1;
        return {};
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

Result<Selector> Selector::parse(std::string_view text) {
    return SelectorReader(trim(text)).run();
}

bool Selector::Step::fits(const PageElement& element) const {
    if (!name.empty() && name != element.name) return false;
    return std::ranges::all_of(conditions, [&](const Condition& condition) {
        const auto found = std::ranges::find_if(element.attributes, [&](const auto& attribute) {
            return equals_ignoring_case(attribute.first, condition.attribute);
        });
        if (found == element.attributes.end()) return false;
        const std::string_view is = found->second;
        const std::string_view wanted = condition.value;
        switch (condition.kind) {
            case '=': return is == wanted;
            case '~': return has_word(is, wanted);
            case '^': return !wanted.empty() && is.starts_with(wanted);
            case '$': return !wanted.empty() && is.ends_with(wanted);
            case '*': return !wanted.empty() && is.find(wanted) != std::string_view::npos;
            default: return true;
        }
    });
}

bool Selector::selects(const std::vector<Step>& steps, const std::vector<PageElement>& path) {
    if (path.empty() || !steps.back().fits(path.back())) return false;
    // Places (one behind the ancestor) where the steps up to `step` can end; kept as flags, so that the time
    // is bounded by steps times depth.
    std::vector<bool> ends(path.size() + 1, false);
    ends[path.size()] = true;
    for (std::size_t step = steps.size(); step-- > 1;) {
        std::vector<bool> before(path.size() + 1, false);
        bool open = false;  // an end of the step lies further in
        bool next = false;  // directly further in
        for (std::size_t place = path.size(); place > 0; --place) {
            const bool reachable = steps[step].child ? next : open;
            before[place] = reachable && steps[step - 1].fits(path[place - 1]);
            next = ends[place];
            open = open || ends[place];
        }
        ends = std::move(before);
    }
    return std::ranges::find(ends, true) != ends.end();
}

bool Selector::selects(const std::vector<PageElement>& path) const {
    return std::ranges::any_of(choices_, [&](const auto& steps) { return selects(steps, path); });
}

}  // namespace claimline
