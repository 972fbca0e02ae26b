"""The two ways to run it in earnest, containers and units, name the same processes, and neither runs as root or holds a secret."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
UNITS = sorted((ROOT / "systemd").iterdir())
COMPOSED = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
OURS = {name: service for name, service in COMPOSED.items() if service.get("image") == "dvpp"}
SECRETS = ("SECRET_KEY", "FIELD_KEYS", "BACKUP_KEYS", "PASSWORD", "API_KEY")


def started(unit):
    line = re.search(r"^ExecStart=(.+)$", (ROOT / "systemd" / unit).read_text(), re.MULTILINE).group(1)
    return line.replace("/opt/dvpp/.venv/bin/", "")


@pytest.mark.parametrize(
    ("service", "unit"),
    [
        ("clock", "dvpp-clock@.service"),
        ("backup", "dvpp-backup.service"),
        ("worker", "dvpp-worker.service"),
        ("beat", "dvpp-beat.service"),
    ],
)
def test_both_start_the_same(service, unit):
    words = COMPOSED[service]["command"][:4]
    assert started(unit).split()[: len(words)][:3] == words[:3]


def test_the_site_is_served_the_same():
    image = re.search(r"CMD (\[.+\])", (ROOT / "Dockerfile").read_text()).group(1)
    served = yaml.safe_load(image)
    for word in ("gunicorn", "python:dvpp.serving", "dvpp.wsgi", "--no-control-socket"):
        assert word in served
        assert word in started("dvpp-web.service")


def test_no_container_of_ours_is_root_or_writes_where_it_likes():
    assert set(OURS) == {"migrate", "web", "clock", "worker", "beat", "backup"}
    assert re.search(r"^USER dvpp$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    for name, service in OURS.items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "user" not in service, name
    assert all("healthcheck" in COMPOSED[name] for name in ("db", "redis", "web"))


def test_no_secret_stands_in_either():
    for service in OURS.values():
        for name, value in service["environment"].items():
            if name.endswith(SECRETS):
                assert str(value).startswith("${"), name
    for unit in UNITS:
        text = unit.read_text()
        assert not re.search(rf"({'|'.join(SECRETS)})=\S", text), unit.name


def test_only_the_backup_is_given_its_key():
    given = [name for name, service in OURS.items() if "DVPP_BACKUP_KEYS" in service["environment"]]
    assert given == ["backup"]
    assert [unit.name for unit in UNITS if "BACKUP_KEYS" in unit.read_text()] == ["dvpp-backup.service"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed here")
def test_systemd_understands_the_units(tmp_path):
    """Its programs lie elsewhere here; everything else is as it is shipped."""
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text().replace("/opt/dvpp", str(ROOT)))
    units = [str(tmp_path / unit.name) for unit in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
