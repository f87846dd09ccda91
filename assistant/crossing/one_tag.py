"""A question about one thing, with a sign in the place of its tag, for patterns to read. Knows no sources."""

from __future__ import annotations

import re

from assistant.words import fold
from retrieval.identifiers import find_tags


def tag_apart(text: str) -> tuple[str, str] | None:
    """The tag as it is written, and the folded question with ``@`` for it; None unless one tag is named."""
    tags = find_tags(text)
    if len(tags) != 1:
        return None
    written = re.search(r"[\s-]?".join(map(re.escape, re.findall(r"[A-Za-z]+|\d+", tags[0]))), text, re.I)
    if written is None:
        return None
    folded = " ".join(fold(f"{text[: written.start()]}@{text[written.end() :]}").split())
    return written[0], folded.replace("@-", "@ ").strip(" ?!.")
