// The catalogue and the full text of the product at sizes that matter, one stage a call, each with a line of
// JSON. tests/bench/peers/race-index runs them beside other engines and prints the ratios.
//
//   index_bench catalogue CORPUS.jsonl FOLDER       made-up news (newsgen) with its claims -> catalogue.db
//   index_bench claims NUMBER FOLDER                short articles of five claims each -> catalogue.db
//   index_bench build FOLDER                        catalogue -> full text
//   index_bench documents FOLDER FIRST FILE         what was filed of the articles, for other engines
//   index_bench ask FOLDER QUESTIONS PASSES         parse and search, ranked, top ten
//   index_bench timeline FOLDER NUMBER              a party in a year; the same with a word
//   index_bench touch FOLDER PERCENT                changes so many articles in the catalogue
//   index_bench update FOLDER                       follows them with a reader beside

#include <fmt/format.h>
#include <xapian.h>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/hash.h"
#include "index/catalogue.h"
#include "index/search_index.h"
#include "measure.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono;

constexpr std::size_t kBatch = 200;
constexpr sys_days kFirstDay{2006y / January / 1d};
constexpr int kDays = 7300;

template <class T>
T need(Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "index_bench: %s\n", result.error().message.c_str());
    std::exit(1);
}

struct Random {  // splitmix64: the same on every machine
    std::uint64_t state = 7;
    std::uint64_t below(std::uint64_t n) {
        std::uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return (z ^ (z >> 31)) % n;
    }
    // The lower the likelier, about as 1 / (rank + 3).
    std::uint64_t rank(std::uint64_t n) {
        const double u = static_cast<double>(below(1U << 30)) / (1U << 30);
        const double top = std::log(static_cast<double>(n) / 3 + 1);
        return std::min(n - 1, static_cast<std::uint64_t>(3 * (std::exp(u * top) - 1)));
    }
};

std::string id_of(std::string_view name) {
    std::string id = fold(name);
    std::ranges::replace(id, ' ', '-');
    return id;
}

Document make_document(std::string url, const std::string& day, std::string title, std::string text) {
    Document document;
    document.article.url = std::move(url);
    document.article.title = std::move(title);
    document.article.text = std::move(text);
    document.article.published = day;
    document.article.lang = "en";
    document.source = "made-up";
    document.capture.at = parse_rfc3339(day + "T12:00:00Z").value();
    document.capture.warc_file = "2023/02/first.warc.gz";
    document.capture.offset = document.article.url.size();
    document.capture.length = 100;
    document.capture.payload_digest = to_hex(sha256(document.article.text));
    document.capture.status = 200;
    document.capture.media_type = "text/html";
    return document;
}

void add_claim(Document& document, const std::string& kind, const std::string& party, std::string_view quote,
               const std::string& date, double value) {
    EntityMention mention;
    mention.canonical = party;
    mention.id = id_of(party);
    mention.type = "COMPANY";
    document.mentions.push_back(mention);
    Claim claim;
    claim.kind = kind;
    claim.subject = party;
    claim.subject_id = mention.id;
    claim.time.date = date;
    claim.slots["value"] = {value};
    claim.slots["status"] = {std::string("planned")};
    claim.attribution.speaker = party;
    claim.rule = "made.up";
    const auto begin = static_cast<std::uint32_t>(quote.data() - document.article.text.data());
    claim.evidence = {{begin, begin + static_cast<std::uint32_t>(quote.size())}};
    claim.id = make_claim_id(document.article.url, claim, document.article.text);
    document.claims.push_back(std::move(claim));
}

// A planted paragraph: "Ora Welo plans a 12 MW data center by June 3, 2010."
void read_planted(Document& document, std::string_view paragraph, std::string_view published) {
    static constexpr std::pair<std::string_view, const char*> kKinds[] = {{" plans a ", "facility_plan"},
                                                                          {" expects ", "user_metric"},
                                                                          {" must pay ", "regulatory_action"},
                                                                          {" faces ", "deadline"},
                                                                          {" will close ", "merger"}};
    for (const auto& [verb, kind] : kKinds) {
        const auto at = paragraph.find(verb);
        if (at == std::string_view::npos || at > 40) continue;
        const auto digit = paragraph.find_first_of("0123456789", at);
        const double value = std::atof(std::string(paragraph.substr(digit, 6)).c_str());
        // The stated date is not parsed here: a claim is about the year after its report.
        const int year = std::atoi(std::string(published.substr(0, 4)).c_str());
        const auto date = fmt::format("{}-{}", year + static_cast<int>(value) % 2, published.substr(5));
        add_claim(document, kind, std::string(paragraph.substr(0, at)), paragraph, date.substr(0, 7), value);
        return;
    }
}

// Puts documents batch by batch.
class Filler {
  public:
    explicit Filler(const fs::path& folder) {
        fs::create_directories(folder);
        catalogue_ = need(open_sqlite_catalogue(folder / "catalogue.db", {}));
        batch_.pack_version = "bench";
    }
    void add(Document document) {
        batch_.documents.push_back(std::move(document));
        if (batch_.documents.size() == kBatch) flush();
    }
    void flush() {
        need(catalogue_->put(batch_));
        batch_.documents.clear();
    }

  private:
    std::unique_ptr<Catalogue> catalogue_;
    Batch batch_;
};

void fill_from_corpus(const char* file, const fs::path& folder) {
    Filler filler(folder);
    std::ifstream in(file);
    const double before = measure::cpu_seconds();
    double count = 0, claims = 0;
    for (std::string line; std::getline(in, line); ++count) {
        const auto json = nlohmann::json::parse(line);
        const std::string day = json.at("date");
        Document document = make_document(json.at("url"), day, json.at("title"), json.at("text"));
        const std::string_view text = document.article.text;
        for (auto at = text.find("\n\n"); at != std::string_view::npos; at = text.find("\n\n", at + 1)) {
            const auto rest = text.substr(at + 2);
            read_planted(document, rest.substr(0, rest.find('\n')), day);
        }
        claims += static_cast<double>(document.claims.size());
        filler.add(std::move(document));
    }
    filler.flush();
    measure::print("catalogue",
                   {{"articles", count}, {"claims", claims}, {"cpu_s", measure::cpu_seconds() - before}});
}

constexpr int kParties = 2000;
constexpr int kClaimsAnArticle = 5;

std::string party(std::uint64_t number) {
    return fmt::format("Party {}", number);
}

void fill_with_claims(std::int64_t number, const fs::path& folder) {
    static constexpr const char* kWords[] = {"harbour", "turbine", "licence", "archive", "reactor", "ledger"};
    static constexpr const char* kKinds[] = {"facility_plan", "user_metric", "regulatory_action", "deadline"};
    Filler filler(folder);
    Random random;
    const double before = measure::cpu_seconds();
    for (std::int64_t i = 0; i < number / kClaimsAnArticle; ++i) {
        const sys_days day = kFirstDay + days{i * kDays * kClaimsAnArticle / number};
        std::string text;
        std::vector<std::string> names;
        std::vector<std::size_t> starts;
        for (int k = 0; k < kClaimsAnArticle; ++k) {
            names.push_back(party(random.rank(kParties)));
            starts.push_back(text.size());
            text += fmt::format("{} says that its {} will reach {} units after the {} of case {}.\n",
                                names.back(), kWords[random.below(6)], random.below(9000),
                                kWords[random.below(6)], i);
        }
        Document document = make_document(fmt::format("https://news{}.example/{}", i % 40, i), to_iso(day),
                                          fmt::format("Report {}", i), std::move(text));
        for (std::size_t k = 0; k < names.size(); ++k) {
            const std::string_view quote = std::string_view(document.article.text).substr(starts[k]);
            add_claim(document, kKinds[random.below(4)], names[k], quote.substr(0, quote.find('\n')),
                      to_iso(day + days{static_cast<int>(random.below(400))}),
                      static_cast<double>(random.below(9000)));
        }
        filler.add(std::move(document));
    }
    filler.flush();
    measure::print("catalogue",
                   {{"claims", static_cast<double>(number)}, {"cpu_s", measure::cpu_seconds() - before}});
}

std::unique_ptr<Catalogue> open(const fs::path& folder) {
    return need(open_sqlite_catalogue(folder / "catalogue.db", {}));
}

void build(const fs::path& folder) {
    const auto catalogue = open(folder);
    const double before = measure::cpu_seconds();
    const auto index = need(open_xapian_index(folder / "fulltext", IndexMode::replace));
    const auto written = need(index->follow(*catalogue));
    const auto state = need(index->state());
    measure::print("build", {{"articles", static_cast<double>(written)},
                             {"claims", static_cast<double>(state.claims)},
                             {"cpu_s", measure::cpu_seconds() - before},
                             {"rss_mb", measure::peak_megabytes()}});
}

std::string one_line(std::string text) {
    std::ranges::replace(text, '\n', '\x1e');
    return text;
}

// The texts from the catalogue, terms and values as they stand in the index.
void write_documents(const fs::path& folder, unsigned first, const char* file) {
    const auto catalogue = open(folder);
    const Xapian::Database db((folder / "fulltext" / "articles").string());
    std::ofstream out(file);
    std::int64_t seq = 0;
    double written = 0;
    while (true) {
        const auto changes = need(catalogue->changes(seq, 500));
        if (changes.empty()) return measure::print("documents", {{"articles", written}});
        seq = changes.back().seq;
        for (const auto& change : changes) {
            const auto id = static_cast<Xapian::docid>(change.head.row);
            if (id < first) continue;
            ++written;
            out << 'I' << id << "\nL" << change.head.lang << "\nD" << change.head.published << "\nT"
                << one_line(change.head.title) << "\nB" << one_line(change.text) << '\n';
            const auto document = db.get_document(id);
            for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
                if (term.get_wdf() == 0) out << 'F' << *term << '\n';
            for (auto value = document.values_begin(); value != document.values_end(); ++value)
                out << 'V' << value.get_valueno() << ' ' << *value << '\n';
            for (const auto& claim : change.claims)
                for (const auto& [field, values] : claim.terms)
                    for (std::size_t i = 0; field == "entity" && i < values.size(); ++i)
                        out << 'N' << values[i] << '\n';
            out << "E\n";
        }
    }
}

QueryVocabulary vocabulary() {
    QueryVocabulary known;
    known.kinds = {"facility_plan", "user_metric", "regulatory_action", "deadline", "merger"};
    known.party = [](std::string_view name) { return std::vector<std::string>{id_of(name)}; };
    known.dates = DateField::published;
    return known;
}

void ask(const fs::path& folder, const char* file, int passes) {
    const auto index = need(open_xapian_index(folder / "fulltext", IndexMode::read));
    std::vector<std::string> questions;
    for (const auto& [words, entity, from, until] : measure::read_questions(file)) {
        std::string text;
        for (const auto& word : words) text += word + " ";
        const auto last = to_iso(parse_iso_date(until)->start - days{1});
        questions.push_back(fmt::format("{}entity:{} published:{}..{}", text, entity, from, last));
    }
    const auto known = vocabulary();
    std::size_t found = 0;
    const auto times = measure::best_milliseconds(questions, passes, [&](const std::string& text) {
        const auto query = need(parse_query(text, known));
        found += need(index->search(query, SearchOrder::best, Copies::show, 0, 10)).hits.size();
    });
    measure::print("ask", {{"questions", static_cast<double>(questions.size())},
                           {"hits", static_cast<double>(found) / passes},
                           {"p50_ms", measure::percentile(times, .5)},
                           {"p95_ms", measure::percentile(times, .95)}});
}

void timeline_questions(const fs::path& folder, int number) {
    const auto catalogue = open(folder);
    const auto index = need(open_xapian_index(folder / "fulltext", IndexMode::read));
    Random random{11};
    std::vector<ClaimFilter> plain;
    std::vector<Query> with_word;
    const auto known = vocabulary();
    for (int i = 0; i < number; ++i) {
        const sys_days from = kFirstDay + days{static_cast<int>(random.below(kDays - 400))};
        const std::string about =
            fmt::format("entity:party-{} date:{}..{}", random.rank(kParties), to_iso(from),
                        to_iso(from + days{30 + static_cast<int>(random.below(335))}));
        auto vocabulary_of_claims = known;
        vocabulary_of_claims.dates = DateField::about;
        ClaimFilter filter;
        filter.where = need(parse_query(about, vocabulary_of_claims));
        filter.descending = true;
        plain.push_back(std::move(filter));
        with_word.push_back(need(parse_query(about + " turbine", vocabulary_of_claims)));
    }
    std::size_t rows = 0, texts = 0;
    const auto times = measure::best_milliseconds(plain, 3, [&](const ClaimFilter& filter) {
        rows += need(catalogue->claims(filter, 100, std::nullopt)).claims.size();
    });
    const auto word_times = measure::best_milliseconds(with_word, 3, [&](const Query& query) {
        ClaimFilter filter;
        filter.rows = need(index->claims(query, 200000));
        filter.descending = true;
        texts += need(catalogue->claims(filter, 100, std::nullopt)).claims.size();
    });
    measure::print("timeline", {{"questions", static_cast<double>(number)},
                                {"rows", static_cast<double>(rows) / 3 / number},
                                {"p50_ms", measure::percentile(times, .5)},
                                {"p95_ms", measure::percentile(times, .95)},
                                {"max_ms", measure::percentile(times, 1)},
                                {"word_rows", static_cast<double>(texts) / 3 / number},
                                {"word_p50_ms", measure::percentile(word_times, .5)},
                                {"word_p95_ms", measure::percentile(word_times, .95)}});
}

// Every hundredth article (for 1 percent) is seen again with one more sentence.
void touch(const fs::path& folder, int percent) {
    const auto catalogue = open(folder);
    Batch batch;
    batch.pack_version = "bench";
    std::int64_t seq = 0;
    std::size_t touched = 0;
    while (true) {
        const auto changes = need(catalogue->changes(seq, 500));
        if (changes.empty()) break;
        seq = changes.back().seq;
        for (const auto& change : changes) {
            if (static_cast<std::int64_t>(change.head.row) % 100 >= percent) continue;
            Document document =
                make_document(change.head.url, change.head.published.substr(0, 10), change.head.title,
                              change.text + " A correction was added below.");
            document.capture.at = change.head.last_seen + hours{24};
            document.capture.offset += 1;
            for (const auto& claim : change.claims) {
                const std::string_view text = document.article.text;
                read_planted(document, text.substr(text.find(claim.text), claim.text.size()),
                             change.head.published);
            }
            batch.documents.push_back(std::move(document));
        }
    }
    touched = batch.documents.size();
    need(catalogue->put(batch));
    measure::print("touch", {{"articles", static_cast<double>(touched)}});
}

void update(const fs::path& folder) {
    const auto catalogue = open(folder);
    const auto reader = need(open_xapian_index(folder / "fulltext", IndexMode::read));
    Query changed;
    changed.node = TextClause{TextClause::Form::word, {"correction"}, 0, false};
    const auto before = need(reader->search(changed, SearchOrder::best, Copies::show, 0, 1)).matches;
    const auto writer = need(open_xapian_index(folder / "fulltext", IndexMode::write));
    const auto start = steady_clock::now();
    const double cpu = measure::cpu_seconds();
    const auto written = need(writer->follow(*catalogue));
    const double used = measure::cpu_seconds() - cpu;
    std::size_t after = before;
    while (after == before && steady_clock::now() - start < seconds{60})
        after = need(reader->search(changed, SearchOrder::best, Copies::show, 0, 1)).matches;
    const duration<double> wall = steady_clock::now() - start;
    measure::print("update", {{"articles", static_cast<double>(written)},
                              {"cpu_s", used},
                              {"visible_s", wall.count()},
                              {"seen", static_cast<double>(after)}});
}

int run(int argc, char** argv) {
    const auto is = [&](const char* name, int count) {
        return argc == count && std::strcmp(argv[1], name) == 0;
    };
    if (is("catalogue", 4)) return fill_from_corpus(argv[2], argv[3]), 0;
    if (is("claims", 4)) return fill_with_claims(std::atoll(argv[2]), argv[3]), 0;
    if (is("build", 3)) return build(argv[2]), 0;
    if (is("documents", 5))
        return write_documents(argv[2], static_cast<unsigned>(std::atoi(argv[3])), argv[4]), 0;
    if (is("ask", 5)) return ask(argv[2], argv[3], std::atoi(argv[4])), 0;
    if (is("timeline", 4)) return timeline_questions(argv[2], std::atoi(argv[3])), 0;
    if (is("touch", 4)) return touch(argv[2], std::atoi(argv[3])), 0;
    if (is("update", 3)) return update(argv[2]), 0;
    std::fprintf(stderr, "usage: index_bench STAGE ...: see the head of the source\n");
    return 2;
}

}  // namespace
}  // namespace claimline

int main(int argc, char** argv) {
    return claimline::run(argc, argv);
}
