"""Dates, in three boxes."""

import re
from datetime import date
from typing import Any

import wtforms

from core.forms.form import SHORT, Asked, tidy

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
EARLIEST, LATEST = 1900, 2100


class DateField(Asked, wtforms.Field):
    """A date in three boxes: day, month (a number or its name), year. Data: a date or None."""

    component = "date"
    parts = ("day", "month", "year")

    def __init__(self, label: str = "", **kwargs: Any) -> None:
        self.typed: dict[str, str] = dict.fromkeys(self.parts, "")
        super().__init__(label, **kwargs)

    @property
    def first_id(self) -> str:
        """The first box with something wrong in it."""
        return f"{self.id}-{(self.wrong_parts or self.parts)[0]}"

    @property
    def wrong_parts(self) -> tuple[str, ...]:
        """Which boxes to mark: those left empty where others are filled, otherwise all."""
        if not self.errors:
            return ()
        empty = tuple(part for part in self.parts if not self.typed[part])
        return empty if 0 < len(empty) < len(self.parts) else self.parts

    def boxes(self) -> list[dict[str, Any]]:
        """What the date component shows: three boxes, those to mark, and what was typed in them."""
        return [
            {
                "id": f"{self.id}-{part}",
                "name": f"{self.name}-{part}",
                "label": part.capitalize(),
                "value": self.typed[part],
                "width": 4 if part == "year" else 2,
                "inputmode": "text" if part == "month" else "numeric",
                "error": part in self.wrong_parts,
                "autocomplete": "off",
            }
            for part in self.parts
        ]

    def process(self, formdata: Any, data: Any = wtforms.utils.unset_value, extra_filters: Any = None) -> None:
        """Reads the three boxes `<name>-day`, `-month` and `-year`."""
        super().process(None, data, extra_filters)
        if isinstance(self.data, date):
            self.typed = {part: str(getattr(self.data, part)) for part in self.parts}
        names = [f"{self.name}-{part}" for part in self.parts]
        if formdata is None or not any(name in formdata for name in names):
            return
        self.raw_data = [tidy(formdata.get(name, ""))[:SHORT] for name in names]
        self.typed = dict(zip(self.parts, self.raw_data, strict=True))
        self.data = None
        try:
            self.data = self._date()
        except ValueError as problem:
            self.process_errors = [str(problem)]

    def _date(self) -> date | None:
        name = self.label.text
        missing = [part for part in self.parts if not self.typed[part]]
        if len(missing) == len(self.parts):
            return None
        if missing:
            raise ValueError(f"{name} must include a {' and a '.join(missing)}")
        day, month, year = self.typed["day"], _month(self.typed["month"]), self.typed["year"]
        if not re.fullmatch(r"\d{4}", year, re.ASCII):
            raise ValueError(f"{name} must have a year of 4 numbers, for example {EARLIEST + 90}")
        if not re.fullmatch(r"\d{1,2}", day, re.ASCII) or not month or not EARLIEST <= int(year) <= LATEST:
            raise ValueError(f"{name} must be a real date")
        try:
            return date(int(year), month, int(day))
        except ValueError:
            raise ValueError(f"{name} must be a real date") from None


def _month(typed: str) -> int:
    """1 to 12 from a number or a name; 0 where it is neither."""
    if re.fullmatch(r"\d{1,2}", typed, re.ASCII):
        return int(typed) if 1 <= int(typed) <= 12 else 0
    short = typed[:3].lower()
    return MONTHS.index(short) + 1 if short in MONTHS else 0
