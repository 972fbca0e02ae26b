"""What became of a file that a notice is about, once the person may no longer open it: each room says it of its own."""

_SAYS = {}


def says_what_became_of(about):
    """Register ``say(about_id, person) -> words`` for files of a model such as ``referrals.referral``.

    The words are empty while the person may open the file. They are read by somebody who was told about it once, and
    may say no more than that person may know now.
    """

    def register(say):
        _SAYS[about] = say
        return say

    return register


def became_of(notice):
    """Words for the one who was told; empty where the file can still be opened, or no room says anything."""
    say = _SAYS.get(notice.alert.about_model)
    return say(notice.alert.about_id, notice.person) if say else ""
