// claimline(1).

#include <fmt/format.h>

#include "cli/command_table.h"

namespace claimline {
namespace {

// Backslashes and leading dots are commands of roff; a minus that is to be typed is \-.
std::string roff(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else {
            out.push_back(c);
        }
    }
    return out;
}

void add_options(std::string& out, const std::vector<OptionInfo>& options) {
    for (const auto& option : options) {
        if (option.names == "-h, --help") continue;  // said once, for all
        out += ".TP\n";
        out += option.positional
                   ? fmt::format("\\fI{}\\fR\n", roff(option.names))
                   : fmt::format("\\fB{}\\fR{}\n", roff(option.names),
                                 option.value.empty() ? "" : " \\fI" + roff(option.value) + "\\fR");
        out += roff(option.help);
        if (!option.choices.empty())
            out += fmt::format(" ({})", roff(fmt::format("{}", fmt::join(option.choices, ", "))));
        out += "\n";
    }
}

void add_examples(std::string& out, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    out += ".PP\n.nf\n.RS\n";
    for (const auto& line : lines) out += roff(line) + "\n";
    out += ".RE\n.fi\n";
}

struct Row {
    const char* name;
    const char* meaning;
};

void add_rows(std::string& out, const char* section, std::initializer_list<Row> rows) {
    out += fmt::format(".SH {}\n", section);
    for (const auto& [name, meaning] : rows)
        out += fmt::format(".TP\n\\fB{}\\fR\n{}\n", roff(name), roff(meaning));
}

}  // namespace

std::string manual_page(const CommandTable& table) {
    std::string out =
        fmt::format(".TH CLAIMLINE 1 \"\" \"claimline {}\" \"User Commands\"\n", roff(table.version));
    out += ".SH NAME\nclaimline \\- follow what companies, regulators and courts claim\n";
    out +=
        ".SH SYNOPSIS\n.B claimline\n[\\fIGLOBAL OPTION\\fR]... \\fICOMMAND\\fR [\\fIOPTION\\fR]... "
        "[\\fIARGUMENT\\fR]...\n";
    out += ".SH DESCRIPTION\n" + roff(table.program.help) + "\n";
    out +=
        ".PP\nData goes to standard output, everything else to standard error. Tables are for terminals; in "
        "a pipe rows are "
        "tab\\-separated unless \\fB\\-\\-format\\fR says otherwise. \\fB\\-\\-help\\fR after a command "
        "explains it.\n";
    out += ".SH GLOBAL OPTIONS\n";
    add_options(out, table.program.options);
    out += ".SH COMMANDS\n";
    for (const auto& command : table.commands) {
        out += fmt::format(".SS \"claimline {}\"\n{}.\n", roff(command.name), roff(command.help));
        add_options(out, command.options);
        add_examples(out, command.examples);
    }
    add_rows(out, "EXIT STATUS",
             {{"0", "done"},
              {"1", "failed"},
              {"2", "usage, configuration or query"},
              {"3", "done, but some sources or documents failed"},
              {"4", "nothing found (only with --exit-code)"},
              {"70", "data damaged"},
              {"75", "another run holds the lock"},
              {"130", "interrupted; work so far is kept"}});
    add_rows(out, "ENVIRONMENT",
             {{"CLAIMLINE_WORKSPACE", "the workspace, where --workspace is not given"},
              {"CLAIMLINE_DATA", "folder of packs, entities and sources instead of the installed one"},
              {"NO_COLOR", "when set and not empty: no colour"},
              {"PAGER", "program for long output on a terminal; empty: none"},
              {"COLUMNS", "width of tables instead of the terminal's"}});
    out += ".SH EXAMPLES\n";
    add_examples(out, table.program.examples);
    return out;
}

}  // namespace claimline
