"""Commands say on standard output what they have to say, and nothing about servers."""

import os
import socket
import subprocess
import sys

from dvpp.stack.folders import PROJECT


def run(*command, data, timeout=120, **environment):
    inherited = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "DVPP_DB_ROLE"}
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=PROJECT,
        env={**inherited, "DVPP_DATA": str(data), **environment},
        capture_output=True,
        text=True,
        timeout=timeout,
    )


def test_standard_output_belongs_to_the_command(tmp_path):
    done = run("manage.py", "shell", "--no-imports", "-c", "print('only this')", data=tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "only this\n"
    assert (tmp_path / "data" / "postgres" / "dvpp-ready").exists()


def test_help_starts_nothing(tmp_path):
    done = run("manage.py", "migrate", "--help", data=tmp_path / "data")
    assert done.returncode == 0
    assert not (tmp_path / "data" / "logs" / "postgres.log").exists()


def test_a_command_that_fails_keeps_its_exit_code(tmp_path):
    done = run("-m", "dvpp.stack", "run", "--", "sh", "-c", "exit 7", data=tmp_path / "data")
    assert done.returncode == 7


def test_a_port_in_use_is_one_clear_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run("-m", "dvpp.stack", "demo", data=tmp_path / "data", PORT=port)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"Port {port} cannot be used (Address already in use). Choose another: PORT=8080 make demo"
    ]


def test_production_does_not_start_without_its_secrets(tmp_path):
    done = run("manage.py", "check", data=tmp_path / "data", DVPP_MODE="production")
    assert done.returncode == 1
    assert "DVPP_SECRET_KEY must be set" in done.stderr


def test_production_names_the_keys_of_the_sealed_columns_where_they_are_missing_or_wrong(tmp_path):
    given = {"data": tmp_path / "data", "DVPP_MODE": "production", "DVPP_SECRET_KEY": "a" * 50}
    missing = run("manage.py", "check", **given)
    assert missing.returncode == 1
    assert "DVPP_FIELD_KEYS, or DVPP_FIELD_KEYS_FILE, must be set" in missing.stderr
    wrong = run("manage.py", "check", DVPP_FIELD_KEYS="k1:hunter2", **given)
    assert (
        "The keys of the sealed columns (DVPP_FIELD_KEYS): Key 1 is not written as name:key" in wrong.stderr
    )
    assert "hunter2" not in wrong.stderr.splitlines()[-1]


def test_a_key_for_the_sealed_columns_is_made_by_one_command(tmp_path):
    made = run("-m", "sealing", "2026-11", data=tmp_path / "data")
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith("2026-11:")
    keys = tmp_path / "keys"
    keys.write_text(made.stdout)
    command = ("manage.py", "shell", "--no-imports", "-c")
    said = "from django.conf import settings; print(settings.FIELD_KEYS.writes)"
    done = run(*command, said, data=tmp_path / "data", DVPP_FIELD_KEYS_FILE=str(keys))
    assert done.stdout == "2026-11\n", done.stderr
