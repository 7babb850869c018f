#!/usr/bin/env python3
"""A crawl that is killed without warning loses nothing: run again, it ends where an undisturbed one ends."""
import subprocess
import time

from harness import LOOPBACK, PROGRAM, Case, Newsroom, main

NOW = ["--now", "2023-10-02T06:00:00Z"]
# Slow enough per host that the moments below fall into different stages.
PACE = ["--delay", "0.1", "--allow-net", "127.0.0.0/8"]
MOMENTS = (0.05, 0.25, 0.5, 0.75, 0.95)


class Killed(Case):
    def crawl_and_kill(self, folder, seconds: float) -> bool:
        """Starts a crawl and kills it after a while; False when it had ended before."""
        crawl = subprocess.Popen([PROGRAM, "--workspace", folder, *NOW, "crawl", *PACE],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            crawl.wait(seconds)
            return False
        except subprocess.TimeoutExpired:
            crawl.kill()
            crawl.wait()
            return True

    def test_kill_9_at_five_moments_then_resume_gives_the_undisturbed_catalogue(self):
        with Newsroom(self.scratch) as web:
            whole = self.scratch / "whole"
            self.new_workspace(web, whole)
            start = time.monotonic()
            self.claimline(*NOW, "crawl", *PACE, workspace=whole)
            seconds = time.monotonic() - start
            wanted = self.content(whole)

            killed = 0
            for number, moment in enumerate(MOMENTS):
                with self.subTest(moment=moment):
                    folder = self.scratch / f"killed-{number}"
                    self.new_workspace(web, folder)
                    killed += self.crawl_and_kill(folder, seconds * moment)
                    self.claimline(*NOW, "crawl", "--force", *LOOPBACK, workspace=folder)
                    self.assertEqual(self.content(folder), wanted)
                    self.claimline("verify", workspace=folder)
            self.assertGreaterEqual(killed, 3, "the crawl ended before it could be killed")

    def test_killed_again_and_again_it_still_ends(self):
        with Newsroom(self.scratch) as web:
            self.new_workspace(web)
            for _ in range(6):
                self.crawl_and_kill(self.workspace, 0.3)
            self.claimline(*NOW, "crawl", "--force", *LOOPBACK)
            urls = {claim["article"]["url"] for claim in self.jsonl("export", "claims", "--format", "jsonl")}
            self.assertGreaterEqual(len(urls), 15)
            self.claimline("verify")

    def test_a_killed_rebuild_can_be_repeated(self):
        with Newsroom(self.scratch) as web:
            self.new_workspace(web)
            self.claimline(*NOW, "crawl", *LOOPBACK)
        wanted = self.content()
        rebuild = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "rebuild"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.1)
        rebuild.kill()
        rebuild.wait()
        self.claimline("rebuild")
        self.assertEqual(self.content(), wanted)


if __name__ == "__main__":
    main()
