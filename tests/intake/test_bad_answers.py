"""What a tired person types wrong is said beside the box, and nothing typed is lost."""

import pytest

from referrals.models import Referral

from .form import ABUSE, AGREEMENT, CHILDREN, CONTACT, EQUALITY, HER, HIM, OTHERS, WHERE, errors, text


def born(day, month, year):
    return {"date_of_birth_0": str(day), "date_of_birth_1": str(month), "date_of_birth_2": str(year)}


def beside(response, name):
    """Whether the page draws an error at this field, not only in the summary."""
    return f'id="id_{name}-error"' in response.content.decode()


@pytest.mark.parametrize(
    ("page", "typed", "name", "message"),
    [
        ("him", HIM | born(31, 2, 1990), "date_of_birth", "His date of birth must be a real date"),
        ("him", HIM | born(1, 1, 2027), "date_of_birth", "His date of birth must be today or in the past"),
        (
            "him",
            HIM | born(3, 6, 2011),
            "date_of_birth",
            "would make him 15. Nobody under 16 can be referred",
        ),
        ("him", HIM | born(3, 6, 1905), "date_of_birth", "would make him 121. Check the year"),
        ("him", HIM | {"phone": "ask his mum"}, "phone", "Enter a phone number, like 0121 496 0000"),
        ("him", HIM | {"phone": "", "address": ""}, "phone", "an email address or an address for him"),
        ("him", HIM | {"email": "gareth@"}, "email", "Enter an email address, like name@example.com"),
        ("children", CHILDREN | {"child_1_age": "ten"}, "child_1_age", "must be a whole number"),
        ("children", CHILDREN | {"child_1_age": "40"}, "child_1_age", "must be 18 or fewer"),
        ("children", CHILDREN | {"child_1_plan": ""}, "child_1_plan", "Select the plan of child 1"),
        ("children", {"rows": "1"}, "child_1_age", "Enter a child, or tick"),
        ("children", CHILDREN | {"no_children": "on"}, "no_children", "take out the children above"),
        ("abuse", ABUSE | {"risk": ""}, "risk", "Select the risk in your overall judgement"),
        ("abuse", ABUSE | {"risk": "extreme"}, "risk", "Select one of the answers listed"),
        ("partner", HER | {"risk_note": " "}, "risk_note", "Enter what her refusal means for her safety"),
        ("partner", HER | {"asked_date_0": ""}, "asked_date", "must include a day"),
        ("partner", HER | {"asked_date_2": "2016"}, "asked_date", "within the last 5 years"),
        ("partner-contact", CONTACT | {"phone": ""}, "phone", "Enter her phone number: you said"),
        ("partner-contact", CONTACT | {"phone": "secret"}, "phone", "Enter a phone number, like"),
        ("partner-contact", CONTACT | {"no_details": "on"}, "no_details", "Untick this, or empty her phone"),
        ("partner-contact", {"another": "no"}, "phone", "or tick that you have none"),
        ("agreement", AGREEMENT | {"agreed": ""}, "agreed", "Select yes or no"),
        ("agreement", AGREEMENT | {"asked_date_2": "2027"}, "asked_date", "must be today or in the past"),
        ("where", {"lives_there": "both"}, "daytime", "Select a day on which he could come"),
        ("where", WHERE | {"times_unknown": "on"}, "times_unknown", "untick the days above"),
        ("him", HIM | {"needs": ["none", "literacy"]}, "needs", "not both"),
        ("him", HIM | {"needs_other": ""}, "needs_other", "What else does he need?"),
        ("children", CHILDREN | {"worker": ""}, "worker", "Select who the children’s social worker is"),
        ("children", CHILDREN | {"worker": "other"}, "worker_name", "Enter the name of the social worker"),
        ("children", CHILDREN | {"authority": "other"}, "authority_name", "the name of the authority"),
        (
            "children",
            CHILDREN | {"next_meeting_date_2": "2025"},
            "next_meeting_date",
            "today or in the future",
        ),
        ("children", CHILDREN | {"child_1_since_2": "2027"}, "child_1_since", "today or in the past"),
        ("others", OTHERS | {"order_1_kind": ""}, "order_1_kind", "Select the kind of order 1"),
        ("others", {"has_orders": "yes", "has_agencies": "no"}, "order_1_kind", "the kind of order 1"),
        ("others", OTHERS | {"agency_1_name": ""}, "agency_1_name", "Enter the name of agency 1"),
        ("equality", EQUALITY | {"religion": ""}, "religion", "Select his religion"),
        ("equality", EQUALITY | {"condition_limits": ""}, "condition_limits", "reduces what he can do"),
    ],
)
def test_wrong_answer_is_said_beside_its_box(referrer, page, typed, name, message):
    answer = referrer.save(page, typed)
    assert answer.status_code == 200
    assert message in errors(answer)
    assert beside(answer, name)
    assert "<title>Error: " in answer.content.decode()
    kept = {box: value for box, value in typed.items() if value and isinstance(value, str)}
    assert referrer.saved().data[page].items() >= kept.items()


@pytest.mark.parametrize(("birthday", "age"), [(born(3, 6, 2010), 16), (born(4, 6, 2008), 17)])
def test_man_under_18_is_a_warning_that_can_be_overridden(referrer, birthday, age):
    answer = referrer.save("him", HIM | birthday)
    assert answer.status_code == 200
    assert beside(answer, "date_of_birth")
    assert f"He is {age}, and the programme is for men of 18 or over" in errors(answer)
    assert "The date is right: he is under 18" in text(answer)
    referrer.fill(him=birthday | {"is_young": "on"})
    page = referrer.send(because="")
    assert "He is under 18." in text(page)
    assert "Enter why he should be referred all the same" in errors(page)
    assert not Referral.objects.exists()
    referrer.send(because="Agreed with his youth worker.")
    referral = Referral.objects.get()
    assert referral.eligibility_warnings == ["adult"]
    assert referral.eligibility_override == "Agreed with his youth worker."
    assert referral.age_at_referral == age


def test_man_is_18_on_his_birthday(referrer):
    assert referrer.save("him", HIM | born(3, 6, 2008)).status_code == 302


def test_every_criterion_not_met_is_named_before_it_is_sent(referrer):
    referrer.fill(
        where={"lives_there": "neither"},
        children={"child_1_plan": "none"},
        abuse={"against_a_woman": "no", "risk": "high", "strangulation": "yes", "willing": "no"},
    )
    words = text(referrer.client.get(referrer.url("draft_check")))
    for warning in (
        "The abuse is not against a woman",
        "You judge the risk to be low or high",
        "None of the children is on",
        "Neither he nor the child lives in the area",
        "is not willing to change",
        "a My Time manager must sign this off",
    ):
        assert warning in words
    assert "The programme is for medium risk" in text(referrer.client.get(referrer.url("draft")))
    referrer.send(because="The team manager asks for an assessment.")
    assert Referral.objects.get().eligibility_warnings == [
        "heterosexual",
        "medium_risk",
        "child_on_plan_or_early_help",
        "in_area",
        "willing",
        "strangulation_sign_off",
    ]


def test_note_of_two_megabytes_is_refused_with_its_length(referrer):
    answer = referrer.save("abuse", ABUSE | {"what_happened": "x" * 2_000_000})
    assert answer.status_code == 200
    assert "must be 5,000 characters or fewer. It is 1,995,000 characters too long" in errors(answer)
    assert len(referrer.saved().data["abuse"]["what_happened"]) == 50_000


def test_nul_characters_and_unknown_boxes_are_not_kept(referrer):
    referrer.save("him", HIM | {"first_name": "Ga\x00reth", "is_superuser": "1"})
    kept = referrer.saved().data["him"]
    assert kept["first_name"] == "Gareth"
    assert "is_superuser" not in kept


def test_names_that_look_like_markup_are_only_words(referrer):
    referrer.fill(him={"first_name": "<script>alert(1)</script>"})
    for page in ("draft", "draft_check"):
        assert "<script>alert" not in referrer.client.get(referrer.url(page)).content.decode()


def test_baby_counts_as_no_years_old(referrer):
    referrer.fill(children={"child_1_age": "0"})
    assert "Robin, Under 1, Child protection plan, since 2 March 2026" in text(
        referrer.client.get(referrer.url("draft_check"))
    )
    referrer.send()
    assert Referral.objects.get().children_ages == [0]


def test_man_without_children_is_sent_with_a_reason(referrer):
    referrer.save("children", {"rows": "1", "no_children": "on"})
    empty = dict.fromkeys([box for box in CHILDREN if box.startswith("child_1")], "")
    referrer.fill(children=empty | {"no_children": "on"})
    referrer.send(because="His partner is expecting.")
    referral = Referral.objects.get()
    assert (referral.children_count, referral.children_ages) == (0, None)
    assert referral.eligibility_warnings == ["child_on_plan_or_early_help"]


def test_not_known_is_kept_apart_from_no(referrer):
    referrer.fill(
        abuse={"accepts_responsibility": "unknown", "willing": "unknown", "strangulation": "unknown"},
        agreement={"asked": "no"},
        where={"daytime": [], "evening": [], "times_unknown": "on", "note": ""},
    )
    referrer.send()
    referral = Referral.objects.get()
    assert referral.accepts_responsibility is None
    assert (referral.strangulation, referral.willing_to_change) == (None, None)
    assert referral.availability == "Not known"
    assert referral.eligibility_warnings == []
    assert not referral.agreements.exists()
