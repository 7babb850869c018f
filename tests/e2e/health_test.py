#!/usr/bin/env python3
"""source health: every state it knows, brought about by real crawls of a site that behaves so."""
import datetime
import http.server
import threading

from harness import LOOPBACK, Case, main

NOW = datetime.datetime(2023, 10, 2, 6, tzinfo=datetime.timezone.utc)
STORY = """<html><head><title>The {name} quay, report {age}</title></head><body><article><h1>The {name} quay, report {age}</h1>
<p>The port authority said on Monday that the {name} quay would take {age} ships more than it did in the summer, and that the
works on its northern side would go on until the spring.</p>
<p>Two cranes are to be moved there before the first ships arrive, according to a notice that the harbour master signed in
the morning; neither the cost nor the date of the second stage was given.</p></article></body></html>"""
EMPTY = "<html><head><title>Loading</title></head><body><div id=app></div><script src=/app.js></script></body></html>"

# Days since each item of a feed.
STEADY = [age for month in range(6) for age in range(2 + 30 * month, 28 + 30 * month, 5)]
FEEDS = {
    "steady": STEADY,
    "seldom": [40, 100, 170],
    "asleep": [200, 230, 260],
    "silenced": [age for age in STEADY if age > 31],
    "script": list(range(1, 15, 2)),
    "fading": [3] + [age for month in range(1, 6) for age in range(31 + 30 * month, 58 + 30 * month, 3)],
    "promised": [2, 9, 16],
}
STATUS = {"shut": 403, "cracked": 500, "moved-away": 404}
STATES = {"steady": "ok", "seldom": "quiet", "asleep": "stale", "silenced": "stale", "script": "empty-text", "fading": "drift",
          "promised": "drift", "shut": "refused", "cracked": "broken", "moved-away": "broken", "page-not-feed": "broken",
          "fenced": "robots", "unfenced": "robots", "waiting": "new"}


class Site:
    """127.0.0.1 serves the feeds; 127.0.0.2 forbids all, and 127.0.0.3 cannot serve its robots.txt."""

    def __init__(self):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802
                status, body, kind = self.answer(self.headers["Host"].split(":")[0])
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body.encode())

            def answer(self, host: str) -> tuple[int, str, str]:
                name, _, item = self.path.strip("/").partition("/")
                if name == "robots.txt":
                    status = {"127.0.0.1": 404, "127.0.0.2": 200, "127.0.0.3": 503}[host]
                    return status, "User-agent: *\nDisallow: /\n", "text/plain"
                if name in STATUS:
                    return STATUS[name], "no", "text/plain"
                if name == "page-not-feed":
                    return 200, STORY.format(name=name, age=3), "text/html"
                if name not in FEEDS:
                    return 404, "no", "text/plain"
                if item:
                    return 200, EMPTY if name == "script" else STORY.format(name=name, age=item), "text/html"
                items = "".join(
                    f"<item><title>Report {age}</title><link>/{name}/{age}</link><pubDate>"
                    f"{NOW - datetime.timedelta(days=age):%a, %d %b %Y %H:%M:%S GMT}</pubDate></item>" for age in FEEDS[name])
                return 200, f"<rss version='2.0'><channel><title>{name}</title>{items}</channel></rss>", "application/rss+xml"

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("0.0.0.0", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Health(Case):
    def setUp(self):
        super().setUp()
        self.site = self.enterContext(Site())
        self.claimline("init")
        hosts = {"fenced": "127.0.0.2", "unfenced": "127.0.0.3"}
        for name in STATES:
            if name != "waiting":
                self.add(name, hosts.get(name, "127.0.0.1"), "expect.items_per_30d = 40\n" if name == "promised" else "")
        self.now = ["--now", f"{NOW:%Y-%m-%dT%H:%M:%SZ}"]
        self.metrics = self.scratch / "m.prom"
        self.claimline(*self.now, "crawl", "--metrics", self.metrics, *LOOPBACK, expect=3)
        self.add("waiting", "127.0.0.1", "")

    def add(self, name: str, host: str, more: str) -> None:
        (self.workspace / "sources" / f"{name}.toml").write_text(
            f'id = "{name}"\nname = "{name}"\nkind = "feed"\nurl = "http://{host}:{self.site.port}/{name}"\n{more}')

    def health(self, *options) -> dict[str, dict]:
        return {row["id"]: row for row in self.jsonl(*self.now, "source", "health", "--format", "jsonl", *options)}

    def test_every_state_is_told_with_its_reason(self):
        health = self.health()
        self.assertEqual({name: row["state"] for name, row in health.items()}, STATES)
        for name, word in {"shut": "403", "cracked": "500", "fenced": "robots.txt forbids", "unfenced": "503", "seldom": "as usual",
                           "silenced": "it used to have", "script": "0 of 7", "fading": "were usual",
                           "promised": "40 were expected", "page-not-feed": "not a feed"}.items():
            self.assertIn(word, health[name]["why"], name)
        self.assertEqual(health["steady"]["why"], "")
        self.assertEqual(health["seldom"]["newest_item"], "2023-08-23T06:00:00Z")
        self.assertEqual(str(health["promised"]["expected_30d"]), "40")

    def test_monitors_get_the_same_states_and_the_age_of_the_newest_item(self):
        lines = self.metrics.read_text().splitlines()
        for name, state in STATES.items():
            if name != "waiting":
                self.assertIn(f'claimline_source_health{{source="{name}",state="{state}"}} 1', lines)
        newest = int((NOW - datetime.timedelta(days=40)).timestamp())
        self.assertIn(f'claimline_source_newest_item_timestamp_seconds{{source="seldom"}} {newest}', lines)
        self.assertIn('claimline_source_items_30d{source="promised"} 3', lines)


if __name__ == "__main__":
    main()
