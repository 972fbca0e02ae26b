"""The house's own rules, held by tests."""

import ast
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models.fields.related import RelatedField

ROOT = Path(settings.BASE_DIR)
# Top first. A room may look only at rooms below its own line.
LAYERS = [
    {"demonstration"},
    {"monitoring"},
    {"joint"},
    {"intake"},
    {"knowledge"},
    {"programme", "iss"},
    {"referrals"},
    {"outcomes", "alerts", "texts"},
    {"timescales"},
    {"directory"},
    {"audit"},
    {"accounts"},
]
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}


def sources(*rooms):
    for room in rooms or LEVEL:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, ast.parse(path.read_text())


def is_view(path):
    return path.stem == "views" or "views" in path.parts


def test_every_room_is_in_a_layer():
    assert set(settings.ROOMS) == set(LEVEL)


def test_foreign_keys_point_down():
    """A key written as a string is invisible to the import layers; the database is not fooled."""
    for model in apps.get_models():
        room = model._meta.app_label
        for field in model._meta.get_fields():
            if room in LEVEL and isinstance(field, RelatedField):
                target = field.related_model._meta.app_label
                if target in LEVEL and target != room:
                    assert LEVEL[target] > LEVEL[room], f"{model.__name__}.{field.name} points up to {target}"


def test_no_key_out_of_her_room_can_be_followed_back():
    for model in apps.get_app_config("iss").get_models():
        for field in model._meta.get_fields():
            if isinstance(field, RelatedField) and field.related_model._meta.app_label != "iss":
                hidden = field.remote_field.related_name or ""
                assert hidden.endswith("+"), f"iss.{model.__name__}.{field.name} can be followed back"


def test_his_side_never_imports_hers():
    for path, tree in sources(
        "referrals", "programme", "outcomes", "alerts", "texts", "timescales", "audit", "accounts"
    ):
        for node in ast.walk(tree):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not any(name == "iss" or name.startswith("iss.") for name in names), path


def test_views_ask_only_for_what_the_person_may_see():
    """In a view every query begins with ``.objects.visible_to(user)``."""
    for path, tree in sources():
        if not is_view(path):
            continue
        allowed = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr == "visible_to":
                allowed.add(id(node.value))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr == "objects":
                assert id(node) in allowed, (
                    f"{path.relative_to(ROOT)}:{node.lineno} queries without visible_to"
                )


def test_models_that_pages_reach_say_who_may_see_them():
    """Default closed: a model of a case has a ``visible_to``, or no page may query it."""
    for path, tree in sources():
        if not is_view(path):
            continue
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and node.attr == "visible_to"
                and isinstance(node.value, ast.Attribute)
            ):
                model = node.value.value
                if isinstance(model, ast.Name):
                    found = [m for m in apps.get_models() if m.__name__ == model.id]
                    assert any(hasattr(m.objects.all(), "visible_to") for m in found), f"{path}: {model.id}"


def test_only_the_edge_reads_the_clock():
    edge = ("tasks.py", "identity.py", "refusals.py")
    as_django_does = ROOT / "accounts" / "sessions.py"  # a session ends by the clock that began it
    for path, tree in sources():
        if is_view(path) or path.name in edge or "commands" in path.parts or path == as_django_does:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                assert node.func.attr not in {"now", "today", "utcnow"}, f"{where} reads the clock"


def test_no_signals_no_save_overrides_no_rooms_named_after_kinds():
    banned_names = {"utils.py", "helpers.py", "signals.py", "common.py", "core.py"}
    for path, tree in sources():
        assert path.name not in banned_names, path
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                assert node.module != "django.db.models.signals", path
                assert node.module != "django.dispatch", path
            if isinstance(node, ast.ClassDef):
                methods = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
                bases = {getattr(base, "attr", getattr(base, "id", "")) for base in node.bases}
                assert not ("save" in methods and "Model" in bases), f"{path}: {node.name}.save"


def test_nobody_shrugs_at_an_exception():
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                where = f"{path}:{node.lineno}"
                assert node.type is not None, where
                assert getattr(node.type, "id", "") not in {"Exception", "BaseException"}, where


def test_files_are_short_enough_to_read():
    for path, _ in sources():
        lines = len(path.read_text().splitlines())
        assert lines <= 300, f"{path.relative_to(ROOT)} has {lines} lines"
