#pragma once
// One document as a reader sees it: its text and what the page says about itself.

#include <map>
#include <string>
#include <vector>

namespace claimline {

// All strings are valid UTF-8 in normal form C, except that a text given by the user is kept as it is.
// Empty means "the page does not say". Every offset elsewhere refers to bytes of `text`.
struct Article {
    std::string url;        // as asked for, after redirects
    std::string canonical;  // what the page calls itself, when believable
    std::string amp;        // its AMP twin
    // Other pages of the same article, when it is divided: reported, not fetched.
    std::string next_page, previous_page;
    std::vector<std::string> pages;  // those it links to by number
    std::string title;
    std::vector<std::string> authors;
    std::string published;  // ISO 8601, page-local: a day, or date-time with the page's own offset
    std::string modified;   // the same
    std::string site;
    std::string lang;  // BCP 47 primary subtag
    std::string text;  // paragraphs, list items and table rows one a line; paragraphs apart by an empty line
    bool partial = false;  // paywall or teaser: the page says that there is more
    // Field -> where on the page it came from ("published" -> "json-ld datePublished").
    std::map<std::string, std::string> provenance;
};

}  // namespace claimline
