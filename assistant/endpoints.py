"""The SPARQL endpoints that the settings name, ready to be asked. Knows no graph and no question."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from retrieval.graph.linked.endpoint import Endpoint
from retrieval.graph.linked.endpoints import Endpoints
from retrieval.graph.linked.kept import Kept

if TYPE_CHECKING:
    from assistant.settings import Settings


def build_endpoints(settings: Settings) -> Endpoints:
    """The SPARQL endpoints of the settings, none by default; nothing is asked yet."""
    found = []
    for name, one in settings.graph.endpoints.items():
        shown = f"Bearer {one.token.get_secret_value()}" if one.token is not None else None
        if shown is None and one.user is not None:
            password = one.password.get_secret_value() if one.password is not None else ""
            shown = f"Basic {b64encode(f'{one.user}:{password}'.encode()).decode()}"
        found.append(
            Endpoint(
                name=name,
                url=one.url,
                authorization=shown,
                seconds=one.seconds,
                rows=one.rows,
                days=one.days,
                chat=one.chat,
            )
        )
    return Endpoints(found, kept=Kept(settings.data / "linked"))
