"""Scores links, references and speakers on tests/eval/language_cases*.txt (the head of the first tells the marks).

A mark is matched by overlap: the text says "the company", the program may mark "company". A name outside the tables may
be given whole or by its beginning ("Holmdahl", "Holmdahl Cells AB"). Values in percent.
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


PRONOUNS = {"it": "it, its", "its": "it, its", "itself": "it, its", "they": "they, their", "their": "they, their",
            "them": "they, their", "we": "we, our", "our": "we, our", "us": "we, our"}
PERSONS = {"he", "she", "his", "her", "him", "hers"}


class Kinds:
    """What kind of entity a canonical name or id is: the name of its table."""

    def __init__(self, tables: pathlib.Path):
        self.table = {}
        for path in sorted(tables.glob("*.tsv")):
            for line in path.read_text(encoding="utf-8").splitlines():
                if not line.startswith("#") and "\t" in line:
                    for key in line.split("\t")[:2]:
                        self.table.setdefault(key, path.stem)

    def of(self, meant: str) -> str:
        return self.table.get(meant, "others")

    def of_reference(self, surface: str, meant: str) -> str:
        word = surface.lower()
        if word in PERSONS:
            return "he, she"
        if word in PRONOUNS:
            return PRONOUNS[word]
        return "the regulator, the court" if self.of(meant) in ("authorities", "courts") else "the company, the app"


class Tally:
    """Outcomes by part (link, open, reference, quotation, report) and kind, with the misses for reading."""

    def __init__(self):
        self.cells = collections.Counter()
        self.misses = []

    def note(self, part: str, kind: str, outcome: str, case: dict, begin: int, end: int, text: str) -> None:
        self.cells[part, kind, outcome] += 1
        if outcome != "right":
            self.misses.append(f"{part} {outcome}\t{case['id']}\t{case['text'][max(0, begin - 40):end + 30]!r}\t{text}")

    def count(self, part: str, *outcomes: str) -> int:
        return sum(n for (one, _, outcome), n in self.cells.items() if one == part and outcome in outcomes)

    def share(self, part: str, *whole: str) -> float:
        return 100 * self.count(part, "right") / max(1, self.count(part, "right", *whole))

    def confusion(self) -> str:
        lines = [f"{'':<13}{'kind':<26}{'right':>7}{'wrong':>7}{'missed':>8}{'spurious':>10}"]
        for part in ("link", "open", "reference", "quotation", "report"):
            for kind in sorted({kind for one, kind, _ in self.cells if one == part}):
                right, wrong, missed, spurious = (self.cells[part, kind, outcome] for outcome in OUTCOMES)
                lines.append(f"{part:<13}{kind:<26}{right:>7}{wrong:>7}{missed:>8}{spurious:>10}")
        return "\n".join(lines)


OUTCOMES = ("right", "wrong", "missed", "spurious")


def same_name(case: dict, found: str, meant: str) -> bool:
    found, meant = found.casefold(), meant.casefold()
    if found == meant:
        return True
    short, long = sorted((found, meant), key=len)
    outside = any(meant.startswith(name.casefold()) or name.casefold().startswith(meant) for name in case["open names"])
    return outside and long.startswith(short + " ")


def score_links(tally: Tally, kinds: Kinds, case: dict, mentions: list[dict]) -> None:
    names = [mention for mention in mentions if not mention.get("coref")]
    for begin, end, meant in case["links"]:
        found = overlapping(names, begin, end)
        answers = [f"{mention['canonical']} ({mention['type']})" for mention in found]
        if meant.startswith("?"):
            right = any(mention["type"] == meant[1:] and not mention["id"] or mention["type"] == meant[1:] == "PER"
                        for mention in found)
            outcome = "right" if right else "wrong" if found else "missed"
            tally.note("open", meant[1:], outcome, case, begin, end, f"{meant}: {answers}")
            continue
        right = any(meant in (mention["id"], mention["canonical"]) and mention["id"] for mention in found)
        linked = any(mention["id"] for mention in found)
        outcome = "right" if right else "wrong" if linked else "missed"
        tally.note("link", kinds.of(meant), outcome, case, begin, end, f"{meant}: {answers}")
    for mention in names:
        marked = any(begin < mention["end"] and end > mention["start"] for begin, end, _ in case["links"] + case["references"])
        if mention["id"] and mention["type"] != "PLACE" and not marked:
            tally.note("link", kinds.of(mention["id"]), "spurious", case, mention["start"], mention["end"], mention["canonical"])


def score_references(tally: Tally, kinds: Kinds, case: dict, mentions: list[dict]) -> None:
    references = [mention for mention in mentions if mention.get("coref")]
    for begin, end, meant in case["references"]:
        found = overlapping(mentions, begin, end)  # "Italy's antitrust authority" may be a name
        right = any(same_name(case, mention["canonical"], meant) for mention in found)
        kind = kinds.of_reference(case["text"][begin:end], meant)
        outcome = "right" if right else "wrong" if found else "missed"
        tally.note("reference", kind, outcome, case, begin, end, f"{meant}: {[mention['canonical'] for mention in found]}")
    for mention in references:
        if not any(begin < mention["end"] and end > mention["start"] for begin, end, _ in case["references"] + case["links"]):
            kind = kinds.of_reference(case["text"][mention["start"]:mention["end"]], mention["canonical"])
            tally.note("reference", kind, "spurious", case, mention["start"], mention["end"], mention["canonical"])


def score_speakers(tally: Tally, kinds: Kinds, case: dict, speakers: list[dict], quotes: list[dict]) -> None:
    for begin, end, meant in case["sentences"]:
        found = [one["speaker"] for one in overlapping(speakers, begin, end) if one["speaker"]]
        part = "quotation" if overlapping(quotes, begin, end) else "report"
        kind = "body" if kinds.of(meant or "".join(found[:1])) != "others" else "person or other"
        if meant and any(same_name(case, name, meant) for name in found):
            tally.note(part, kind, "right", case, begin, end, "")
        elif found:
            tally.note(part, kind, "wrong" if meant else "spurious", case, begin, end, f"{meant or 'nobody'}: {found}")
        elif meant:
            tally.note(part, kind, "missed", case, begin, end, meant)


def tally_of(context, paths: list[pathlib.Path]) -> Tally:
    kinds = Kinds(context.project / "data" / "entities")
    tally = Tally()
    for path in paths:
        cases = read_cases(path)
        documents = [{key: case[key] for key in ("id", "published", "title", "text")} for case in cases]
        with tempfile.TemporaryDirectory() as scratch:
            lines = context.extract(documents, "entities,quotes", scratch, ["--explain"])
        for case, line in zip(cases, lines, strict=True):
            case["open names"] = [case["text"][begin:end] for begin, end, meant in case["links"] if meant.startswith("?")]
            score_links(tally, kinds, case, line["entities"])
            score_references(tally, kinds, case, line["entities"])
            score_speakers(tally, kinds, case, line["speakers"], line["quotes"])
    return tally


def case_files(context) -> list[pathlib.Path]:
    return sorted((context.project / "tests" / "eval").glob("language_cases*.txt"))


def confusion(context) -> str:
    """Both files together, then each set of texts by itself."""
    parts = [("all", case_files(context))] + [(path.name, [path]) for path in case_files(context)]
    return "\n\n".join(f"{name}\n{tally_of(context, paths).confusion()}" for name, paths in parts)


def language(context) -> list[tuple[str, float]]:
    return shares(context, "language_cases.txt")


def language_2(context) -> list[tuple[str, float]]:
    return shares(context, "language_cases_2.txt")


def shares(context, name: str) -> list[tuple[str, float]]:
    tally = tally_of(context, [context.project / "tests" / "eval" / name])
    if context.misses:
        print("\n".join(sorted(tally.misses)))
    return [("names of the tables linked", tally.share("link", "wrong", "missed")),
            ("links right", tally.share("link", "wrong", "spurious")),
            ("names outside the tables found with type", tally.share("open", "wrong", "missed")),
            ("references found", tally.share("reference", "wrong", "missed")),
            ("references right", tally.share("reference", "wrong", "spurious")),
            ("speakers of quotations found", tally.share("quotation", "wrong", "missed")),
            ("speakers of quotations right", tally.share("quotation", "wrong", "spurious")),
            ("speakers of reports found", tally.share("report", "wrong", "missed")),
            ("speakers of reports right", tally.share("report", "wrong", "spurious"))]
