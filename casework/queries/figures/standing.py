"""What is so today: counted from the copies that every commit and the nightly pass keep."""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, extract, func, literal, select

from casework.models import FiguresKept, HomeFigure, OpenFinding
from casework.queries.figures.tally import tally
from casework.rules.figures.groups import GAPS, Age, HomeSums, due_from
from casework.rules.figures.values import Kept
from core.db import db

PARTS = ("agreed", "in_date", "verified", "copied", "shared", "acknowledged")


def home_sums(service_id: UUID) -> HomeSums:
    """How many homes of a service there are of each kind. One statement."""
    row = db.session.execute(select(*_sums()).where(HomeFigure.service_id == service_id)).one()
    treated, homes_treated, asked, child, at_home, *parts, all_done = (int(one or 0) for one in row)
    return HomeSums(
        treated, homes_treated, asked, child, at_home, dict(zip((*PARTS, "all_done"), (*parts, all_done), strict=True))
    )


def _sums() -> list[Any]:
    done = [getattr(HomeFigure, part) for part in PARTS]
    treated, home = HomeFigure.treated > 0, HomeFigure.at_home_with_child
    wanted = [
        treated,
        and_(treated, HomeFigure.asked_in_time),
        and_(treated, HomeFigure.child_present),
        home,
        *(and_(home, one) for one in done),
        and_(home, *done),
    ]
    return [func.sum(HomeFigure.treated), *(func.sum(case((one, 1), else_=0)) for one in wanted)]


def without_leaflet(service_id: UUID) -> int:
    """How many people have no leaflet recorded in the language and format they need. One statement."""
    query = select(func.count(OpenFinding.person_id.distinct()))
    return db.session.scalar(query.where(*_of(service_id), OpenFinding.code == "leaflet-not-given")) or 0


def overdue_counts(service_id: UUID, on: date) -> tuple[Counter[Age], Counter[str]]:
    """What is overdue on a London day, by how long and by the role it belongs to. One statement."""
    steps = [(OpenFinding.due_on >= due_from(age, on), literal(age.value)) for age in Age if age is not Age.LONGER]
    age = case(*steps, else_=literal(Age.LONGER.value))
    query = select(age.label("age"), OpenFinding.owner.label("owner")).where(*_of(service_id), OpenFinding.due_on < on)
    ages, owners = Counter[Age](), Counter[str]()
    for each, owner, count in tally(query):
        ages[Age(each)] += count
        owners[owner] += count
    return ages, owners


def open_by_code(service_id: UUID) -> dict[str, int]:
    """What stands at a service, by what it is: gaps in recording, and disagreements. One statement."""
    query = (
        select(OpenFinding.code, func.count())
        .where(*_of(service_id), OpenFinding.code.in_((*GAPS, "outcome-not-agreed")))
        .group_by(OpenFinding.code)
    )
    found: dict[str, int] = {}
    for code, count in db.session.execute(query):
        found[code] = count
    return found


def _of(service_id: UUID) -> tuple[Any, ...]:
    return (OpenFinding.service_id == service_id,)


def kept_until(service_id: UUID, last: date, *, months: int = 13) -> tuple[Kept, ...]:
    """What the plans' figures were at the end of each of the months up to a London day, oldest first. One statement."""
    number = (extract("year", FiguresKept.kept_on), extract("month", FiguresKept.kept_on))
    newest = select(func.max(FiguresKept.kept_on)).where(
        FiguresKept.service_id == service_id, FiguresKept.kept_on <= last
    )
    query = (
        select(FiguresKept)
        .where(FiguresKept.service_id == service_id, FiguresKept.kept_on.in_(newest.group_by(*number)))
        .order_by(FiguresKept.kept_on.desc())
        .limit(months)
    )
    return tuple(_kept(row) for row in reversed(list(db.session.scalars(query))))


def _kept(row: FiguresKept) -> Kept:
    said = row.figures
    return Kept(row.kept_on, said["at_home_with_child"], said["in_date"], said["all_done"])
