"""Scores links, references and speakers on tests/eval/language_cases.txt (its head tells the marks).

A mark is matched by overlap: the text says "the company", the program may mark "company". Values in percent.
"""
import collections
import pathlib
import re
import tempfile

MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]|\{([^{}|]+)\|([^{}|]+)\}")


def read_cases(path: pathlib.Path) -> list[dict]:
    """Texts without their marks; marks and sentences as code point offsets."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("== "):
            head, title = line[3:].split(" | ")
            name, published = head.split()
            cases.append({"id": name, "published": published, "title": title, "text": "", "links": [], "references": [],
                          "sentences": [], "gap": ""})
        elif line:
            add_sentence(cases[-1], line)
        elif cases and cases[-1]["text"]:
            cases[-1]["gap"] = "\n\n"
    return cases


def add_sentence(case: dict, line: str) -> None:
    sentence, _, speaker = line.partition(" @@ ")
    case["text"] += case["gap"]
    case["gap"] = " "
    begin, at = len(case["text"]), 0
    for mark in MARK.finditer(sentence):
        case["text"] += sentence[at:mark.start()]
        surface, meant = (mark[1], mark[2]) if mark[1] else (mark[3], mark[4])
        span = (len(case["text"]), len(case["text"]) + len(surface), meant)
        case["links" if mark[1] else "references"].append(span)
        case["text"] += surface
        at = mark.end()
    case["text"] += sentence[at:]
    case["sentences"].append((begin, len(case["text"]), speaker))


def overlapping(mentions: list[dict], begin: int, end: int) -> list[dict]:
    return [mention for mention in mentions if mention["start"] < end and mention["end"] > begin]


class Tally:
    """What was to be found, what was found right, and what was claimed wrongly, with the misses for reading."""

    def __init__(self):
        self.counts = collections.Counter()
        self.misses = []

    def note(self, key: str, case: dict, begin: int, end: int, text: str) -> None:
        self.counts[key] += 1
        if not key.endswith("right"):
            self.misses.append(f"{key}\t{case['id']}\t{case['text'][max(0, begin - 40):end + 30]!r}\t{text}")

    def share(self, part: str, *whole: str) -> float:
        return 100 * self.counts[part] / max(1, sum(self.counts[key] for key in whole))


def score_links(tally: Tally, case: dict, mentions: list[dict]) -> None:
    names = [mention for mention in mentions if not mention.get("coref")]
    for begin, end, meant in case["links"]:
        found = overlapping(names, begin, end)
        answers = [f"{mention['canonical']} ({mention['type']})" for mention in found]
        if meant.startswith("?"):
            right = any(mention["type"] == meant[1:] and not mention["id"] or mention["type"] == meant[1:] == "PER"
                        for mention in found)
            tally.note("open right" if right else "open missed", case, begin, end, f"{meant}: {answers}")
            continue
        right = any(meant in (mention["id"], mention["canonical"]) and mention["id"] for mention in found)
        linked = any(mention["id"] for mention in found)
        key = "link right" if right else "link wrong" if linked else "link missed"
        tally.note(key, case, begin, end, f"{meant}: {answers}")
    for mention in names:
        marked = any(begin < mention["end"] and end > mention["start"] for begin, end, _ in case["links"] + case["references"])
        if mention["id"] and mention["type"] != "PLACE" and not marked:
            tally.note("link invented", case, mention["start"], mention["end"], mention["canonical"])


def score_references(tally: Tally, case: dict, mentions: list[dict]) -> None:
    references = [mention for mention in mentions if mention.get("coref")]
    for begin, end, meant in case["references"]:
        found = overlapping(mentions, begin, end)
        right = any(mention["canonical"] == meant for mention in found)
        key = "reference right" if right else "reference wrong" if found else "reference missed"
        tally.note(key, case, begin, end, f"{meant}: {[mention['canonical'] for mention in found]}")
    for mention in references:
        if not any(begin < mention["end"] and end > mention["start"] for begin, end, _ in case["references"] + case["links"]):
            tally.note("reference invented", case, mention["start"], mention["end"], mention["canonical"])


def score_speakers(tally: Tally, case: dict, speakers: list[dict], quotes: list[dict]) -> None:
    for begin, end, meant in case["sentences"]:
        found = [one["speaker"] for one in overlapping(speakers, begin, end) if one["speaker"]]
        quoted = bool(overlapping(quotes, begin, end))
        kind = "quotation" if quoted else "report"
        same = [name.lower() == meant.lower() for name in found]
        if meant and any(same):
            tally.note(f"{kind} right", case, begin, end, "")
        elif found:
            tally.note(f"{kind} wrong", case, begin, end, f"{meant or 'nobody'}: {found}")
        elif meant:
            tally.note(f"{kind} missed", case, begin, end, meant)


def language(context) -> list[tuple[str, float]]:
    cases = read_cases(context.project / "tests" / "eval" / "language_cases.txt")
    documents = [{key: case[key] for key in ("id", "published", "title", "text")} for case in cases]
    with tempfile.TemporaryDirectory() as scratch:
        lines = context.extract(documents, "entities,quotes", scratch, ["--explain"])
    tally = Tally()
    for case, line in zip(cases, lines, strict=True):
        score_links(tally, case, line["entities"])
        score_references(tally, case, line["entities"])
        score_speakers(tally, case, line["speakers"], line["quotes"])
    if context.misses:
        print("\n".join(sorted(tally.misses)))
    links = ("link right", "link wrong", "link missed")
    references = ("reference right", "reference wrong", "reference missed")
    return [("names of the tables linked", tally.share("link right", *links)),
            ("links right", tally.share("link right", "link right", "link wrong", "link invented")),
            ("names outside the tables found with type", tally.share("open right", "open right", "open missed")),
            ("references found", tally.share("reference right", *references)),
            ("references right",
             tally.share("reference right", "reference right", "reference wrong", "reference invented")),
            ("speakers of quotations found",
             tally.share("quotation right", "quotation right", "quotation wrong", "quotation missed")),
            ("speakers of quotations right", tally.share("quotation right", "quotation right", "quotation wrong")),
            ("speakers of reports found", tally.share("report right", "report right", "report wrong", "report missed")),
            ("speakers of reports right", tally.share("report right", "report right", "report wrong"))]
