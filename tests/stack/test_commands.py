"""Commands say on standard output what they have to say, and nothing about servers."""

import os
import socket
import subprocess
import sys

from dvpp.stack.folders import PROJECT


def run(*command, data, **environment):
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
        timeout=120,
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
