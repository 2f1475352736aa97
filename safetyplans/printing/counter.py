"""The card for the pharmacy counter: what the pharmacist can do for the plan, on half a page.

No child's name, no place, no key, none of the person's words: the pharmacist has no need of them to hand over a dose.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from leaflets.pdf import without_emoji
from leaflets.rules import LocalContacts
from leaflets.sheets import fill

COUNTER_TITLE = "Counter card: methadone at home with children"


@dataclass(frozen=True, slots=True)
class CounterPrint:
    """Everything on the card. `youngest`: the age of the youngest child in words, without a name."""

    person_name: str
    children: int
    youngest: str
    bottles: int
    mg: Decimal
    when: str
    contacts: LocalContacts
    version: int
    agreed_on: date
    review_on: date
    copy: int


def counter_html(card: CounterPrint) -> str:
    """The card, ready for the press."""
    return fill(
        "safetyplans/print_counter.html", card=card, person_name=without_emoji(card.person_name), title=COUNTER_TITLE
    )
