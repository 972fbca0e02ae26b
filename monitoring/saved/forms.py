from forms import GovForm, TextField


class NameForm(GovForm):
    name = TextField(
        label="What do you want to call it?",
        name="name",
        max_length=40,
        help_text="For example, “Late in Coventry”. Do not use anybody’s name.",
    )
    widths = {"name": 20}
