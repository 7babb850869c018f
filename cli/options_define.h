#pragma once
// How commands are defined in CLI11's terms, shared by options.cc and the files that define the commands of
// one group each.

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "cli/options.h"

namespace claimline {

// What the user chose: each subcommand's callback fills it.
struct Chosen {
    CommandOptions command;
    bool any = false;
};

// `examples` are whole lines of --help, each with its line feed.
CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& what,
                      const std::string& examples);

// Subcommand options live as long as the parser; the callback copies them into the result. Of `threads show`
// the callback of `show` comes first, that of `threads` then finds the choice made.
template <class T>
T& owned(CLI::App* command, Chosen& chosen) {
    auto values = std::make_shared<T>();
    command->callback([values, &chosen] {
        if (chosen.any) return;
        chosen.command = *values;
        chosen.any = true;
    });
    return *values;
}

inline const std::vector<std::string> kRowFormats{"table", "csv", "tsv", "json", "jsonl"};

// --format, --json, --wide, --limit.
void add_output(CLI::App* command, OutputOptions& output, const std::vector<std::string>& formats);

// The query itself (`what` is its help line), --kind, --region, --since, --until, --on.
void add_filter(CLI::App* command, FilterOptions& filter, const std::string& what);
// --as-of, for commands over claims: the full text knows only what articles say now.
void add_as_of(CLI::App* command, FilterOptions& filter);

void define_fetching(CLI::App& app, Chosen& chosen);   // options_crawl.cc: init, source, crawl
void define_reading(CLI::App& app, Chosen& chosen);    // options_read.cc: extract, rebuild, pack
void define_keeping(CLI::App& app, Chosen& chosen);    // options_archive.cc: archive, import
void define_asking(CLI::App& app, Chosen& chosen);     // options_ask.cc: search, timeline, show ...
void define_documents(CLI::App& app, Chosen& chosen);  // options_documents.cc: export, report ...

}  // namespace claimline
