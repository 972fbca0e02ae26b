"""The few libraries that come from the system: Pango for PDF, a typeface, and a browser for the tests."""

import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

from .folders import StackError, is_root

FONTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
PDF = {
    "libpango-1.0-0": lambda: find_library("pango-1.0"),
    "libpangoft2-1.0-0": lambda: find_library("pangoft2-1.0"),
    "libharfbuzz-subset0": lambda: find_library("harfbuzz-subset"),
    "fonts-liberation": lambda: any(any(folder.rglob("Liberation*")) for folder in FONTS if folder.is_dir()),
}
BROWSER = {
    "chromium": lambda: shutil.which("chromium"),
    "libatomic1": lambda: find_library("atomic"),
}


def missing(packages):
    return [name for name, present in packages.items() if not present()]


def install(packages, say):
    """Install what is missing where we may; otherwise say in one line what somebody else has to install."""
    names = missing(packages)
    if not names:
        return
    command = _apt_get()
    if command is None:
        raise StackError(
            f"Missing on this machine: {', '.join(names)} (names of Debian packages). Please install them."
        )
    say(f"Installing {', '.join(names)} ...")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *names]):
        done = subprocess.run(
            [*command, *step], env=environment, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
        )
        if done.returncode and step[0] == "install":
            raise StackError(
                f"Installing failed. Please install: {', '.join(names)} (names of Debian packages)."
            )


def _apt_get():
    if not shutil.which("apt-get"):
        return None
    if is_root():
        return ["apt-get"]
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL).returncode == 0
    ):
        return ["sudo", "-n", "apt-get"]
    return None


def require_python():
    if not (3, 11) <= sys.version_info[:2] < (3, 13):
        raise StackError("Python 3.11 or 3.12 is needed.")
