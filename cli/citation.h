#pragma once
// A claim as a reference that others can follow: who said it where, when it was fetched, and the digest that
// proves it.

#include <string>
#include <vector>

#include "extract/packs.h"
#include "index/catalogue.h"

namespace claimline {

// One paragraph: Author (date): "Quote". Title, site. URL. Fetched date, SHA-256, claim id.
[[nodiscard]] std::string cite_text(const ClaimRecord& record);
[[nodiscard]] std::string cite_markdown(const ClaimRecord& record);
// An @online entry of BibLaTeX (BibTeX styles take it as @misc); the key is made from the claim id.
[[nodiscard]] std::string cite_bibtex(const ClaimRecord& record);
// CSL-JSON 1.0 (citationstyles.org), an array of items of type webpage.
[[nodiscard]] std::string cite_csl(const std::vector<ClaimRecord>& records);

}  // namespace claimline
