"""Change an OLE compound file stream by stream and write it anew. Knows no document within."""

from __future__ import annotations

import io
import random

from eval.fuzz.bytes_edit import edit_bytes
from eval.fuzz.compound_file import compound_file

_MOST_STREAMS = 200


def edit_compound(content: bytes, chance: random.Random) -> bytes:
    """One stream changed in a few places, gone, emptied, cut or filled with another's content."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            paths = ole.listdir(streams=True, storages=False)[:_MOST_STREAMS]
            streams = {"/".join(path[-2:]): ole.openstream(path).read() for path in paths}
    except Exception:  # noqa: BLE001 - a file broken before: whatever its reader says, bytes can be changed
        return edit_bytes(content, chance)
    if not streams:
        return edit_bytes(content, chance)
    name = chance.choice(list(streams))
    match chance.randrange(10):
        case 0:
            del streams[name]
        case 1:
            streams[name] = b""
        case 2:
            streams[name] = streams[chance.choice(list(streams))]
        case _:
            for _ in range(chance.choice((1, 2, 6))):
                streams[name] = edit_bytes(streams[name], chance)
    try:
        return compound_file(streams)
    except ValueError:
        return edit_bytes(content, chance)
