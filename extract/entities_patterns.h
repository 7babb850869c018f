#pragma once
// The later steps of add_pattern_names(), each in its own file.

#include "extract/entities_names.h"

namespace claimline {

// Capitalised words of open form, judged by what stands beside them anywhere in the document.
void add_names_by_evidence(Names& names, const std::vector<NameSpan>& recognised);

// Names that only the recogniser found. A weak alias inside a longer name of another type gives way ("Ana
// Target" is no shop); everything surer stays.
void add_recognised_names(Names& names, const std::vector<NameSpan>& recognised);

// Surnames of persons, short forms of bodies and companies, acronyms that the text defines in brackets.
// Mentions of surnames alone get the full name as their canonical name.
void add_back_references(Names& names);

}  // namespace claimline
