#include "extract/pdf.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "extract/pdf_layout.h"

namespace claimline {
namespace {

struct Text {
    int x, y, size;
    std::string words;
};

// The smallest PDF that shows some lines of Helvetica on some pages (y from the lower edge of 792 points).
std::string make_pdf(const std::vector<std::vector<Text>>& pages, const std::string& info = "") {
    std::vector<std::string> objects;
    std::string kids;
    for (std::size_t i = 0; i < pages.size(); ++i) kids += fmt::format("{} 0 R ", 4 + 2 * i);
    objects.push_back("<< /Type /Catalog /Pages 2 0 R >>");
    objects.push_back(fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, pages.size()));
    objects.push_back("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    for (std::size_t i = 0; i < pages.size(); ++i) {
        objects.push_back(
            fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {} 0 R "
                        "/Resources << /Font << /F 3 0 R >> >> >>",
                        5 + 2 * i));
        std::string stream;
        for (const Text& text : pages[i])
            stream += fmt::format("BT /F {} Tf {} {} Td ({}) Tj ET\n", text.size, text.x, text.y, text.words);
        objects.push_back(fmt::format("<< /Length {} >>\nstream\n{}endstream", stream.size(), stream));
    }
    objects.push_back("<< " + info + " >>");
    std::string pdf = "%PDF-1.4\n", table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        table += fmt::format("{:010} 00000 n \n", pdf.size());
        pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
    }
    const std::size_t start = pdf.size();
    pdf += fmt::format(
        "xref\n0 {}\n0000000000 65535 f \n{}trailer\n<< /Size {} /Root 1 0 R /Info {} 0 R "
        ">>\nstartxref\n{}\n%%EOF\n",
        objects.size() + 1, table, objects.size() + 1, objects.size(), start);
    return pdf;
}

std::vector<Text> page_with(int number) {
    return {{72, 760, 9, "Harbour Authority bulletin"},
            {72, 700, 11,
             fmt::format("On page {} the harbour authority explains at some length how the quay will be re-",
                         number)},
            {72, 686, 11, "built during the winter, and which of the ferries has to move to another berth."},
            {72, 660, 11,
             fmt::format("A second paragraph of page {} begins here and is only one line long.", number)},
            {300, 30, 9, fmt::format("{}", number)}};
}

TEST(Pdf, JoinsLinesUndoesHyphensAndDropsRunningHeads) {
    const auto article = parse_document(make_pdf({page_with(1), page_with(2), page_with(3)}), {});
    ASSERT_TRUE(article) << article.error().message;
    EXPECT_NE(article->text.find("how the quay will be rebuilt during the winter"), std::string::npos)
        << article->text;
    EXPECT_NE(article->text.find("another berth.\n\nA second paragraph of page 1"), std::string::npos)
        << article->text;
    EXPECT_EQ(article->text.find("bulletin"), std::string::npos) << article->text;
    EXPECT_EQ(article->text.find("\n3"), std::string::npos) << article->text;
}

TEST(Pdf, TitleAndDateComeFromTheFirstPage) {
    const std::vector<Text> page{
        {72, 720, 20, "New berth for the winter ferry"},
        {72, 690, 11, "18 February 2021"},
        {72, 660, 11, "The harbour authority said on Thursday that work on the berth will begin."}};
    const auto article = parse_document(
        make_pdf({page}, "/Title (Microsoft Word - a.doc) /CreationDate (D:20210301100000+01'00')"), {});
    ASSERT_TRUE(article) << article.error().message;
    EXPECT_EQ(article->title, "New berth for the winter ferry");
    EXPECT_EQ(article->published, "2021-02-18");
}

TEST(Pdf, InformationDictionaryDatesKeepTheirOffset) {
    const std::vector<Text> page{
        {72, 660, 11, "The harbour authority said that work on the berth will begin soon."}};
    const auto article = parse_document(
        make_pdf({page}, "/Title (Work on the berth) /CreationDate (D:20210301100000+01'00')"), {});
    ASSERT_TRUE(article) << article.error().message;
    EXPECT_EQ(article->title, "Work on the berth");
    EXPECT_EQ(article->published, "2021-03-01T10:00:00+01:00");
}

TEST(Pdf, DamagedFilesAreInvalidInput) {
    const auto article = parse_document("%PDF-1.7 and then nothing of use", {});
    ASSERT_FALSE(article);
    EXPECT_EQ(article.error().kind, ErrorKind::invalid_input);
}

TEST(Pdf, TimeLimitEndsTheWorker) {
    std::vector<std::vector<Text>> pages(
        400, std::vector<Text>(50, Text{72, 700, 11, "word word word word word"}));
    const auto article = parse_document(make_pdf(pages), {}, {.time = std::chrono::milliseconds(1)});
    ASSERT_FALSE(article);
    EXPECT_EQ(article.error().kind, ErrorKind::refused);
}

TEST(Pdf, WorkersRunBesideOtherThreads) {
    const std::string pdf = make_pdf({page_with(1)});
    std::vector<std::string> texts(6);
    {
        std::vector<std::jthread> threads;
        for (std::string& text : texts) {
            threads.emplace_back([&pdf, &text] {
                if (const auto article = parse_document(pdf, {})) text = article->text;
            });
        }
    }
    for (const std::string& text : texts) EXPECT_EQ(text, texts[0]);
    EXPECT_FALSE(texts[0].empty());
}

TEST(PdfLayout, SerialisedContentReadsBackTheSame) {
    PdfContent content;
    content.title = "A\tb";
    content.pages.push_back({100, 200, {{1, 2, 3, 4, 11, true, "w\u00f6rd"}}});
    const PdfContent back = parse_serialised_pdf(serialise_pdf(content));
    EXPECT_EQ(back.title, "A b");
    ASSERT_EQ(back.pages.size(), 1U);
    EXPECT_EQ(back.pages[0].words[0].text, "w\u00f6rd");
    EXPECT_TRUE(back.pages[0].words[0].space_after);
    EXPECT_FLOAT_EQ(back.pages[0].words[0].x1, 3);
}

TEST(PdfLayout, WideGapsSeparateCells) {
    PdfContent content;
    content.pages.push_back(
        {600, 800, {{10, 100, 60, 111, 10, true, "Berths"}, {200, 100, 220, 111, 10, false, "12"}}});
    EXPECT_EQ(pdf_text(content), "Berths | 12");
}

}  // namespace
}  // namespace claimline
