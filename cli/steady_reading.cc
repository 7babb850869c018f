#include "cli/steady_reading.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "core/volatile_lines.h"
#include "crawler/decode.h"
#include "extract/parse.h"
#include "index/claim_terms.h"

namespace claimline {
namespace {

using Lines = std::vector<std::string_view>;
using Counts = std::unordered_map<std::string_view, std::size_t>;

Lines lines_of(std::string_view text) {
    Lines lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        if (!line.empty() && !is_volatile_line(line)) lines.push_back(line);
        at = end + 1;
    }
    return lines;
}

template <class Range>
Counts counts_of(const Range& lines) {
    Counts counts;
    for (const std::string_view line : lines) ++counts[line];
    return counts;
}

template <class Wanted>
Lines only(const Lines& lines, const Wanted& wanted) {
    Lines some;
    std::ranges::copy_if(lines, std::back_inserter(some), wanted);
    return some;
}

std::size_t count_in(const Counts& counts, std::string_view line) {
    const auto found = counts.find(line);
    return found == counts.end() ? 0 : found->second;
}

// Nothing where the capture cannot be read: `archive check` tells of damage.
std::vector<std::string> lines_of_page(const CaptureProof& proof, const Archive& archive) {
    const auto capture = archive.read({proof.warc_file, proof.offset, proof.length});
    if (!capture) return {};
    const auto body = decode_body(*capture);
    return body ? page_lines(*body, proof.media_type) : std::vector<std::string>();
}

bool says_the_same(const VersionRecord& version, const Article& article) {
    return version.title == article.title &&
           without_volatile_lines(version.text) == without_volatile_lines(article.text);
}

}  // namespace

bool same_but_for_the_choice(const TextOnPage& before, const TextOnPage& now) {
    const Lines was = lines_of(before.text);
    const Lines is = lines_of(now.text);
    const Counts in_was = counts_of(was), in_is = counts_of(is);
    const auto in_both = [&](std::string_view line) {
        return count_in(in_was, line) == count_in(in_is, line);
    };
    if (only(was, in_both) != only(is, in_both)) return false;

    const Counts on_page_before = counts_of(before.page), on_page_now = counts_of(now.page);
    const auto shown_by_both = [&](std::string_view line) {
        const std::size_t shown = count_in(on_page_before, line);
        return shown >= std::max(count_in(in_was, line), count_in(in_is, line)) &&
               shown == count_in(on_page_now, line);
    };
    const auto is_mere_choice = [&](std::string_view line) { return in_both(line) || shown_by_both(line); };
    return std::ranges::all_of(was, is_mere_choice) && std::ranges::all_of(is, is_mere_choice);
}

Result<std::optional<VersionRecord>> version_it_still_is(const Document& document, const Catalogue& catalogue,
                                                         const Archive& archive) {
    const Article& article = document.article;
    if (document.capture.media_type.find("html") == std::string::npos) return std::nullopt;
    auto known = catalogue.article(article_id(article.url));
    if (!known) {
        if (known.error().kind == ErrorKind::not_found) return std::nullopt;
        return Failure(known.error());
    }
    auto& versions = known->versions;
    if (std::ranges::any_of(versions, [&](const auto& version) { return says_the_same(version, article); }))
        return std::nullopt;
    const auto before = std::find_if(versions.rbegin(), versions.rend(), [&](const auto& version) {
        return version.capture.at <= document.capture.at;
    });
    if (before == versions.rend() || before->title != article.title) return std::nullopt;
    const TextOnPage now{article.text, lines_of_page(document.capture, archive)};
    if (!same_but_for_the_choice({before->text, lines_of_page(before->capture, archive)}, now))
        return std::nullopt;
    return std::move(*before);
}

}  // namespace claimline
