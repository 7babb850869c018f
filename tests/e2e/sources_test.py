#!/usr/bin/env python3
"""Sources from the command line: looked at before they are added, imported, tested, and judged by their health."""
import json
import shutil
import subprocess
import time
import unittest

from harness import LOOPBACK, PROGRAM, Case, Newsroom, main

NET = ["--allow-net", "127.0.0.0/8"]
NOW = ["--now", "2023-10-02T06:00:00Z"]


class Sources(Case):
    def setUp(self):
        super().setUp()
        self.web = self.enterContext(Newsroom(self.scratch))
        self.claimline("init")
        settings = self.workspace / "claimline.toml"
        settings.write_text(settings.read_text().replace("delay = 5.0", "delay = 0.0"))

    def first_with_feed(self) -> str:
        return next(line for line in self.web.sources.read_text().splitlines() if "feed" in line or ".xml" in line
                    if line.startswith("url")).split('"')[1]

    def test_add_shows_what_would_be_fetched_and_a_dry_run_writes_nothing(self):
        feed = self.first_with_feed()
        run = self.claimline("source", "add", feed, "--dry-run", *NET)
        for word in ("Found", "items", "robots.txt allows it", "Sample", "claim", "Nothing written"):
            self.assertIn(word, run.err)
        self.assertEqual(list((self.workspace / "sources").iterdir()), [])
        self.claimline("source", "add", feed, "--id", "desk", *NET)
        self.assertIn('kind = "feed"', (self.workspace / "sources" / "desk.toml").read_text())

    def test_add_of_what_cannot_be_had_writes_nothing_and_says_what_to_do(self):
        run = self.claimline("source", "add", self.web.urls["wire"] + "/no-such-page", *NET, expect=None)
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("404", run.err)
        self.assertIn("--kind", run.err)
        self.assertEqual(list((self.workspace / "sources").iterdir()), [])

    def test_nobody_outside_this_machine_is_asked_without_a_contact(self):
        run = self.claimline("source", "test", "http://192.0.2.7/feed.xml", expect=2)
        self.assertIn("contact", run.err)

    def test_test_prints_items_and_stores_nothing(self):
        rows = json.loads(self.claimline("source", "test", self.first_with_feed(), "--format", "json", *NET).out)
        self.assertTrue(rows[0]["url"].startswith("http://"))
        self.assertFalse((self.workspace / "crawl.db").exists())
        self.assertEqual(list((self.workspace / "archive").iterdir()), [])

    def test_import_reads_opml_and_lists_and_is_safe_to_repeat(self):
        (self.scratch / "list.opml").write_text(
            '<opml version="2.0"><body><outline text="Ports"><outline text="Quays" '
            'xmlUrl="https://quays.example/feed"/></outline></body></opml>')
        (self.scratch / "urls.txt").write_text("# ours\nhttps://docks.example/news Dock news\nnot an address\n")
        self.assertIn("quays-example-feed\tfeed", self.claimline("source", "import", "list.opml").out)
        run = self.claimline("source", "import", "urls.txt", "--disabled", expect=3)
        self.assertIn("docks-example-news\tindex", run.out)
        self.assertIn("0 sources", self.claimline("source", "import", "list.opml").err)
        listed = {row["id"]: row for row in self.jsonl("source", "list", "--format", "jsonl")}
        self.assertEqual(listed["docks-example-news"]["state"], "off")
        self.assertEqual(listed["quays-example-feed"]["state"], "on")

    def test_health_tells_working_sources_from_broken_and_new_ones(self):
        shutil.copy(self.web.sources, self.workspace / "sources")
        wire = self.web.urls["wire"]
        self.claimline("source", "add", wire + "/gone.xml", "--kind", "feed", "--id", "lost")
        before = {row["id"]: row["state"] for row in self.jsonl("source", "health", "--format", "jsonl")}
        self.assertEqual(set(before.values()), {"new"})
        self.claimline(*NOW, "crawl", *LOOPBACK, expect=3)
        health = {row["id"]: row for row in self.jsonl(*NOW, "source", "health", "--format", "jsonl")}
        self.assertEqual(health["lost"]["state"], "broken")
        self.assertIn("404", health["lost"]["why"])
        self.assertGreater(sum(row["state"] != "broken" for row in health.values()), 3)
        table = self.claimline(*NOW, "source", "health", "--format", "table").out.splitlines()
        self.assertTrue(table[0].startswith("ID"))
        self.assertEqual(len({line.find("broken") for line in table if " broken " in line}), 1)


class SharedCrawl(Case):
    def test_a_second_run_exits_75_a_patient_one_waits_and_a_joining_one_asks_nothing_twice(self):
        web = self.enterContext(Newsroom(self.scratch))
        self.new_workspace(web)
        slow = ["crawl", "--delay", "1", *NET]
        first = subprocess.Popen([PROGRAM, "--workspace", self.workspace, *slow], stderr=subprocess.DEVNULL)
        self.addCleanup(first.kill)
        while not (self.workspace / "crawl.db").exists():
            time.sleep(0.05)
        time.sleep(1)
        self.claimline("crawl", *LOOPBACK, expect=75)
        self.claimline(*slow[:1], "--join", *slow[1:])
        self.assertEqual(first.wait(100), 0)
        paths = [(line["host"], line["path"]) for line in web.requests() if line["path"] != "/robots.txt"]
        self.assertEqual(len(paths), len(set(paths)), "something was asked twice")
        self.claimline("verify")
        waiting = self.claimline("crawl", "--wait", "20s", *LOOPBACK)
        self.assertEqual(waiting.returncode, 0)


if __name__ == "__main__":
    main()
