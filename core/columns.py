"""The kinds of column that neither database has by itself: an instant, an identifier, an amount of medicine."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Dialect, Integer, Uuid
from sqlalchemy.types import TypeDecorator

REMEMBERED = 8192
"""So many identifiers and instants a process keeps made: the same ones are read all day."""


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware and in UTC, in Python and in both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a naive time: it would be a guess."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite hands back a naive UTC time."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: Any) -> Callable[[Any], datetime | None] | None:
        """The above; where the database keeps an instant as text, it is made once and remembered.

        Not of instants in another zone: two that differ in `fold` alone are equal, and an hour apart.
        """
        made = super().result_processor(dialect, coltype)
        is_text = self.impl_instance.result_processor(dialect, coltype) is not None
        return lru_cache(maxsize=REMEMBERED)(made) if made and is_text else made


class Identifier(Uuid[UUID]):
    """A random identifier; likewise."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """The library's own, remembered."""
        made: Callable[[Any], Any] | None = super().result_processor(dialect, coltype)  # type: ignore[no-untyped-call]
        return made and lru_cache(maxsize=REMEMBERED)(made)


class Milligrams(TypeDecorator[Decimal]):
    """An amount of medicine in mg, exact to a hundredth, kept as a whole number of hundredths."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Hundredths of a milligram."""
        return None if value is None else int((Decimal(value) * 100).to_integral_value())

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Back to milligrams."""
        return None if value is None else _milligrams(value)


@lru_cache(maxsize=4096)
def _milligrams(hundredths: int) -> Decimal:
    return Decimal(hundredths) / 100
