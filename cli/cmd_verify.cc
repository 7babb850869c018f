// claimline verify: reads the archived bytes again, derives the text again, and looks for each quote at its
// offsets.

#include <fmt/format.h>

#include <algorithm>
#include <list>

#include "cli/archived_document.h"
#include "cli/ask.h"
#include "cli/render.h"
#include "core/hash.h"
#include "crawler/archive.h"
#include "index/timeline.h"

namespace claimline {
namespace {

constexpr std::size_t kKeptDocuments = 8;  // claims of one version come close together

// Derives texts from the archive, the last few kept.
class ArchivedTexts {
  public:
    explicit ArchivedTexts(const Archive& archive) : archive_(archive) {}

    // The text behind a capture, or why there is none.
    const Result<std::string>& text_of(const CaptureProof& proof) {
        const auto known = std::ranges::find_if(kept_, [&proof](const Kept& kept) {
            return kept.offset == proof.offset && kept.file == proof.warc_file;
        });
        if (known != kept_.end()) {
            kept_.splice(kept_.begin(), kept_, known);
            return kept_.front().text;
        }
        if (kept_.size() == kKeptDocuments) kept_.pop_back();
        kept_.push_front({proof.warc_file, proof.offset, read(proof)});
        return kept_.front().text;
    }

  private:
    struct Kept {
        std::string file;
        std::uint64_t offset;
        Result<std::string> text;
    };

    Result<std::string> read(const CaptureProof& proof) const {
        const auto capture = archive_.read({proof.warc_file, proof.offset, proof.length});
        if (!capture) return Failure(capture.error());
        if (to_hex(sha256(capture->body)) != proof.payload_digest)
            return fail(ErrorKind::corrupt, "the archived bytes have another digest");
        auto article = read_archived_document(*capture);
        if (!article) return Failure(article.error());
        return std::move(article->text);
    }

    const Archive& archive_;
    std::list<Kept> kept_;
};

// Empty when everything is right.
std::string fault_of(const ClaimRecord& record, ArchivedTexts& texts) {
    const auto& text = texts.text_of(record.capture);
    if (!text) return text.error().message;
    const auto inside = [&text](const Span& span) {
        return span.begin <= span.end && span.end <= text->size();
    };
    if (!std::ranges::all_of(record.claim.evidence, inside) || quote_of(record.claim, *text) != record.quote)
        return "the quote is not at its offsets";
    if (to_hex(sha256(*text)) != record.text_digest) return "the text derived from the bytes is another one";
    return {};
}

struct Tally {
    std::size_t checked = 0;
    std::size_t damaged = 0;
};

void check(const ClaimRecord& record, ArchivedTexts& texts, bool list_all, Table& table, Tally& tally) {
    const auto fault = fault_of(record, texts);
    ++tally.checked;
    if (!fault.empty()) ++tally.damaged;
    if (fault.empty() && !list_all) return;
    table.rows.push_back({{record.claim.id, Style::accent},
                          {fault.empty() ? "ok" : "damaged", fault.empty() ? Style::good : Style::bad},
                          record.capture.warc_file,
                          std::to_string(record.capture.offset),
                          fault,
                          record.article.url});
}

Result<Tally> verify(const VerifyOptions& options, Context& context) {
    const auto asking = open_asking(context);
    if (!asking) return Failure(asking.error());
    const auto archive = open_archive(asking->workspace.archive(), context.clock);
    if (!archive) return Failure(archive.error());
    ArchivedTexts texts(**archive);
    Tally tally;
    Table table;
    table.columns = {
        "claim_id",           "result",         {"warc_file", Fit::spare}, {"warc_offset", Fit::spare, true},
        {"reason", Fit::cut}, {"url", Fit::cut}};
    for (const auto& id : options.ids) {
        const auto record = asking->catalogue->claim(id);
        if (!record) return Failure(record.error());
        check(*record, texts, true, table, tally);
    }
    if (options.ids.empty()) {
        ClaimFilter everything;
        everything.order = DateField::seen;
        everything.include_superseded = true;
        const bool list_all = !options.output.format.empty();
        const auto read = for_each_claim(*asking->catalogue, everything, [&](const ClaimRecord& record) {
            check(record, texts, list_all, table, tally);
            return true;
        });
        if (!read) return Failure(read.error());
    }
    if (!table.rows.empty() || !options.output.format.empty())
        if (auto printed = print_table(table, options.output, context); !printed)
            return Failure(printed.error());
    return tally;
}

}  // namespace

int run_verify(const VerifyOptions& options, Context& context) {
    const auto tally = verify(options, context);
    if (!tally) return report(tally.error());
    if (tally->damaged > 0)
        return report(
            {ErrorKind::corrupt,
             fmt::format("{} of {} claims cannot be proved from the archive", tally->damaged, tally->checked),
             "claimline rebuild derives all claims from the archive again"});
    context.say(fmt::format("verified {} claim{}: every quote stands at its offsets in the archived bytes",
                            tally->checked, tally->checked == 1 ? "" : "s"));
    return kDone;
}

}  // namespace claimline
