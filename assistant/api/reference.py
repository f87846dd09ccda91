"""``/docs``: the API's description as a plain page that needs no network. Knows OpenAPI, no route."""

from __future__ import annotations

import html
import json
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

router = APIRouter(include_in_schema=False)

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
h2{font-size:1.05rem;border-top:1px solid #ddd;padding-top:1rem}code,pre{font-family:ui-monospace,monospace}
pre{background:#f6f6f6;padding:.8rem;overflow:auto;font-size:.85rem}b.m{display:inline-block;min-width:4.5rem}
table{border-collapse:collapse}td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}
@media(prefers-color-scheme:dark){body{background:#161616;color:#e8e8e8}pre{background:#222}h2{border-color:#444}}
"""


@router.get("/docs", response_class=HTMLResponse)
def reference(request: Request) -> HTMLResponse:
    """The routes, their parameters and their bodies."""
    return HTMLResponse(render(request.app.openapi()))


def render(schema: dict[str, Any]) -> str:
    """The page of an OpenAPI description."""
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>",
        f"<title>{_e(schema['info']['title'])}</title><style>{_STYLE}</style>",
        f"<h1>{_e(schema['info']['title'])}</h1><p>{_e(schema['info'].get('description', ''))}</p>",
        "<p>Machine-readable: <a href='/openapi.json'>/openapi.json</a></p>",
    ]
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            parts.append(_operation(path, method, operation, schema))
    return "".join(parts) + "</html>"


def _operation(path: str, method: str, operation: dict[str, Any], schema: dict[str, Any]) -> str:
    parts = [
        f"<h2><b class=m>{_e(method.upper())}</b> <code>{_e(path)}</code></h2>",
        f"<p>{_e(operation.get('description', ''))}</p>",
    ]
    rows = [
        f"<tr><td><code>{_e(p['name'])}</code></td><td>{_e(p['in'])}</td>"
        f"<td>{_e(p.get('description') or '')}{' (required)' if p.get('required') else ''}</td></tr>"
        for p in operation.get("parameters", ())
    ]
    if rows:
        parts.append(f"<table>{''.join(rows)}</table>")
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        body = json.dumps(_resolved(content["schema"], schema), indent=1, ensure_ascii=False)
        parts.append(f"<details><summary>body: {_e(media)}</summary><pre>{_e(body)}</pre></details>")
    for status, response in operation["responses"].items():
        for media, content in response.get("content", {}).items():
            if status != "default" and content.get("schema"):
                body = json.dumps(_resolved(content["schema"], schema), indent=1, ensure_ascii=False)
                told = f"answer {status}: {_e(media)}"
                parts.append(f"<details><summary>{told}</summary><pre>{_e(body)}</pre></details>")
    return "".join(parts)


def _resolved(node: Any, schema: dict[str, Any], depth: int = 0) -> Any:
    """A schema with its references filled in."""
    if isinstance(node, list):
        return [_resolved(item, schema, depth) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node and depth < 6:
        name = node["$ref"].rpartition("/")[2]
        return _resolved(schema["components"]["schemas"][name], schema, depth + 1)
    return {key: _resolved(value, schema, depth) for key, value in node.items()}


def _e(text: object) -> str:
    return html.escape(str(text))
