"""What every page of the counter does: find the person there, what is due, and what was shown when it was pressed."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock, policy
from core.audit import record_view
from core.conflict import Conflict, Refused
from core.db import commit, db
from core.forms import Form
from core.wording import counted
from dispensing import queries
from dispensing.actions.counter import Counter
from dispensing.queries.desk import LOOKS_BACK
from dispensing.rules import Policies
from dispensing.rules.counter_words import dose_words, one_entry_words, recorded_words
from people.queries import person_of_pharmacy
from people.rules import PersonHeader, PersonNamed
from staff.access import found, viewer
from supply.queries import supply_of
from supply.rules import DoseFact, PrescriptionTerms
from supply.rules.counter import Given, already_recorded
from supply.rules.due import DueToday, due_today, not_provided
from supply.rules.recorded import standing

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class AtCounter:
    """One person at the viewer's counter, at the moment of the request."""

    counter: Counter
    policies: Policies

    @cached_property
    def alike(self) -> tuple[PersonNamed, ...]:
        """Those at this counter who are called like them: read only for a page that is shown."""
        return queries.alike_at(self.counter.pharmacy_id, self.counter.person_id)

    @property
    def header(self) -> PersonHeader:
        """Who stands there."""
        return self.counter.header

    @property
    def on(self) -> date:
        """The London day."""
        return clock.day_of(self.counter.at)

    @cached_property
    def due(self) -> DueToday:
        """What is due today."""
        return due_today(self.counter.supply, self.on)

    @property
    def terms(self) -> PrescriptionTerms | None:
        """What is prescribed today."""
        return self.counter.supply.terms_on(self.on)

    def said(self, given: Sequence[Given]) -> tuple[str, ...]:
        """What the prescription and its wording do not provide for."""
        return not_provided(self.counter.supply, self.due, given, self.counter.policy)

    def mark(self, given: Sequence[Given]) -> str:
        """A mark of everything the page shows about these doses, so that a press on an older page is noticed."""
        terms = self.terms
        what = (
            self.header.id,
            self.header.name,
            self.header.born_on,
            self.on,
            given,
            self.said(given),
            (terms.mg_a_day, terms.medicine.code) if terms else None,
        )
        return hashlib.sha256(repr(what).encode()).hexdigest()[:16]

    @property
    def next_in_list(self) -> str:
        """Back to the list, at whoever comes after this one."""
        return url_for("dispensing.counter", after=self.header.id, _anchor="next")


def come_to(person_id: UUID, verb: str = "", *, everyday: bool = False) -> AtCounter:
    """Somebody whom the viewer's pharmacy serves now, or 404; with a verb, a look at a page is noted in the audit.

    `everyday`: of days gone by only what was missed or put right is read, which is all that the usual press needs."""
    looking, at = viewer(), clock.now()
    pharmacy_id = found(looking.pharmacy_id)
    header = found(person_of_pharmacy(pharmacy_id, person_id))
    if verb and request.method == "GET":
        record_view(verb, by=looking.staff_id, at=at, household=UUID(header.household_id), person=person_id)
    on = clock.day_of(at)
    policies = queries.policies_for(header.service_code, policy.current(), on)
    supply = supply_of([person_id], doses_since=on - LOOKS_BACK, everyday_since=on if everyday else None)[person_id]
    counter = Counter(header, supply, pharmacy_id, looking.staff_id, at, policies.supply)
    return AtCounter(counter, policies)


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One entry that stands, in words, with the way to correct it."""

    day: date
    part: int
    words: str
    at: datetime
    happened_at: datetime | None


def recent_entries(here: AtCounter) -> list[EntryShown]:
    """What stands for the last days and those handed over ahead, newest first."""
    return [
        EntryShown(one.for_on, one.part, one_entry_words(one), one.recorded_at, one.happened_at)
        for one in reversed(standing(here.counter.supply.doses))
        if one.for_on > here.on - WEEK
    ]


def happened_lately(here: AtCounter) -> list[queries.Happened]:
    """What this counter wrote down besides doses in the last two weeks, as it stands."""
    return queries.happened_here(here.counter.pharmacy_id, here.counter.person_id, here.on - 2 * WEEK)


def entry_page(here: AtCounter, form: Form, kind: str, title: str, *, said: Sequence[str] = (), hint: str = "") -> str:
    """A page on which something besides the usual is written down, with whom it is about in sight."""
    return render_template(
        "dispensing/record_entry.html", here=here, form=form, kind=kind, title=title, said=said, hint=hint,
        dose=dose_words(here.terms, ()),
    )  # fmt: skip


def written(
    here: AtCounter, given: Sequence[Given], act: Callable[[], tuple[date, ...] | None], form: Form, kind: str = ""
) -> ResponseReturnValue:
    """Carry out an act and commit it, then back to the list; or say what stands in its way, nothing typed lost.

    After the third missed day in a row the next page asks with whom it was spoken about.
    """
    try:
        run = act()
        commit()
    except Refused as refused:
        db.session.rollback()
        form.add_problems(refused.problems)
        return entry_page(here, form, kind, "Not written down yet")
    except Conflict as conflict:
        db.session.rollback()
        return render_template("dispensing/already_recorded.html", here=here, because=str(conflict)), 409
    words = recorded_words(given) if given else "written down"
    flash(f"{here.header.name}: {words}.", "success")
    if run:
        flash(_told(here, run), "success")
        return redirect(url_for("supply.record_prescriber_spoken", person_id=here.header.id))
    return redirect(here.next_in_list)


def _told(here: AtCounter, run: Sequence[date]) -> str:
    keyworker = here.header.keyworker_name or "the service’s managers, as there is no keyworker"
    return (
        f"{counted(len(run), 'dose')} in a row missed. The prescriber and {keyworker} have it on their lists now. "
        "Speak to the prescriber before the next dose, and write down what was said."
    )


def already(here: AtCounter, entries: Sequence[DoseFact]) -> ResponseReturnValue:
    """Somebody pressed for what is written down: by them a second before, or by somebody else."""
    last = max(entries, key=lambda one: one.recorded_at)
    because = already_recorded(last.for_on, last.how, last.recorded_at)
    return render_template("dispensing/already_recorded.html", here=here, because=because), 409
