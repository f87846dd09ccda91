"""English verbs whose past is another word: ``led`` is compared as ``lead``. Knows words only.

Forms that are common words of another meaning (``left``, ``found`` of founding, ``saw``) are left out.
"""

from __future__ import annotations

_FORMS = """
    began begin begun begin bent bend blew blow blown blow bought buy broke break broken break brought
    bring built build burnt burn caught catch chose choose chosen choose drawn draw drew draw driven
    drive drove drive fallen fall fell fall felt feel flew fly flown fly froze freeze frozen freeze grew
    grow grown grow held hold kept keep laid lay led lead lost lose made make meant mean met meet paid
    pay ran run risen rise rose rise sank sink sunk sink sent send shaken shake shook shake shrank
    shrink shrunk shrink sold sell sought seek spent spend spoke speak spoken speak stood stand struck
    strike stuck stick swept sweep swollen swell taken take taught teach thought think threw throw
    thrown throw took take tore tear torn tear understood understand went go woke wake won win wore wear
    worn wear woven weave wove weave written write wrote write
""".split()

BASE_FORMS: dict[str, str] = dict(zip(_FORMS[::2], _FORMS[1::2], strict=True))
"""From a past form to the verb."""
