// Reads the embedded tables once; a malformed row is a mistake of ours and simply has no effect.

#include "extract/language_tables.h"

#include <algorithm>

#include "data/lang/en/abbreviations.inc"
#include "data/lang/en/closed_class.inc"
#include "data/lang/en/credit_labels.inc"
#include "data/lang/en/irregular.inc"
#include "data/lang/en/sentence_starters.inc"
#include "data/lang/en/wordnet_exceptions.inc"
#include "extract/word_map.h"

namespace claimline {
namespace {

std::string_view cut(std::string_view& rest, char separator) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

template <class Body>
void for_each_row(std::string_view table, Body body) {
    while (!table.empty()) {
        const std::string_view row = cut(table, '\n');
        if (!row.empty() && row.front() != '#') body(row);
    }
}

WordMap read_abbreviations() {
    WordMap map;
    for_each_row(kAbbreviations, [&map](std::string_view row) {
        const std::string_view word = cut(row, '\t');
        const auto kind = row == "never"    ? Abbreviation::never
                          : row == "number" ? Abbreviation::number
                                            : Abbreviation::either;
        map.add(word, static_cast<std::uint32_t>(kind));
    });
    return map;
}

WordMap read_words(std::string_view table) {
    WordMap map;
    for_each_row(table, [&map](std::string_view row) {
        while (!row.empty()) map.add(cut(row, ' '), 1);
    });
    return map;
}

WordMap read_closed_classes() {
    WordMap map;
    for_each_row(kClosedClass, [&map](std::string_view row) {
        const Pos pos = parse_pos(cut(row, '\t'));
        while (!row.empty()) map.add(cut(row, ' '), static_cast<std::uint32_t>(pos));
    });
    return map;
}

FormClass form_class_of(std::string_view letter) {
    if (letter == "v") return FormClass::verb;
    if (letter == "n") return FormClass::noun;
    return letter == "a" ? FormClass::adjective : FormClass::other;
}

// Rows of one form stand together: the tables are sorted by form, which keeps their order within a form.
struct IrregularTable {
    std::vector<std::string_view> forms;
    std::vector<IrregularForm> rows;
    WordMap first_row;  // form -> index of its first row + 1

    IrregularTable() {
        struct Row {
            std::string_view form;
            IrregularForm meaning;
        };
        std::vector<Row> all;
        for (const std::string_view table : {kIrregularForms, kWordnetExceptions}) {
            for_each_row(table, [&all](std::string_view row) {
                const std::string_view form = cut(row, '\t');
                const std::string_view lemma = cut(row, '\t');
                all.push_back({form, {lemma, form_class_of(row)}});
            });
        }
        std::ranges::stable_sort(all, {}, &Row::form);
        for (const Row& row : all) {
            first_row.add(row.form, static_cast<std::uint32_t>(rows.size() + 1));
            forms.push_back(row.form);
            rows.push_back(row.meaning);
        }
    }
};

}  // namespace

Abbreviation abbreviation_of(std::string_view word) {
    static const WordMap map = read_abbreviations();
    return static_cast<Abbreviation>(map.find(word));
}

bool is_sentence_starter(std::string_view capitalised) {
    static const WordMap map = read_words(kSentenceStarters);
    return map.find(capitalised) != 0;
}

bool is_credit_label(std::string_view capitalised) {
    static const WordMap map = read_words(kCreditLabels);
    return map.find(capitalised) != 0;
}

Pos closed_class_of(std::string_view word) {
    static const WordMap map = read_closed_classes();
    return static_cast<Pos>(map.find(word));
}

IrregularForms irregular_forms(std::string_view form) {
    static const IrregularTable table;
    const std::uint32_t found = table.first_row.find(form);
    if (found == 0) return {};
    std::size_t last = found;
    while (last < table.forms.size() && table.forms[last] == form) ++last;
    return {table.rows.data() + (found - 1), table.rows.data() + last};
}

}  // namespace claimline
