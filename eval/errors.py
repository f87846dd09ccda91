"""Errors of evaluation.

EvalError
├── UnknownBenchmark   no benchmark of that name
├── DataMissing        the benchmark's data are not there; says where they are looked for
├── DataRefused        data that may not be fetched (no stated licence) or that are not what was expected
├── JournalMismatch    the results file belongs to another run
└── UnknownReader      no reader of that name is fuzzed
"""

from __future__ import annotations


class EvalError(Exception):
    """Root of what evaluation raises; the message says what is wrong and what mends it."""


class UnknownBenchmark(EvalError):
    """No benchmark has that name."""


class DataMissing(EvalError):
    """The data of a benchmark are not there."""


class DataRefused(EvalError):
    """Data without a stated licence are not fetched, nor data whose checksum differs."""


class JournalMismatch(EvalError):
    """A results file was written by another benchmark, another commit or with other settings."""


class UnknownReader(EvalError):
    """No reader has that name."""
