// The least program over Xapian that files and finds the same documents as claimline's full text: what the
// bars of the index are ratios to.
//
//   bare_xapian build DOCUMENTS FOLDER [FIRST]   files each document (from id FIRST on), 1,000 a commit
//   bare_xapian ask FOLDER QUESTIONS PASSES      ranked, top ten, in process
//   bare_xapian one FOLDER WORD ENTITY FROM UNTIL   one question: ids of the ten best, for whole-process
//   times
//
// DOCUMENTS are those that `index_bench documents` writes: same terms, values and positions.

#include <xapian.h>

#include <cstring>

#include "../measure.h"

namespace {

constexpr int kBatch = 1000;
constexpr unsigned kIdSlot = 1;

Xapian::Document make(const measure::Document& from, Xapian::TermGenerator& generator) {
    Xapian::Document document;
    generator.set_document(document);
    generator.set_termpos(0);
    generator.index_text(from.title, 3);
    generator.increase_termpos(100);
    generator.index_text(from.title, 1, "S");
    generator.increase_termpos(100);
    generator.index_text(from.text);
    for (const auto& term : from.terms) document.add_boolean_term(term);
    for (const auto& [slot, value] : from.values) document.add_value(slot, value);
    return document;
}

void build(const char* documents, const char* folder, unsigned first) {
    std::ifstream in(documents);
    Xapian::WritableDatabase db(folder, Xapian::DB_CREATE_OR_OPEN);
    Xapian::TermGenerator generator;
    generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
    generator.set_stemmer(Xapian::Stem("en"));
    measure::Document next;
    std::size_t count = 0;
    const double before = measure::cpu_seconds();
    while (measure::read_document(in, next)) {
        if (next.id < first) continue;
        db.replace_document(next.id, make(next, generator));
        if (++count % kBatch == 0) db.commit();
    }
    db.commit();
    const double cpu = measure::cpu_seconds() - before;
    measure::print(
        "bare build",
        {{"documents", static_cast<double>(count)}, {"cpu_s", cpu}, {"rss_mb", measure::peak_megabytes()}});
}

std::string compact(const std::string& iso) {
    std::string out;
    for (const char c : iso)
        if (c != '-') out.push_back(c);
    return out;
}

// Whole years, months and days between two ISO days: the cheapest date filter that Xapian has.
std::vector<std::string> date_terms(const std::string& from, const std::string& until) {
    std::vector<std::string> terms;
    int y = std::atoi(from.substr(0, 4).c_str()), m = std::atoi(from.substr(5, 2).c_str()),
        d = std::atoi(from.substr(8, 2).c_str());
    const std::string last = compact(until);
    char text[48];
    const auto stamp = [&text](int year, int month, int day) {
        std::snprintf(text, sizeof text, "%04d%02d%02d", year, month, day);
        return std::string(text);
    };
    while (stamp(y, m, d) < last) {
        if (m == 1 && d == 1 && stamp(y + 1, 1, 1) <= last) {
            terms.push_back("Y" + stamp(y, 1, 1).substr(0, 4));
            ++y;
        } else if (const std::string next = m == 12 ? stamp(y + 1, 1, 1) : stamp(y, m + 1, 1);
                   d == 1 && next <= last) {
            terms.push_back("M" + stamp(y, m, 1).substr(0, 6));
            y += m == 12;
            m = m % 12 + 1;
        } else {
            terms.push_back("D" + stamp(y, m, d));
            if (++d > 31) {
                d = 1;
                y += m == 12;
                m = m % 12 + 1;
            }
        }
    }
    return terms;
}

Xapian::Query translate(const measure::Question& question, const Xapian::Stem& stem) {
    std::vector<Xapian::Query> words;
    for (const auto& word : question.words) words.emplace_back("Z" + stem(word));
    Xapian::Query query(Xapian::Query::OP_AND, words.begin(), words.end());
    const auto dates = date_terms(question.from, question.until);
    query = {Xapian::Query::OP_FILTER, query, Xapian::Query("XE" + question.entity)};
    return {Xapian::Query::OP_FILTER, query, Xapian::Query(Xapian::Query::OP_OR, dates.begin(), dates.end())};
}

Xapian::MSet find(Xapian::Database& db, const measure::Question& question, const Xapian::Stem& stem) {
    Xapian::Enquire enquire(db);
    enquire.set_query(translate(question, stem));
    enquire.set_sort_by_relevance_then_value(kIdSlot, false);
    return enquire.get_mset(0, 10);
}

void ask(const char* folder, const char* file, int passes) {
    const auto questions = measure::read_questions(file);
    Xapian::Database db(folder);
    const Xapian::Stem stem("en");
    std::size_t found = 0;
    const auto times = measure::best_milliseconds(
        questions, passes, [&](const auto& question) { found += find(db, question, stem).size(); });
    measure::print("bare ask", {{"questions", static_cast<double>(questions.size())},
                                {"hits", static_cast<double>(found) / passes},
                                {"p50_ms", measure::percentile(times, .5)},
                                {"p95_ms", measure::percentile(times, .95)}});
}

}  // namespace

int main(int argc, char** argv) {
    const auto is = [&](const char* name, int least) {
        return argc >= least && std::strcmp(argv[1], name) == 0;
    };
    if (is("build", 4)) {
        build(argv[2], argv[3], argc > 4 ? static_cast<unsigned>(std::atoi(argv[4])) : 0);
    } else if (is("ask", 5)) {
        ask(argv[2], argv[3], std::atoi(argv[4]));
    } else if (is("one", 7)) {
        Xapian::Database db(argv[2]);
        const auto found = find(db, {{argv[3]}, argv[4], argv[5], argv[6]}, Xapian::Stem("en"));
        for (auto hit = found.begin(); hit != found.end(); ++hit)
            std::printf("%u %s\n", *hit, hit.get_document().get_value(kIdSlot).c_str());
    } else {
        std::fprintf(stderr, "usage: bare_xapian build|ask|one ...: see the head of the source\n");
        return 2;
    }
    return 0;
}
