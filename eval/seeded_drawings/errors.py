"""Plant errors into sheets, each with the rule that should tell it. Knows no format and no checker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from eval.seeded_drawings.sheet import Planted, RevisionRow, SheetDraft, SheetKind

_ALL: frozenset[SheetKind] = frozenset({"part", "diagram", "layout"})
_DIMENSIONED: frozenset[SheetKind] = frozenset({"part", "layout"})
_TAGGED: frozenset[SheetKind] = frozenset({"diagram", "layout"})
_TITLE_BLOCK = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorKind:
    """A kind of error.

    Attributes:
        kinds: Sheets that it fits.
        touches: What of a sheet it changes; two errors of one sheet touch different things.
        plant: Changes the sheet and says what was planted.
        only_vector: True where a scan cannot show it.
    """

    name: str
    kinds: frozenset[SheetKind]
    touches: frozenset[str]
    plant: Callable[[SheetDraft, Random], Planted]
    only_vector: bool = False


def _empty(name: str) -> Callable[[SheetDraft, Random], Planted]:
    def plant(sheet: SheetDraft, random: Random) -> Planted:
        del random
        sheet.fields[name] = ""
        rules = {"scale": "scale_missing", "material": "material_missing"}
        return Planted(rules=(rules.get(name, "field_missing"),), key=name, place=_TITLE_BLOCK)

    return plant


def _revision_behind(sheet: SheetDraft, random: Random) -> Planted:
    del random
    row = sheet.revisions[-1]
    following = chr(ord(row.index) + 1)
    sheet.revisions.append(
        RevisionRow(following, sheet.t("Nozzles moved", "Piquages déplacés"), "2025-06-17", row.by)
    )
    return Planted(rules=("revision_table",), key=following)


def _file_revision(sheet: SheetDraft, random: Random) -> Planted:
    wrong = random.choice([index for index in "ABCDEFG" if index != sheet.fields["revision"]])
    head, tail = sheet.file.rsplit("_rev", 1)
    sheet.file = f"{head}_rev{wrong}.{tail.split('.')[1]}"
    return Planted(rules=("revision_file",), key=wrong)


def _dates_back(sheet: SheetDraft, random: Random) -> Planted:
    row = sheet.revisions[-1]
    row.day = f"2017-{random.randint(1, 9):02d}-{random.randint(13, 28)}"
    return Planted(rules=("revision_order",), key=row.index)


def _sheet_count(sheet: SheetDraft, random: Random) -> Planted:
    this = random.randint(3, 6)
    sheet.fields["sheet"] = sheet.t(f"{this} of 2", f"{this}/2")
    return Planted(rules=("sheet_count",), key=str(this))


def _own_checker(sheet: SheetDraft, random: Random) -> Planted:
    name = random.choice(("checked by", "approved by"))
    sheet.fields[name] = sheet.fields["drawn by"]
    return Planted(rules=("checked_by_author",), key=sheet.fields["drawn by"])


def _file_number(sheet: SheetDraft, random: Random) -> Planted:
    head, number = sheet.fields["drawing number"].rsplit("-", 1)
    other = f"{head}-{(int(number) + random.randint(30, 60)):03d}"
    sheet.file = sheet.file.replace(sheet.fields["drawing number"], other)
    return Planted(rules=("number_file",), key=sheet.fields["drawing number"])


def _unregistered(sheet: SheetDraft, random: Random) -> Planted:
    symbol = random.choice([s for s in sheet.symbols if s.kind in {"pump", "machine", "exchanger"}])
    letters, number = symbol.tag.split("-")
    digits = "".join(c for c in number if c.isdigit())
    symbol.tag = f"{letters}-{int(digits) + 500}{number[len(digits) :]}"
    return Planted(rules=("tag_unregistered",), key=symbol.tag, place=(symbol.x, symbol.y))


def _spelling(sheet: SheetDraft, random: Random) -> Planted:
    symbol = random.choice([s for s in sheet.symbols if s.kind not in {"bubble", "valve"}])
    odd = symbol.tag.replace("-", random.choice(("", " ")))
    sheet.notes.append(
        sheet.t(
            f"{len(sheet.notes)}. {odd} IS SUPPLIED WITH ITS BASE FRAME",
            f"{len(sheet.notes)}. {odd} EST FOURNI AVEC SON CHÂSSIS",
        )
    )
    return Planted(rules=("tag_spelling",), key=odd, place=(40, 118 - 5 * (len(sheet.notes) - 1)))


def _duplicate(sheet: SheetDraft, random: Random) -> Planted:
    kinds = {"diagram": ("valve", "pump"), "layout": ("machine",), "part": ()}[sheet.kind]
    one, other = random.sample([s for s in sheet.symbols if s.kind in kinds], 2)
    other.tag = one.tag
    return Planted(rules=("tag_duplicate",), key=one.tag)


def _lost_reference(sheet: SheetDraft, random: Random) -> Planted:
    head = sheet.fields["drawing number"].rsplit("-", 1)[0]
    number = f"{head}-{random.randint(50, 89):03d}"
    at = len(sheet.notes)
    sheet.notes.append(
        sheet.t(f"{at}. FOR SUPPORTS SEE DRAWING {number}", f"{at}. SUPPORTS : VOIR PLAN {number}")
    )
    return Planted(rules=("reference_broken",), key=number, place=(40, 118 - 5 * at))


def _lost_view(sheet: SheetDraft, random: Random) -> Planted:
    letter = random.choice("CDEF")
    at = len(sheet.notes)
    sheet.notes.append(
        sheet.t(f"{at}. FOR THE KEYWAY SEE DETAIL {letter}", f"{at}. RAINURE : VOIR DÉTAIL {letter}")
    )
    return Planted(rules=("reference_broken",), key=letter, place=(40, 118 - 5 * at))


def _broken_chain(sheet: SheetDraft, random: Random) -> Planted:
    chain = sheet.chains[0]
    step = 1.0 if sheet.kind == "part" else 100.0
    wrong = sum(chain.lengths) + step * random.choice((-4, -3, -2, 2, 3, 5))
    chain.overall = (
        f"{wrong:.2f}".rstrip("0").rstrip(".").replace(".", "," if sheet.language == "fr" else ".")
    )
    middle = chain.start + sum(chain.lengths) * chain.scale / 2
    return Planted(
        rules=("dimension_chain", "dimension_override"), key=chain.overall, place=(middle, chain.at - 5)
    )


def _typed_over(sheet: SheetDraft, random: Random) -> Planted:
    start, end, at, words, upright = sheet.dimensions[0]
    true = round(end - start)
    wrong = words.replace(str(true), str(true + random.choice((-3, 2, 4))), 1)
    sheet.dimensions[0] = (start, end, at, wrong, upright)
    return Planted(rules=("dimension_override",), key=wrong, place=(at, (start + end) / 2))


def _reversed(sheet: SheetDraft, random: Random) -> Planted:
    place = next(i for i, (*_, words, _) in enumerate(sheet.dimensions) if "/" in words)
    start, end, at, words, upright = sheet.dimensions[place]
    wrong = words.split(" ")[0] + random.choice((" -0.03/-0.01", " -0.02/+0.01", " +0.01/+0.04"))
    sheet.dimensions[place] = (start, end, at, wrong, upright)
    return Planted(rules=("tolerance_reversed",), key=wrong.split(" ")[1], place=(at, (start + end) / 2))


def _no_unit(sheet: SheetDraft, random: Random) -> Planted:
    del random
    sheet.notes = [note for note in sheet.notes if not note.endswith(" mm") or not note.startswith("1.")]
    return Planted(rules=("unit_missing",))


def _two_units(sheet: SheetDraft, random: Random) -> Planted:
    del random
    at = len(sheet.notes)
    sheet.notes.append(sheet.t(f"{at}. DIMENSIONS ARE IN INCHES", f"{at}. COTES EN POUCES"))
    return Planted(rules=("unit_conflict",), place=(40, 118 - 5 * at))


def _wide_limit(sheet: SheetDraft, random: Random) -> Planted:
    pairs = (
        ("4.5 mm/s", random.choice(("7.1 mm/s", "11.2 mm/s"))),
        ("4,5 mm/s", "7,1 mm/s"),
        ("900 mm", "600 mm"),
    )
    for at, note in enumerate(sheet.notes):
        for old, new in pairs:
            if old in note:
                sheet.notes[at] = note.replace(old, new)
                return Planted(rules=("note_limit",), key=new.split(" ")[0], place=(40, 118 - 5 * at))
    raise ValueError(f"{sheet.file} has no note with a limit")


KINDS: tuple[ErrorKind, ...] = (
    ErrorKind(name="no number", kinds=_ALL, touches=frozenset({"number"}), plant=_empty("drawing number")),
    ErrorKind(name="no revision", kinds=_ALL, touches=frozenset({"revision"}), plant=_empty("revision")),
    ErrorKind(name="no date", kinds=_ALL, touches=frozenset({"date"}), plant=_empty("date")),
    ErrorKind(name="no author", kinds=_ALL, touches=frozenset({"drawn"}), plant=_empty("drawn by")),
    ErrorKind(name="no scale", kinds=_DIMENSIONED, touches=frozenset({"scale"}), plant=_empty("scale")),
    ErrorKind(
        name="no material",
        kinds=frozenset({"part"}),
        touches=frozenset({"material"}),
        plant=_empty("material"),
    ),
    ErrorKind(name="revision behind", kinds=_ALL, touches=frozenset({"revision"}), plant=_revision_behind),
    ErrorKind(
        name="revision of file", kinds=_ALL, touches=frozenset({"revision", "file"}), plant=_file_revision
    ),
    ErrorKind(name="dates backwards", kinds=_ALL, touches=frozenset({"revision"}), plant=_dates_back),
    ErrorKind(name="sheet count", kinds=_ALL, touches=frozenset({"sheet"}), plant=_sheet_count),
    ErrorKind(name="own checker", kinds=_ALL, touches=frozenset({"drawn"}), plant=_own_checker),
    ErrorKind(name="number of file", kinds=_ALL, touches=frozenset({"number", "file"}), plant=_file_number),
    ErrorKind(name="unregistered tag", kinds=_TAGGED, touches=frozenset({"tags"}), plant=_unregistered),
    ErrorKind(name="tag in two ways", kinds=_TAGGED, touches=frozenset({"tags"}), plant=_spelling),
    ErrorKind(name="tag twice", kinds=_TAGGED, touches=frozenset({"tags"}), plant=_duplicate),
    ErrorKind(
        name="lost reference",
        kinds=_TAGGED,
        touches=frozenset({"references", "number"}),
        plant=_lost_reference,
    ),
    ErrorKind(
        name="lost view", kinds=frozenset({"part"}), touches=frozenset({"references"}), plant=_lost_view
    ),
    ErrorKind(name="broken chain", kinds=_DIMENSIONED, touches=frozenset({"chain"}), plant=_broken_chain),
    ErrorKind(
        name="typed over",
        kinds=frozenset({"part"}),
        touches=frozenset({"dimensions"}),
        plant=_typed_over,
        only_vector=True,
    ),
    ErrorKind(
        name="reversed tolerance",
        kinds=frozenset({"part"}),
        touches=frozenset({"tolerance"}),
        plant=_reversed,
    ),
    ErrorKind(name="no unit", kinds=_DIMENSIONED, touches=frozenset({"unit", "notes"}), plant=_no_unit),
    ErrorKind(name="two units", kinds=_DIMENSIONED, touches=frozenset({"unit"}), plant=_two_units),
    ErrorKind(name="wide limit", kinds=_TAGGED, touches=frozenset({"limit"}), plant=_wide_limit),
)


def fits(kind: ErrorKind, sheet: SheetDraft, touched: frozenset[str]) -> bool:
    """Whether an error can be planted into a sheet beside what was planted before."""
    if sheet.kind not in kind.kinds or kind.touches & touched:
        return False
    if kind.name == "typed over":
        return sheet.format == "dxf"
    if kind.name == "dates backwards":
        return len(sheet.revisions) >= 2
    return not (kind.only_vector and sheet.format == "scan")
