"""A man refers himself without signing in; My Time alone records what children's services say."""

from datetime import date
from uuid import UUID

from intake.self_referral.actions import refer_himself
from intake.self_referral.models import SelfReferral

from .policy import Row

KEY = UUID("6e0f3a52-5f0b-4a0f-9d0e-0d7a3f5c9b11")


def a_self_referral(world):
    told = SelfReferral.objects.filter(key=KEY).first()
    if told is None:
        refer_himself(
            key=KEY,
            him={"first_name": "Idris", "last_name": "Vantongeren", "date_of_birth": date(1988, 5, 4)},
            area=world.area,
            ages=[4],
            plan="unknown",
            ways=["call"],
            at=world.now,
        )
        told = SelfReferral.objects.get(key=KEY)
    return {"pk": told.referral_id}


ROWS = {
    "self_referral": Row(public=True),
    "refer_yourself": Row(public=True),
    "self_referral_sent": Row(public=True),
    "confirm_plan": Row(
        who=frozenset({"spoc", "manager"}),
        hidden_from=frozenset({"facilitator", "other_facilitator"}),
        kwargs=a_self_referral,
    ),
}
