#pragma once
// The commands and their options as data, read from the option parser: man page and shell completion are made
// from the same table as --help and can't disagree with it.

#include <string>
#include <vector>

namespace claimline {

struct OptionInfo {
    std::string names;  // "-q, --quiet"; of a positional argument its name
    std::string value;  // "FILE", "TEXT"; empty: takes none
    std::string help;
    std::vector<std::string> flags;    // "--quiet", "-q"
    std::vector<std::string> choices;  // the values that are accepted, when they are a short list
    bool positional = false;
};

struct CommandInfo {
    std::string name;  // "source add"
    std::string help;
    std::vector<std::string> examples;  // lines to type
    std::vector<OptionInfo> options;
    std::vector<std::string> commands;  // names of its own subcommands
};

struct CommandTable {
    std::string version;
    CommandInfo program;                // its options are the global ones
    std::vector<CommandInfo> commands;  // a subcommand after the one it belongs to
};

// claimline(1) in the man macros of groff_man(7).
[[nodiscard]] std::string manual_page(const CommandTable& table);

}  // namespace claimline
