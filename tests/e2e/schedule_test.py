#!/usr/bin/env python3
"""What unattended runs need: silence, a summary, metrics, a stop that keeps the work, units for systemd and cron."""
import fcntl
import json
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import termios
import time

from harness import LOOPBACK, PROGRAM, Case, Newsroom, main

# A metric of Prometheus: name, labels, value.
SAMPLE = re.compile(r'^claimline_[a-z0-9_]+(\{[a-z]+="(?:[^"\\]|\\.)*"(,[a-z]+="(?:[^"\\]|\\.)*")*\})? -?[0-9.]+$')


class Scheduled(Case):
    def setUp(self):
        super().setUp()
        self.web = self.enterContext(Newsroom(self.scratch))
        self.new_workspace(self.web)
        self.summary = self.scratch / "last.json"
        self.metrics = self.scratch / "claimline.prom"

    def crawl(self, *arguments, **options):
        return self.claimline("--quiet", "crawl", "--summary", self.summary, "--metrics", self.metrics, *LOOPBACK,
                              *arguments, **options)

    def test_quiet_says_nothing_and_leaves_a_summary_and_metrics(self):
        run = self.crawl()
        self.assertEqual((run.out, run.err), ("", ""))
        summary = json.loads(self.summary.read_text())
        self.assertEqual(summary["exit"], 0)
        self.assertGreaterEqual(summary["new_documents"], 15)
        self.assertEqual(summary["run_log_head"],
                         json.loads((self.workspace / "archive/runs.jsonl").read_text())["hash"])
        lines = self.metrics.read_text().splitlines()
        self.assertEqual([line for line in lines if not line.startswith("# ") and not SAMPLE.match(line)], [])
        claims = sum(int(line.split()[1]) for line in lines if line.startswith("claimline_claims_total{"))
        self.assertEqual(claims, len(self.jsonl("export", "claims", "--format", "jsonl")))
        for name in ("last_success_timestamp_seconds", "run_seconds", "source_up", "source_newest_item_timestamp_seconds",
                     "source_items_30d", "source_health"):
            self.assertIn(f"# TYPE claimline_{name} gauge", lines)

    def test_quiet_names_a_source_that_failed(self):
        (self.workspace / "sources/gone.toml").write_text(
            '[[source]]\nid = "gone-desk"\nname = "Gone"\nkind = "feed"\nurl = "http://127.0.0.1:1/feed.xml"\nenabled = true\n')
        run = self.crawl(expect=3)
        self.assertIn("gone-desk", run.err)
        self.assertIn('claimline_source_up{source="gone-desk"} 0', self.metrics.read_text())
        self.assertEqual(json.loads(self.summary.read_text())["sources"]["failed"], 1)

    def test_sigterm_ends_with_130_keeps_the_work_and_the_metrics_of_the_last_whole_run(self):
        self.metrics.write_text("before\n")
        crawl = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "crawl", "--delay", "0.5", "--allow-net",
                                  "127.0.0.0/8", "--summary", self.summary, "--metrics", self.metrics],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(2.5)
        crawl.send_signal(signal.SIGTERM)
        self.assertEqual(crawl.wait(20), 130)
        self.assertEqual(json.loads(self.summary.read_text())["exit"], 130)
        self.assertEqual(self.metrics.read_text(), "before\n")
        asked = len(self.web.requests())
        listed = self.jsonl("archive", "list", "--format", "jsonl")
        self.assertEqual(len(listed), asked, "a request in hand was thrown away")
        self.crawl()
        again = [(line["host"], line["path"]) for line in self.web.requests() if line["path"].endswith(".html")]
        self.assertEqual(len(again), len(set(again)), "something was fetched twice")

    def test_log_lines_are_json_on_demand(self):
        run = self.claimline("--log-format", "json", "crawl", *LOOPBACK)
        lines = [json.loads(line) for line in run.err.splitlines()]
        self.assertTrue(any(line["level"] == "info" and line["message"].startswith("Fetched") for line in lines))
        run = self.claimline("--log-format", "json", "crawl", "nobody", expect=2)
        self.assertEqual(json.loads(run.err)["level"], "error")
        self.assertIn("hint", json.loads(run.err))

    def test_a_terminal_shows_sources_pages_bytes_and_the_time_left(self):
        crawl, terminal = pty.fork()
        if crawl == 0:
            os.execv(PROGRAM, [str(PROGRAM), "--workspace", str(self.workspace), "crawl", "--delay", "0.3",
                               "--allow-net", "127.0.0.0/8"])
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
        shown = b""
        try:
            while piece := os.read(terminal, 4096):
                shown += piece
        except OSError:
            pass
        os.waitpid(crawl, 0)
        text = shown.decode("utf-8")
        self.assertRegex(text, r"Fetching [█░]{10,20} \d+/\d+ pages, \d+/\d+ sources, [\d.]+ (B|kB|MB), \d+ (s|min|h)")


class Service(Case):
    def setUp(self):
        super().setUp()
        self.workspace = self.scratch / "claims of 100% \"us\""
        self.claimline("init")
        self.units = self.scratch / "units"

    def install(self, *arguments, **options):
        return self.claimline("service", "install", *arguments, **options)

    def test_units_are_written_hardened_and_as_systemd_reads_them(self):
        self.install("--every", "2h", "--dir", self.units, "--metrics", self.scratch / "m.prom")
        service, timer = (self.units / f"claimline.{kind}" for kind in ("service", "timer"))
        text = service.read_text()
        for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "SystemCallFilter=@system-service",
                     "SuccessExitStatus=3 75 130"):
            self.assertIn(line, text)
        self.assertIn('claims of 100%% \\"us\\"', text)
        self.assertIn("--quiet", text)
        self.assertIn("OnUnitActiveSec=120min", timer.read_text())
        if shutil.which("systemd-analyze"):
            run = subprocess.run(["systemd-analyze", "verify", "--man=no", service, timer], capture_output=True, text=True)
            self.assertEqual((run.returncode, run.stderr.strip()), (0, ""))

    def test_a_dry_run_prints_the_units_and_writes_nothing(self):
        run = self.install("--dry-run", "--dir", self.units)
        self.assertIn("[Service]", run.out)
        self.assertIn("[Timer]", run.out)
        self.assertFalse(self.units.exists())

    def test_the_line_for_cron_runs_as_the_shell_reads_it(self):
        line = self.install("--cron", "--every", "6h").out
        minute, hours, *_, command = line.rstrip("\n").split(" ", 5)
        self.assertTrue(0 <= int(minute) < 60)
        self.assertEqual(hours, "*/6")
        # cron itself turns "\%" into "%" before the shell sees the line.
        run = subprocess.run(["sh", "-c", command.replace("\\%", "%")], capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, "", ""))
        self.assertEqual(self.install("--cron", "--every", "6h").out, line)

    def test_times_and_names_that_cannot_be_are_refused(self):
        for wrong in (["--every", "soon"], ["--every", "0m"], ["--cron", "--every", "7h"], ["--name", "../x"],
                      ["--cron", "--systemd"]):
            with self.subTest(wrong=wrong):
                self.install(*wrong, expect=2)


if __name__ == "__main__":
    main()
