"""Equipment tags, clause, work-order and document numbers: found in text and written one way.

Knows patterns and units, no list of the plant's equipment and no store.
"""

from __future__ import annotations

import re

_DASHES = str.maketrans({c: "-" for c in "‐‑‒–—−_"})

# What looks like letters and a number and is no tag: units, sizes, months, standards, parts of text.
_NOT_PREFIX = frozenset(
    """
    mm cm dm m km um µm nm in ft inch inches pouces po pi
    g kg mg t lb lbs oz n kn nm mn j kj mj w kw mw gw wh kwh va kva mva v kv mv a ma ka ah hz khz mhz ghz rpm
    tr tpm min mins h hr hrs s sec secs ms us ns d day days jour jours week weeks semaine semaines month months
    mois year years an ans pa kpa mpa hpa bar bars mbar psi c f k deg degc degf rad l ml dl m2 m3 ppm ppb db dba ph
    dn pn nps od id m r x no nr num rev ed vol art par sec fig figure table tableau page pages p pp pg line lines
    ligne lignes row rows item items step steps etape etapes section sections chapter chapitre clause clauses
    part parts partie annex annexe appendix note notes phase class classe type grade level niveau group groupe
    zone day shift poste jan feb mar apr may jun jul aug sep sept oct nov dec janv fevr mars avr mai juin juil aout
    q week wk cw kw top the of to and or in on at by for is as be was are from with than over under about after
    before since until between per de du la le les des et ou un une en au aux sur par pour dans est sont a
    iso din en nf api asme ansi astm iec ieee nfpa osha bs jis sae ul ce atex
    """.split()
)

_TAG = re.compile(
    r"""(?<![\w.\-/])
    (?:(?P<unit>\d{1,4})-)?
    (?P<letters>[A-Z]{1,5})
    (?P<join>-|[ ]?)
    (?P<number>\d{2,6})
    (?P<tail>-?[A-Z](?:/[A-Z])*(?![A-Za-z]))?
    (?![\w]|[.,]\d|-\d|/\w|\s?(?:mm|cm|m|km|kg|g|bar|°|%|V|A|Hz|rpm|kW|W|kPa|MPa|psi)\b)
    """,
    re.VERBOSE,
)

_CLAUSE = re.compile(
    r"(?<![\w.\-/,])(?P<label>(?:[A-Z]{1,3}\.)?\d{1,3}(?:\.\d{1,3}){1,6}(?:\.?[a-z](?![a-z]))?)"
)


def normalise(text: str) -> str:
    """One way of writing an identifier: ``P101``, ``p 101`` and ``P-101`` give ``P-101``."""
    clean = re.sub(r"\s+", " ", text.translate(_DASHES)).strip().upper()
    compact = re.sub(r"[ ]?-[ ]?|(?<=[A-Z])[ ](?=\d)", "-", clean)
    return re.sub(r"(?<=[A-Z])(?=\d)", "-", compact)


def find_identifiers(text: str) -> tuple[str, ...]:
    """Normalised identifiers in ``text``, in order of appearance, each once."""
    found: dict[str, None] = {}
    for match in _TAG.finditer(text):
        if match["letters"].lower() not in _NOT_PREFIX:
            found[normalise(match[0])] = None
    for match in _CLAUSE.finditer(text):
        found[normalise(match["label"])] = None
    return tuple(found)


def label_key(label: str) -> str:
    """A clause's number as it is compared: ``T.2.4.3.a``, ``T2.4.3 (a)`` and ``t.2.4.3a`` are one."""
    parts = re.findall(r"\d+|[A-Z]+", label.upper())
    return ".".join(parts)
