"""What the end-to-end tests share: the real program, a workspace of its own per test, and the example web.

A test file runs alone (`CLAIMLINE=build/dev/claimline python3 tests/e2e/newsroom_test.py`) and under ctest, which
treats exit status 77 as skipped.
"""
import csv
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get("CLAIMLINE") or ROOT / "build" / "dev" / "claimline").resolve()
SHARED = pathlib.Path(os.environ.get("CLAIMLINE_SHARED") or ROOT.parent / "shared")
SKIPPED = 77
LOOPBACK = ["--delay", "0", "--allow-net", "127.0.0.0/8"]
# Sanitizer builds are several times slower; no test waits longer than this for one command.
PATIENCE = 120
# When the example web is crawled in its two states.
FIRST, SECOND = "2023-10-02T06:00:00Z", "2023-10-15T06:00:00Z"


class Newsroom:
    """examples/newsroom on loopback. `sources` is its source file, `requests()` what was asked of it."""

    def __init__(self, folder: pathlib.Path, state: str = "first", port: int | None = None):
        self.log = folder / f"requests-{state}.jsonl"
        self.log.unlink(missing_ok=True)
        self.sources = folder / "newsroom.toml"
        command = [sys.executable, ROOT / "scripts" / "serve-newsroom", "--state", state, "--log", self.log,
                   "--sources", self.sources]
        if port:
            command += ["--port", str(port)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.urls = {}
        for line in self.process.stdout:
            if line == "ready\n":
                break
            host, url = line.split()
            self.urls[host] = url
        else:
            raise RuntimeError("the example web did not start")
        self.port = int(self.urls["wire"].rsplit(":", 1)[1])

    def requests(self) -> list[dict]:
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class Case(unittest.TestCase):
    """A scratch folder, a workspace in it, and the program with that workspace."""

    def setUp(self):
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="claimline-e2e-"))
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)
        self.workspace = self.scratch / "ws"

    def claimline(self, *arguments, expect: int | None = 0, workspace: pathlib.Path | None = None,
                  stdin: bytes | None = None, binary: bool = False) -> subprocess.CompletedProcess:
        command = [PROGRAM, "--workspace", workspace or self.workspace, *map(str, arguments)]
        run = subprocess.run(command, capture_output=True, timeout=PATIENCE, cwd=self.scratch, input=stdin)
        run.out = "" if binary else run.stdout.decode("utf-8")
        run.err = run.stderr.decode("utf-8", "replace")
        if expect is not None:
            self.assertEqual(run.returncode, expect, f"{' '.join(map(str, arguments))}\n{run.err}{run.out[-2000:]}")
        return run

    def new_workspace(self, web: Newsroom, folder: pathlib.Path | None = None) -> None:
        """An empty workspace that follows the example web."""
        folder = folder or self.workspace
        self.claimline("init", workspace=folder)
        (folder / "sources").mkdir(exist_ok=True)
        shutil.copy(web.sources, folder / "sources")

    def crawl_both_states(self) -> Newsroom:
        """A workspace that saw the example web in its first state and then in its second, which stays up."""
        with Newsroom(self.scratch) as web:
            self.new_workspace(web)
            self.claimline("--now", FIRST, "crawl", *LOOPBACK)
            port = web.port
        web = self.enterContext(Newsroom(self.scratch, "second", port))
        self.claimline("--now", SECOND, "crawl", "--force", *LOOPBACK)
        return web

    def jsonl(self, *arguments, **options) -> list[dict]:
        return [json.loads(line) for line in self.claimline(*arguments, **options).out.splitlines()]

    def csv(self, *arguments) -> list[dict]:
        return list(csv.DictReader(io.StringIO(self.claimline(*arguments).out, newline="")))

    def exports(self, workspace: pathlib.Path | None = None) -> dict[str, bytes]:
        """Every export there is, as bytes."""
        return {f"{what}.{form}": self.claimline("export", what, "--format", form, workspace=workspace).stdout
                for what in ("claims", "timeline") for form in ("csv", "tsv", "jsonl")}

    def content(self, workspace: pathlib.Path | None = None) -> list[dict]:
        """Every claim as exported, without the place in the archive where its proof lies: that depends on the
        order in which answers arrived."""
        claims = self.jsonl("export", "claims", "--format", "jsonl", workspace=workspace)
        for claim in claims:
            for name in ("warc_file", "warc_offset", "warc_length"):
                del claim["snapshot"][name]
        return claims


def main() -> None:
    if not PROGRAM.exists():
        sys.exit(f"{PROGRAM} is not built; run scripts/build")
    unittest.main(verbosity=2)


def need_shared(*names: str) -> None:
    """Ends the test file as skipped where the instruments beside the project are absent."""
    missing = [name for name in names if not (SHARED / name).exists()]
    if missing:
        print(f"skipped: no {', '.join(missing)} in ../shared")
        sys.exit(SKIPPED)


def need_tool(name: str) -> None:
    if not shutil.which(name):
        print(f"skipped: {name} is not installed")
        sys.exit(SKIPPED)
