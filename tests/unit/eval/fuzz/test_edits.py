from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from xml.etree.ElementTree import fromstring

import olefile
import pypdf
import pytest

from eval.errors import UnknownReader
from eval.fuzz.bytes_edit import MOST_BYTES, mutate
from eval.fuzz.compound_edit import edit_compound
from eval.fuzz.compound_file import compound_file
from eval.fuzz.data_edit import edit_json, edit_pairs, edit_png
from eval.fuzz.look import slow_at
from eval.fuzz.markup_edit import edit_markup
from eval.fuzz.package_seeds import docx
from eval.fuzz.pdf_edit import edit_pdf
from eval.fuzz.sheet_seeds import picture, report_pdf
from eval.fuzz.targets import TARGETS, target
from eval.fuzz.text_seeds import XML, records
from eval.fuzz.zip_edit import edit_zip

TRIES = 60


def _share(
    good: Callable[[bytes], object], seed: bytes, edit: Callable[[bytes, random.Random], bytes]
) -> float:
    """Share of edited files that another reader still takes."""
    chance = random.Random(1)
    taken = 0
    for _ in range(TRIES):
        try:
            good(edit(seed, chance))
            taken += 1
        except Exception:  # noqa: BLE001 - whatever the other reader says: it does not take it
            continue
    return taken / TRIES


def _members(content: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.testzip()


def _pages(content: bytes) -> object:
    return pypdf.PdfReader(io.BytesIO(content), strict=False).pages[0].extract_text()


@pytest.mark.parametrize(
    ("good", "seed", "edit", "least"),
    [
        (_members, docx, edit_zip, 0.95),
        (fromstring, lambda: XML, edit_markup, 0.5),
        (json.loads, records, edit_json, 0.95),
        (_pages, report_pdf, edit_pdf, 0.6),
        (
            lambda content: olefile.OleFileIO(io.BytesIO(content)),
            lambda: compound_file({"a/b": b"1" * 9}),
            edit_compound,
            0.8,
        ),
    ],
)
def test_most_edited_files_keep_their_container(
    good: Callable[[bytes], object],
    seed: Callable[[], bytes],
    edit: Callable[[bytes, random.Random], bytes],
    least: float,
) -> None:
    assert _share(good, seed(), edit) >= least


def test_edits_change_something_and_repeat_for_a_seed() -> None:
    for name, one in TARGETS.items():
        if name == "image":
            continue
        whole = one.seeds[0]()
        first = [mutate(whole, one.edits, random.Random(n)) for n in range(8)]
        assert first == [mutate(whole, one.edits, random.Random(n)) for n in range(8)], name
        assert sum(content != whole for content in first) >= 6, name
        assert all(len(content) <= MOST_BYTES for content in first)


def test_nothing_to_edit_is_no_error() -> None:
    chance = random.Random(3)
    for edit in (edit_zip, edit_pdf, edit_json, edit_pairs, edit_png, edit_markup, edit_compound):
        for content in (b"", b"x", b"PK\x03\x04", b"0\n"):
            assert isinstance(edit(content, chance), bytes)


def test_a_compound_file_holds_its_streams() -> None:
    streams = {
        "Large": bytes(range(256)) * 40,
        "small": b"abc",
        "one/inner": b"x" * 70,
        "one/other": b"",
        "z": b"y" * 4096,
    }
    with olefile.OleFileIO(io.BytesIO(compound_file(streams))) as ole:
        assert {"/".join(path) for path in ole.listdir()} == set(streams)
        assert {name: ole.openstream(name).read() for name in streams} == streams


def test_a_picture_stays_one() -> None:
    from PIL import Image

    chance = random.Random(2)
    assert (
        _share(lambda c: Image.open(io.BytesIO(c)).load(), picture(), lambda c, _: edit_png(c, chance)) > 0.2
    )


def test_the_slow_place_is_the_innermost_line_of_ours() -> None:
    trace = 'Current thread 0x1:\n  File "/x/lib/re.py", line 1 in sub\n  File "/p/ingest/parsers/text.py", line 9 in go\n'
    assert slow_at(trace) == 'slow at text.py", line 9 in go'
    assert slow_at("") == "slow"


def test_unknown_readers_are_named() -> None:
    with pytest.raises(UnknownReader, match="docx"):
        target("vsdx")
