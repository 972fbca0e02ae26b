"""A task is told which row, never what stands in it: what waits in Redis for a worker says nothing of anybody."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = [path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name not in ("tests", "build")]


def calls():
    for room in ROOMS:
        for path in room.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    yield path.relative_to(ROOT), node


def is_key(node):
    return isinstance(node, ast.Attribute) and node.attr == "pk"


def test_a_task_is_sent_keys_and_nothing_else():
    wrong, seen = [], 0
    for path, call in calls():
        if call.func.attr in ("delay", "send_task"):
            wrong.append(f"{path}:{call.lineno}: send it by apply_async, with keys alone")
        if call.func.attr == "apply_async":
            seen += 1
            given = [*call.args, *(one.value for one in call.keywords if one.arg in ("args", "kwargs"))]
            if not all(isinstance(each, ast.Tuple) and all(map(is_key, each.elts)) for each in given):
                wrong.append(f"{path}:{call.lineno}: {ast.unparse(call)}")
    assert wrong == []
    assert seen >= 4
