// Full text on Xapian: two databases, articles and claims, whose docids are the catalogue's row numbers.
//
// Each database carries its own high-water mark in its metadata, committed together with the documents, so a
// kill between the two commits only repeats work. Readers reopen and try again when the writer has overtaken
// them.

#include <xapian.h>

#include <algorithm>
#include <set>

#include "index/search_index.h"
#include "index/xapian_query.h"
#include "index/xapian_terms.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

// Articles a commit. What Xapian gathers before a commit is a tree that a small batch keeps in the cache: 200
// build in three quarters of the time of 500 or 1,000, in a third of the memory of 1,000.
constexpr std::size_t kBatch = 200;
constexpr int kTries = 3;  // a second retry was never needed in measurements
constexpr Xapian::termcount kTitleWeight = 3;
constexpr Xapian::termpos kGap = 100;  // no phrase reaches from the title into the text
constexpr Xapian::doccount kExactUpTo = 1000;

Failure xapian_failure(const std::string& doing, const Xapian::Error& error) {
    const std::string reason = error.get_msg();
    const std::string_view type = error.get_type();  // Xapian's errors are not polymorphic
    if (type == "DatabaseLockError")
        return with_hint(fail(ErrorKind::locked, "{}: {}", doing, reason),
                         "another claimline is writing; wait or stop it");
    if (type == "DatabaseNotFoundError")
        return with_hint(fail(ErrorKind::not_found, "{}: there is no full text yet", doing),
                         "claimline rebuild --index makes it");
    if (type == "DatabaseModifiedError") return fail(ErrorKind::unavailable, "{}: {}", doing, reason);
    return with_hint(fail(ErrorKind::corrupt, "{}: {}", doing, reason),
                     "claimline rebuild --index makes it again");
}

template <class Body>
auto guarded(const std::string& doing, Body body) -> decltype(body()) {
    try {
        return body();
    } catch (const Xapian::Error& error) {
        return xapian_failure(doing, error);
    }
}

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    while (from < list.size()) {
        const auto comma = std::min(list.find(',', from), list.size());
        parts.push_back(list.substr(from, comma - from));
        from = comma + 1;
    }
    return parts;
}

// ---- documents ----

void add_terms(Xapian::Document& document, const std::vector<TermClause>& terms) {
    for (const auto& [field, values] : terms)
        for (const auto& value : values) document.add_boolean_term(field_term(field, value));
}

void add_all(Xapian::Document& document, const std::vector<std::string>& terms) {
    for (const auto& term : terms) document.add_boolean_term(term);
}

// A host is filed under its parent domains too.
void add_host(Xapian::Document& document, std::string_view host) {
    while (!host.empty()) {
        document.add_boolean_term(field_term("host", host));
        const auto dot = host.find('.');
        if (dot == std::string_view::npos) break;
        host.remove_prefix(dot + 1);
    }
}

void add_head(Xapian::Document& document, const ArticleHead& head, IndexPart part) {
    add_host(document, head.host);
    if (!head.lang.empty()) document.add_boolean_term(field_term("lang", head.lang));
    if (!head.source.empty()) document.add_boolean_term(field_term("source", head.source));
    document.add_boolean_term(field_term("article", head.id));
    if (const auto day = date_of_timestamp(head.published))
        add_all(document, period_terms(part, DateField::published, day->start, end_of(*day)));
    const auto seen = std::chrono::floor<std::chrono::days>(head.first_seen);
    add_all(document, period_terms(part, DateField::seen, seen, seen + std::chrono::days{1}));
}

Xapian::TermGenerator generator_for(Xapian::Document& document, const std::string& lang) {
    Xapian::TermGenerator generator;
    generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
    generator.set_stemmer(stemmer_for(lang));
    generator.set_document(document);
    return generator;
}

void add_title(Xapian::TermGenerator& generator, const std::string& title) {
    generator.index_text(title, 1, "S");
    generator.increase_termpos(kGap);
}

std::string newest_key(const ArticleHead& head) {
    const auto day = date_of_timestamp(head.published);
    return fmt::format("{:08}{}", day ? day->start.time_since_epoch().count() + 1000000 : 0, head.id);
}

Xapian::Document article_document(const ArticleChange& change) {
    Xapian::Document document;
    auto generator = generator_for(document, change.head.lang);
    generator.index_text(change.head.title, kTitleWeight);
    generator.increase_termpos(kGap);
    add_title(generator, change.head.title);
    generator.index_text(change.text);
    add_head(document, change.head, IndexPart::articles);
    add_terms(document, change.terms);
    for (const auto& claim : change.claims) {
        add_terms(document, claim.terms);
        add_all(document,
                period_terms(IndexPart::articles, DateField::about, claim.about_from, claim.about_until));
    }
    document.add_value(kNewestSlot, newest_key(change.head));
    document.add_value(kIdSlot, change.head.id);
    document.add_value(kStorySlot, change.head.story);  // empty: stands for itself
    return document;
}

Xapian::Document claim_document(const ArticleChange& change, const IndexedClaim& claim) {
    Xapian::Document document;
    auto generator = generator_for(document, change.head.lang);
    add_title(generator, change.head.title);
    generator.index_text(claim.text);
    for (const auto& [field, values] : claim.terms) {
        if (field != "subject") continue;
        for (const auto& name : values) {
            generator.increase_termpos(kGap);
            generator.index_text(name);
        }
    }
    add_head(document, change.head, IndexPart::claims);
    add_terms(document, claim.terms);
    add_all(document, period_terms(IndexPart::claims, DateField::about, claim.about_from, claim.about_until));
    document.add_boolean_term(article_term(change.head.row));
    if (claim.value) {
        document.add_boolean_term(field_term("has", "value"));
        document.add_value(kValueSlot, Xapian::sortable_serialise(*claim.value));
        document.add_value(kCurrencySlot, claim.currency);
    }
    return document;
}

// ---- the index ----

class XapianIndex final : public SearchIndex {
  public:
    XapianIndex(fs::path folder, IndexMode mode) : folder_(std::move(folder)), mode_(mode) {}

    // Throws Xapian::Error.
    void open() {
        if (mode_ == IndexMode::read) {
            articles_ = Xapian::Database((folder_ / "articles").string());
            claims_ = Xapian::Database((folder_ / "claims").string());
            return;
        }
        open_writers(mode_ == IndexMode::replace);
        const bool old_layout = !writers_->articles.get_metadata("catalogue").empty() &&
                                writers_->articles.get_metadata("layout") != kIndexLayout;
        if (old_layout) open_writers(true);
    }

    Result<std::size_t> follow(const Catalogue& catalogue) override {
        if (!writers_) return fail(ErrorKind::usage, "the full text was opened for reading only");
        const auto summary = catalogue.summary();
        if (!summary) return Failure(summary.error());
        return guarded("writing the full text", [&]() -> Result<std::size_t> {
            if (mark(writers_->articles).catalogue != summary->uuid ||
                mark(writers_->claims).catalogue != summary->uuid)
                start_over(summary->uuid);
            std::size_t written = 0;
            std::int64_t seq = std::min(mark(writers_->articles).seq, mark(writers_->claims).seq);
            while (true) {
                const auto changes = catalogue.changes(seq, kBatch);
                if (!changes) return Failure(changes.error());
                if (changes->empty()) return written;
                seq = changes->back().seq;
                apply(*changes, seq);
                written += changes->size();
            }
        });
    }

    Result<SearchPage> search(const Query& query, SearchOrder order, Copies copies, std::size_t offset,
                              std::size_t limit) const override {
        return reading(articles_, [&](const Xapian::Database& db) -> Result<SearchPage> {
            const auto translated = to_xapian(query, IndexPart::articles, known_langs(db, article_langs_));
            if (!translated) return Failure(translated.error());
            Xapian::Enquire enquire(db);
            enquire.set_query(*translated);
            if (order == SearchOrder::newest || !has_text(query)) {
                enquire.set_weighting_scheme(Xapian::BoolWeight());
                enquire.set_sort_by_value(kNewestSlot, true);
            } else {
                enquire.set_sort_by_relevance_then_value(kIdSlot, false);
            }
            if (copies == Copies::collapse) enquire.set_collapse_key(kStorySlot);
            const auto found =
                enquire.get_mset(static_cast<Xapian::doccount>(offset),
                                 static_cast<Xapian::doccount>(std::min(limit, kMostHits)), kExactUpTo);
            SearchPage page;
            page.matches = found.get_matches_estimated();
            for (auto hit = found.begin(); hit != found.end(); ++hit)
                page.hits.push_back({ArticleRow{static_cast<std::int64_t>(*hit)}, hit.get_weight(),
                                     hit.get_collapse_count()});
            return page;
        });
    }

    Result<std::vector<ClaimRow>> claims(const Query& query, std::size_t limit) const override {
        return reading(claims_, [&](const Xapian::Database& db) -> Result<std::vector<ClaimRow>> {
            const auto translated = to_xapian(query, IndexPart::claims, known_langs(db, claim_langs_));
            if (!translated) return Failure(translated.error());
            Xapian::Enquire enquire(db);
            enquire.set_query(*translated);
            enquire.set_weighting_scheme(Xapian::BoolWeight());
            enquire.set_docid_order(Xapian::Enquire::ASCENDING);
            const auto found = enquire.get_mset(0, static_cast<Xapian::doccount>(std::min(limit, kMostHits)));
            std::vector<ClaimRow> rows;
            rows.reserve(found.size());
            for (auto hit = found.begin(); hit != found.end(); ++hit)
                rows.push_back(ClaimRow{static_cast<std::int64_t>(*hit)});
            return rows;
        });
    }

    std::vector<Span> matches(const Query& query, std::string_view text) const override {
        const auto known =
            reading(articles_,
                    [](const Xapian::Database& db) -> Result<std::vector<std::string>> { return langs(db); });
        return find_query_words(query, text, known.value_or(std::vector<std::string>()));
    }

    Result<SearchIndexState> state() const override {
        return reading(articles_, [&](const Xapian::Database& articles) -> Result<SearchIndexState> {
            const Xapian::Database& claims = writers_ ? writers_->claims : claims_;
            claims_.reopen();
            SearchIndexState state;
            state.catalogue = mark(articles).catalogue;
            state.change_seq = std::min(mark(articles).seq, mark(claims).seq);
            state.articles = articles.get_doccount();
            state.claims = claims.get_doccount();
            return state;
        });
    }

  private:
    static constexpr std::size_t kMostHits = 100'000'000;  // Xapian clamps to what it holds

    struct Mark {
        std::string catalogue;
        std::int64_t seq = 0;
    };
    struct Writers {
        Xapian::WritableDatabase articles;
        Xapian::WritableDatabase claims;
    };

    static Mark mark(const Xapian::Database& db) {
        return {db.get_metadata("catalogue"), std::atoll(db.get_metadata("seq").c_str())};
    }
    static std::vector<std::string> langs(const Xapian::Database& db) {
        return split(db.get_metadata("langs"));
    }

    // Read once for each state of a reader; a writer changes them itself.
    using Langs = std::optional<std::vector<std::string>>;
    const std::vector<std::string>& known_langs(const Xapian::Database& db, Langs& known) const {
        if (writers_ || !known) known = langs(db);
        return *known;
    }

    void open_writers(bool empty) {
        writers_.reset();
        writers_ = std::make_unique<Writers>(
            Writers{open_writer(folder_ / "articles", empty), open_writer(folder_ / "claims", empty)});
    }

    // A kill while a database was being created leaves some of its files, which Xapian then cannot open.
    // Nothing is lost by beginning anew: follow() fills an empty index from the catalogue.
    static Xapian::WritableDatabase open_writer(const fs::path& place, bool empty) {
        constexpr int anew = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS;
        if (empty) return Xapian::WritableDatabase(place.string(), anew);
        try {
            return Xapian::WritableDatabase(place.string(),
                                            Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS);
        } catch (const Xapian::DatabaseOpeningError&) {
            fs::remove_all(place);
            return Xapian::WritableDatabase(place.string(), anew);
        }
    }

    void start_over(const std::string& catalogue) {
        open_writers(true);
        for (auto* db : {&writers_->articles, &writers_->claims}) {
            db->set_metadata("layout", kIndexLayout);
            db->set_metadata("catalogue", catalogue);
            db->commit();
        }
    }

    void apply(const std::vector<ArticleChange>& changes, std::int64_t seq) {
        std::set<std::string> all_langs;
        for (const auto& lang : langs(writers_->articles)) all_langs.insert(lang);
        for (const auto& change : changes) {
            if (!change.head.lang.empty()) all_langs.insert(change.head.lang);
            writers_->articles.replace_document(docid(static_cast<std::int64_t>(change.head.row)),
                                                article_document(change));
            // All claims of the article go, so that those it no longer states vanish.
            writers_->claims.delete_document(article_term(change.head.row));
            for (const auto& claim : change.claims)
                writers_->claims.replace_document(docid(static_cast<std::int64_t>(claim.row)),
                                                  claim_document(change, claim));
        }
        std::string list;
        for (const auto& lang : all_langs) list += (list.empty() ? "" : ",") + lang;
        for (auto* db : {&writers_->claims, &writers_->articles}) {
            db->set_metadata("langs", list);
            db->set_metadata("seq", std::to_string(seq));
            db->commit();
        }
    }

    static Xapian::docid docid(std::int64_t row) { return static_cast<Xapian::docid>(row); }

    // Reads with the writer's eyes when there is one; else the newest state that another process has
    // committed: reopen() looks at one small file, and a writer that overtakes the reading is answered by one
    // more try.
    template <class Body>
    auto reading(Xapian::Database& reader, Body body) const
        -> decltype(body(std::declval<const Xapian::Database&>())) {
        return guarded("reading the full text",
                       [&]() -> decltype(body(std::declval<const Xapian::Database&>())) {
                           if (writers_)
                               return body(&reader == &articles_ ? writers_->articles : writers_->claims);
                           for (int attempt = 1;; ++attempt) {
                               try {
                                   if (reader.reopen())
                                       (&reader == &articles_ ? article_langs_ : claim_langs_).reset();
                                   return body(reader);
                               } catch (const Xapian::DatabaseModifiedError&) {
                                   if (attempt == kTries) throw;
                               }
                           }
                       });
    }

    fs::path folder_;
    IndexMode mode_;
    std::unique_ptr<Writers> writers_;
    mutable Xapian::Database articles_;
    mutable Xapian::Database claims_;
    mutable Langs article_langs_;
    mutable Langs claim_langs_;
};

}  // namespace

Result<std::unique_ptr<SearchIndex>> open_xapian_index(const fs::path& folder, IndexMode mode) {
    if (mode != IndexMode::read) {
        std::error_code error;
        fs::create_directories(folder, error);
        if (error) return fail(ErrorKind::io, "creating {}: {}", folder.string(), error.message());
    }
    return guarded("opening the full text", [&]() -> Result<std::unique_ptr<SearchIndex>> {
        auto index = std::make_unique<XapianIndex>(folder, mode);
        index->open();
        return index;
    });
}

}  // namespace claimline
