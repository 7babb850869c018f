#include "extract/entities_names.h"

#include <algorithm>

namespace claimline {

const NameMention* Names::at(std::size_t token) const {
    if (token >= owner_.size() || owner_[token] == kNobody) return nullptr;
    return &mentions_[owner_[token]];
}

NameMention* Names::at(std::size_t token) {
    if (token >= owner_.size() || owner_[token] == kNobody) return nullptr;
    return &mentions_[owner_[token]];
}

bool Names::free(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last && i < owner_.size(); ++i) {
        if (owner_[i] != kNobody) return false;
    }
    return true;
}

bool Names::add(NameMention mention) {
    if (mention.first >= mention.last || mention.last > owner_.size()) return false;
    for (std::uint32_t i = mention.first; i < mention.last; ++i) {
        const NameMention* known = at(i);
        if (known != nullptr && (known->first < mention.first || known->last > mention.last)) return false;
    }
    for (std::uint32_t i = mention.first; i < mention.last; ++i) {
        if (owner_[i] != kNobody) mentions_[owner_[i]].last = 0;  // dropped by sort()
        owner_[i] = static_cast<std::uint32_t>(mentions_.size());
    }
    mentions_.push_back(std::move(mention));
    return true;
}

bool Names::add(std::size_t first, std::size_t last, NameMention::Source source, std::string_view type,
                std::string canonical, float confidence, const Entity* entity) {
    NameMention mention;
    mention.first = static_cast<std::uint32_t>(first);
    mention.last = static_cast<std::uint32_t>(last);
    mention.span = {reading_.token(first).span.begin, reading_.token(last - 1).span.end};
    mention.source = source;
    mention.entity = entity;
    mention.type = type;
    mention.canonical = std::move(canonical);
    mention.confidence = confidence;
    return add(std::move(mention));
}

void Names::sort() {
    std::erase_if(mentions_, [](const NameMention& mention) { return mention.last == 0; });
    std::ranges::sort(mentions_, {}, [](const NameMention& mention) { return mention.span; });
    owner_.assign(owner_.size(), kNobody);
    for (std::uint32_t m = 0; m < mentions_.size(); ++m) {
        for (std::uint32_t i = mentions_[m].first; i < mentions_[m].last; ++i) owner_[i] = m;
    }
}

std::string without_company_suffix(const Reading& reading, std::size_t first, std::size_t last) {
    while (last > first + 1) {
        const TokenWord* suffix = reading.word(last - 1, WordClass::suffix);
        const bool drop = reading.form(last - 1) == "," || reading.form(last - 1) == "." ||
                          (suffix != nullptr && suffix->value.empty());
        if (!drop) break;
        --last;
    }
    const Span span{reading.token(first).span.begin, reading.token(last - 1).span.end};
    return collapse_space(slice(reading.text(), span));
}

}  // namespace claimline
