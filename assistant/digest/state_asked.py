"""Whether a question asks how a machine stands: "how is P-7 doing?", "état de P-7". Knows words alone."""

from __future__ import annotations

import re

_WELL = (
    r"(?:healthy|ok(?:ay)?|fine|all right|alright|well|sound|"
    r"in (?:a )?(?:good|bad|poor) (?:shape|condition|health|state|order))"
)
_WELL_FR = r"(?:bien|mal|ok|en (?:bon|mauvais) état|en (?:bonne|mauvaise) santé|en forme)"
_NOW = (
    r"(?:\s+(?:now|right now|today|currently|at the moment|lately|these days|"
    r"maintenant|aujourd['’]hui|actuellement|en ce moment))?"
)
_DOING = r"(?:\s+(?:doing|going|running|performing|behaving|feeling|getting on))?"
_TROUBLES = (
    r"(?:open |current |known |pending )?(?:problems?|issues?|troubles?|concerns?|worries|anomal(?:y|ies))"
)
_TROUBLES_FR = (
    r"(?:probl[èe]mes?|soucis?|anomalies?|ennuis?|points? ouverts?)"
    r"(?: ouverts?| en cours| actuels?| connus?)?"
)
_STATE = (
    r"(?:current |actual |present |overall |general |health )?"
    r"(?:state|status|condition|health|situation)(?: of health)?"
)
_STATE_FR = (
    r"(?:[ée]tat(?: de sant[ée]| actuel| g[ée]n[ée]ral)?|sant[ée]|situation(?: actuelle)?|statut(?: actuel)?)"
)
_FORMS = (
    rf"how(?:['’]s| is| are) (?P<x>.+?){_DOING}",
    rf"(?:(?:what is|what['’]s|give me|show me|tell me) )?(?:the )?{_STATE} (?:of|on|for|with) (?P<x>.+?)",
    rf"is (?P<x>.+?) (?:still |doing )?{_WELL}",
    r"(?:(?:are there|is there|do we have|have we got|what are) )?(?:any |the |some )?"
    rf"{_TROUBLES} (?:with|on|at|about|of) (?P<x>.+?)",
    r"what(?:['’]s| is) (?:going on|up|wrong|the matter|happening) (?:with|on|at) (?P<x>.+?)",
    r"comment (?:va|vont|se porte(?:nt)?|marche(?:nt)?|se comporte(?:nt)?) (?P<x>.+?)",
    r"(?:quel(?:le)? est |donne[rz]?(?:[- ]moi)? )?(?:l['’]|le |la )?"
    rf"{_STATE_FR} (?:de la |de l['’]|du |de |d['’])(?P<x>.+?)",
    r"(?:est[- ]ce que )?(?P<x>.+?) (?:va|vont|est|se porte)(?:[- ](?:t-)?(?:elle|il))?(?: toujours)? "
    rf"{_WELL_FR}",
    r"(?:y a[- ]t[- ]il |(?:est[- ]ce qu['’])?il y a |quels sont |a[- ]t[- ]on )?(?:un |des |les |le )?"
    rf"{_TROUBLES_FR} (?:sur|avec|à|de|du) (?P<x>.+?)",
    r"où en est(?:[- ]on (?:de|avec|sur))? (?P<x>.+?)",
)
_PATTERNS = tuple(re.compile(rf"\W*{form}{_NOW}\W*", re.IGNORECASE) for form in _FORMS)


def asked_state(text: str) -> str:
    """The words for what the state is asked of; empty where it is not asked for."""
    plain = " ".join(text.split())
    return next((match["x"] for pattern in _PATTERNS if (match := pattern.fullmatch(plain))), "")
