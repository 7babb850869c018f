// Parses the command line: global options, help broken at the eightieth column, "did you mean". The commands
// of each group are defined in options_*.cc.

#include "cli/options.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>

#include "cli/command_table.h"
#include "cli/completion.h"
#include "cli/options_define.h"
#include "core/suggest.h"

namespace claimline {
namespace {

// CLI11's help with long descriptions broken at the eightieth column.
class Help : public CLI::Formatter {
  public:
    Help() { column_width(kNames); }
    std::string make_option_desc(const CLI::Option* option) const override {
        return wrapped(CLI::Formatter::make_option_desc(option));
    }

  private:
    static constexpr std::size_t kNames = 26;
    static constexpr std::size_t kColumns = 80;

    static std::string wrapped(const std::string& text) {
        std::string out;
        std::size_t line = 0;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            const std::size_t word = end - at;
            if (line > 0 && line + 1 + word > kColumns - kNames) {
                out += '\n';
                line = 0;
            } else if (line > 0) {
                out += ' ';
                ++line;
            }
            out.append(text, at, word);
            line += word;
            at = end + 1;
        }
        return out;
    }
};

void define_global(CLI::App& app, GlobalOptions& global) {
    app.add_option("-w,--workspace", global.workspace, "Workspace folder; default: the current one")
        ->envname("CLAIMLINE_WORKSPACE");
    app.add_flag("-q,--quiet", global.quiet, "Only errors");
    app.add_flag("-v,--verbose", global.verbose, "More messages; twice: debugging");
    static const std::map<std::string, ColorMode> kModes{
        {"auto", ColorMode::automatic}, {"always", ColorMode::always}, {"never", ColorMode::never}};
    app.add_option_function<std::string>(
           "--color", [&global](const std::string& when) { global.color = kModes.at(when); },
           "auto, always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->type_name("WHEN");
    app.add_option_function<std::string>(
           "--log-format",
           [&global](const std::string& format) {
               global.log_format = format == "json" ? LogFormat::json : LogFormat::text;
           },
           "How messages are written to stderr: text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->type_name("FORMAT");
    app.add_flag("--no-pager", global.no_pager, "Long tables go straight to the terminal");
    app.add_option("--now", global.now, "Fix the clock: 2023-02-18T09:00:00Z")->group("");
}

std::vector<std::string> names_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(command->get_name());
    return names;
}

std::vector<std::string> flags_of(const CLI::App& app) {
    std::vector<std::string> flags;
    for (const auto* option : app.get_options())
        for (const auto& name : option->get_lnames()) flags.push_back("--" + name);
    return flags;
}

// The innermost command that the arguments reached: its names are what a misspelling is compared with.
const CLI::App& reached(const CLI::App& app) {
    const CLI::App* at = &app;
    while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
    return *at;
}

Failure usage_failure(const CLI::App& app, const CLI::ParseError& error,
                      const std::vector<std::string>& arguments) {
    const auto& command = reached(app);
    std::string hint =
        fmt::format("see claimline {}--help", command.get_parent() ? command.get_name() + " " : "");
    std::string message = error.what();
    for (const auto& argument : command.remaining(true).empty() ? arguments : command.remaining(true)) {
        const bool flag = argument.starts_with("--");
        const auto known = flag ? flags_of(command) : names_of(command);
        if (std::ranges::find(known, argument) != known.end()) continue;
        if (const auto near = nearest(argument.substr(0, argument.find('=')), known)) {
            message = fmt::format("unknown {} '{}'", flag ? "option" : "command", argument);
            hint = fmt::format("did you mean '{}'?", *near);
            break;
        }
    }
    return with_hint(fail(ErrorKind::usage, "{}", message), std::move(hint));
}

// Values that an IsMember check accepts; CLI11 tells them only in the name of the type: "TEXT:{csv,tsv}".
std::vector<std::string> choices_of(const std::string& type) {
    std::vector<std::string> choices;
    const auto open = type.find('{');
    const auto close = type.find('}', open);
    if (close == std::string::npos) return choices;
    for (std::size_t at = open + 1; at < close;) {
        const auto end = std::min(type.find(',', at), close);
        choices.push_back(type.substr(at, end - at));
        at = end + 1;
    }
    return choices;
}

OptionInfo info_of(const CLI::Option& option) {
    OptionInfo info;
    info.positional = option.get_positional();
    info.names = info.positional ? option.get_name() : option.get_name(false, true);
    for (std::size_t at = info.names.find(','); at != std::string::npos; at = info.names.find(',', at + 2))
        info.names.replace(at, 1, ", ");
    for (const auto& name : option.get_snames()) info.flags.push_back("-" + name);
    for (const auto& name : option.get_lnames()) info.flags.push_back("--" + name);
    info.help = option.get_description();
    if (option.get_items_expected_max() == 0) return info;
    const auto type = option.get_type_name();
    info.choices = choices_of(type);
    info.value = type.substr(0, type.find_first_of(": "));
    return info;
}

CommandInfo info_of(const CLI::App& app, const std::string& name) {
    CommandInfo info;
    info.name = name;
    info.help = app.get_description();
    for (const auto* option : app.get_options())
        if (!option->get_group().empty()) info.options.push_back(info_of(*option));
    const std::string footer = app.get_footer();
    for (std::size_t at = 0; at < footer.size();) {
        const auto end = std::min(footer.find('\n', at), footer.size());
        if (footer.compare(at, 2, "  ") == 0) info.examples.push_back(footer.substr(at + 2, end - at - 2));
        at = end + 1;
    }
    return info;
}

// Hidden commands and options are left out, as in --help.
CommandTable table_of(const CLI::App& app) {
    CommandTable table;
    table.version = CLAIMLINE_VERSION;
    table.program = info_of(app, "claimline");
    for (const auto& name : names_of(app)) {
        const CLI::App& command = *app.get_subcommand(name);
        if (command.get_group().empty()) continue;
        table.program.commands.push_back(name);
        table.commands.push_back(info_of(command, name));
        const std::size_t parent = table.commands.size() - 1;
        for (const auto& inner : names_of(command)) {
            table.commands[parent].commands.push_back(inner);
            table.commands.push_back(info_of(*command.get_subcommand(inner), name + " " + inner));
        }
    }
    return table;
}

// What is made from the table of commands itself: `completion bash`, `man`.
Result<CommandOptions> answered_from_table(const CLI::App& app, CommandOptions command) {
    const auto* made = std::get_if<MadeFromTable>(&command);
    if (made == nullptr) return command;
    if (made->shell.empty()) return CommandOptions{PrintOptions{manual_page(table_of(app))}};
    auto script = completion_script(made->shell, table_of(app));
    if (!script) return Failure(script.error());
    return CommandOptions{PrintOptions{std::move(*script)}};
}

}  // namespace

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& what,
                      const std::string& examples) {
    auto* command = app.add_subcommand(name, what);
    command->footer("Examples:\n" + examples);
    return command;
}

void add_output(CLI::App* command, OutputOptions& output, const std::vector<std::string>& formats) {
    command->add_option("--format", output.format, "How rows are written; default: table, or tsv in a pipe")
        ->check(CLI::IsMember(formats));
    command->add_flag_callback(
        "--json", [&output] { output.format = "json"; }, "The same as --format json");
    command->add_flag("--wide", output.wide, "Do not cut long cells");
    command->add_option("--limit", output.limit, "At most this many rows (0: all)");
}

void add_filter(CLI::App* command, FilterOptions& filter, const std::string& what) {
    command->add_option("query", filter.query, what);
    command->add_option("--kind", filter.kind,
                        "Kind of claim, or a word for it: mau, datacenter, fine, ban ...");
    command->add_option("--region", filter.region, "Place the claim is about");
    command->add_option("--since", filter.since,
                        "From this date on: 2023, 2023-Q1, 2023-02-17, 3w, yesterday");
    command->add_option("--until", filter.until, "Up to and including this date");
    command->add_option("--on", filter.on, "Which date is meant: about, published or seen")
        ->check(CLI::IsMember({"about", "published", "seen"}));
    command->add_flag("--with-family", filter.with_family,
                      "A party stands for its owner and all that it owns, too");
}

void add_as_of(CLI::App* command, FilterOptions& filter) {
    command->add_option("--as-of", filter.as_of, "What was known on that day, pages as they were then");
}

Result<Options> parse_options(int argc, const char* const* argv) {
    CLI::App app{"Follows what companies, regulators and courts claim, and proves every row.", "claimline"};
    app.formatter(std::make_shared<Help>());
    app.set_version_flag("-V,--version", "claimline " CLAIMLINE_VERSION);
    app.footer(
        "Examples:\n"
        "  claimline init && claimline crawl --site https://example.org\n"
        "  claimline timeline TikTok --kind datacenter\n"
        "  claimline export timeline --format csv --out timeline.csv\n\n"
        "claimline COMMAND --help explains one command.");
    app.require_subcommand(0, 1);
    app.fallthrough();

    Options options;
    Chosen chosen;
    define_global(app, options.global);
    define_fetching(app, chosen);
    define_keeping(app, chosen);
    define_reading(app, chosen);
    define_asking(app, chosen);
    define_documents(app, chosen);

    std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() >= 2 && arguments[0] == "help") {
        arguments.erase(arguments.begin());
        arguments.emplace_back("--help");
    }
    try {
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // what CLI11 expects
        app.parse(std::move(reversed));
    } catch (const CLI::CallForHelp&) {
        return Options{options.global, PrintOptions{reached(app).help("", CLI::AppFormatMode::Normal)}};
    } catch (const CLI::CallForVersion&) {
        return Options{options.global, PrintOptions{"claimline " CLAIMLINE_VERSION "\n"}};
    } catch (const CLI::ParseError& error) {
        return usage_failure(app, error, arguments);
    }
    if (!chosen.any) return Options{options.global, PrintOptions{app.help()}};
    auto command = answered_from_table(app, std::move(chosen.command));
    if (!command) return Failure(command.error());
    options.command = std::move(*command);
    return options;
}

}  // namespace claimline
