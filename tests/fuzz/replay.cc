// Replays every kept input of every fuzz target, in each build that runs tests: what once broke stays mended,
// and what once reached a corner of a parser goes on reaching it. The targets' functions are renamed so that
// they fit one program.

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>

#include "crawler/xml_text.h"

using Target = int(const std::uint8_t* data, std::size_t size);
#define CLAIMLINE_REPLAY(name) extern "C" Target name##_one_input;
#include "replay_targets.inc"
#undef CLAIMLINE_REPLAY

namespace {

// corpus/NAME.b64: one input a line. A target without one has nothing to replay.
std::size_t replay(const std::string& name, Target& target) {
    std::ifstream lines(CLAIMLINE_FUZZ_CORPUS "/" + name + ".b64");
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const auto input = claimline::decode_base64(line);
        if (!input) {
            std::fprintf(stderr, "%s.b64: line %zu is no base64\n", name.c_str(), count + 1);
            std::exit(1);
        }
        target(reinterpret_cast<const std::uint8_t*>(input->data()), input->size());
    }
    return count;
}

}  // namespace

int main() {
#define CLAIMLINE_REPLAY(name) std::printf("%-24s %zu inputs\n", #name, replay(#name, name##_one_input));
#include "replay_targets.inc"
#undef CLAIMLINE_REPLAY
    return 0;
}
