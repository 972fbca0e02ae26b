"""The pictures of the README, taken from a running demonstration: python -m tests.browser.pictures http://127.0.0.1:8000"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "pictures"
HOME = 3
# File, as whom (nobody: before signing in), and what on their card is pressed
PICTURES = (
    ("front.png", "", None),
    ("manager-home.png", "manager", HOME),
    ("her-file.png", "iss-worker", 0),
    ("joint-table.png", "iss-worker", 1),
    ("charts.png", "opcc", 0),
)


def take(page, site, name, who, button):
    page.goto(f"{site}/demonstration/")
    if who:
        with page.expect_navigation():
            page.locator(f".app-visitor:has(input[value={who}]) button").nth(button).click()
    page.screenshot(path=FOLDER / name)


def take_register(chromium, site):
    """On a telephone, up to what would close a file: everything is marked, and nothing is final."""
    page = chromium.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2).new_page()
    page.goto(f"{site}/demonstration/")
    with page.expect_navigation():
        page.locator(".app-visitor:has(input[value=facilitator]) button").first.click()
    man = page.locator(".app-register__man", has_text="Dean Rowbotham")
    man.get_by_label("Absent, no contact").check()
    page.get_by_role("button", name="Everyone else attended").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Finish the register").click()
    follows = page.locator(".app-consequence")
    follows.wait_for()
    page.evaluate("scrollTo(0, 0)")
    ends = follows.bounding_box()
    clip = {"x": 0, "y": 0, "width": 390, "height": ends["y"] + ends["height"]}
    page.screenshot(path=FOLDER / "register-390.png", full_page=True, clip=clip)
    page.context.close()


def take_what_happened(page, site):
    page.goto(f"{site}/demonstration/time/")
    with page.expect_navigation(timeout=120_000):
        page.locator("button[value=two-days]").click()
    page.locator("#happened").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('happened').scrollIntoView()")
    page.screenshot(path=FOLDER / "two-days-later.png")


def main(site):
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = chromium.new_context(viewport={"width": 1280, "height": 800}).new_page()
        for picture in PICTURES:
            take(page, site, *picture)
        take_register(chromium, site)
        take_what_happened(page, site)
        chromium.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
