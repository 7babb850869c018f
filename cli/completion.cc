// A case per command: names first, then the command's options.

#include "cli/completion.h"

#include <fmt/format.h>

namespace claimline {
namespace {

std::string joined(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace

Result<std::string> completion_script(const std::string& shell,
                                      const std::map<std::string, std::vector<std::string>>& commands,
                                      const std::vector<std::string>& global_flags) {
    std::vector<std::string> names;
    std::string cases;
    for (const auto& [name, flags] : commands) {
        names.push_back(name);
        cases += fmt::format("      {}) words=\"{}\" ;;\n", name, joined(flags));
    }
    const std::string choose = fmt::format(
        "  local words=\"{} {}\" word\n"
        "  for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
        "    case \"$word\" in\n{}    esac\n  done\n",
        joined(names), joined(global_flags), cases);
    if (shell == "bash")
        return fmt::format(
            "_claimline() {{\n{}  COMPREPLY=($(compgen -W \"$words\" -- "
            "\"${{COMP_WORDS[COMP_CWORD]}}\"))\n}}\n"
            "complete -o default -F _claimline claimline\n",
            choose);
    if (shell == "zsh")
        return fmt::format(
            "#compdef claimline\nautoload -U +X bashcompinit && bashcompinit\n"
            "_claimline() {{\n{}  COMPREPLY=($(compgen -W \"$words\" -- "
            "\"${{COMP_WORDS[COMP_CWORD]}}\"))\n}}\n"
            "complete -o default -F _claimline claimline\ncompdef _claimline claimline 2>/dev/null\n",
            choose);
    return with_hint(fail(ErrorKind::usage, "no completion for the shell '{}'", shell),
                     "bash and zsh are known");
}

}  // namespace claimline
