"""What can go wrong with shorthand. Knows no model and no text.

ShorthandError
├── BadModel      a file of weights that is not ours or is broken
└── BadCorpus     a corpus that does not read as MaintIE
"""

from __future__ import annotations


class ShorthandError(Exception):
    """Anything that this package gives up on."""


class BadModel(ShorthandError):
    """A file of weights cannot be used."""


class BadCorpus(ShorthandError):
    """A corpus cannot be used."""
