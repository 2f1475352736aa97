"""Keeping what the figures were: nobody can work out afterwards how many homes had a plan in date on a day."""

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, exists, select

from casework.models import FiguresKept
from casework.queries.figures.standing import home_sums
from core.db import db
from staff.models import Service


def keep_figures(*, on: date, at: datetime) -> int:
    """Keep the figures of every service that has none of a London day yet. Says of how many. Safe to run again."""
    services = list(db.session.scalars(_without_figures(on)))
    for service_id in services:
        _keep(service_id, on, at)
    db.session.flush()
    return len(services)


def _without_figures(on: date) -> Select[UUID]:
    kept = exists().where(FiguresKept.service_id == Service.id, FiguresKept.kept_on == on)
    return select(Service.id).where(~kept).order_by(Service.id)


def _keep(service_id: UUID, on: date, at: datetime) -> None:
    sums = asdict(home_sums(service_id))
    parts = sums.pop("parts")
    figures = sums | parts
    db.session.add(FiguresKept(service_id=service_id, kept_on=on, figures=figures, recorded_at=at))
