"""Styles and scripts: compiled and copied from npm packages into build/static, again only when something changed.

GOV.UK's typeface, crest, crown and icons belong to services on GOV.UK alone; none of them is taken along.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from .folders import PROJECT, StackError

MODULES = PROJECT / "node_modules"
STYLES = PROJECT / "static" / "scss"
BUILT = PROJECT / "build" / "static"
GOVUK = MODULES / "govuk-frontend" / "dist" / "govuk"
MOJ = MODULES / "@ministryofjustice" / "frontend" / "moj"
SCRIPTS = (GOVUK / "govuk-frontend.min.js", MOJ / "moj-frontend.min.js")
IMAGES = (MOJ / "assets" / "images", "icon-*.svg")


def build(say=print):
    """Make build/static what its sources say. Costs a few milliseconds when it already is."""
    install(say)
    sources = [Path(__file__), PROJECT / "package-lock.json", *sorted(STYLES.rglob("*.scss"))]
    stamp, wanted = PROJECT / "build" / "assets.stamp", _digest(sources)
    if _reads(stamp) == wanted:
        return
    say("Compiling styles ...")
    styles = compiled(STYLES / "app.scss")
    shutil.rmtree(BUILT, ignore_errors=True)
    (BUILT / "images").mkdir(parents=True)
    for script in SCRIPTS:
        text = script.read_text(encoding="utf-8")
        (BUILT / script.name).write_text(_without_source_map(text), encoding="utf-8")
    folder, pattern = IMAGES
    for image in folder.glob(pattern):
        shutil.copyfile(image, BUILT / "images" / image.name)
    (BUILT / "app.css").write_text(styles, encoding="utf-8")
    stamp.write_text(wanted)


def install(say=print):
    """The npm packages, exactly as locked, by the node that came as a Python package."""
    stamp, wanted = MODULES / ".installed", _digest([PROJECT / "package.json", PROJECT / "package-lock.json"])
    if _reads(stamp) == wanted:
        return
    say("Installing npm packages ...")
    done = subprocess.run(
        [_tool("npm"), "ci", "--loglevel=error"], cwd=PROJECT, env=_environment(), stdout=sys.stderr
    )
    if done.returncode:
        raise StackError("npm ci failed; its message is above.")
    stamp.write_text(wanted)


def compiled(entry):
    """The style sheet, with every address in it one that we serve."""
    sass = [
        _tool("node"),
        str(MODULES / "sass" / "sass.js"),
        "--no-source-map",
        "--style=compressed",
        "--quiet-deps",
    ]
    done = subprocess.run(
        [*sass, f"--load-path={MODULES}", str(entry)],
        cwd=PROJECT,
        env=_environment(),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise StackError(f"The styles do not compile.\n{done.stderr}")
    print(done.stderr, end="", file=sys.stderr)
    return with_own_addresses(done.stdout)


def with_own_addresses(css):
    css = re.sub(r"@font-face\s*{[^}]*}", "", css)
    css = re.sub(r"url\([\"']?[^)]*?/govuk-crest\.svg[\"']?\)", "none", css)
    css = re.sub(r"url\([\"']?[^)]*?/images/([^)\"']+)[\"']?\)", r"url(images/\1)", css)
    return _without_source_map(css)


def _without_source_map(text):
    return re.sub(r"(//|/\*)# sourceMappingURL=[^\n*]*(\*/)?", "", text)


def _tool(name):
    return str(Path(sys.executable).parent / name)


def _environment():
    """The wheel's node before any other: npm starts scripts by the name alone."""
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def _digest(paths):
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(PROJECT)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _reads(path):
    return path.read_text() if path.exists() else ""
