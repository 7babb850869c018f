// A weights file is data from outside: any bytes are refused or read, and what was read is written the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "extract/ner.h"
#include "extract/tagger.h"
#include "extract/weights.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace claimline;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto model = parse_linear_model(bytes);
    if (model && parse_linear_model(to_bytes(*model))->rows.size() != model->rows.size()) std::abort();
    if (const auto tagger = Tagger::parse(bytes)) (void)tokenise("One fine day.", Vocabulary(), &*tagger);
    if (const auto names = NameFinder::parse(bytes))
        (void)names->find_name_spans("Ana Berg left Oslo.", tokenise("Ana Berg left Oslo.", Vocabulary()));
    return 0;
}
