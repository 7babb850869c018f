// claimline pack: what the rule packs hold, whether they do what their tests say, and why a text gave no
// claim.

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "cli/context.h"
#include "cli/knowledge.h"
#include "cli/render.h"
#include "extract/claim_explain.h"
#include "extract/pack_test.h"
#include "extract/rule_compile.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

// Shipped data and, when the folder of -w is one, the workspace.
struct Loaded {
    std::optional<Workspace> workspace;
    Knowledge knowledge;
};

Result<Loaded> load(const Context& context) {
    std::optional<Workspace> workspace;
    std::error_code error;
    if (fs::exists(context.global.workspace / "claimline.toml", error)) {
        auto opened = open_workspace(context.global.workspace);
        if (!opened) return tl::unexpected(opened.error());
        workspace = *std::move(opened);
    }
    auto knowledge = load_knowledge(workspace ? &*workspace : nullptr);
    if (!knowledge) return tl::unexpected(knowledge.error());
    return Loaded{std::move(workspace), *std::move(knowledge)};
}

// The entity tables with the invented parties that tests name.
Result<EntityTable> load_test_table(const Loaded& loaded) {
    const auto data = data_folder();
    if (!data) return tl::unexpected(data.error());
    std::vector<fs::path> folders{*data / "entities", *data / "packs" / "test-names"};
    if (loaded.workspace) folders.push_back(loaded.workspace->folder / "entities");
    return EntityTable::load(folders);
}

const Tagger* tagger_of(const Knowledge& knowledge) {
    return knowledge.tagger ? &*knowledge.tagger : nullptr;
}

std::string kinds_of(const PackInfo& pack, const PackModel& model) {
    std::set<std::string> kinds;
    for (const auto& id : pack.rules) kinds.insert(model.rules.at(id).kind);
    return fmt::format("{}", fmt::join(kinds, " "));
}

// Packs by name; none given means all.
Result<std::vector<const PackInfo*>> choose(const Packs& packs, const std::vector<std::string>& names) {
    std::vector<const PackInfo*> chosen;
    std::vector<std::string> known;
    for (const auto& pack : packs.packs()) {
        known.push_back(pack.name);
        if (names.empty() || std::ranges::find(names, pack.name) != names.end()) chosen.push_back(&pack);
    }
    for (const auto& name : names)
        if (std::ranges::find(known, name) == known.end())
            return with_hint(fail(ErrorKind::usage, "there is no pack '{}'", name),
                             fmt::format("packs: {}", fmt::join(known, " ")));
    return chosen;
}

std::string percent(int part, int whole) {
    return whole == 0 ? "-" : std::to_string(100 * part / whole);
}

struct RuleScore {
    int tests = 0, passed = 0;
    int wanted = 0, found = 0;  // by its own tests
    int made = 0, right = 0;    // in its own tests and in sample documents
};

// Runs everything of the chosen packs and says on the way what failed.
class PackTester {
  public:
    PackTester(const Loaded& loaded, const EntityTable& table, Context& context)
        : loaded_(loaded), table_(table), context_(context) {}

    void run_tests(const std::vector<const PackInfo*>& chosen) {
        for (const auto* pack : chosen)
            for (const auto& id : pack->rules) scores_[id];
        for (const auto& result :
             run_pack_tests(loaded_.knowledge.packs, table_, tagger_of(loaded_.knowledge))) {
            const auto score = scores_.find(result.rule);
            if (score == scores_.end()) continue;
            auto& [rule, sum] = *score;
            ++sum.tests;
            sum.wanted += result.wanted;
            sum.found += result.found;
            sum.made += result.made;
            sum.right += result.right;
            if (result.problem.empty()) {
                ++sum.passed;
                continue;
            }
            ++failed_;
            context_.say(fmt::format("{}:{}: {}: {}", result.file, result.line, rule, result.problem));
            context_.say(fmt::format("  in: {}", result.text));
        }
    }

    Result<void> run_samples(const PackInfo& pack) {
        auto results = run_pack_samples(pack, loaded_.knowledge.packs, table_, tagger_of(loaded_.knowledge));
        if (!results) return tl::unexpected(results.error());
        for (const auto& result : *results) {
            const auto where = (pack.folder / "samples.toml").string() + ":" + std::to_string(result.line);
            ++samples_;
            wanted_ += result.wanted;
            made_ += static_cast<int>(result.made.size());
            for (const auto& made : result.made) {
                right_ += made.right;
                auto& score = scores_[made.rule];
                ++score.made;
                score.right += made.right;
            }
            for (const auto& missed : result.missed)
                context_.say(fmt::format("{}: missed: {}", where, missed));
            for (const auto& wrong : result.wrong)
                context_.say(fmt::format("{}: not wanted: {}", where, wrong));
        }
        return {};
    }

    [[nodiscard]] Table table() const {
        Table table{{"rule",
                     {"tests", Fit::whole, true},
                     {"passed", Fit::whole, true},
                     {"claims", Fit::whole, true},
                     "precision",
                     "recall"},
                    {}};
        for (const auto& [rule, score] : scores_) {
            const auto passed = std::to_string(score.passed);
            table.rows.push_back({rule,
                                  std::to_string(score.tests),
                                  {passed, score.passed == score.tests ? Style::good : Style::bad},
                                  std::to_string(score.made),
                                  percent(score.right, score.made),
                                  percent(score.found, score.wanted)});
        }
        return table;
    }

    // The last line; true when every inline test passed.
    bool conclude() const {
        int tests = 0;
        for (const auto& [rule, score] : scores_) tests += score.tests;
        auto line = fmt::format("{} tests, {} failed", tests, failed_);
        if (samples_ > 0)
            line += fmt::format("; {} sample documents: precision {}, recall {} (of {} claims)", samples_,
                                percent(right_, made_), percent(right_, wanted_), wanted_);
        context_.say(line);
        return failed_ == 0;
    }

  private:
    const Loaded& loaded_;
    const EntityTable& table_;
    Context& context_;
    std::map<std::string, RuleScore> scores_;
    int failed_ = 0, samples_ = 0, wanted_ = 0, made_ = 0, right_ = 0;
};

// "union_deal", not "Union deal" or "../x": it becomes a folder and a name in rules.
bool is_kind_name(std::string_view name) {
    return !name.empty() && name.size() <= 40 && name.front() >= 'a' && name.front() <= 'z' &&
           std::ranges::all_of(
               name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

Result<std::string> read_text(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(ErrorKind::io, "reading {}: cannot be opened", path.string());
    return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

}  // namespace

int run_pack_list(const PackListOptions& options, Context& context) {
    const auto loaded = load(context);
    if (!loaded) return report(loaded.error());
    Table table{{"name",
                 "kinds",
                 {"rules", Fit::whole, true},
                 {"tests", Fit::whole, true},
                 {"what", Fit::cut},
                 {"folder", Fit::spare}},
                {}};
    const auto& packs = loaded->knowledge.packs;
    const auto& model = packs.compiled().model;
    for (const auto& pack : packs.packs()) {
        std::size_t tests = 0;
        for (const auto& id : pack.rules) tests += model.rules.at(id).tests.size();
        table.rows.push_back({{pack.name, Style::strong},
                              kinds_of(pack, model),
                              std::to_string(pack.rules.size()),
                              std::to_string(tests),
                              pack.what,
                              pack.folder.string()});
    }
    if (const auto printed = print_table(table, options.output, context); !printed)
        return report(printed.error());
    return kDone;
}

int run_pack_show(const PackShowOptions& options, Context& context) {
    const auto loaded = load(context);
    if (!loaded) return report(loaded.error());
    const auto chosen = choose(loaded->knowledge.packs, {options.name});
    if (!chosen) return report(chosen.error());
    Table table{
        {"rule", {"weight", Fit::whole, true}, {"tests", Fit::whole, true}, "hash", {"place", Fit::cut}}, {}};
    const auto& model = loaded->knowledge.packs.compiled().model;
    for (const auto* pack : *chosen)
        for (const auto& id : pack->rules) {
            const auto& rule = model.rules.at(id);
            table.rows.push_back({id, fmt::format("{:g}", rule.weight), std::to_string(rule.tests.size()),
                                  rule.hash, fmt::format("{}:{}", rule.file, rule.line)});
        }
    if (const auto printed = print_table(table, options.output, context); !printed)
        return report(printed.error());
    return kDone;
}

int run_pack_test(const PackTestOptions& options, Context& context) {
    const auto loaded = load(context);
    if (!loaded) return report(loaded.error());
    const auto chosen = choose(loaded->knowledge.packs, options.names);
    if (!chosen) return report(chosen.error());
    const auto table = load_test_table(*loaded);
    if (!table) return report(table.error());
    PackTester tester(*loaded, *table, context);
    tester.run_tests(*chosen);
    for (const auto* pack : *chosen)
        if (const auto done = tester.run_samples(*pack); !done) return report(done.error());
    if (const auto printed = print_table(tester.table(), options.output, context); !printed)
        return report(printed.error());
    return tester.conclude() ? kDone : kFailed;
}

int run_pack_explain(const PackExplainOptions& options, Context& context) {
    const auto loaded = load(context);
    if (!loaded) return report(loaded.error());
    const auto table = load_test_table(*loaded);
    if (!table) return report(table.error());
    const auto& packs = loaded->knowledge.packs;
    const auto known = [&](const auto& rule) { return rule.first.starts_with(options.rules); };
    if (std::ranges::none_of(packs.compiled().model.rules, known))
        return report({ErrorKind::usage, fmt::format("no rule begins with '{}'", options.rules),
                       "claimline pack show PACK lists the rules of a pack"});
    Article article;
    article.text = options.text;
    article.title = options.title;
    article.published = options.published;
    article.lang = "en";
    AnnotateParts parts;
    parts.tagger = tagger_of(loaded->knowledge);
    const auto annotations = annotate(article, packs.vocabulary(), *table, parts);
    context.out(explain_claims(article, annotations, *table, packs, options.rules));
    return kDone;
}

int run_pack_new(const PackNewOptions& options, Context& context) {
    if (!is_kind_name(options.kind))
        return report({ErrorKind::usage, fmt::format("'{}' is no name for a kind", options.kind),
                       "lower-case letters, digits and _, such as union_deal"});
    const auto loaded = load(context);
    if (!loaded) return report(loaded.error());
    if (!loaded->workspace)
        return report({ErrorKind::not_found, "a new pack is written into a workspace, and this is none",
                       "claimline init FOLDER makes one; then claimline -w FOLDER pack new " + options.kind});
    if (loaded->knowledge.packs.compiled().model.kind(options.kind) != nullptr)
        return report({ErrorKind::usage, fmt::format("there is a kind '{}' already", options.kind),
                       "claimline pack list shows who brings it"});
    const auto data = data_folder();
    if (!data) return report(data.error());
    const auto folder = loaded->workspace->packs() / options.kind;
    std::error_code error;
    if (fs::exists(folder, error))
        return report({ErrorKind::usage, fmt::format("{} exists already", folder.string()), {}});
    fs::create_directories(folder, error);
    if (error)
        return report({ErrorKind::io, fmt::format("making {}: {}", folder.string(), error.message()), {}});
    for (const char* name : {"pack.toml", "kinds.toml", "lexicon.toml", "rules.toml", "samples.toml"}) {
        const auto text = read_text(*data / "pack-skeleton" / name);
        if (!text) return report(text.error());
        const auto written = replace_file(folder / name, replace_all(*text, "KIND", options.kind));
        if (!written) return report(written.error());
    }
    context.say(fmt::format("Wrote {}", folder.string()));
    context.say(
        fmt::format("Next:  claimline -w {} pack test {}", loaded->workspace->folder.string(), options.kind));
    return kDone;
}

}  // namespace claimline
