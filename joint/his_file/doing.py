"""What else may be done on his file, in the order in which it is looked for: with him, with others, with the file."""

from accounts.addresses import address

GROUPS = {
    "With him": (
        "log_contact",
        "offer_assessment",
        "assessment_outcome",
        "decide",
        "agreement",
        "log_key_work",
        "plan_key_work",
        "agree_goal",
        "ask_him",
        "record_measure",
        "rate_him",
        "his_letters",
        "choose_reminders",
    ),
    "Risk and other services": (
        "incident",
        "csc_incident",
        "pair",
        "pass_on_partner",
        "ask_referrer",
        "confirm_plan",
        "professionals",
        "disclosures",
        "conflicts",
        "refer_on",
        "file_summary",
    ),
    "The file": (
        "acknowledge",
        "change_area",
        "return_referral",
        "duplicates",
        "merge_of",
        "move_him",
        "hold_file",
        "resume_file",
        "close_file",
        "invite_back",
        "reopen_file",
        "refer_again",
    ),
}


def grouped(links, pk):
    """[(heading, [(address, words)])] of ``links`` [(url name, words)] for the file ``pk``; a heading that has none is left
    out."""
    words = dict(links)
    found = [
        (heading, [(address(name, pk), words[name]) for name in names if name in words])
        for heading, names in GROUPS.items()
    ]
    return [(heading, group) for heading, group in found if group]
