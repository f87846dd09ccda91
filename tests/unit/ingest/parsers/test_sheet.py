"""Tables on a sheet."""

from __future__ import annotations

from ingest.parsers.sheet import Cells, find_regions


def _cells(text: str) -> Cells:
    return {
        (row, column): cell
        for row, line in enumerate(text.strip("\n").split("\n"))
        for column, cell in enumerate(line.split(","))
        if cell.strip()
    }


def test_two_tables_side_by_side_and_one_below() -> None:
    cells = _cells("a,b,,c,d\n1,2,,3,4\n5,6,,7,8\n,,,,\nTitle,,,,\ne,f,,,\n9,10,,,\n11,12,,,\n13,14,,,")
    regions = find_regions(cells)
    assert [(r.top, r.left, r.header.names) for r in regions] == [
        (0, 0, ("a", "b")),
        (0, 3, ("c", "d")),
        (4, 0, ("e", "f")),
    ]
    assert regions[2].header.preamble == ("Title",)


def test_an_empty_row_inside_a_table_does_not_cut_it() -> None:
    regions = find_regions(_cells("tag,flow,head\nP-1,10,42\nP-2,20,43\n,,\nP-3,30,44"))
    assert len(regions) == 1
    assert regions[0].rows[-1] == ("P-3", "30", "44")


def test_a_header_set_off_by_an_empty_row() -> None:
    regions = find_regions(_cells("M_11,M_12,M_13\n,,\n1.5,2.5,3.5\n1.6,2.6,3.6\n1.7,2.7,3.7"))
    assert len(regions) == 1
    assert regions[0].header.names == ("M_11", "M_12", "M_13")


def test_merged_cells() -> None:
    cells = _cells("Pump,Flow,,\n,min,max,\nP-1,10,20,\nP-2,11,21,\n,12,22,")
    spans = ((0, 0, 1, 0), (0, 1, 0, 2), (3, 0, 4, 0))
    region = find_regions(cells, spans)[0]
    assert region.header.names == ("Pump", "Flow min", "Flow max")
    assert region.rows[-1] == ("P-2", "12", "22")


def test_the_order_in_which_merged_cells_are_listed_does_not_matter() -> None:
    cells = _cells("unit,steam,,power,\n,T1,T2,T1,T2\nU10,1,2,3,4\nU20,5,6,7,8")
    spans = ((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4))
    names = {find_regions(cells, order)[0].header.names for order in (spans, spans[::-1])}
    assert names == {("unit", "steam T1", "steam T2", "power T1", "power T2")}


def test_a_title_merged_over_the_table_is_no_header() -> None:
    region = find_regions(_cells("Report,,\na,b,c\n1,2,3\n4,5,6"), ((0, 0, 0, 2),))[0]
    assert region.header.names == ("a", "b", "c")
    assert region.header.preamble == ("Report",)
