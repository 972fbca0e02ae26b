"""The building blocks of every form here: GOV.UK fields whose messages say what to do.

A library, lower than every room: it knows the Design System and the clock of the country, and
nothing about cases.
"""

from forms.base import FilterForm, GovForm
from forms.choices import (
    ChoiceField,
    ManyField,
    ManyModelField,
    ModelField,
    TickField,
    YesNoField,
)
from forms.choosing import ChoosingForm
from forms.dates import DayField, MomentField
from forms.documents import DocumentField
from forms.meanwhile import Overtaken
from forms.words import EmailField, NoteField, PhoneField, TextField, WholeNumberField, half_typed

__all__ = [
    "ChoiceField",
    "ChoosingForm",
    "DayField",
    "DocumentField",
    "EmailField",
    "FilterForm",
    "GovForm",
    "ManyField",
    "ManyModelField",
    "ModelField",
    "MomentField",
    "NoteField",
    "Overtaken",
    "PhoneField",
    "TextField",
    "TickField",
    "WholeNumberField",
    "YesNoField",
    "half_typed",
]
