// Tables: aligned by what the terminal shows, cut to its width, inert whatever the cells hold.

#include "cli/render.h"

#include <gtest/gtest.h>

#include "cli/render_csv.h"

namespace claimline {
namespace {

Table cities() {
    Table table;
    table.columns = {"id", {"event_date"}, {"what", Fit::cut}, {"users", Fit::whole, true}};
    table.rows = {{"a1", "2023", "third hall, Tartu", "125"}, {"b22", "2023-02-17", "数据中心 in 北京", "7"}};
    return table;
}

TEST(RenderTable, AlignsByDisplayWidth) {
    EXPECT_EQ(render_table(cities(), 0, false),
              "ID   EVENT DATE  WHAT               USERS\n"
              "a1   2023        third hall, Tartu    125\n"
              "b22  2023-02-17  数据中心 in 北京       7\n");
}

TEST(RenderTable, CutsOnlyColumnsThatMayBeCut) {
    EXPECT_EQ(render_table(cities(), 36, false),
              "ID   EVENT DATE  WHAT          USERS\n"
              "a1   2023        third hall,…    125\n"
              "b22  2023-02-17  数据中心 in…      7\n");
}

TEST(RenderTable, SpareColumnsMakeRoomBeforeOthersAreCut) {
    Table table;
    table.columns = {"id", {"what", Fit::cut}, {"said_by", Fit::spare}, "end"};
    table.rows = {{"a", "third hall in Tartu", "Ada Brandt, manager", "z"}};
    EXPECT_EQ(render_table(table, 60, false),
              "ID  WHAT                 SAID BY              END\n"
              "a   third hall in Tartu  Ada Brandt, manager  z\n");
    EXPECT_EQ(render_table(table, 40, false),
              "ID  WHAT                 END\n"
              "a   third hall in Tartu  z\n");
}

TEST(RenderTable, ColourSurroundsTheTextAndChangesNoWidth) {
    Table table;
    table.columns = {"state", "id"};
    table.rows = {{Cell("gone", Style::bad), "x"}};
    EXPECT_EQ(render_table(table, 80, true),
              "\x1b[2mSTATE\x1b[0m  \x1b[2mID\x1b[0m\n\x1b[31mgone \x1b[0m  x\n");
}

TEST(RenderTable, HostileCellsCannotMoveTheCursorOrTheOtherCells) {
    Table table;
    table.columns = {"a", "b"};
    table.rows = {{"x\x1b[2J\x1b]0;t\x07", "one\ntwo\tthree\xE2\x80\xAE"}, {"\xFF", "y"}};
    const auto text = render_table(table, 0, false);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find('\x07'), std::string::npos);
    EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
}

TEST(RenderTable, WithoutRowsPrintsNothing) {
    Table table;
    table.columns = {"a"};
    EXPECT_EQ(render_table(table, 80, false), "");
    EXPECT_EQ(render_tsv(table), "a\n");
}

TEST(CutToWidth, NeverSplitsACharacterNorOverflows) {
    EXPECT_EQ(cut_to_width("Tartu", 5), "Tartu");
    EXPECT_EQ(cut_to_width("Tartus", 5), "Tart…");
    EXPECT_EQ(cut_to_width("数据中心", 6), "数据…");
    EXPECT_EQ(cut_to_width("数据中心", 5), "数据…");
    EXPECT_EQ(cut_to_width("数据中心", 1), "…");
    EXPECT_EQ(cut_to_width("a b c", 3), "a…") << "no blank before the ellipsis";
    EXPECT_EQ(cut_to_width("e\xCC\x81xit", 4), "e\xCC\x81xit") << "a combining mark needs no column";
}

TEST(RenderCsv, QuotesAndDoublesQuotes) {
    Table table;
    table.columns = {"a", "b"};
    table.rows = {{"x, \"y\"", "two\nlines"}};
    EXPECT_EQ(render_csv(table), "a,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\n");
}

TEST(RenderCsv, FormulasAreDefusedAndNumbersAreNot) {
    for (const auto* formula :
         {"=1+1", "+49 30", "@SUM(A1)", "-x", "\t=1", "\r=1", "-", "--5", "+5", "-inf", "-1-1"})
        EXPECT_EQ(safe_cell(formula, true).front(), '\'') << formula;
    for (const auto* number : {"-5", "-0.25", "1e9", "-1e9", "12"})
        EXPECT_EQ(safe_cell(number, true), number);
    EXPECT_EQ(safe_cell("=1+1", false), "=1+1");
    EXPECT_EQ(safe_cell("a=1", true), "a=1");
}

TEST(RenderCsv, ControlCharactersAreMadeVisible) {
    EXPECT_EQ(safe_cell(std::string("a\0b", 3), true),
              "a\xEF\xBF\xBD"
              "b");
    EXPECT_EQ(safe_cell("a\x1b[31mb\nc\td", true), "a\xEF\xBF\xBD[31mb\nc\td");
}

TEST(RenderTsv, KeepsOneRowALine) {
    Table table;
    table.columns = {"a", "b"};
    table.rows = {{"x\ty", "1\n2"}};
    EXPECT_EQ(render_tsv(table), "a\tb\nx y\t1 2\n");
}

TEST(RenderJson, NumbersAreNumbersAndMissingOnesNull) {
    Table table;
    table.columns = {"name", {"users", Fit::whole, true}};
    table.rows = {{"a \"b\"", "125000000"}, {"c", ""}};
    EXPECT_EQ(render_json(table, true),
              "{\"name\":\"a \\\"b\\\"\",\"users\":125000000}\n{\"name\":\"c\",\"users\":null}\n");
    EXPECT_EQ(render_json({{"a"}, {}}, false), "[]\n");
}

}  // namespace
}  // namespace claimline
