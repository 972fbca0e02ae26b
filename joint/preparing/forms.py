from forms import ChoiceField, GovForm, NoteField, TickField
from joint.models import TableItem


class PrepareForm(GovForm):
    """``services``: those linked to him; which one is asked only where there are several to choose from."""

    service = ChoiceField(label="With which service?", choices=[], name="with which service")
    topic = ChoiceField(label="About", choices=TableItem.Topic.choices, select=True, name="what it is about")
    text = NoteField(label="What you want to say or ask", name="what you want to say or ask", rows=3)
    brought = TickField(label="Bring it to the table now: the other side reads it at once", required=False)

    def __init__(self, *args, services=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.services = {str(service.pk): service for service in services}
        if len(self.services) > 1:
            self.fields["service"].choices = [(pk, service.name) for pk, service in self.services.items()]
        else:
            del self.fields["service"]

    def facts(self):
        facts = {name: self.cleaned_data[name] for name in ("topic", "text", "brought")}
        if "service" in self.fields:
            facts["provider"] = self.services[self.cleaned_data["service"]]
        return facts
