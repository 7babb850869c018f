// One table of "after this word, these words" for bash and zsh; fish is told condition by condition.

#include "cli/completion.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace claimline {
namespace {

// Options and arguments whose words depend on the workspace, and the list of `claimline names` that has them.
struct Dynamic {
    std::string_view name;
    std::string_view list;
};
constexpr std::array<Dynamic, 6> kDynamic{{{"--kind", "kinds"},
                                           {"--region", "places"},
                                           {"--metric", "kinds"},
                                           {"query", "entities"},
                                           {"sources", "sources"},
                                           {"ids", "sources"}}};

std::string_view list_of(std::string_view name) {
    const auto* found = std::ranges::find(kDynamic, name, &Dynamic::name);
    return found == kDynamic.end() ? std::string_view{} : found->list;
}

// Claims and articles are shown by id: nothing to offer there.
std::string_view argument_list(const CommandInfo& command) {
    for (const auto& option : command.options)
        if (option.positional && (option.names != "ids" || command.name.starts_with("source ")))
            return list_of(option.names);
    return {};
}

std::string words_of(const CommandInfo& command) {
    std::string out = fmt::format("{}", fmt::join(command.commands, " "));
    for (const auto& option : command.options) {
        if (option.positional)
            for (const auto& choice : option.choices) out += " " + choice;
        for (const auto& flag : option.flags)
            if (flag.starts_with("--")) out += " " + flag;
    }
    return out;
}

// Values of options, by command and option: the same option accepts other words elsewhere. Global ones are
// known after every command.
std::string value_cases(const CommandTable& table) {
    std::string out;
    const auto add = [&out](const CommandInfo& command, const char* everywhere) {
        for (const auto& option : command.options) {
            if (option.positional || option.flags.empty() || option.value.empty()) continue;
            const auto& flag = option.flags.back();
            out += fmt::format("    {}'{}/{}') offer='{}'; list='{}' ;;\n", everywhere, command.name, flag,
                               fmt::join(option.choices, " "), list_of(flag));
        }
    };
    CommandInfo global = table.program;
    global.name.clear();
    add(global, "*");
    for (const auto& command : table.commands) add(command, "");
    return out;
}

// Sets offer (words) and list (of `claimline names`) from the words typed so far. Shared by bash and zsh.
std::string chooser(const CommandTable& table) {
    std::string out = "  local offer='' list='' command='' word\n";
    out += fmt::format("  offer='{}'\n", words_of(table.program));
    out += "  for word in \"${before[@]}\"; do\n    case \"$command $word\" in\n";
    for (const auto& command : table.commands) {
        const auto blank = command.name.rfind(' ');
        const auto parent = blank == std::string::npos ? "" : command.name.substr(0, blank);
        out += fmt::format("    '{} {}') command='{}'; offer='{}'; list='{}' ;;\n", parent,
                           command.name.substr(blank == std::string::npos ? 0 : blank + 1), command.name,
                           words_of(command), argument_list(command));
    }
    out += "    esac\n  done\n";
    // A word that begins with a dash is an option, never a name.
    out += "  case \"$cur\" in -*) list='' ;; esac\n";
    return out + "  case \"$command/$prev\" in\n" + value_cases(table) + "  esac\n";
}

std::string bash_script(const CommandTable& table) {
    return "# bash completion for claimline\n_claimline() {\n"
           "  local cur=\"${COMP_WORDS[COMP_CWORD]}\" prev=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
           "  local -a before=(\"${COMP_WORDS[@]:1:COMP_CWORD-1}\")\n" +
           chooser(table) +
           "  COMPREPLY=()\n"
           "  [ -n \"$offer\" ] && COMPREPLY=($(compgen -W \"$offer\" -- \"$cur\"))\n"
           "  if [ -n \"$list\" ]; then\n"
           "    local name plain=\"${cur//\\\\/}\"\n"
           "    while IFS= read -r name; do COMPREPLY+=(\"$(printf '%q' \"$name\")\"); done "
           "< <(claimline names \"$list\" \"$plain\" 2>/dev/null)\n"
           "  fi\n"
           "}\n"
           "complete -o default -F _claimline claimline\n";
}

std::string zsh_script(const CommandTable& table) {
    return "#compdef claimline\n_claimline() {\n"
           "  emulate -L zsh\n"
           "  local cur=\"${words[CURRENT]}\" prev=\"${words[CURRENT-1]}\"\n"
           "  local -a before=(\"${(@)words[2,CURRENT-1]}\")\n"
           "  _claimline_choose() {\n" +
           chooser(table) +
           "    [ -n \"$offer\" ] && compadd -- ${=offer}\n"
           "    [ -n \"$list\" ] && compadd -U -- \"${(@f)$(claimline names \"$list\" \"${(Q)cur}\" "
           "2>/dev/null)}\"\n"
           "    [ -z \"$offer$list\" ] && _files\n"
           "  }\n"
           "  _claimline_choose\n"
           "}\n"
           "compdef _claimline claimline\n";
}

std::string quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("\\'") : std::string(1, c);
    return out + "'";
}

void add_fish_command(std::string& out, const CommandInfo& command) {
    const auto blank = command.name.rfind(' ');
    const auto parent = blank == std::string::npos ? "" : command.name.substr(0, blank);
    const auto name = command.name.substr(blank == std::string::npos ? 0 : blank + 1);
    const auto where = parent.empty() ? std::string("__fish_use_subcommand")
                                      : fmt::format("__fish_seen_subcommand_from {}", parent);
    out += fmt::format("complete -c claimline -n '{}' -f -a {} -d {}\n", where, name, quoted(command.help));
    const auto inside =
        parent.empty()
            ? fmt::format("__fish_seen_subcommand_from {}", name)
            : fmt::format("__fish_seen_subcommand_from {}; and __fish_seen_subcommand_from {}", parent, name);
    for (const auto& option : command.options) {
        std::string line = fmt::format("complete -c claimline -n '{}'", inside);
        for (const auto& flag : option.flags)
            line += flag.starts_with("--") ? " -l " + flag.substr(2) : " -s " + flag.substr(1);
        const auto list = option.positional ? argument_list(command)
                                            : list_of(option.flags.empty() ? "" : option.flags.back());
        if (!list.empty()) {
            line += fmt::format(" {}-a '(claimline names {} (commandline -ct))'",
                                option.positional ? "-f " : "-x ", list);
        } else if (!option.choices.empty()) {
            line +=
                fmt::format(" {}-a '{}'", option.positional ? "-f " : "-x ", fmt::join(option.choices, " "));
        } else if (option.positional) {
            continue;
        } else if (!option.value.empty()) {
            line += " -r";
        }
        out += line + (option.positional ? "" : " -d " + quoted(option.help)) + "\n";
    }
}

std::string fish_script(const CommandTable& table) {
    std::string out = "# fish completion for claimline\n";
    for (const auto& option : table.program.options) {
        std::string line = "complete -c claimline";
        for (const auto& flag : option.flags)
            line += flag.starts_with("--") ? " -l " + flag.substr(2) : " -s " + flag.substr(1);
        out += line + (option.value.empty() ? "" : " -r") + " -d " + quoted(option.help) + "\n";
    }
    for (const auto& command : table.commands) add_fish_command(out, command);
    return out;
}

}  // namespace

Result<std::string> completion_script(const std::string& shell, const CommandTable& table) {
    if (shell == "bash") return bash_script(table);
    if (shell == "zsh") return zsh_script(table);
    if (shell == "fish") return fish_script(table);
    return with_hint(fail(ErrorKind::usage, "no completion for the shell '{}'", shell),
                     "known: bash, zsh, fish");
}

}  // namespace claimline
