"""The evening pack as a PDF: today's and tomorrow's list with each plan's state, and a blank sheet."""

from datetime import date, datetime
from uuid import UUID

from core.calendar import DAY
from core.wording import instant, long_day
from dispensing.queries.pack import pack_lines
from leaflets.pdf import render_pdf, without_emoji
from leaflets.sheets import fill
from safetyplans.rules.policy import SafetyPlanPolicy
from supply.rules import SupplyPolicy

TITLE = "The counter on paper"
NOTHING = ("Not due", "You are closed")


def pack_pdf(
    pharmacy_id: UUID, pharmacy: str, on: date, at: datetime, policy: SafetyPlanPolicy, numbers: SupplyPolicy
) -> bytes:
    """A pharmacy's pack on a London day. Raises CannotPrint where a letter or a file is missing."""
    lines = pack_lines(pharmacy_id, on, policy, numbers)
    days = [
        ("Today", long_day(on), [line for line in lines if _comes(line.today) or line.done or line.ask_today], True),
        ("Tomorrow", long_day(on + DAY), [line for line in lines if _comes(line.tomorrow) or line.ask_tomorrow], False),
    ]
    html = fill("dispensing/print_pack.html", title=TITLE, pharmacy=pharmacy, printed=instant(at), days=days)
    return render_pdf(without_emoji(html), title=TITLE)


def _comes(due: str) -> bool:
    return due not in NOTHING
