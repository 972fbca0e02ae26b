"""She is asked in under five minutes: taps alone, on a telephone, with and without JavaScript."""

import pytest

from .axe import violations
from .person import Person

# Read a question aloud, hear the answer, tap it
SECONDS_A_TAP = 10
SEVENTEEN = 17


class Asker(Person):
    who = "iss-worker"
    taps = 0

    def tap(self, box):
        self.taps += 1
        box.first.check(force=True)

    def press_and_count(self, words):
        self.taps += 1
        self.press(words)

    def answers_everything(self):
        """One tap a question: the second answer of each."""
        groups = self.page.eval_on_selector_all(
            "main form input[type=radio]", "boxes => [...new Set(boxes.map(box => box.name))]"
        )
        for name in groups:
            self.tap(self.page.locator(f'[name="{name}"]').nth(1))
        self.tap(self.page.locator('[name="W6"]').nth(1))
        return len(groups) + 1


@pytest.mark.xdist_group("site")
@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_she_is_asked_in_under_five_minutes_by_taps_alone(site, arrive, script):
    worker = arrive(Asker, viewport={"width": 390, "height": 844}, java_script_enabled=script)
    stage = "midway" if script else "end"
    worker.open(f"/iss/{her_file(site)}/measure/?stage={stage}")
    worker.tap(worker.page.locator('[name="outcome"][value="in_person"]'))
    worker.press_and_count("Go on")
    assert not script or violations(worker.page) == []
    asked = worker.answers_everything()
    worker.press_and_count("Save what she said")
    worker.must_read("What she left out is kept as skipped")
    assert asked <= SEVENTEEN
    assert worker.taps * SECONDS_A_TAP < 5 * 60
    assert worker.page.evaluate("document.documentElement.scrollWidth") <= 390


def her_file(site):
    found = site.run(
        "from iss.models import PartnerFile; "
        "print(PartnerFile.objects.filter(provider__name__startswith='Birmingham', status='supported', "
        "measures_from__isnull=False).exclude(measures__stage__in=['midway', 'end']).earliest('pk').pk)"
    )
    return int(found.strip().splitlines()[-1])
