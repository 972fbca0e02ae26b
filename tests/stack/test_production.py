"""As it is run in earnest: nothing that Django warns of, and no secret that stands in the source."""

import ast
import re
from pathlib import Path

from django.conf import settings

from sealing.keys import new_key
from tests.stack.test_commands import run

PRODUCTION = {
    "DVPP_MODE": "production",
    "DVPP_SECRET_KEY": "bPq7!" * 12,
    "DVPP_HOSTS": "service.example",
    "DVPP_SITE_URL": "https://service.example",
    "DATABASE_URL": "postgresql://owner:word@localhost/dvpp",
    "REDIS_URL": "redis://localhost:6379/0",
}
SECRET = re.compile(r"(password|passwd|secret|token|api_key|private_key|credential)s?$", re.IGNORECASE)


def test_check_deploy_has_nothing_to_say(tmp_path):
    keys = {"DVPP_FIELD_KEYS": new_key("one"), "DVPP_EXTRACT_KEY": "x" * 40, "DVPP_TRAIL_KEY": "y" * 40}
    command = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    # Set for the tests in a browser alone
    here = {"DJANGO_ALLOW_ASYNC_UNSAFE": ""}
    done = run(*command, data=tmp_path / "data", **PRODUCTION, **keys, **here)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_no_secret_stands_in_the_source():
    """Nothing that is called one is given words of its own, but in the tests and the demonstration, whose people are invented."""
    found = []
    root = Path(settings.BASE_DIR)
    for room in [*settings.ROOMS, "dvpp", "forms", "paper", "sealing", "charts"]:
        for path in sorted((root / room).rglob("*.py")):
            if room == "demonstration" or "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                names = [target.id for target in getattr(node, "targets", ()) if isinstance(target, ast.Name)]
                value = getattr(node, "value", None)
                written = (
                    isinstance(value, ast.Constant) and isinstance(value.value, str) and len(value.value) > 7
                )
                if written and any(SECRET.search(name) for name in names):
                    found.append(f"{path.relative_to(root)}:{node.lineno}")
    assert found == []
