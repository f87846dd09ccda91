"""Who may come in and with how much: hosts, origins, keys, sizes. Knows HTTP headers, no route."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.problems import problem_response

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})

LOCAL_PREFIX = "/local/"
"""Routes for commands of the same machine and user; they show the token of ``server.json``."""

STUDY_PREFIX = "/study/"
"""Pages of participants, who show a code instead of a key."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_JSON_BYTES = 2_000_000


class Guard:
    """Refuses before any route runs.

    Args:
        app: What is guarded.
        keys: Bearer keys for ``/v1``; none means that no key is asked for.
        token: What ``/local`` asks for; None closes it.
        loopback: True where the server listens on this machine alone: then names and pages of other
            hosts are refused, so that a page in the user's browser cannot reach it (DNS rebinding,
            cross-site requests).
        upload_bytes: Largest body of an upload.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        keys: Sequence[str],
        token: str | None,
        loopback: bool,
        upload_bytes: int,
    ) -> None:
        self._app = app
        self._keys = tuple(key.encode() for key in keys)
        self._token = token.encode() if token else None
        self._loopback = loopback
        self._upload_bytes = upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers it with a problem document."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            status, detail, extra = refusal
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008, "reason": detail[:100]})
                return
            await problem_response(status, detail, instance=scope["path"], headers=extra)(
                scope, receive, send
            )
            return
        limit = self._limit(scope)
        await self._app(scope, receive if limit is None else _counted(receive, limit), send)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str, dict[str, str]] | None:
        path, method = scope["path"], scope.get("method", "GET")
        if self._loopback:
            host = headers.get("host", "")
            if _name(host) not in LOOPBACK_NAMES:
                return 421, "this server answers under localhost alone", {}
            origin = headers.get("origin")
            if origin and (method not in _SAFE or scope["type"] == "websocket"):
                if urlsplit(origin).netloc != host:
                    return 403, "requests from pages of other sites are refused", {}
            elif headers.get("sec-fetch-site") == "cross-site" and method not in _SAFE:
                return 403, "requests from pages of other sites are refused", {}
        if path.startswith(LOCAL_PREFIX) and not self._is_local(headers):
            return 404, f"there is no {path} here", {}
        if self._keys and (path == "/v1" or path.startswith("/v1/")) and not self._has_key(headers):
            return 401, "give a key: Authorization: Bearer KEY", {"WWW-Authenticate": "Bearer"}
        limit = self._limit(scope)
        length = headers.get("content-length", "")
        if limit is not None and length.isdecimal() and int(length) > limit:
            return 413, _too_large(limit), {}
        return None

    def _is_local(self, headers: Headers) -> bool:
        given = headers.get("x-assistant-token", "").encode()
        return self._token is not None and hmac.compare_digest(given, self._token)

    def _has_key(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        shown = given.strip().encode()
        found = [hmac.compare_digest(shown, key) for key in self._keys]  # every key, in constant time
        return scheme.lower() == "bearer" and any(found)

    def _limit(self, scope: Scope) -> int | None:
        path = scope["path"]
        if path.rstrip("/") == "/v1/documents":
            return self._upload_bytes
        return _JSON_BYTES if path.startswith(("/v1/", LOCAL_PREFIX, STUDY_PREFIX)) else None


def _counted(receive: Receive, limit: int) -> Receive:
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(413, _too_large(limit))
        return message

    return counted


def _too_large(limit: int) -> str:
    return f"the request is larger than {limit / 1e6:,.0f} MB"


def _name(host: str) -> str:
    """The name of a Host header without its port: ``[::1]:80`` gives ``[::1]``."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].lower()
