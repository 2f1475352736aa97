"""The door to `holidays`: bank holidays of the four nations."""

from datetime import date
from enum import StrEnum
from functools import cache

import holidays


class Nation(StrEnum):
    """Where a service or pharmacy is; Wales has England's bank holidays."""

    ENGLAND_AND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


_SUBDIVISION = {Nation.ENGLAND_AND_WALES: "ENG", Nation.SCOTLAND: "SCT", Nation.NORTHERN_IRELAND: "NIR"}


@cache
def bank_holidays(nation: Nation, first_year: int, last_year: int) -> frozenset[date]:
    """The bank holidays of a nation, both years included."""
    years = range(first_year, last_year + 1)
    return frozenset(holidays.country_holidays("GB", subdiv=_SUBDIVISION[nation], years=years))


def around(nation: Nation, on: date) -> frozenset[date]:
    """The bank holidays from the year before `on` to two years after it: enough for every rule."""
    return bank_holidays(nation, on.year - 1, on.year + 2)
