"""A small standard in memory, with the searches that the text expert asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt
import pytest

from assistant.experts.text.expert import TextExpert
from assistant.words import content_stems
from retrieval.identifiers import find_identifiers, label_key
from retrieval.records import Chunk, Document, Hit, Language, Scope

STANDARD = "site/standard.pdf"
RAPPORT = "site/rapport.pdf"

# source, language, label, page, headings, text
PASSAGES: list[tuple[str, Language, str | None, int, tuple[str, ...], str]] = [
    (STANDARD, "en", "4", 2, (), "GUARDS"),
    (STANDARD, "en", "4.1", 2, ("4 GUARDS",), "Couplings\nEvery coupling must have a guard."),
    (STANDARD, "en", "4.2", 2, ("4 GUARDS",), "Each guard bracket must:"),
    (STANDARD, "en", "4.2.a", 2, ("4 GUARDS", "4.2 Each guard bracket must:"),
     "Resist before it fails:\n• with one bolt 15 kN\n• with two bolts 30 kN"),
    (STANDARD, "en", "4.2.b", 3, ("4 GUARDS", "4.2 Each guard bracket must:"), "Be 1.6 mm thick or more"),
    (STANDARD, "en", "4.3", 3, ("4 GUARDS",), "Guards may be removed after lock-out, see 6.1."),
    (STANDARD, "en", "5", 4, (), "VIBRATION"),
    (STANDARD, "en", "5.1", 4, ("5 VIBRATION",), "Limits\nThe vibration of a pump must not exceed 7.1 mm/s."),
    (STANDARD, "en", "5.2", 4, ("5 VIBRATION",),
     "Machine mass | Points\n< 20 kg | 4\n20 - 30 kg | 6\n30 - 40 kg | 8"),
    (STANDARD, "en", "6", 5, (), "ISOLATION"),
    (STANDARD, "en", "6.1", 5, ("6 ISOLATION",),
     "Lock-Out\nA procedure that keeps energy from a machine while people work on it."),
    (STANDARD, "en", "6.2", 5, ("6 ISOLATION",), "Smoking is prohibited in all battery rooms."),
    (STANDARD, "en", "7", 6, ("MESSAGES",),
     "• KF016-NO FLOW AT START.\nOpen the suction valve.\n• KF017-START REFUSED.\nThe drain is still open.\n"
     "• KF018-START REFUSED.\nThe lid is off."),
    (RAPPORT, "fr", None, 1, ("Constat",), "Le roulement de la pompe P-101 était usé. Il a été remplacé le 12 mars 2024."),
    (RAPPORT, "fr", None, 1, ("Suites",), "Le débit nominal de la pompe est de 120 m3/h."),
]  # fmt: skip


class FakeCatalogue:
    def __init__(self) -> None:
        self.chunks = [
            Chunk(
                id=f"c{at}",
                source=source,
                kind="table" if " | " in text else "text",
                ordinal=at,
                text=text,
                headings=headings,
                label=label,
                page=page,
                language=language,
                identifiers=find_identifiers(text),
            )
            for at, (source, language, label, page, headings, text) in enumerate(PASSAGES)
        ]
        self.passages = self

    def generation(self) -> int:
        return 1

    def identifiers(self, source: str) -> frozenset[str]:
        return frozenset(i for chunk in self.chunks if chunk.source == source for i in chunk.identifiers)

    def count(self) -> int:
        return len(self.chunks)

    def batches(self) -> Iterator[list[tuple[int, Chunk]]]:
        yield list(enumerate(self.chunks))

    def documents(self, scope: Scope) -> list[Document]:
        return [found for source in (STANDARD, RAPPORT) if (found := self.document(source))]

    def document(self, source: str) -> Document | None:
        return Document(
            id=source,
            source=source,
            collection="site",
            path=source.split("/")[1],
            media="pdf",
            sha256="0" * 64,
            revision=1,
            title="Site standard" if source == STANDARD else "Rapport",
            language="en",
            ingested_at=datetime(2026, 1, 1, tzinfo=UTC),
        )

    def chunks_of(self, source: str) -> list[Chunk]:
        return [chunk for chunk in self.chunks if chunk.source == source]

    def chunks_labelled(self, label: str, *, scope: Scope) -> list[Chunk]:
        key = label_key(label)
        found = (c for c in self.chunks if c.label and (label_key(c.label) + ".").startswith(key + "."))
        return [chunk for chunk in found if not scope.sources or chunk.source in scope.sources]

    def chunks_mentioning(self, identifier: str, *, scope: Scope, limit: int) -> list[Chunk]:
        return [chunk for chunk in self.chunks if identifier in chunk.identifiers][:limit]


class FakeKnowledge:
    def __init__(self) -> None:
        self.catalogue = FakeCatalogue()

    def search(self, query: str, *, scope: Scope, top_k: int) -> list[Hit]:
        wanted = set(content_stems(query, "en")) | set(content_stems(query, "fr"))
        scored = [
            (len(wanted & set(content_stems(chunk.indexed_text(), chunk.language))), -at, chunk)
            for at, chunk in enumerate(self.catalogue.chunks)
        ]
        best = sorted(scored, key=lambda entry: (-entry[0], -entry[1]))[:top_k]
        top = max(1, best[0][0])
        return [Hit(chunk=chunk, score=number / top) for number, _, chunk in best if number]


def embed(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Bags of stems in 512 buckets: alike where words are shared."""
    vectors = np.zeros((len(texts), 512), dtype=np.float32)
    for row, text in enumerate(texts):
        for stem in content_stems(text):
            vectors[row, sum(ord(c) * (i + 7) for i, c in enumerate(stem)) % 512] += 1.0
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-6), dtype=np.float32)


@pytest.fixture
def expert() -> TextExpert:
    return TextExpert(FakeKnowledge(), embed=embed)  # type: ignore[arg-type]
