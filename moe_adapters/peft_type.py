"""The member ``MOELORA`` of PEFT's enumeration of methods. Knows nothing of the method itself.

PEFT has no public way to add a member, and ``register_peft_method`` refuses names outside the
enumeration; so the member is added here, once, in the form that ``enum`` itself gives its members.
"""

from __future__ import annotations

from peft.utils.peft_types import PeftType

NAME = "MOELORA"


def _member() -> PeftType:
    if NAME not in PeftType.__members__:
        member = str.__new__(PeftType, NAME)
        member._name_ = NAME
        member._value_ = NAME
        PeftType._member_map_[NAME] = member
        PeftType._value2member_map_[NAME] = member
        PeftType._member_names_.append(NAME)
        type.__setattr__(PeftType, NAME, member)
    return PeftType(NAME)


MOELORA = _member()
