"""Options that are asked for: "what are the maintenance options for P-7?", "plan d'action pour P-7"."""

from __future__ import annotations

import re

from assistant.reports.diagnostic.in_short import GIVE, OF, tag_asked

_OPTIONS = (
    r"(?:options|scénarios?|possibilités) (?:de |d['’])(?:la )?(?:maintenance|réparation|entretien)|"
    r"(?:maintenance |repair )?(?:options|scenarios?|courses of action)(?: of (?:maintenance|repair))?"
)
_PLAN = (
    r"(?:(?:maintenance|repair|action) plan|plan of action|plan d['’]actions?|"
    r"plan (?:de |d['’])(?:maintenance|entretien|réparation))"
)
_ASKED = re.compile(
    r"^\W*(?:"
    rf"(?:what|which) (?:are|would be) (?:the |our |my )?(?:{_OPTIONS})\s+{OF}"
    rf"|(?:what|which) (?:maintenance |repair )?options (?:do|could) (?:we|i) have\s+(?:for|with|on)\s+"
    rf"|{GIVE}(?:maintenance scenarios?(?: report)?|scénarios? de maintenance)\s+{OF}"
    rf"|{GIVE}{_PLAN}\s+(?:{OF})?"
    r"|(?:please |can you |could you )?plan (?:the |a )?(?:repair|maintenance|overhaul|mending)\s+"
    r"(?:of|on|for)\s+"
    rf"|quel(?:le)?s? (?:sont (?:les |nos )?)?(?:{_OPTIONS})(?: (?:avons-nous|a-t-on))?\s+{OF}"
    r"|(?:peux-tu |pouvez-vous )?(?:planifie[rz]?|prépare[rz]?) (?:la |une )?(?:réparation|maintenance)\s+"
    r"(?:de |du |d['’]|sur )(?:la |le |l['’])?"
    r")(?:the |la |le |l['’])?(?P<what>.{0,80}?)\s*\??\W*$",
    re.IGNORECASE,
)


def asked_options(text: str) -> str:
    """The tag whose maintenance options are asked for; empty where none are."""
    return tag_asked(_ASKED, text)
