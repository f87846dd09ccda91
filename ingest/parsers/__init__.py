"""One parser a kind of file. Only the registry is imported here; it loads a parser when a file needs it."""

from ingest.parsers.registry import HEAD_BYTES, parser_for

__all__ = ["HEAD_BYTES", "parser_for"]
