"""Delimiters and rows of text files."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsers.delimited import delimited_rows, is_tabular, sniff


def _write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "file.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    lines = [
        delimiter.join(("time", "p", "t")),
        *(delimiter.join((f"2024-01-0{i}", "1", "2")) for i in range(1, 9)),
    ]
    path = _write(tmp_path, "\n".join(lines))
    assert sniff(path).delimiter == delimiter


def test_semicolons_with_decimal_commas(tmp_path: Path) -> None:
    path = _write(tmp_path, "a;b\n" + "1,5;2,25\n" * 10)
    assert sniff(path).delimiter == ";"
    assert list(delimited_rows(path, sniff(path)))[1] == ["1,5", "2,25"]


def test_quoted_cells_keep_commas_and_line_ends(tmp_path: Path) -> None:
    path = _write(tmp_path, 'id,text\n1,"a, b"\n2,"two\nlines"\n3,plain\n')
    rows = list(delimited_rows(path, sniff(path)))
    assert rows[1:] == [["1", "a, b"], ["2", "two\nlines"], ["3", "plain"]]


def test_columns_aligned_by_blanks(tmp_path: Path) -> None:
    path = _write(tmp_path, "".join(f"  {i}.5   2.0e+01  -3\n" for i in range(20)))
    assert sniff(path).delimiter == " "
    assert next(delimited_rows(path, sniff(path))) == ["0.5", "2.0e+01", "-3"]


def test_the_line_that_spreadsheets_write(tmp_path: Path) -> None:
    path = _write(tmp_path, "sep=;\na;b\n1;2\n")
    assert list(delimited_rows(path, sniff(path))) == [["a", "b"], ["1", "2"]]


def test_a_commented_header_is_the_header(tmp_path: Path) -> None:
    path = _write(tmp_path, "# made by logger\n# time,p\n2024-01-01,1\n2024-01-02,2\n")
    assert next(delimited_rows(path, sniff(path))) == ["time", "p"]


def test_prose_is_no_table(tmp_path: Path) -> None:
    prose = (
        "The pump was stopped, inspected, cleaned and started again.\nNo leak was found, but noise was.\n"
        * 20
    )
    assert not is_tabular(_write(tmp_path, prose))


def test_a_log_without_a_telling_suffix_is_a_table(tmp_path: Path) -> None:
    assert is_tabular(_write(tmp_path, "t,a,b\n" + "2024-01-01,1,2\n" * 30))


def test_a_quotation_mark_may_be_an_inch(tmp_path: Path) -> None:
    path = _write(tmp_path, "tag,size\n" + '"P-1,3"\n' * 40)
    assert list(delimited_rows(path, sniff(path)))[-1] == ['"P-1', '3"']


def test_quoted_cells_hold_although_rows_end_in_empty_cells(tmp_path: Path) -> None:
    rows = ["node;parameter;deviation;cause;effect;safeguard;G;P;action;owner;state"]
    rows += ["1;flow;none;pump;dry;trip;2;3;alarm;A;done", ";;;valve;dry;alarm;2;2;;;"]
    rows += [
        ";heat;high;heater;flash;switch;3;2;test;B;open",
        '2;pressure;high;fan;burst;"valve ; trip";4;2;size;B;open',
    ]
    rows += [';;;fire;burst;"valve ; spray";5;1;;;', ";level;low;valve;noise;trip;2;3;test;A;open"]
    path = _write(tmp_path, "\n".join((*rows, ";level;high;pump;flood;alarm;3;3;;;")))
    assert list(delimited_rows(path, sniff(path)))[4][4:7] == ["burst", "valve ; trip", "4"]


def test_an_open_quotation_is_said(tmp_path: Path) -> None:
    text = "a,b\n" + "1,2\n" * 500 + '3,"open\n' + ("x,y\n" * 60_000)
    path = _write(tmp_path, text)
    with pytest.raises(Unreadable, match="breaks off"):
        list(delimited_rows(path, sniff(path)))


def test_no_text(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no text"):
        sniff(_write(tmp_path, "\n\n  \n"))


def test_rows_that_often_end_in_empty_cells_keep_their_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "shifts.csv"
    body = "".join(
        f"0{n}/09/2031;M;MP1;10{n},5;;\n0{n}/09/2031;N;MP1;99,5;Casse;1,8\n0{n}/09/2031;J;MP1;98,1;;\n"
        for n in range(1, 9)
    )
    path.write_text("Date;Poste;Machine;Tonnes;Motif;Durée (h)\n" + body, encoding="utf-8")
    assert (sniff(path).delimiter, sniff(path).width) == (";", 6)
