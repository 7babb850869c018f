#!/usr/bin/env python3
"""docs/crawling.md as a user would follow it; and what counts as a change of a page and what does not."""
import gzip
import http.server
import json
import re
import shlex
import shutil
import threading

from harness import LOOPBACK, ROOT, Case, Newsroom, main

PAGE = """<html><head><title>{title}</title><meta property="article:published_time" content="2023-02-17T09:00:00Z">
</head><body><header>{clock}</header><nav><a href="/">Home</a> <a href="/{related}">{related}</a></nav>
<article><h1>{title}</h1>
<p>TikTok said on Friday it would open {count} data centres in Norway, and that the sites near Hamar would need 40
megawatts of power once they are complete, according to a statement on its own pages.</p>
<p>{counter} views</p><p>Last updated {clock}</p>
<p>The company has 125 million monthly active users in the European Union, a spokeswoman said in the same statement,
which was published in the morning and did not say what the sites would cost.</p></article>
<aside><h2>Related</h2><ul><li><a href="/{related}">{related} and what it means for everybody else</a></li></ul></aside>
</body></html>"""


class Document(Case):
    def test_every_command_in_the_document_works(self):
        blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "docs/crawling.md").read_text(encoding="utf-8"), re.S)
        lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
        self.assertGreater(len(lines), 10)
        (self.scratch / "clippings").mkdir()
        shutil.copy(ROOT / "README.md", self.scratch / "clippings")
        (self.scratch / "old-crawl.warc.gz").write_bytes(gzip.compress(b""))
        with Newsroom(self.scratch) as web:
            for line in lines:
                program, *arguments = shlex.split(line.replace("https://example.org/feed.xml", web.urls["wire"] + "/feed.xml")
                                                  .replace("https://example.org", web.urls["blog"]))
                self.assertEqual(program, "claimline")
                if "crawl" in arguments:
                    arguments += LOOPBACK
                if arguments[2:4] == ["source", "add"]:
                    arguments += ["--allow-net", "127.0.0.0/8"]
                if "extract" in arguments:
                    address = next(row["url"] for row in self.jsonl("archive", "list", "--role", "article", "--format",
                                                                    "jsonl", workspace=self.scratch / "claims"))
                    arguments[arguments.index("extract") + 1] = address
                if "-w" in arguments:
                    del arguments[:2]  # the harness names the workspace itself
                with self.subTest(line=line):
                    self.claimline(*arguments, workspace=self.scratch / "claims")


class OnePage:
    """A site of one page whose words the test sets; it never answers 304."""

    def __init__(self):
        self.words = {"title": "TikTok plans in Norway", "clock": "10:42 GMT", "related": "older-story", "count": "two",
                      "counter": "1,204"}
        self.gone = False
        owner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802
                there = self.path == "/news.html" and not owner.gone
                body = PAGE.format(**owner.words).encode() if there else b"nothing here"
                self.send_response(200 if there else 410 if self.path == "/news.html" else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8" if there else "text/plain")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/news.html"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Changes(Case):
    def setUp(self):
        super().setUp()
        self.page = self.enterContext(OnePage())
        self.claimline("init")
        (self.workspace / "sources/one.toml").write_text(
            f'[[source]]\nid = "one"\nname = "One"\nkind = "page"\nurl = "{self.page.url}"\nevery = "1h"\nenabled = true\n')
        self.hour = 0
        self.crawl()

    def crawl(self) -> dict:
        summary = self.scratch / "summary.json"
        self.hour += 1
        self.claimline("--now", f"2023-02-18T{self.hour:02}:00:00Z", "crawl", "--force", "--summary", summary, *LOOPBACK)
        return json.loads(summary.read_text())

    def shown(self) -> dict:
        return json.loads(self.claimline("show", self.page.url, "--format", "json").out)

    def test_a_ticking_clock_a_counter_and_other_related_stories_are_no_change(self):
        for word, value in (("clock", "11:03 GMT"), ("counter", "1,377"), ("related", "newer-story")):
            with self.subTest(word=word):
                self.page.words[word] = value
                self.assertEqual(self.crawl()["changed_documents"], 0)
        self.assertEqual(len(self.shown()["versions"]), 1)
        self.claimline("verify")

    def test_another_text_under_the_same_dates_is_a_silent_edit_and_both_captures_are_kept(self):
        self.page.words["count"] = "three"
        summary = self.crawl()
        self.assertEqual((summary["new_documents"], summary["changed_documents"], summary["silent_edits"]), (0, 1, 1))
        versions = self.shown()["versions"]
        self.assertEqual([version["silent"] for version in versions], [False, True])
        self.assertIn("silent edit", self.claimline("show", self.page.url).out)
        self.assertIn("unchanged: silent", self.claimline("diff", self.page.url).out)
        edits = {row["quote"]: row["silent_edit"] for row in self.csv("export", "claims", "--format", "csv")}
        self.assertEqual({edits[quote] for quote in edits if "two data" in quote}, {"removed"})
        self.assertEqual({edits[quote] for quote in edits if "three data" in quote}, {"added"})
        self.assertEqual({edits[quote] for quote in edits if "125 million" in quote}, {""})
        rows = {row["quote"]: row["silent_edit"] for row in self.csv("timeline", "TikTok", "--format", "csv")}
        self.assertIn("added", rows.values())
        self.assertIn("(added silently)", self.claimline("timeline", "TikTok", "--format", "table").out)
        bodies = [self.claimline("archive", "extract", f"{self.page.url}@2023-02-18T0{hour}").out for hour in (1, 2)]
        self.assertIn("open two data", bodies[0])
        self.assertIn("open three data", bodies[1])
        self.claimline("verify")

    def test_a_page_that_is_gone_is_withdrawn_with_its_claims(self):
        self.page.gone = True
        self.assertEqual(self.crawl()["withdrawn_documents"], 1)
        self.assertEqual(self.shown()["withdrawn_at"], "2023-02-18T02:00:00Z")
        states = {claim["state"] for claim in self.jsonl("export", "claims", "--format", "jsonl")}
        self.assertEqual(states, {"withdrawn"})
        self.assertEqual(self.crawl()["withdrawn_documents"], 0)


if __name__ == "__main__":
    main()
