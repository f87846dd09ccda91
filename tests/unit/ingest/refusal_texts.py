"""Finds the reasons and hints that the code can give for a refused file. Reads source text, runs nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import ingest

ROOT = Path(ingest.__file__).parent.parent
FOLDERS = ("ingest", "assistant/reports/drawing")
SAMPLE = "12"
"""Stands for what is put into a sentence."""


@dataclass(frozen=True, slots=True)
class RefusalText:
    """A text and where it stands."""

    text: str
    place: str


def refusal_texts() -> list[RefusalText]:
    """Every text given to ``Unreadable`` or to the walk's ``_refuse``, with samples put in.

    Raises:
        ValueError: An argument's texts cannot be told from the source.
    """
    found: list[RefusalText] = []
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            module = ast.parse(path.read_text(encoding="utf-8"))
            for scope, call in _calls(module, module):
                for argument in _arguments(call):
                    place = f"{path.relative_to(ROOT)}:{call.lineno}"
                    found += [RefusalText(text, place) for text in _texts(argument, scope, module, place)]
    return found


def _calls(node: ast.AST, scope: ast.AST) -> Iterator[tuple[ast.AST, ast.Call]]:
    for child in ast.iter_child_nodes(node):
        inner = child if isinstance(child, ast.FunctionDef) else scope
        if isinstance(child, ast.Call):
            yield scope, child
        yield from _calls(child, inner)


def _arguments(call: ast.Call) -> list[ast.expr]:
    """The reason and the hint; nothing for other calls."""
    if isinstance(call.func, ast.Name) and call.func.id == "Unreadable":
        return call.args
    if isinstance(call.func, ast.Attribute) and call.func.attr == "_refuse":
        return call.args[2:]
    return []


def _texts(node: ast.expr, scope: ast.AST, module: ast.Module, place: str) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return ["".join(_part(part) for part in node.values)]
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body, scope, module, place), *_texts(node.orelse, scope, module, place)]
    if isinstance(node, ast.BinOp):
        left = _texts(node.left, scope, module, place)
        return [text + SAMPLE for text in left]
    if isinstance(node, ast.Name):
        return _assigned(node.id, scope, module, place)
    if isinstance(node, ast.Starred) and isinstance(node.value, ast.Call | ast.Subscript):
        inner = node.value.func if isinstance(node.value, ast.Call) else node.value.value
        if isinstance(inner, ast.Name):
            return _in_tuples(inner.id, module, place)
    if isinstance(node, ast.Attribute) and node.attr in ("reason", "hint"):
        return []  # handed on from a text that was found where it was made
    raise ValueError(f"{place}: cannot tell the text of {ast.unparse(node)}")


def _part(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else SAMPLE


def _assigned(name: str, scope: ast.AST, module: ast.Module, place: str) -> list[str]:
    for where in (scope, module):
        for node in ast.walk(where):
            if isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == name for target in node.targets
            ):
                values = [
                    n.value
                    for n in ast.walk(where)
                    if isinstance(n, ast.Assign)
                    and any(isinstance(target, ast.Name) and target.id == name for target in n.targets)
                ]
                return [text for value in values for text in _texts(value, where, module, place)]
    raise ValueError(f"{place}: {name} is assigned nowhere")


def _in_tuples(name: str, module: ast.Module, place: str) -> list[str]:
    """Texts of the pairs that a function returns or a dictionary of the module holds."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            pairs = [n.value for n in ast.walk(node) if isinstance(n, ast.Return)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == name:
            pairs = list(node.value.values) if isinstance(node.value, ast.Dict) else []
        else:
            continue
        texts = []
        for pair in pairs:
            if not isinstance(pair, ast.Tuple):
                raise ValueError(f"{place}: {name} gives something else than pairs")
            texts += [text for part in pair.elts for text in _texts(part, node, module, place)]
        return texts
    raise ValueError(f"{place}: {name} is not in this module")
