// claimline service install: a crawl every so often, by a systemd timer of the user or by cron. Only files
// are written (or printed); what starts them is told, not done.

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <optional>

#include "cli/context.h"
#include "cli/workspace.h"
#include "core/text.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;
using std::chrono::minutes;

// "15m", "1h", "2h", "1d".
Result<minutes> parse_every(std::string_view text) {
    int count = 0;
    const char* end = text.data() + text.size();
    const auto [unit, error] = std::from_chars(text.data(), end, count);
    const std::string_view name(unit, static_cast<std::size_t>(end - unit));
    const int scale = name == "m" ? 1 : name == "h" ? 60 : name == "d" ? 24 * 60 : 0;
    if (error != std::errc() || scale == 0 || count < 1 || count > 31 * 24 * 60 / scale)
        return with_hint(
            fail(ErrorKind::usage, "--every: '{}' is no time between two runs", to_printable(text)),
            "write 15m, 1h, 6h or 1d");
    return minutes(count * scale);
}

// What is run, argument by argument.
std::vector<std::string> command_line(const fs::path& program, const fs::path& workspace,
                                      const ServiceInstallOptions& options) {
    std::vector<std::string> words{program.string(), "--workspace", workspace.string(), "--quiet", "crawl"};
    for (const auto& [name, file] :
         {std::pair("--summary", options.summary), std::pair("--metrics", options.metrics)}) {
        if (file.empty()) continue;
        words.emplace_back(name);
        words.push_back(fs::absolute(file).lexically_normal().string());
    }
    return words;
}

// systemd.syntax(7): double quotes, C escapes; % begins a specifier, $ a variable.
std::string systemd_word(std::string_view word) {
    std::string out = "\"";
    for (const char c : word) {
        if (c == '%' || c == '$') out += c;
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

// crontab(5): the shell's quotes, and % would end the command.
std::string cron_word(std::string_view word) {
    const bool plain = std::ranges::all_of(word, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ||
               std::string_view("-._/").find(c) != std::string_view::npos;
    });
    if (plain) return std::string(word);
    std::string out = "'";
    for (const char c : word) {
        if (c == '\'') out += "'\\'";
        if (c == '%') out += '\\';
        out += c;
    }
    return out + '\'';
}

std::string joined(const std::vector<std::string>& words, std::string (*quote)(std::string_view)) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : " ") + quote(word);
    return out;
}

// The folders that a run writes to.
std::string writable(const fs::path& workspace, const ServiceInstallOptions& options) {
    std::string out = systemd_word(workspace.string());
    for (const fs::path& file : {options.summary, options.metrics})
        if (!file.empty())
            out += " " + systemd_word(fs::absolute(file).lexically_normal().parent_path().string());
    return out;
}

std::string service_unit(const std::string& command, const std::string& paths) {
    return fmt::format(R"(# Written by claimline service install.
[Unit]
Description=claimline crawl
Documentation=man:claimline(1)
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart={}
# Some sources failed (3), another run is at it (75), stopped (130): no reason for an alarm.
SuccessExitStatus=3 75 130
TimeoutStartSec=6h
TimeoutStopSec=90
Nice=10
IOSchedulingClass=idle
MemoryMax=2G
TasksMax=64
UMask=0077
NoNewPrivileges=yes
PrivateUsers=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={}
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
CapabilityBoundingSet=
)",
                       command, paths);
}

std::string timer_unit(minutes every) {
    // Spread over a tenth of the time, so that many machines do not ask the same host together.
    return fmt::format(R"(# Written by claimline service install.
[Unit]
Description=claimline crawl, every so often

[Timer]
OnStartupSec=2min
OnUnitActiveSec={}min
RandomizedDelaySec={}s
AccuracySec=1min

[Install]
WantedBy=timers.target
)",
                       every.count(), std::max<std::int64_t>(30, every.count() * 6));
}

// Minute and hour are taken from the name of the workspace: not everybody at the full hour.
Result<std::string> cron_times(minutes every, const std::string& workspace) {
    const auto spread = std::hash<std::string>()(workspace);
    const auto minute = static_cast<unsigned>(spread % 60);
    const auto hour = static_cast<unsigned>(spread / 60 % 24);
    const auto count = every.count();
    if (count < 60 && 60 % count == 0) return fmt::format("*/{} * * * *", count);
    if (count == 60) return fmt::format("{} * * * *", minute);
    if (count < 24 * 60 && count % 60 == 0 && 24 % (count / 60) == 0)
        return fmt::format("{} */{} * * *", minute, count / 60);
    if (count == 24 * 60) return fmt::format("{} {} * * *", minute, hour);
    return with_hint(fail(ErrorKind::usage, "--every: cron cannot do it evenly"),
                     "take 5m, 15m, 30m, 1h, 2h, 6h, 12h or 1d, or --systemd");
}

fs::path user_units() {
    if (const char* config = std::getenv("XDG_CONFIG_HOME"); config != nullptr && *config == '/')
        return fs::path(config) / "systemd" / "user";
    const char* home = std::getenv("HOME");
    return fs::path(home == nullptr ? "." : home) / ".config" / "systemd" / "user";
}

Result<void> install_units(const std::string& service, const std::string& timer,
                           const ServiceInstallOptions& options, Context& context) {
    const fs::path folder = options.folder.empty() ? user_units() : options.folder;
    const fs::path service_file = folder / (options.name + ".service");
    const fs::path timer_file = folder / (options.name + ".timer");
    if (options.dry_run) {
        context.out(
            fmt::format("# {}\n{}\n# {}\n{}", service_file.string(), service, timer_file.string(), timer));
        return {};
    }
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return fail(ErrorKind::io, "making {}: {}", folder.string(), error.message());
    if (auto written = replace_file(service_file, service); !written) return written;
    if (auto written = replace_file(timer_file, timer); !written) return written;
    context.say(fmt::format("Wrote  {}", service_file.string()));
    context.say(fmt::format("Wrote  {}", timer_file.string()));
    context.say(fmt::format("Start  systemctl --user daemon-reload && systemctl --user enable --now {}.timer",
                            options.name));
    context.say("Runs without a login too: loginctl enable-linger");
    return {};
}

Result<void> install(const ServiceInstallOptions& options, Context& context) {
    const auto every = parse_every(options.every);
    if (!every) return Failure(every.error());
    const bool named = !options.name.empty() && std::ranges::all_of(options.name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '_';
    });
    if (!named) return fail(ErrorKind::usage, "--name: letters, digits, - and _ make a unit's name");
    const auto workspace = open_workspace(context.global.workspace);
    if (!workspace) return Failure(workspace.error());
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (error) return fail(ErrorKind::io, "finding this program: {}", error.message());
    const fs::path folder = fs::canonical(workspace->folder, error);
    if (error) return fail(ErrorKind::io, "finding {}: {}", workspace->folder.string(), error.message());
    const auto words = command_line(program, folder, options);
    for (const std::string& word : words)
        if (std::ranges::any_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
            return fail(ErrorKind::usage, "a path with control characters fits no unit: {}",
                        to_printable(word));
    if (!options.cron)
        return install_units(service_unit(joined(words, systemd_word), writable(folder, options)),
                             timer_unit(*every), options, context);
    const auto times = cron_times(*every, folder.string());
    if (!times) return Failure(times.error());
    context.out(fmt::format("{} {}\n", *times, joined(words, cron_word)));
    context.say("Add this line with: crontab -e");
    return {};
}

}  // namespace

int run_service_install(const ServiceInstallOptions& options, Context& context) {
    const auto done = install(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

}  // namespace claimline
