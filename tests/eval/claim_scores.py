"""Compares claims found with claims expected, after the matching rule of the claim schema in short.

A claim is right when its kind, its party and what identifies it agree and it was read from the same place. Expected
fields may be lists: any member is right. `optional` claims are true but borderline: finding them counts neither way.
A second claim for one expectation is a false alarm. Names agree when all words of the shorter are in the longer.
"""
import csv
import pathlib
import re
import unicodedata

# Values that may stand for each other: one act is often told in either word.
ACTIONS = [{"fine", "settlement", "proposed_fine"}, {"ruling", "annulled", "order", "rejection"},
           {"investigation_opened", "information_request", "inspection", "hearing"},
           {"lawsuit", "complaint", "charge", "statement_of_objections"}, {"ban", "order"}, {"approval", "closed"},
           {"law_adopted", "law_proposed", "law_in_force"}, {"appeal", "lawsuit"}, {"warning", "reprimand"}]
STATUSES = [{"planned", "announced", "approved"}, {"in_talks", "considered"}, {"advanced_stage", "under_construction"},
            {"opened", "operating", "expanded"}, {"paused", "delayed"}, {"cancelled", "closed", "rejected"}]
METRICS = [{"MAU", "users"}, {"DAU", "DAP"}, {"subscribers", "paying_subscribers", "customers", "members"}]
FORMS = {"inc", "ltd", "gmbh", "the", "platforms", "holding"}


def as_list(value) -> list:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def words(name) -> set[str]:
    flat = unicodedata.normalize("NFKD", str(name)).casefold().replace("’", "'")
    found = set(re.findall(r"[a-z0-9.+%&]+", re.sub(r"'s?\b", "", flat)))
    return found - FORMS or found


class Aliases:
    """Names of the entity tables that mean one party: "Garante" and the authority's full name, a brand and its owner."""

    def __init__(self, folder: pathlib.Path):
        self.ids: dict[str, set[str]] = {}
        self.parent: dict[str, str] = {}
        for table in sorted(folder.glob("*.tsv")):
            with open(table, encoding="utf-8") as file:
                lines = (line for line in file if not line.startswith("#"))
                for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                    if not row.get("id") or not row.get("name"):
                        continue
                    self.parent[row["id"]] = row.get("parent") or ""
                    for name in [row["name"], *(row.get("aliases") or "").split(";")]:
                        self.ids.setdefault(self.key(name), set()).add(row["id"])

    @staticmethod
    def key(name: str) -> str:
        return " ".join(sorted(words(name)))

    def meant(self, name) -> set[str]:
        found = self.ids.get(self.key(str(name)), set())
        return found | {self.parent[each] for each in found if self.parent[each]}


_ALIASES = Aliases(pathlib.Path(__file__).resolve().parent.parent.parent / "data" / "entities")


def names_agree(wanted, seen) -> bool:
    for a in as_list(wanted):
        for b in as_list(seen):
            one, two = words(a), words(b)
            if one and two and (one <= two or two <= one) or _ALIASES.meant(a) & _ALIASES.meant(b):
                return True
    return False


def values_agree(wanted, seen, groups=()) -> bool:
    return any(a == b or any(a in group and b in group for group in groups)
               for a in as_list(wanted) for b in as_list(seen))


def close(a: float, b: float, tolerance: float) -> bool:
    return abs(a - b) <= tolerance * max(abs(a), abs(b))


def numbers_agree(wanted, seen) -> bool:
    return any(close(a, b, 0.006) for a in as_list(wanted) for b in as_list(seen))


def money_agrees(wanted, seen) -> bool:
    return any(a["currency"] == b["currency"] and close(a["value"], b["value"], 0.011)
               for a in as_list(wanted) for b in as_list(seen))


def months(date: str) -> tuple[str, str] | None:
    """First and last day of an ISO partial date, of a quarter or half year."""
    found = re.fullmatch(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|Q([1-4])|H([12])))?", str(date))
    if not found:
        return None
    year, month, day, quarter, half = found.groups()
    if quarter or half:
        last = 3 * int(quarter) if quarter else 6 * int(half)
        return f"{year}-{last - (2 if quarter else 5):02}-01", f"{year}-{last:02}-31"
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or '31'}"


def dates_agree(wanted, seen) -> bool:
    """One lies inside the other; a deadline may be words ("20 days")."""
    for a in as_list(wanted):
        for b in as_list(seen):
            one, two = months(a), months(b)
            if one is None or two is None:
                if words(a) == words(b):
                    return True
            elif one[0] <= two[0] and two[1] <= one[1] or two[0] <= one[0] and one[1] <= two[1]:
                return True
    return False


COMPARE = {"action": lambda a, b: values_agree(a, b, ACTIONS), "status": lambda a, b: values_agree(a, b, STATUSES),
           "metric": lambda a, b: values_agree(a, b, METRICS), "topic": values_agree, "qualifier": values_agree,
           "facility_type": values_agree, "value": numbers_agree, "count": numbers_agree, "ordinal": numbers_agree,
           "jobs": numbers_agree, "capacity_mw": numbers_agree, "amount": money_agrees, "cost": money_agrees,
           "deadline": dates_agree}


def slot(claim: dict, name: str):
    return claim.get("slots", {}).get(name)


def agree(wanted: dict, seen: dict, name: str) -> bool:
    """Both have the slot and agree."""
    a, b = slot(wanted, name), slot(seen, name)
    return a is not None and b is not None and COMPARE.get(name, names_agree)(a, b)


def contradict(wanted: dict, seen: dict, name: str) -> bool:
    return slot(wanted, name) is not None and slot(seen, name) is not None and not agree(wanted, seen, name)


def overlap(wanted: dict, seen: dict) -> bool:
    return any(a < d and c < b for a, b in wanted["evidence"] for c, d in seen["evidence"])


def matches(wanted: dict, seen: dict) -> bool:
    if wanted["kind"] != seen["kind"]:
        return False
    party = names_agree(wanted.get("subject"), seen.get("subject"))
    here = overlap(wanted, seen)

    def apart(*names: str) -> bool:
        return any(contradict(wanted, seen, name) for name in names)

    match wanted["kind"]:
        case "user_metric":
            return party and agree(wanted, seen, "value")
        case "facility_plan":
            return party and here and not apart("facility_type", "location", "ordinal")
        case "regulatory_action":
            who = party or agree(wanted, seen, "actor")
            return agree(wanted, seen, "action") and not apart("amount") and who and here
        case "investment":
            return party and not apart("amount") and (here or agree(wanted, seen, "counterparty"))
        case "obligation":
            return here and not apart("deadline")
        case "denial":
            speaker = names_agree(wanted.get("subject"), seen.get("attribution", {}).get("speaker"))
            return (party or speaker) and here
    return party and (here or agree(wanted, seen, "action" if wanted["kind"] == "commitment" else "topic"))


def fields_of(wanted: dict, seen: dict) -> list[bool]:
    """For each field that the expectation has: is it right?"""
    right = [names_agree(wanted["subject"], seen.get("subject"))] if wanted.get("subject") else []
    right += [agree(wanted, seen, name) for name in wanted.get("slots", {})]
    right += [dates_agree(value, seen.get("time", {}).get(name)) for name, value in wanted.get("time", {}).items()]
    if speaker := wanted.get("attribution", {}).get("speaker"):
        right.append(names_agree(speaker, seen.get("attribution", {}).get("speaker")))
    return right + [wanted["modality"] == seen.get("modality")]


def pair(expected: list[dict], found: list[dict]) -> list[tuple[int, int]]:
    """One to one, the pairs with most right fields first, required before optional ones."""
    ranked = []
    for i, wanted in enumerate(expected):
        for j, seen in enumerate(found):
            if matches(wanted, seen):
                weight = 5 * overlap(wanted, seen) + sum(fields_of(wanted, seen))
                ranked.append((bool(wanted.get("optional")), -weight, i, j))
    pairs, used_i, used_j = [], set(), set()
    for _, _, i, j in sorted(ranked):
        if i not in used_i and j not in used_j:
            pairs.append((i, j))
            used_i.add(i)
            used_j.add(j)
    return pairs


class Score:
    """Counts over documents; values in percent."""

    def __init__(self):
        self.right = self.false = self.missed = self.fields = self.fields_right = 0
        self.by_confidence: list[tuple[float, bool]] = []  # optional claims that were found count as right

    def add(self, expected: list[dict], found: list[dict]) -> None:
        pairs = pair(expected, found)
        required = [(i, j) for i, j in pairs if not expected[i].get("optional")]
        self.right += len(required)
        self.false += len(found) - len(pairs)
        self.missed += sum(not claim.get("optional") for claim in expected) - len(required)
        for i, j in required:
            fields = fields_of(expected[i], found[j])
            self.fields += len(fields)
            self.fields_right += sum(fields)
        good = {j for _, j in pairs}
        self.by_confidence += [(claim.get("confidence", 1), j in good) for j, claim in enumerate(found)]

    def rows(self) -> list[tuple[str, float]]:
        precision = 100 * self.right / max(1, self.right + self.false)
        recall = 100 * self.right / max(1, self.right + self.missed)
        both = precision + recall
        return [("micro F1", 2 * precision * recall / both if both else 0.0), ("precision", precision),
                ("recall", recall), ("slots right", 100 * self.fields_right / max(1, self.fields))]

    def reliability(self) -> list[tuple[str, int, int]]:
        """(band of confidence, claims, right ones) from the surest down."""
        bands = [(0.85, 1.01), (0.8, 0.85), (0.75, 0.8), (0.7, 0.75), (0, 0.7)]
        return [(f"{low:.2f}-{min(high, 1):.2f}", len(inside), sum(inside)) for low, high in bands
                if (inside := [good for confidence, good in self.by_confidence if low <= confidence < high])]
