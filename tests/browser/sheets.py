"""Every page of a running demonstration at two widths, and sheets to look at them together.

python -m tests.browser.sheets http://127.0.0.1:8000 FOLDER [PERSON ...]

In FOLDER: a picture a page and width, ``sheet-1280-01.png`` and so on with many of them, and ``pages.txt`` with their
addresses. Pages that scroll sideways are named at the end.
"""

import os
import shutil
import sys
from html import escape
from pathlib import Path
from types import SimpleNamespace

import django
from playwright.sync_api import sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

WIDTHS = {1280: 900, 390: 844}
# Pictures on a sheet, the width of each there, and how much of a long page is shown
SHOWN = {1280: (12, 480, 640), 390: (24, 230, 700)}
PEOPLE = (
    *("social-worker", "spoc", "facilitator", "manager", "iss-worker", "iss-manager", "opcc"),
    *("administrator", "dpo"),
)
OF_EVERYBODY = {("home",), ("inbox",)}


def visitor(chromium, site, who):
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto("/demonstration/")
    with page.expect_navigation():
        page.locator(f".app-visitor:has(input[value={who}]) button").last.click()
    return SimpleNamespace(who=who, context=context, page=page)


def take(chromium, site, folder, people):
    """[(name, who, path)] of the pages that were taken, each kind once."""
    from .crawl import pages_of  # after the settings

    taken, seen, sideways = [], set(), []
    for who in people:
        person = visitor(chromium, site, who)
        for kind, path in pages_of(person).items():
            if path is None or (kind in seen and kind not in OF_EVERYBODY):
                continue
            seen.add(kind)
            name = f"{len(taken) + 1:03}-{who}-{'-'.join(kind)}"
            sideways += picture(person.page, path, folder / name)
            taken.append((name, who, path))
        person.context.close()
    return taken, sideways


def picture(page, path, name):
    """Both pictures; the page and width where it scrolls sideways."""
    wide = []
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(path)
        page.screenshot(path=f"{name}-{width}.png", full_page=True)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(f"{path} at {width}")
    return wide


def sheets(chromium, folder, taken):
    for width, (many, shown, high) in SHOWN.items():
        page = chromium.new_page(viewport={"width": 2000, "height": 1000})
        for number, first in enumerate(range(0, len(taken), many), start=1):
            cells = "".join(
                f'<figure><figcaption>{escape(name)}</figcaption><div><img src="{name}-{width}.png"></div></figure>'
                for name, _, _ in taken[first : first + many]
            )
            sheet = folder / f"sheet-{width}-{number:02}.html"
            sheet.write_text(STYLE.format(width=shown, high=high) + cells, encoding="utf-8")
            page.goto(sheet.as_uri())
            page.screenshot(path=sheet.with_suffix(".png"), full_page=True)
            sheet.unlink()
        page.close()


STYLE = """<!doctype html><meta charset="utf-8"><style>
body {{ display: flex; flex-wrap: wrap; gap: 8px; margin: 8px; background: #888; font: 12px Arial }}
figure {{ width: {width}px; margin: 0; background: white }} figcaption {{ background: #ff0 }}
div {{ height: {high}px; overflow: hidden }} img {{ width: {width}px }}
</style>"""


def main(site, folder, people):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    django.setup()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        taken, sideways = take(chromium, site, folder, people)
        sheets(chromium, folder, taken)
        chromium.close()
    lines = "".join(f"{name} {path}\n" for name, _, path in taken)
    (folder / "pages.txt").write_text(lines, encoding="utf-8")
    sys.stdout.write(f"{len(taken)} pages. Sideways: {', '.join(sideways) or 'none'}\n")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2], sys.argv[3:] or PEOPLE)
