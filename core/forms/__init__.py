"""Forms and fields: problems are values, said in whole sentences, and whatever was typed is shown again.

A field knows how it is shown (`component`), its hint, and the sentence for when it is left empty (`required`).
"""

from core.forms.choices import CheckboxesField, CheckboxField, Choice, RadiosField, SelectField
from core.forms.dates import DateField
from core.forms.files import PictureField, SignatureField
from core.forms.form import Asked, AtMost, Form, Needed, Problem, Skippable, tidy
from core.forms.hidden import HiddenField, VersionField
from core.forms.text import LongTextField, NumberField, TextField

__all__ = [
    "Asked",
    "AtMost",
    "CheckboxField",
    "CheckboxesField",
    "Choice",
    "DateField",
    "Form",
    "HiddenField",
    "LongTextField",
    "Needed",
    "NumberField",
    "PictureField",
    "Problem",
    "RadiosField",
    "SelectField",
    "SignatureField",
    "Skippable",
    "TextField",
    "VersionField",
    "tidy",
]
