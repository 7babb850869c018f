// One article after the other: its bands, its neighbours, and the story of everything it touches.

#include "index/sqlite_stories.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace claimline {
namespace {

using Row = std::int64_t;

// A page that looks like more others than this is a form letter; comparing it with all of them tells nothing.
constexpr std::int64_t kMostNeighbours = 100;
constexpr std::size_t kMostInStory = 1000;
constexpr std::size_t kMostRemembered = 16384;  // articles whose sketch is kept: about 16 MB

class Stories {
  public:
    Stories(SQLite::Database& db, SketchMemory& memory)
        : sketches_(memory),
          text_(db, "SELECT v.text FROM article a JOIN version v ON v.id = a.current_version WHERE a.id = ?"),
          drop_bands_(db, "DELETE FROM sketch_band WHERE article = ?"),
          add_band_(db, "INSERT OR IGNORE INTO sketch_band VALUES (?, ?)"),
          neighbours_(db, "SELECT article FROM sketch_band WHERE hash = ? AND article <> ? LIMIT ?"),
          copies_of_(db, "SELECT other FROM copy WHERE article = ?"),
          drop_copies_(db, "DELETE FROM copy WHERE article = ?1 OR other = ?1"),
          add_copy_(db, "INSERT OR IGNORE INTO copy VALUES (?1, ?2), (?2, ?1)"),
          key_(db, "SELECT key, story FROM article WHERE id = ?"),
          set_story_(db,
                     "UPDATE article SET story = ?, change_seq = (SELECT CAST(value AS INTEGER) FROM meta "
                     "WHERE key = 'change_seq') WHERE id = ?"),
          next_seq_(db, "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'change_seq'"),
          unsettle_(db,
                    "INSERT OR IGNORE INTO unsettled SELECT DISTINCT 'family', family FROM claim "
                    "WHERE article = ?") {}

    void settle(Row article) {
        const std::set<Row> before = component(article);
        run(drop_copies_, article);
        run(drop_bands_, article);
        if (sketches_.size() > kMostRemembered) sketches_.clear();
        sketches_.erase(article);  // its text may be another one now
        if (remember(article).sketch.tells()) link(article);
        std::set<Row> done;
        for (const Row member : before)
            if (!done.contains(member)) done.merge(name(component(member)));
        if (!done.contains(article)) name(component(article));
    }

  private:
    static void run(SQLite::Statement& statement, Row row) {
        statement.reset();
        statement.bind(1, row);
        statement.exec();
    }

    std::string text_of(Row article) {
        text_.reset();
        text_.bind(1, article);
        return text_.executeStep() ? text_.getColumn(0).getString() : std::string();
    }

    // The reference is good until the next settle().
    const CopySketch& remember(Row article) {
        const auto known = sketches_.find(article);
        if (known != sketches_.end()) return known->second;
        return sketches_.emplace(article, copy_sketch(text_of(article))).first->second;
    }

    void link(Row article) {
        const CopySketch& sketch = remember(article);
        std::set<Row> candidates;
        for (std::size_t band = 0; band < kSketchBands; ++band) {
            const auto hash = static_cast<Row>(sketch.sketch.band(band));
            find_neighbours(hash, article, candidates);
            add_band_.reset();
            add_band_.bind(1, hash);
            add_band_.bind(2, article);
            add_band_.exec();
        }
        for (const Row other : candidates) {
            if (!are_copies(sketch, remember(other))) continue;
            add_copy_.reset();
            add_copy_.bind(1, article);
            add_copy_.bind(2, other);
            add_copy_.exec();
        }
    }

    void find_neighbours(Row hash, Row article, std::set<Row>& found) {
        neighbours_.reset();
        neighbours_.bind(1, hash);
        neighbours_.bind(2, article);
        neighbours_.bind(3, kMostNeighbours);
        while (neighbours_.executeStep()) found.insert(neighbours_.getColumn(0).getInt64());
    }

    // All articles that copies lead to from this one.
    std::set<Row> component(Row start) {
        std::set<Row> seen{start};
        std::vector<Row> todo{start};
        while (!todo.empty() && seen.size() < kMostInStory) {
            copies_of_.reset();
            copies_of_.bind(1, todo.back());
            todo.pop_back();
            while (copies_of_.executeStep())
                if (const Row other = copies_of_.getColumn(0).getInt64(); seen.insert(other).second)
                    todo.push_back(other);
        }
        return seen;
    }

    // The story bears the least key of its articles, so that it does not depend on who came first.
    std::set<Row> name(std::set<Row> members) {
        std::string least;
        std::vector<std::pair<Row, std::string>> stories;
        for (const Row member : members) {
            key_.reset();
            key_.bind(1, member);
            if (!key_.executeStep()) continue;
            const auto key = key_.getColumn(0).getString();
            if (least.empty() || key < least) least = key;
            stories.emplace_back(member, key_.getColumn(1).getString());
        }
        if (members.size() < 2) least.clear();
        for (const auto& [member, story] : stories) {
            if (story == least) continue;
            next_seq_.reset();
            next_seq_.exec();
            set_story_.reset();
            set_story_.bind(1, least);
            set_story_.bind(2, member);
            set_story_.exec();
            run(unsettle_, member);
        }
        return members;
    }

    SketchMemory& sketches_;
    SQLite::Statement text_, drop_bands_, add_band_, neighbours_, copies_of_, drop_copies_, add_copy_, key_,
        set_story_, next_seq_, unsettle_;
};

}  // namespace

std::size_t settle_stories(SQLite::Database& db, std::size_t limit, SketchMemory& memory) {
    std::vector<Row> articles;
    SQLite::Statement todo(db, "SELECT CAST(key AS INTEGER) FROM unsettled WHERE what = 'article' LIMIT ?");
    todo.bind(1, static_cast<std::int64_t>(limit));
    while (todo.executeStep()) articles.push_back(todo.getColumn(0).getInt64());
    todo.reset();
    Stories stories(db, memory);
    SQLite::Statement done(db, "DELETE FROM unsettled WHERE what = 'article' AND key = ?");
    for (const Row article : articles) {
        stories.settle(article);
        done.reset();
        done.bind(1, std::to_string(article));
        done.exec();
    }
    return articles.size();
}

}  // namespace claimline
