"""The archive that is poured in: the same each time, each readable file with a word of its own."""

from __future__ import annotations

from pathlib import Path

from eval.benchmarks.archive import Found, compare
from eval.seeded_archive import Planted, write_archive


def test_it_is_the_same_each_time_and_marks_stand_once(tmp_path: Path) -> None:
    one = write_archive(tmp_path / "one", files=48)
    assert write_archive(tmp_path / "other", files=48) == one
    marks = [file.mark for file in one if file.mark]
    assert len(marks) == len(set(marks)) > 40
    assert len({file.source for file in one}) == len(one)
    on_disk = {path.relative_to(tmp_path / "one").as_posix() for path in (tmp_path / "one").rglob("*.*")}
    assert on_disk == {file.source for file in one if "/attachments/" not in file.source}
    for file in one:
        if (
            file.mark
            and file.source.endswith((".txt", ".csv", ".json"))
            and "/attachments/" not in file.source
        ):
            assert (tmp_path / "one" / file.source).read_text(encoding="utf-8").count(file.mark) == 1


PLANTED = [
    Planted(source="a.txt", mark="qx1"),
    Planted(source="b.csv", mark="qx2", rows=5),
    Planted(source="torn.pdf", mark="", readable=False),
]
RIGHT = Found(
    sources=frozenset({"archive/a.txt", "archive/b.csv"}), quarantined=frozenset({"archive/torn.pdf"}),
    passages={"qx1": {"archive/a.txt": 1}, "qx2": {"archive/b.csv": 1}}, rows={"archive/b.csv": 5},
)  # fmt: skip


def _changed(**fields: object) -> dict[str, float]:
    made = {name: getattr(RIGHT, name) for name in ("sources", "quarantined", "passages", "rows")}
    found = compare(PLANTED, Found(**{**made, **fields}))  # type: ignore[arg-type]
    return {name: value for name, value in found.items() if value}


def test_each_fault_is_counted_under_its_name() -> None:
    assert _changed() == {}
    assert _changed(sources=frozenset({"archive/b.csv"})) == {"lost": 1}
    assert _changed(passages={"qx2": {"archive/b.csv": 1}}) == {"lost": 1}
    assert _changed(rows={"archive/b.csv": 4}) == {"lost": 1}
    assert _changed(rows={"archive/b.csv": 10}) == {"doubled": 1}
    twice = {"qx1": {"archive/a.txt": 2}, "qx2": {"archive/b.csv": 1}}
    assert _changed(passages=twice) == {"doubled": 1}
    elsewhere = {"qx1": {"archive/a.txt": 1, "archive/c.txt": 1}, "qx2": {"archive/b.csv": 1}}
    assert _changed(passages=elsewhere, sources=RIGHT.sources | {"archive/c.txt"}) == {
        "doubled": 1, "unknown_sources": 1,
    }  # fmt: skip
    assert _changed(quarantined=frozenset({"archive/b.csv"})) == {
        "not_quarantined": 1,
        "wrongly_quarantined": 1,
    }
