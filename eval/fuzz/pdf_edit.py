"""Change a PDF object by object and write its table of places anew. Knows PDF's objects, no page."""

from __future__ import annotations

import random
import re
import zlib

from eval.fuzz.bytes_edit import MOST_BYTES, edit_bytes, number, piece

_OBJECT = re.compile(rb"(\d+) (\d+) obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"^(.*?)stream\r?\n(.*)\r?\nendstream\s*$", re.DOTALL)
_TRAILER = re.compile(rb"trailer\s*(<<.*?>>)\s*startxref", re.DOTALL)
_TOKEN = re.compile(
    rb"\d+ \d+ R\b|/[^\s/<>\[\]()]*|\((?:\\.|[^\\()])*\)|<<|>>|[\[\]]|-?\d+(?:\.\d+)?|[A-Za-z'\"*]+"
)
_NAMES = (
    b"/JavaScript", b"/Rotate", b"/Length", b"/Kids", b"/Parent", b"/MediaBox", b"/Annots", b"/AcroForm",
    b"/Outlines",
    b"/Filter", b"/FlateDecode", b"/ToUnicode", b"/Identity-H", b"/EmbeddedFiles", b"/Next", b"/Prev",
    b"/XObject",
)  # fmt: skip


def edit_pdf(content: bytes, chance: random.Random) -> bytes:
    """One object changed: a name, number or reference, its stream, the whole gone, doubled or swapped."""
    objects = [(int(m[1]), m[3]) for m in _OBJECT.finditer(content)]
    if not objects:
        return edit_bytes(content, chance)
    at = chance.randrange(len(objects))
    name, body = objects[at]
    match chance.randrange(12):
        case 0:
            del objects[at]
        case 1:
            objects.append((name, chance.choice(objects)[1]))
        case 2:
            objects[at] = name, chance.choice(objects)[1]
        case 3:
            objects[at] = name, edit_bytes(body, chance)
        case _:
            objects[at] = name, _edited(body, [number for number, _ in objects], chance)
    trailer = _TRAILER.search(content)
    return _written(objects, trailer[1] if trailer else b"<< /Root 1 0 R >>")[:MOST_BYTES]


def _edited(body: bytes, numbers: list[int], chance: random.Random) -> bytes:
    stream = _STREAM.match(body)
    if stream is None or chance.random() < 0.3:
        return _token_changed(body, numbers, chance)
    head, held = stream[1], stream[2]
    packed = b"/FlateDecode" in head and b"/ASCII85Decode" not in head
    if packed:
        try:
            held = zlib.decompress(held)
        except zlib.error:
            packed = False
    edit = _token_changed(held, numbers, chance) if chance.random() < 0.8 else edit_bytes(held, chance)
    held = zlib.compress(edit) if packed else edit
    head = re.sub(rb"/Length \d+", b"/Length %d" % len(held), head) if chance.random() < 0.95 else head
    return head + b"stream\n" + held + b"\nendstream\n"


def _token_changed(text: bytes, numbers: list[int], chance: random.Random) -> bytes:
    tokens = list(_TOKEN.finditer(text[: 1 << 18]))
    if not tokens:
        return edit_bytes(text, chance)
    token = chance.choice(tokens)
    old, new = token.group(), b""
    if old.endswith(b" R"):
        new = b"%d 0 R" % chance.choice((*numbers, 0, 99999))
    elif old.startswith(b"/"):
        new = chance.choice((*_NAMES, chance.choice(tokens).group()))
    elif re.fullmatch(rb"-?\d+(?:\.\d+)?", old):
        new = number(chance)
    elif old.startswith(b"("):
        new = b"(" + piece(chance) * chance.choice((1, 30)) + b")"
    else:
        new = chance.choice((b"", old * 2, old * 60, chance.choice(tokens).group()))
    return text[: token.start()] + new + text[token.end() :]


def _written(objects: list[tuple[int, bytes]], trailer: bytes) -> bytes:
    out, places = bytearray(b"%PDF-1.5\n"), {}
    for name, body in objects:
        places[name] = len(out)
        out += b"%d 0 obj" % name + body + b"endobj\n"
    start, size = len(out), max(places, default=0) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for name in range(1, size):
        out += b"%010d 00000 n \n" % places[name] if name in places else b"0000000000 65535 f \n"
    return bytes(out) + b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % start
