"""Keys guessed, mixed and nested: whatever stands in an address, a question or an answer, only one's own opens.

Who may see which file is said here from the rows alone, as the pathway says it (tests/access/test_lists.py).
"""

import random
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.test import TestCase
from django.urls import resolve, reverse

import iss.models as her_models
import referrals.models as his_models
from accounts.models import Team
from iss.models import PartnerFile
from referrals.models import Glass, Referral
from tests.access.doors import MISSING, status_at_the_door
from tests.access.matrix import Matrix
from tests.access.policy import ISS, PERSONAS
from tests.access.test_lists import sees_her, sees_him
from tests.access.walking import routes
from tests.proof import size

REQUESTS = size(short=1_500, whole=50_000)
# In an address of her file: what the second number is a key of, and how it leads back to her
NESTED = {
    "dash_pk": "iss.Dash",
    "marac": "iss.Marac",
    "entry": "iss.Support",
    "update": "iss.ProgressUpdate",
}
# What people put where a number belongs
ODD = ("0", "-1", str(2**31), str(2**63), "99999999999999999999", "1 or 1=1", "null", "\x00", "../1", "１")
ASKED = (
    "q",
    "after",
    "before",
    "area",
    "holder",
    "whose",
    "show",
    "status",
    "team",
    "pk",
    "id",
    "referral",
    "file",
    "from",
)


@pytest.mark.proof
@pytest.mark.xdist_group("the access matrix")
class References(Matrix, TestCase):
    def setUp(self):
        super().setUp()
        self.draw = random.Random(50_000)
        teams = dict(Team.objects.values_list("pk", "organisation"))
        people = {persona: getattr(self.world, persona) for persona in PERSONAS}
        his, hers = list(Referral.objects.all()), list(PartnerFile.objects.all())
        restricted = {
            row.man_id: {one.person for one in row.named.all()}
            for row in his_models.Restriction.objects.all()
        }
        hers_restricted = {
            row.file_id: {one.person for one in row.named.all()}
            for row in her_models.Restriction.objects.all()
        }
        for one in his:
            one.named = restricted.get(one.man_id)
        for one in hers:
            one.named = hers_restricted.get(one.pk)
        self.his = {
            persona: {one.pk for one in his if sees_him(person, one, teams)}
            for persona, person in people.items()
        }
        self.hers = {
            persona: {one.pk for one in hers if sees_her(person, one)} for persona, person in people.items()
        }
        for glass in Glass.objects.all():
            self.his["other_facilitator"].add(glass.referral_id)
        self.paired = {
            persona: {one.referral_id for one in hers if one.pk in self.hers[persona]}
            if persona in ISS
            else self.his[persona]
            for persona in PERSONAS
        }
        self.files = {one.pk for one in his}, {one.pk for one in hers}
        self.nested = {key: self.owners(model) for key, model in NESTED.items()}
        # Keys of whatever there is, so that every number is the key of something
        self.keys = sorted(
            {key for model in apps.get_models() if model._meta.pk.get_internal_type() == "BigAutoField"
             for key in model._base_manager.values_list("pk", flat=True)[:60]}
        )  # fmt: skip

    def owners(self, label):
        return dict(apps.get_model(label)._base_manager.values_list("pk", "file_id"))

    def test_no_key_opens_what_is_not_ones_own_and_none_breaks_a_page(self):
        numbered = [
            name for name in sorted(self.rows) if "int:" in routes()[name] and not self.rows[name].public
        ]
        wrong, refused, opened = [], 0, 0
        for _ in range(REQUESTS):
            name, persona = self.draw.choice(numbered), self.draw.choice(sorted(PERSONAS))
            address, kwargs = self.address(name)
            method = self.draw.choice(("get", "post"))
            status = self.ask(address, getattr(self.world, persona), method)
            refused, opened = refused + (status in (403, 404)), opened + (status < 400)
            if status >= 500 or (status < 400 and not self.allowed(name, kwargs, persona)):
                wrong.append(f"{status} {method} {address} as {persona}")
        assert not wrong, "\n".join(wrong)
        assert refused > REQUESTS / 2
        assert opened > REQUESTS / 100

    def address(self, name):
        kwargs = resolve(self.addresses[name].partition("?")[0]).kwargs
        for key, value in kwargs.items():
            if isinstance(value, int) and self.draw.random() < 0.8:
                route, pool = routes()[name], self.keys
                if key == "pk" and route.startswith(("referrals/<int", "joint/<int")):
                    pool = sorted(self.files[0])
                elif key == "pk" and route.startswith("iss/<int"):
                    pool = sorted(self.files[1])
                elif self.nested.get(key):
                    pool = sorted(self.nested[key])
                kwargs = {**kwargs, key: self.draw.choice([*pool, MISSING, 0])}
        asked = {self.draw.choice(ASKED): self.number() for _ in range(self.draw.randint(0, 2))}
        return f"{reverse(name, kwargs=kwargs)}?{urlencode(asked)}", kwargs

    def number(self):
        return self.draw.choice([*ODD, *(str(self.draw.choice(self.keys)) for _ in range(10))])

    def allowed(self, name, kwargs, persona):
        route = routes()[name]
        if route.startswith("iss/<int:pk>/"):
            ours = kwargs["pk"] in self.hers[persona]
            return ours and all(
                owners.get(kwargs[key]) == kwargs["pk"]
                for key, owners in self.nested.items()
                if key in kwargs
            )
        if route.startswith("joint/<int:pk>/"):
            return kwargs["pk"] in self.paired[persona] | self.his[persona]
        if route.startswith("referrals/<int:pk>/"):
            return kwargs["pk"] in self.his[persona]
        return True  # whose it is, is not said by the address; what it shows is walked by test_leak_walk.py

    def ask(self, address, person, method):
        sent = {
            key: self.number()
            for key in ("referral", "pk", "man", "session", "file", "worker", "person", "items")
        }
        return status_at_the_door(address, person, method, sent if method == "post" else None)
