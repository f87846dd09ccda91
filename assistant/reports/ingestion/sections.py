"""A batch's report as sections of words and rows, in English or French. Knows no format and no file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.near_duplicates import AlikeGroup
from ingest.refusals_french import in_french
from ingest.report import IngestedFile, IngestReport
from ingest.revision_families import FamilyMember, RevisionFamily
from ingest.warnings_french import warning_in_french

ReportLanguage = Literal["en", "fr"]
_SLOWEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the report.

    Attributes:
        rows: As many cells as ``headers``; numbers come as text.
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Words:
    """Chooses between two languages."""

    def __init__(self, language: ReportLanguage) -> None:
        self.language = language

    def t(self, english: str, french: str) -> str:
        """The text in the report's language."""
        return french if self.language == "fr" else english

    def refusal(self, text: str) -> str:
        """A reason or hint of quarantine, which the catalogue keeps in English."""
        return in_french(text) if self.language == "fr" else text

    def warning(self, text: str) -> str:
        """A remark on a file that came in, which the catalogue keeps in English."""
        return warning_in_french(text) if self.language == "fr" else text

    def number(self, value: float, *, digits: int = 0) -> str:
        """``12,345.6`` or ``12 345,6``."""
        text = f"{value:,.{digits}f}"
        return text if self.language == "en" else text.replace(",", "\u202f").replace(".", ",")


def headline(report: IngestReport, language: ReportLanguage) -> str:
    """The batch in one line."""
    w = Words(language)
    older = sum(_superseded(family) for family in report.revisions)
    counts = (
        (len(report.ingested), "came in", "came in", "entré", "entrés"),
        (len(report.skipped), "unchanged", "unchanged", "inchangé", "inchangés"),
        (len(report.quarantined), "in quarantine", "in quarantine", "en quarantaine", "en quarantaine"),
        (report.ignored, "passed over", "passed over", "laissé de côté", "laissés de côté"),
        (len(report.pruned), "forgotten", "forgotten", "oublié", "oubliés"),
        (older, "older revision", "older revisions", "révision antérieure", "révisions antérieures"),
        (sum(len(group.sources) for group in report.alike), "alike", "alike", "semblable", "semblables"),
    )
    parts = [
        f"{count} {w.t(*((one, un) if count == 1 else (many, plusieurs)))}"
        for place, (count, one, many, un, plusieurs) in enumerate(counts)
        if count or place < 2
    ]
    stopped = w.t("stopped before the end: ", "arrêté avant la fin : ") if report.stopped else ""
    return f"{stopped}{', '.join(parts)}; {report.seconds:.1f} s"


def sections(report: IngestReport, language: ReportLanguage) -> list[Section]:
    """All that there is to say, each part where it has something."""
    w = Words(language)
    found = (
        _came_in(report, w),
        _logs(report, w),
        _refused(report, w),
        _families(report, w),
        _changed(report, w),
        _alike(report, w),
        _warnings(report, w),
        _gone(report, w),
        _slowest(report, w),
    )
    return [section for section in found if section.rows]


def likeness(group: AlikeGroup, language: ReportLanguage) -> str:
    """What ties a group together."""
    w = Words(language)
    percent = f"{100 * group.resemblance:.0f} %"
    return {
        "copy": w.t("copies of one file", "copies d'un même fichier"),
        "same content": w.t("the same but for details", "identiques à des détails près"),
        "near-duplicate": w.t(f"nearly alike ({percent})", f"presque semblables ({percent})"),
    }[group.likeness]


def state(member: FamilyMember, language: ReportLanguage) -> str:
    """What a file of a family is, and why where it is open."""
    w = Words(language)
    if member.state == "in force":
        said = w.t("in force", "en vigueur")
    elif member.state == "superseded":
        said = w.t(f"replaced by {member.by}", f"remplacé par {member.by}")
    else:
        said = {
            "name differs": w.t(
                "undecided: the file's name and the document state different revisions",
                "indécis : le nom du fichier et le document donnent des révisions différentes",
            ),
            "other content": w.t(
                "undecided: it shares too little content with the newest",
                "indécis : trop peu de contenu commun avec la plus récente",
            ),
            "order unknown": w.t(
                "undecided: the order of its revisions cannot be told",
                "indécis : l'ordre des révisions ne peut être établi",
            ),
            "no revision": w.t("undecided: it states no revision", "indécis : aucune révision indiquée"),
            None: w.t("undecided", "indécis"),
        }[member.doubt]
    back = w.t("; dated before an older one", " ; daté d'avant une plus ancienne")
    return said + (back if member.dated_back else "")


def _superseded(family: RevisionFamily) -> int:
    return sum(member.state == "superseded" for member in family.members)


def _came_in(report: IngestReport, w: Words) -> Section:
    by_media: dict[str, list[IngestedFile]] = defaultdict(list)
    for file in report.ingested:
        by_media[file.media].append(file)
    groups = sorted(by_media.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = [_sums(media, files, w) for media, files in groups]
    if len(groups) > 1:
        rows.append(_sums(w.t("all", "total"), report.ingested, w))
    return Section(
        title=w.t("What came in", "Ce qui est entré"),
        headers=(
            w.t("kind of file", "type de fichier"), w.t("files", "fichiers"), w.t("pages", "pages"),
            w.t("rows", "lignes"), w.t("passages", "passages"), "s",
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _sums(name: str, files: Sequence[IngestedFile], w: Words) -> tuple[str, ...]:
    pages, rows = sum(file.pages or 0 for file in files), sum(file.rows for file in files)
    return (
        name, w.number(len(files)), w.number(pages) if pages else "", w.number(rows) if rows else "",
        w.number(sum(file.chunks for file in files)), w.number(sum(file.seconds for file in files), digits=1),
    )  # fmt: skip


def _logs(report: IngestReport, w: Words) -> Section:
    return Section(
        title=w.t("Sensor logs", "Journaux de capteurs"),
        headers=(
            w.t("file", "fichier"), w.t("log", "journal"), w.t("from", "de"), w.t("to", "à"),
            w.t("every", "toutes les"), w.t("rows", "lignes"), w.t("sensors", "capteurs"),
        ),
        rows=tuple(
            (
                file.source, log.name, log.start, log.end,
                f"{log.step_seconds:g} s".replace(".", w.t(".", ",")),
                w.number(log.rows), str(log.sensors),
            )
            for file in report.ingested
            for log in file.logs
        ),
    )  # fmt: skip


def _refused(report: IngestReport, w: Words) -> Section:
    return Section(
        title=w.t("What did not come in", "Ce qui n'est pas entré"),
        headers=(w.t("file", "fichier"), w.t("reason", "raison"), w.t("what mends it", "remède")),
        rows=tuple(
            (file.source, w.refusal(file.reason), w.refusal(file.hint)) for file in report.quarantined
        ),
    )


def _families(report: IngestReport, w: Words) -> Section:
    return Section(
        title=w.t("Revisions in several files", "Révisions en plusieurs fichiers"),
        headers=(
            w.t("document", "document"), w.t("file", "fichier"), w.t("revision", "révision"),
            w.t("date", "date"), w.t("state", "état"),
        ),
        rows=tuple(
            (family.name, member.source, member.revision or "", member.date or "", state(member, w.language))
            for family in report.revisions
            for member in family.members
        ),
    )  # fmt: skip


def _changed(report: IngestReport, w: Words) -> Section:
    return Section(
        title=w.t(
            "Files that replaced their former content", "Fichiers qui remplacent leur contenu antérieur"
        ),
        headers=(w.t("file", "fichier"), w.t("content no.", "contenu n°")),
        rows=tuple((file.source, str(file.revision)) for file in report.ingested if file.revision > 1),
    )


def _alike(report: IngestReport, w: Words) -> Section:
    return Section(
        title=w.t("Copies and near-duplicates", "Copies et quasi-doublons"),
        headers=(w.t("what", "quoi"), w.t("files", "fichiers")),
        rows=tuple((likeness(group, w.language), "\n".join(group.sources)) for group in report.alike),
    )


def _warnings(report: IngestReport, w: Words) -> Section:
    return Section(
        title=w.t("Notes", "Remarques"),
        headers=(w.t("file", "fichier"), w.t("note", "remarque")),
        rows=tuple(
            (file.source, w.warning(warning)) for file in report.ingested for warning in file.warnings
        ),
    )


def _gone(report: IngestReport, w: Words) -> Section:
    def rows() -> Iterator[tuple[str, str]]:
        for source in report.vanished:
            said = w.t(
                "no longer on disk, still answers (--prune forgets it)",
                "n'est plus sur le disque, répond encore (--prune l'oublie)",
            )
            yield source, said
        for source in report.pruned:
            yield source, w.t("forgotten", "oublié")

    return Section(
        title=w.t("No longer there", "Disparus"),
        headers=(w.t("file", "fichier"), w.t("state", "état")),
        rows=tuple(rows()),
    )


def _slowest(report: IngestReport, w: Words) -> Section:
    timed = sorted((f for f in report.ingested if f.seconds), key=lambda f: (-f.seconds, f.source))
    return Section(
        title=w.t("Slowest files", "Fichiers les plus longs"),
        headers=(w.t("file", "fichier"), "s"),
        rows=tuple((file.source, w.number(file.seconds, digits=1)) for file in timed[:_SLOWEST]),
    )
