"""Printing a copy: for whom, how it is set, what of it goes."""

from core.forms import CheckboxesField, CheckboxField, Form, RadiosField
from safetyplans.rules import AGENCY_PART_WORDS, LAYOUT_WORDS, READER_WORDS, AgencyPart, Layout, Reader


class PrintForm(Form):
    """One copy to be printed."""

    reader = RadiosField(
        "Whom is this copy for?",
        required="Say whom this copy is for",
        choices=[(each.value, READER_WORDS[each]) for each in Reader],
    )
    layout = RadiosField("How is it set?", choices=[(each.value, LAYOUT_WORDS[each]) for each in Layout])
    plain_cover = CheckboxField("With a plain cover, which does not say what it is")
    agency = RadiosField("Which agency?")
    parts = CheckboxesField(
        "What of it goes?",
        hint="What to do in an emergency always goes. A drug history never does.",
        choices=[(each.value, AGENCY_PART_WORDS[each]) for each in AgencyPart],
    )

    def chosen(self) -> tuple[Reader, Layout, bool, frozenset[AgencyPart]]:
        """For whom, how it is set, whether it has a plain cover, and the parts that go to an agency."""
        reader = Reader(self.reader.data)
        theirs = reader is Reader.PERSON
        layout = Layout(self.layout.data) if theirs and self.layout.data else Layout.STANDARD
        parts = (
            frozenset(AgencyPart(each) for each in self.parts.data or ()) if reader is Reader.AGENCY else frozenset()
        )
        return reader, layout, theirs and bool(self.plain_cover.data), parts
