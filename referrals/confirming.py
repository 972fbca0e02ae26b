"""A form that may turn out to close files: what follows is shown with a tick for each, and done in the same step."""

import re

from forms import GovForm, TickField

CLOSING = (
    "Two sessions running missed without contact: this closes his file, refers him back to children’s services, and "
    "tells the social worker and the Integrated Support Service at once."
)
_TICK = re.compile(r"confirm_(\d{1,18})")


class MayCloseForm(GovForm):
    """``ask_to_close`` adds the ticks once an action has raised MustConfirm; ``confirmed`` are those that were set."""

    def ask_to_close(self, closing):
        for referral in closing:
            label = f"Close the file of {referral.man.name}"
            self.fields[f"confirm_{referral.pk}"] = TickField(label=label, help_text=CLOSING, required=False)
        self.add_error(None, "Nothing is saved yet. Read what follows, then tick it or leave this page")

    def confirmed(self):
        """Ids of the referrals whose closing was ticked."""
        return [int(found[1]) for name in self.data if (found := _TICK.fullmatch(name))]
