// How a report becomes a row: read run_pipeline() from top to bottom, then derive().
//
//   due sources -> fetch -> archive -> parse -> annotate -> claims -> catalogue -> threads -> full text
//   '------- crawl_workspace() ----'   '--- read_capture() ------'   '- put() '   'settle()'  'follow()'
//
// The archive in the middle is the only truth. Left of it nothing is understood, right of it nothing is
// fetched: so a better rule never needs a second crawl, and `claimline rebuild` is the right half alone.

#include "cli/pipeline.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <variant>

#include "cli/archived_document.h"
#include "cli/capture_reader.h"
#include "cli/extraction.h"
#include "cli/former_claims.h"
#include "cli/ordered_parallel.h"
#include "cli/steady_reading.h"
#include "cli/stores.h"
#include "cli/thread_input.h"
#include "crawler/archive.h"
#include "crawler/archive_log.h"
#include "index/search_index.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

// What one capture comes to: a document, its withdrawal, a problem worth a row, or nothing of ours.
using Finding = std::variant<std::monostate, Document, Withdrawal, Problem>;

CaptureProof proof_of(const Capture& capture) {
    constexpr std::string_view label = "sha256:";
    return {.warc_file = capture.location.file,
            .offset = capture.location.offset,
            .length = capture.location.length,
            .payload_digest = capture.digest.substr(capture.digest.starts_with(label) ? label.size() : 0),
            .status = capture.status,
            .at = capture.at,
            .media_type = std::string(find_header(capture.headers, "Content-Type"))};
}

Finding problem_of(const Capture& capture, const char* stage, const Error& error) {
    return Problem{capture.url, stage, error.kind, error.message, capture.at};
}

// Claims of all kinds; with `former` those of kinds whose rules are the same are taken over from there.
Extraction extract_claims(Article article, const Knowledge& knowledge, FormerClaims* former) {
    const std::string key = article.url;
    auto kept = former == nullptr ? std::nullopt : former->kept_claims(article);
    if (!kept) return extract_article(std::move(article), knowledge, {}, key);
    auto read = extract_article(std::move(article), knowledge, {.kinds = &former->changed_kinds()}, key);
    std::ranges::move(*kept, std::back_inserter(read.claims));
    std::ranges::stable_sort(read.claims, {}, [](const Claim& claim) {
        return claim.evidence.empty() ? std::uint32_t{0} : claim.evidence.front().begin;
    });
    return read;
}

// parse -> annotate -> claims for one capture. Runs on many threads; depends on nothing but its arguments.
Finding read_capture(const Capture& capture, const Knowledge& knowledge, FormerClaims* former) {
    if (capture.role != Role::article || capture.revisit) return {};
    if (capture.status == 404 || capture.status == 410) return Withdrawal{capture.url, proof_of(capture)};
    if (capture.status != 200) return {};  // redirects lead to captures of their own; errors are asked again
    if (!capture.truncated.empty())
        return problem_of(
            capture, "fetch",
            {ErrorKind::refused, fmt::format("only part of the page came ({})", capture.truncated), ""});
    auto article = read_archived_document(capture);
    if (!article) return problem_of(capture, "parse", article.error());
    if (article->text.empty())
        return problem_of(capture, "parse",
                          {ErrorKind::invalid_input, "the page has no text of its own", ""});

    // The captured address is the key, not the canonical one: a withdrawal or an edit is seen at an address.
    article->url = capture.url;
    auto read = extract_claims(std::move(*article), knowledge, former);
    return Document{.capture = proof_of(capture),
                    .source = capture.source_id,
                    .article = std::move(read.article),
                    .mentions = std::move(read.annotations.entities),
                    .claims = std::move(read.claims)};
}

// Reads a page of which only other lines were taken for its text as what it was before.
Result<void> hold_steady(Document& document, const Catalogue& catalogue, const Archive& archive,
                         const Knowledge& knowledge, FormerClaims* former) {
    const auto version = version_it_still_is(document, catalogue, archive);
    if (!version) return Failure(version.error());
    if (!*version) return {};
    const CaptureProof& first = (*version)->capture;
    const auto capture = archive.read({first.warc_file, first.offset, first.length});
    if (!capture) return Failure(capture.error());
    Finding finding = read_capture(*capture, knowledge, former);
    auto* before = std::get_if<Document>(&finding);
    // Another release may have read the version; then the page counts as what this one reads.
    if (before == nullptr || before->article.text != (*version)->text) return {};
    before->capture = std::move(document.capture);
    before->source = std::move(document.source);
    document = std::move(*before);
    return {};
}

void add(Finding&& finding, Batch& batch, DeriveReport& report) {
    if (auto* document = std::get_if<Document>(&finding)) {
        ++report.documents;
        batch.documents.push_back(std::move(*document));
    } else if (auto* withdrawal = std::get_if<Withdrawal>(&finding)) {
        batch.withdrawals.push_back(std::move(*withdrawal));
    } else if (auto* problem = std::get_if<Problem>(&finding)) {
        ++report.failed;
        batch.problems.push_back(std::move(*problem));
    }
}

void add(const PutCounts& counts, PutCounts& sum) {
    sum.new_articles += counts.new_articles;
    sum.new_versions += counts.new_versions;
    sum.unchanged += counts.unchanged;
    sum.new_claims += counts.new_claims;
    sum.withdrawn += counts.withdrawn;
    sum.silent_edits += counts.silent_edits;
}

// The jobs of the run log: beside the archive stands what made it, and the catalogue repeats it for those who
// ask there.
Result<std::vector<Run>> runs_of(const fs::path& archive_folder) {
    const auto log = read_run_log(archive_folder);
    if (!log) return Failure(log.error());
    std::vector<Run> runs;
    for (const auto& [number, note, files, previous, hash] : log->runs) {
        Run run{note.started, note.ended, note.command, {}};
        for (const auto& [name, count] : note.counters) run.counters[name] = static_cast<std::int64_t>(count);
        runs.push_back(std::move(run));
    }
    return runs;
}

// Archive -> catalogue, from where the catalogue says it stopped. Captures are read in the order of the
// archive, worked on side by side, and put in that order: same archive, same catalogue, whatever the number
// of threads.
Result<DeriveReport> derive(const Archive& archive, const fs::path& archive_folder, Catalogue& catalogue,
                            const Knowledge& knowledge, const PipelineJob& job) {
    DeriveReport report;
    const auto marks = read_marks(catalogue, archive_folder, knowledge.version);
    if (!marks) return Failure(marks.error());

    struct Read {
        Finding finding;
        ArchiveMark mark;
    };
    const auto empty_batch = [&] {
        return Batch{.pack_version = knowledge.version, .rule_book = to_text(rule_book_of(knowledge))};
    };
    Batch batch = empty_batch();
    // The first batch brings the entity table, which families of parties and places are told by.
    batch.parties = parties_of(knowledge.entities);
    auto runs = runs_of(archive_folder);
    if (!runs) return Failure(runs.error());
    batch.runs = std::move(*runs);
    std::optional<Error> failure;
    std::unordered_set<std::string> in_batch;  // addresses
    const auto put = [&]() -> bool {
        const auto counts = catalogue.put(batch);
        if (!counts) {
            failure = counts.error();
            return false;
        }
        add(*counts, report.put);
        batch = empty_batch();
        in_batch.clear();
        if (job.progress) job.progress(report.documents);
        report.interrupted = job.stop != nullptr && *job.stop;
        return !report.interrupted;
    };

    CaptureReader reader(archive, *marks);  // captures one by one, read ahead on a thread of its own
    for_each_ordered(
        thread_count(job.threads), [&] { return reader.next(); },
        [&](const Capture& capture) {
            return Read{read_capture(capture, knowledge, job.former),
                        {capture.location.file, capture.location.end()}};
        },
        [&](Read&& read) {
            if (auto* document = std::get_if<Document>(&read.finding)) {
                if (!in_batch.insert(document->article.url).second && !put()) return false;
                if (auto held = hold_steady(*document, catalogue, archive, knowledge, job.former); !held) {
                    failure = held.error();
                    return false;
                }
            }
            add(std::move(read.finding), batch, report);
            advance(batch.marks, read.mark);
            // A batch is one transaction: large enough to be cheap, small enough to lose little to a kill.
            constexpr std::size_t kBatch = 64;
            return batch.documents.size() < kBatch || put();
        });
    if (!failure && !report.interrupted) put();
    if (!failure) failure = reader.error();
    if (failure) return Failure(*failure);
    return report;
}

}  // namespace

Result<PipelineReport> run_pipeline(const Workspace& workspace, const Knowledge* knowledge,
                                    const PipelineJob& job, const Clock& clock) {
    PipelineReport report;

    // Due sources -> fetch -> archive. Each answer is in the archive, and on the disk, before the frontier
    // forgets that it was wanted: a kill costs at most the requests in flight.
    if (job.crawl) {
        auto crawled = crawl_workspace(workspace.folder, *job.crawl, clock);
        if (!crawled) return Failure(crawled.error());
        report.crawl = std::move(*crawled);
    }
    if (knowledge == nullptr) return report;

    // Archive -> parse -> annotate -> claims -> catalogue. One transaction holds a batch of documents and how
    // far the archive was read for them; so a kill between two batches is continued, not repeated.
    const auto archive = open_archive(workspace.archive(), clock);
    if (!archive) return Failure(archive.error());
    const auto catalogue = open_catalogue(workspace, *knowledge);
    if (!catalogue) return Failure(catalogue.error());
    auto derived = derive(**archive, workspace.archive(), **catalogue, *knowledge, job);
    if (!derived) return Failure(derived.error());
    report.derived = *derived;

    // Claims -> threads, of the parties that something new was said about. Noted by the batches above; a kill
    // leaves the rest for the next run.
    const auto threads = open_threads(workspace, *knowledge);
    if (!threads) return Failure(threads.error());
    if (auto settled = (*threads)->settle(); !settled) return Failure(settled.error());

    if (!job.full_text) return report;

    // Catalogue -> full text, which follows by change number and so may be behind, never ahead.
    const auto index = open_xapian_index(workspace.fulltext(), IndexMode::write);
    if (!index) return Failure(index.error());
    if (auto followed = (*index)->follow(**catalogue); !followed) return Failure(followed.error());
    return report;
}

}  // namespace claimline
