#pragma once
// The later steps of add_pattern_names(), each in its own file.

#include "extract/entities_names.h"

namespace claimline {

// Capitalised words of open form, judged by what stands beside them anywhere in the document.
void add_names_by_evidence(Names& names);

// Surnames of persons, short forms of bodies and companies, acronyms that the text defines in brackets.
// Mentions of surnames alone get the full name as their canonical name.
void add_back_references(Names& names);

}  // namespace claimline
