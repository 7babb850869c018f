#!/usr/bin/env python3
"""How the program behaves at a shell and what its CSV looks like to strict readers."""
import subprocess
import sys

from harness import LOOPBACK, PROGRAM, SHARED, Case, Newsroom, main

# A man page belongs to the package, not to a build folder.
NOT_IN_A_BUILD_FOLDER = {"man page installed"}


class Conduct(Case):
    def test_the_conformance_probe_finds_nothing(self):
        probe = SHARED / "tools/cliconf.py"
        if not probe.exists():
            self.skipTest("needs ../shared")
        run = subprocess.run([sys.executable, probe, PROGRAM, "--sub", "timeline", "--time", "3"],
                             capture_output=True, text=True, cwd=self.scratch)
        failed = [line[6:].split("  (")[0] for line in run.stdout.splitlines() if line.startswith("FAIL")]
        self.assertEqual(set(failed) - NOT_IN_A_BUILD_FOLDER, set(), run.stdout)

    def test_every_command_has_help_with_an_example(self):
        for command in ("init", "source add", "source test", "source health", "source import", "source list", "source enable", "source disable", "crawl", "extract",
                        "rebuild", "search", "timeline", "series", "show", "verify", "export", "status"):
            with self.subTest(command=command):
                help_text = self.claimline(*command.split(), "--help").out
                self.assertIn("Examples:", help_text)
                self.assertLessEqual(max(map(len, help_text.splitlines())), 80)

    def test_a_closed_pipe_ends_silently(self):
        run = subprocess.run(f"{PROGRAM} --help | head -n 1", shell=True, capture_output=True, text=True)
        self.assertEqual(run.stderr, "")


class Export(Case):
    def setUp(self):
        super().setUp()
        with Newsroom(self.scratch) as web:
            self.new_workspace(web)
            self.claimline("--now", "2023-10-02T06:00:00Z", "crawl", *LOOPBACK)

    def test_csv_passes_the_strict_reader(self):
        check = SHARED / "tools/csvcheck.py"
        if not check.exists():
            self.skipTest("needs ../shared")
        for what in ("timeline", "claims"):
            for extra in ([], ["--excel"]):
                out = self.scratch / f"{what}.csv"
                self.claimline("export", what, "--format", "csv", "--out", out, *extra)
                run = subprocess.run([sys.executable, check, out, *(["--bom"] if extra else [])],
                                     capture_output=True, text=True)
                self.assertEqual(run.returncode, 0, run.stdout)

    def test_the_same_workspace_gives_the_same_bytes_with_any_number_of_threads(self):
        wanted = self.exports()
        for threads in (1, 3):
            self.claimline("rebuild", "--threads", threads)
            self.assertEqual(self.exports(), wanted)

    def test_a_party_narrows_an_export(self):
        everything = self.jsonl("export", "claims", "--format", "jsonl")
        of_meta = self.jsonl("export", "claims", "Meta", "--format", "jsonl")
        self.assertTrue(0 < len(of_meta) < len(everything))


if __name__ == "__main__":
    main()
