"""Short names that an RDF/XML file declares for its namespaces, put in; all other declarations are refused.

Editors of ontologies write ``<!ENTITY owl "http://www.w3.org/2002/07/owl#">``. Such a name stands for a short
text that names no other, so that what it is put into grows by a small factor at most: nothing here explodes,
and nothing is fetched.
"""

from __future__ import annotations

import re

from ingest.errors import Unreadable
from ingest.parsers.rdf.syntax import COMMENT

_DOCTYPE = re.compile(
    rf"\A\ufeff?\s*(?:<\?xml[^>]*\?>\s*)?(?:{COMMENT}\s*)*"
    r"<!DOCTYPE\s+[\w:.-]+\s*(?:\[(?P<inside>(?:[^\]\"']|\"[^\"]*\"|'[^']*')*)\]\s*)?>",
    re.DOTALL,
)
_ENTITY = re.compile(r"<!ENTITY\s+([\w.-]+)\s+(?:\"([^\"<&%]{0,300})\"|'([^'<&%]{0,300})')\s*>")
_COMMENT = re.compile(COMMENT, re.DOTALL)
_MOST = 200
_MARKUP = ("<!ENTITY", "<!DOCTYPE")


def without_declarations(text: str, *, most: int) -> str:
    """The text with its declared names put in and without its declarations.

    Args:
        most: Characters that may come out.

    Raises:
        Unreadable: Something else than short texts is declared, or too much comes out.
    """
    doctype = _DOCTYPE.match(text)
    if doctype is None:
        return text
    inside = _COMMENT.sub("", doctype["inside"] or "")
    names = {name: one or other for name, one, other in _ENTITY.findall(inside)}
    if _ENTITY.sub("", inside).strip() or len(names) > _MOST:
        raise Unreadable("the file declares XML entities, which is an attack", "ask its sender")
    rest = text[doctype.end() :]
    if not names:
        return rest
    used = re.compile(f"&({'|'.join(map(re.escape, names))});")
    grown = len(rest) + sum(len(names[match[1]]) for match in used.finditer(rest))
    if grown > most:
        raise Unreadable("the file declares XML entities, which is an attack", "ask its sender")
    return used.sub(lambda match: names[match[1]], rest)
