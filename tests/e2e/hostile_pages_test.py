#!/usr/bin/env python3
"""Pages made to exhaust an HTML parser: bounded time and memory for each, and a mark where a limit cut something."""
import json
import os
import subprocess
import unittest

from harness import PROGRAM, Case, main

MIB = 1 << 20
# What a page of 1 MB may cost an optimised program; sanitizers and -Og are several times slower.
SLACK = 1 if "release" in PROGRAM.parts else 8
CPU_SECONDS = 1.0 * SLACK
MEMORY = 256 * MIB * (1 if SLACK == 1 else 4)

PARAGRAPH = b"<p>The harbour office counted forty ferries this morning, two more than a week ago.</p>\n"


def ladder(piece: bytes, size: int = MIB) -> bytes:
    return piece * (size // len(piece))


# name -> page of about 1 MB
PAGES = {
    "divs": ladder(b"<div>"),
    "a million nested tags": b"<i>" * 500_000 + b"<div>" * 500_000 + PARAGRAPH,
    "fonts in paragraphs": ladder(b"<p><font size=3>"),
    "many attributes": b"<p" + b"".join(b" a%d=1" % i for i in range(40_000)) + b">One tag.</p>",
    "list items": ladder(b"<ul><li>"),
    "tables": ladder(b"<table><tr><td>"),
    "links in tables": ladder(b"<a href=x><table>"),
    "misnested formatting": ladder(b"<b><i><div></b>"),
    "select": ladder(b"<select><option>"),
    "svg": ladder(b"<svg><g>"),
    "ampersands": ladder(b"&"),
    "entities": ladder(b"&notareference;"),
    "less-than signs": ladder(b"<"),
    "NULs": ladder(b"\0"),
    "NULs in a paragraph": b"<p>" + ladder(b"harbour\0 ") + b"</p>",
    "half a character again and again": b"<meta charset=utf-8><p>" + ladder(b"ferry \xe2\x82 "),
    "ends inside a character": b"<meta charset=utf-8>" + ladder(PARAGRAPH) + b"\xf0\x9f\x9a",
    "ends inside a tag": ladder(PARAGRAPH) + b"<a href='",
    "an unclosed script": b"<script>" + ladder(b"var a = '<p>';"),
    "an unclosed comment": b"<!--" + ladder(b"- --"),
    "json-ld nested deep": b'<script type="application/ld+json">' + ladder(b'{"a":[') + b"</script>",
    "one paragraph": b"<p>" + ladder(b"ferries "),
    "paragraphs": ladder(b"<p>x"),
    "headings": ladder(b"<h1>Ferry<p>x"),
    "live entries": ladder(b"<div class=live><div><time>10:15</time><p>A ferry left the quay on time.</div></div>"),
    "one class a tag": b"".join(b"<div class=c%d>x</div>" % i for i in range(40_000)),
}


class HostilePages(Case):
    def read(self, page: bytes) -> tuple[dict, float, int]:
        """The article, and the CPU seconds and the resident bytes that it took."""
        path = self.scratch / "page.html"
        path.write_bytes(page)
        process = subprocess.Popen([PROGRAM, "extract", "--emit", "article", path], stdout=subprocess.PIPE)
        out = process.stdout.read()
        process.stdout.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0)
        return json.loads(out), usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024

    def test_every_page_of_a_megabyte_is_read_within_bounds(self):
        for name, page in PAGES.items():
            with self.subTest(name):
                article, seconds, memory = self.read(page)
                if os.environ.get("CLAIMLINE_SHOW"):
                    print(f"{name:35} {len(page):>9,} bytes {seconds:6.2f} s {memory / MIB:6.0f} MiB")
                self.assertNotIn("error", article)
                self.assertLessEqual(seconds, CPU_SECONDS)
                self.assertLessEqual(memory, MEMORY)

    def test_twenty_megabytes_of_text_are_read_in_bounded_memory(self):
        article, _, memory = self.read(b"<article>" + ladder(PARAGRAPH, 20 * MIB) + b"</article>")
        self.assertIn("forty ferries", article["text"])
        self.assertLessEqual(memory, 4 * MEMORY)

    def test_a_page_that_a_limit_cut_says_so(self):
        article, _, _ = self.read(b"<article>" + 20 * PARAGRAPH + b"<div>" * 2_000 + PARAGRAPH)
        self.assertIn("forty ferries", article["text"])
        self.assertTrue(article["partial"])

    def test_truncated_characters_give_valid_text(self):
        article, _, _ = self.read(b"<meta charset=utf-8><article>" + 9 * PARAGRAPH + b"<p>The last ferry \xe2\x82")
        self.assertIn("forty ferries", article["text"])
        article["text"].encode("utf-8")


class Folder(Case):
    def test_a_folder_gives_the_same_bytes_with_any_number_of_threads(self):
        folder = self.scratch / "pages"
        folder.mkdir()
        for i in range(40):
            size = 1 + i * 7 % 60
            (folder / f"{i:02}.html").write_bytes(b"<article><h1>Ferry number %d</h1>" % i + size * PARAGRAPH)
        first = self.claimline("extract", "--emit", "article", "--threads", 1, folder).out
        self.assertEqual(len(first.splitlines()), 40)
        for threads in (2, 5):
            self.assertEqual(self.claimline("extract", "--emit", "article", "--threads", threads, folder).out, first)


if __name__ == "__main__":
    main()
