from accounts.models import User
from audit.restricting import Because
from forms import ChoiceField, GovForm, ManyModelField, NoteField


class NamingForm(GovForm):
    named = ManyModelField(
        label="Who may still open it?",
        name="who may still open it",
        queryset=User.objects.none(),
        required=False,
        help_text="Of those who would see it otherwise. Managers see it in any case.",
    )

    unmarked = ("named",)

    def __init__(self, *args, people, proposed=(), stored=None, **kwargs):
        super().__init__(*args, stored=stored, **kwargs)
        field = self.fields["named"]
        field.queryset = people
        field.label_from_instance = lambda person: f"{person.name}, {person.get_role_display()}"
        if stored is None:
            field.initial = list(proposed)


class RestrictForm(NamingForm):
    because = ChoiceField(label="Why is it restricted?", name="why it is restricted", choices=Because.choices)
    reason = NoteField(
        label="What is behind it?",
        name="what is behind it",
        help_text="Managers of your side read this, and nobody else. Name whom it is to be kept from, if anybody.",
        max_length=1000,
        rows=4,
    )
    field_order = ("because", "reason", "named")


class LiftForm(GovForm):
    because = NoteField(
        label="Why is it lifted?",
        name="why it is lifted",
        help_text="Managers of your side read this.",
        max_length=500,
        rows=3,
    )
