"""What is asked, and what is said beforehand, when two referrals or two men are made one."""

from django.utils.timezone import localtime

from accounts.acting import for_the_service
from forms import ChoiceField, GovForm
from intake.merging.carrying import AFTER_RELEASE, what_follows
from intake.merging.details import DETAILS, label, proposed
from intake.merging.record import model_of
from referrals.models import Referral
from referrals.statuses import Status

CAME, STAYED = "came", "stayed"
# What is counted beforehand, in the order in which it is told. What the ISS holds follows unseen.
FOLLOWS = {
    "referrals.ContactAttempt": ("contact or attempt", "contacts and attempts"),
    "referrals.AssessmentOffer": ("assessment offered", "assessments offered"),
    "referrals.Decision": ("decision", "decisions"),
    "referrals.Agreement": ("agreement", "agreements"),
    "referrals.Child": ("child", "children"),
    "programme.Enrolment": ("place in a group", "places in groups"),
    "programme.Attendance": ("attendance at a session", "attendances at sessions"),
    "referrals.HisMeasure": ("measure", "measures"),
    "referrals.ProtectionOrder": ("order or condition", "orders and conditions"),
    "referrals.Agency": ("agency that works with him", "agencies that work with him"),
    "referrals.Availability": ("note of when he could come", "notes of when he could come"),
    "referrals.InformationRequest": ("request for information", "requests for information"),
    "referrals.OnwardReferral": ("referral to another service", "referrals to other services"),
    "joint.Report": ("report", "reports"),
}


class DetailsForm(GovForm):
    """One question for each detail on which the rows of the two men differ."""

    def __init__(self, *args, came, stayed, **kwargs):
        self.men = {CAME: came.man, STAYED: stayed.man}
        newer = came.pk > stayed.pk
        wanted = proposed(came.man, stayed.man, man_is_newer=newer)
        self.asked = list(wanted)
        super().__init__(*args, **kwargs)
        for name, value in wanted.items():
            self.fields[name] = ChoiceField(
                label=label(name),
                choices=[
                    (CAME, said(came.man, name), f"From {came.reference}"),
                    (STAYED, said(stayed.man, name), f"From {stayed.reference}"),
                ],
                initial=CAME if getattr(came.man, name) == value else STAYED,
            )

    @property
    def chosen(self):
        """{detail: value} for the man who stays."""
        return {name: getattr(self.men[self.cleaned_data[name]], name) for name in self.asked}


def said(man, name):
    """A detail of a man as one reads it."""
    value = getattr(man, name)
    if value in (None, "", []):
        return "Not recorded"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(value)
    if hasattr(value, "strftime"):
        return f"{value.day} {value:%B %Y}"
    return getattr(man, f"get_{name}_display", lambda: value)()


@for_the_service("what a merge does, in sentences, wherever the other referral is by now")
def consequences(duplicate, into):
    """What a merge does, in sentences."""
    follows, stays = _counted(what_follows(duplicate, into))
    told = [f"{duplicate.reference} ends as a duplicate. The file goes on as {into.reference}."]
    told += [f"{_listed(follows)} {_verb(follows, 'go')} to {into.reference}."] if follows else []
    told += (
        [f"{_listed(stays)} {_verb(stays, 'stay')} with {duplicate.reference}: {into.reference} has its own."]
        if stays
        else []
    )
    told += _clocks(duplicate, into)
    if duplicate.strangulation and not into.strangulation:
        told.append("The history of strangulation is noted on the file that goes on.")
    if any(getattr(duplicate, name).strip() for name in ("abuse", "risk_known")):
        told.append(
            f"What {duplicate.reference} says of the abuse and the risk is added to what stands there."
        )
    told += his_other_referrals(duplicate, into)
    told.append("What the Integrated Support Service holds follows too, unseen by you.")
    if into.status in AFTER_RELEASE and not duplicate.passed_on_at:
        told.append(
            "Contact details that were held with it go to the Integrated Support Service at once. This stays so."
        )
    told.append("The social worker who made the referral is told, and sees how it goes on.")
    if into.is_open and into.passed_on_at:
        told.append("Whoever holds the file that goes on is told.")
    return told


@for_the_service("references of his other referrals, wherever they are by now")
def his_other_referrals(came, stayed):
    if came.man_id == stayed.man_id:
        return []
    others = Referral.objects.filter(man=came.man_id).exclude(pk=came.pk).exclude(status=Status.MERGED)
    names = list(others.order_by("pk").values_list("reference", flat=True))
    return [f"His other referrals go with him: {', '.join(names)}."] if names else []


def _counted(found):
    follows, stays = {}, {}
    for tie, ids, left in found:
        if tie.label in FOLLOWS:
            follows |= {tie.label: len(ids)} if ids else {}
            stays |= {tie.label: len(left)} if left else {}
    return follows, stays


def _listed(counts):
    words = [
        f"{n} {FOLLOWS[label][n != 1]}"
        for label, n in sorted(counts.items(), key=lambda each: _place(each[0]))
    ]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _verb(counts, verb):
    one = sum(counts.values()) == 1
    return {"go": "goes", "stay": "stays"}[verb] if one else verb


def _place(of):
    return list(FOLLOWS).index(of)


def _clocks(duplicate, into):
    ours = {clock.promise: clock for clock in into.deadlines.running()}
    told = []
    for clock in duplicate.deadlines.running():
        promise, other = clock.promised, ours.get(clock.promise)
        if other and clock.due_at < other.due_at:
            told.append(f"“{promise}” is due when it was due here: {_moment(clock.due_at)}.")
        else:
            told.append(f"The clock of “{promise}” stops here.")
    return told


def _moment(at):
    at = localtime(at)
    return f"{at.day} {at:%B %Y, %-H:%M}"


def moved(merged):
    """What a merge has done, from its record: (sentences, [(detail, was, is)] of the man)."""
    counts, details = {}, []
    for change in merged.changes:
        where, was = change["row"][0], change["was"] or {}
        if where in FOLLOWS and "referral_id" in was and change["now"]:
            counts[where] = counts.get(where, 0) + 1
        if where == "referrals.Man" and change["now"] is not None and change["was"] is not None:
            details += _of_the_man(change)
    return ([f"{_listed(counts)} went to {merged.stayed.reference}."] if counts else []), details


def _of_the_man(change):
    was, now = (model_of(change)(**change[side]) for side in ("was", "now"))
    return [(label(name), said(was, name), said(now, name)) for name in change["was"] if name in DETAILS]
