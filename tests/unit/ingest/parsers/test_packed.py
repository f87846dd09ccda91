"""gzip, bzip2, xz and TAR: files come out, bounded; Parquet is a table or a log."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest.errors import Unreadable
from ingest.parsers import HEAD_BYTES, parser_for
from ingest.parsers.packed import parse_packed
from ingest.parsers.parquet import parse_parquet

_LOG = b"time,flow\n2025-01-01 00:00,1\n"


def _tar(members: dict[str, bytes], *, link: str = "") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        if link:
            info = tarfile.TarInfo("shadow")
            info.type, info.linkname = tarfile.SYMTYPE, link
            archive.addfile(info)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
def test_a_packed_file_comes_out_under_its_name(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / f"FT-300.csv.{suffix}"
    path.write_bytes(pack(_LOG))
    document = parser_for(path, path.read_bytes()[:HEAD_BYTES])(path)
    assert [(a.name, a.content) for a in document.attachments] == [("FT-300.csv", _LOG)]
    assert not document.warnings


@pytest.mark.parametrize("pack", [lambda content: content, gzip.compress], ids=["tar", "tar.gz"])
def test_files_of_a_tar_without_links_and_without_paths(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "logs.tar.gz"
    path.write_bytes(pack(_tar({"../../etc/a.csv": _LOG, "logs/b.csv": b"x"}, link="/etc/shadow")))
    document = parse_packed(path)
    assert [(a.name, a.content) for a in document.attachments] == [("a.csv", _LOG), ("b.csv", b"x")]


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(bytes(64 << 20)))
    with pytest.raises(Unreadable, match="bomb"):
        parse_packed(path)


@pytest.mark.parametrize(
    "content",
    [gzip.compress(_LOG)[:-9], b"\x1f\x8b", _tar({"a": _LOG})[:600]],
    ids=["gzip", "magic alone", "tar"],
)
def test_what_is_cut_off_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(content)
    with pytest.raises(Unreadable):
        parse_packed(path)


def test_a_log_in_parquet(tmp_path: Path) -> None:
    start = datetime(2025, 1, 1, tzinfo=UTC)
    times = pa.array([start + timedelta(minutes=n) for n in range(50)], pa.timestamp("ns", "Europe/Paris"))
    path = tmp_path / "TT-500.parquet"
    pq.write_table(
        pa.table({"time": times, "TT-500 (°C)": [20.0 + n for n in range(50)], "state": ["run"] * 50}), path
    )
    series = parse_parquet(path).series[0]
    assert (series.step_seconds, series.sensors[0].unit) == (60.0, "°C")
    assert series.rows["time"][0].as_py() == datetime(2025, 1, 1)
    assert series.rows["TT-500 (°C)"].to_pylist()[-1] == 69.0


def test_a_table_in_parquet_keeps_its_types(tmp_path: Path) -> None:
    path = tmp_path / "costs.parquet"
    kinds = pa.array(["a", "b", "a"]).dictionary_encode()
    pq.write_table(
        pa.table({"tag": ["X-1", "X-2", None], "cost": [1.5, 2.5, None], "kind": kinds, "l": [[1], [], [2]]}),
        path,
    )
    document = parser_for(path, path.read_bytes()[:HEAD_BYTES])(path)
    assert document.tables[0].rows["cost"].to_pylist() == [1.5, 2.5, None]
    assert document.tables[0].rows["kind"].to_pylist() == ["a", "b", "a"]


def test_damaged_parquet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1" + bytes(100))
    with pytest.raises(Unreadable, match="damaged"):
        parse_parquet(path)
