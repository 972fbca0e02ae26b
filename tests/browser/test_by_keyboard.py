"""Without a mouse, with letters twice as large, in the colours of the system: pages that each role opens every day."""

import pytest

from .axe import violations
from .person import Person

# Of a window of 1280 pixels, 640 are left for the page when everything is twice as large
TWICE_AS_LARGE = {"width": 640, "height": 450}
DAILY = {
    "social-worker": ("/", "/referrals/", "/inbox/", "/account/emails/"),
    "facilitator": ("/", "/referrals/", "/sessions/", "/calendar/"),
    "manager": ("/", "/referrals/", "/joint/", "/figures/"),
    "iss-worker": ("/", "/iss/", "/joint/", "/inbox/"),
    "opcc": ("/", "/figures/", "/figures/overview/"),
}
PRESSES = 45
# Where the focus is, and how it looks there. What is skipped to is seen once it has the focus.
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const look = () => {
    const mark = one.labels && one.labels[0] ? getComputedStyle(one.labels[0], "::before") : null;
    const { outlineStyle, boxShadow, backgroundColor, borderBottomWidth } = getComputedStyle(one);
    return [outlineStyle, boxShadow, backgroundColor, borderBottomWidth, mark?.boxShadow, mark?.outlineStyle].join(" ");
  };
  const { width, height, top, bottom } = one.getBoundingClientRect(), focused = look();
  one.blur();
  const shows = look() !== focused;
  one.focus({ focusVisible: true });
  const name = one.tagName + " " + (one.innerText || one.name || one.value || "").trim().slice(0, 40);
  return { name, shows, width, height, top, bottom, at: [...document.querySelectorAll("*")].indexOf(one) };
}"""

pytestmark = pytest.mark.xdist_group("site")


@pytest.mark.parametrize("who", DAILY)
def test_the_pages_of_every_day_work_by_keyboard_twice_as_large_and_in_the_colours_of_the_system(who, arrive):
    page = arrive(Person, who, viewport={"width": 1280, "height": 900}).page
    problems = []
    for path in DAILY[who]:
        page.goto(path)
        problems += [f"{path}: {words}" for words in (*by_keyboard(page), *twice_as_large(page))]
        problems += [f"{path}: {words}" for words in system_colours(page)]
    assert problems == []


def by_keyboard(page):
    """What the Tab key meets that cannot be seen, shows no focus, or comes before what stands above it in the page."""
    found, last = [], -1
    for _ in range(PRESSES):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here is None:
            break
        if here["at"] < last:
            found.append(f"{here['name']} has the focus after what follows it")
        if not (here["width"] and here["height"]) or here["bottom"] < 0 or here["top"] > 900:
            found.append(f"{here['name']} has the focus and cannot be seen")
        if not here["shows"]:
            found.append(f"{here['name']} does not show that it has the focus")
        last = here["at"]
    return found


def twice_as_large(page):
    page.set_viewport_size(TWICE_AS_LARGE)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return [f"scrolls sideways at 200 per cent: {wide} wide"] if wide > TWICE_AS_LARGE["width"] else []


def system_colours(page):
    page.emulate_media(forced_colors="active")
    found = [f"in the colours of the system, {words}" for words in violations(page)]
    page.emulate_media(forced_colors="none")
    return found
