#!/usr/bin/env python3
"""A whole generated news web (3 hosts, 40 articles each): all of it archived, politely, and safe to kill at any moment."""
import json
import pathlib
import random
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from harness import LOOPBACK, PROGRAM, SHARED, Case, main, need_shared, need_tool

ORIGIN = SHARED / "crawler/origin/newsorigin.py"
HOSTS, ARTICLES = 3, 40
NOW = ["--now", "2024-06-03T06:00:00Z"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.11", 0))
        return probe.getsockname()[1]


class Origin:
    """The generated web, served by nginx; `score()` is the server's own view of what was asked."""

    def __init__(self, folder: pathlib.Path):
        self.site = folder / "site"
        self.call("generate", "--hosts", HOSTS, "--articles", ARTICLES, "--port", free_port())
        self.log = self.site / "access.log"
        self.log.touch()
        self.process = subprocess.Popen([sys.executable, ORIGIN, "serve", "--out", self.site],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.seeds = self.site / "seeds.txt"
        first = self.seeds.read_text().split()[0]
        for _ in range(200):
            try:
                urllib.request.urlopen(first, timeout=1).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise RuntimeError("nginx did not start")

    def call(self, command: str, *arguments) -> str:
        return subprocess.run([sys.executable, ORIGIN, command, "--out", self.site, *map(str, arguments)],
                              check=True, capture_output=True, text=True).stdout

    def forget(self) -> None:
        time.sleep(1.2)  # nginx writes its log once a second
        self.log.write_text("")

    def score(self) -> dict:
        time.sleep(1.2)
        return json.loads(self.call("score"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
        pid = self.site / "nginx.pid"
        if pid.exists():
            subprocess.run(["kill", pid.read_text().strip()], capture_output=True)


class WholeWeb(Case):
    def setUp(self):
        super().setUp()
        self.web = self.enterContext(Origin(self.scratch))

    def crawl(self, folder: pathlib.Path) -> list:
        return [PROGRAM, "--workspace", folder, *NOW, "crawl", "--site-list", self.web.seeds, *LOOPBACK]

    def test_all_is_archived_nothing_forbidden_is_asked_and_a_second_crawl_transfers_nothing_unchanged(self):
        self.web.forget()
        self.assertEqual(subprocess.run(self.crawl(self.workspace), capture_output=True).returncode in (0, 3), True)
        first = self.web.score()
        self.assertEqual(first["articles_seen"], HOSTS * ARTICLES)
        self.assertEqual(first.get("robots_violations", 0), 0)
        self.assertEqual(first.get("articles_refetched_full", 0), 0)

        self.web.forget()
        subprocess.run(self.crawl(self.workspace), capture_output=True)
        again = self.web.score()
        bodies = [line["uri"] for line in map(json.loads, self.web.log.read_text().splitlines()) if line["status"] == 200]
        self.assertEqual([uri for uri in bodies if uri != "/robots.txt"], [])
        self.assertEqual(again["articles_seen"], HOSTS * ARTICLES)

    def test_kill_9_at_five_random_moments_then_resume_gives_the_undisturbed_catalogue(self):
        whole = self.scratch / "whole"
        start = time.monotonic()
        subprocess.run(self.crawl(whole), capture_output=True)
        seconds = time.monotonic() - start
        wanted = self.content(whole)
        chance = random.Random(20230218)
        for _ in range(5):
            moment = chance.uniform(0.05, 0.95)
            folder = self.scratch / f"killed-{moment:.3f}"
            with self.subTest(moment=moment):
                crawl = subprocess.Popen(self.crawl(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                try:
                    crawl.wait(seconds * moment)
                except subprocess.TimeoutExpired:
                    crawl.kill()
                    crawl.wait()
                subprocess.run(self.crawl(folder), capture_output=True)
                self.assertEqual(self.content(folder), wanted)
                self.claimline("verify", workspace=folder)


if __name__ == "__main__":
    need_shared("crawler/origin/newsorigin.py")
    need_tool("nginx")
    main()
