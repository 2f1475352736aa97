"""From a plan and what is known around it to the pages of one reader's copy."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from core.wording import amount, counted, short_day
from leaflets.queries import contacts_of
from leaflets.rules import LocalContacts
from people.rules import HOW_WORDS, AgencyFact, ChildFact
from safetyplans import printing
from safetyplans.asking import said_back
from safetyplans.queries import AgreedPlan, PrintLine
from safetyplans.rules import (
    EVIDENCE_WORDS,
    PRINTED,
    AdultAgreementFact,
    AgencyPart,
    AgreedHow,
    Evidence,
    Layout,
    PlanFact,
    Reader,
    agreement_words,
    answers_of,
    before,
    changes,
    how_words,
    said_of,
)
from safetyplans.rules.children import who_they_are
from safetyplans.views.loading import Whose
from staff.access import found
from staff.queries import pharmacy_of
from supply.rules.expected import is_nameless

TAKEN_BACK = "Version {version}, which you were sent, was recorded by mistake and does not count: please destroy it."


def contacts(here: Whose) -> LocalContacts:
    """Whom this person rings: the service, their worker, their pharmacy. What we do not know is left to write in."""
    service_id = UUID(here.header.service_id)
    pharmacy = pharmacy_of(service_id, UUID(here.header.pharmacy_id)) if here.header.pharmacy_id else None
    return replace(
        contacts_of(service_id),
        worker_name=here.header.keyworker_name,
        pharmacy_name=pharmacy.name if pharmacy else "",
        pharmacy_phone=pharmacy.phone if pharmacy else "",
    )


def children_printed(here: Whose) -> tuple[printing.ChildPrint, ...]:
    """The children by first name."""
    return tuple(
        printing.ChildPrint(_first_name(child), child.how, child.due_on, child.unborn) for child in here.children
    )


def _first_name(child: ChildFact) -> str:
    return child.name if is_nameless(child) else child.name.split()[0] if child.name else ""


def copy_pages(here: Whose, plan: AgreedPlan, copy: PrintLine) -> tuple[list[str], str]:
    """The pages of one copy that was written down, and what the file is called by a screen reader."""
    reader, layout = Reader(copy.row.reader), Layout(copy.row.layout)
    if reader is Reader.PERSON:
        return _persons(here, plan, copy, layout)
    if reader is Reader.AGENCY:
        agency = here.agency(found(copy.row.family_agency_id))
        parts = frozenset(AgencyPart(part) for part in copy.row.parts)
        page = printing.agency_html(agency_print(here, plan, agency, parts=parts, number=copy.row.number))
        return [page], printing.AGENCY_TITLE
    if reader is Reader.PHARMACY:
        return [printing.counter_html(_card(here, plan, copy.row.number))], printing.COUNTER_TITLE
    return [printing.file_html(_file(here, plan, copy.row.number))], printing.FILE_TITLE


def _fact(here: Whose, plan: AgreedPlan) -> PlanFact:
    """The version as the rules read it."""
    return next(one for one in here.plans.plans if one.id == str(plan.row.id))


def _persons(here: Whose, plan: AgreedPlan, copy: PrintLine, layout: Layout) -> tuple[list[str], str]:
    """The person's own copy, with a plain cover before it where they want one."""
    row, fact = plan.row, _fact(here, plan)
    answers = answers_of(fact.items)
    page = printing.PlanPrint(
        person_name=here.header.name,
        children=children_printed(here),
        most_bottles=row.bottles,
        most_mg=row.mg,
        usual_bottles=row.bottles if row.usual_bottles is None else row.usual_bottles,
        when=row.when_most,
        items=printing.agreed_items(answers),
        still_to_do=printing.items_to_do(answers),
        contacts=contacts(here),
        version=row.version,
        agreed_on=row.happened_on,
        review_on=row.review_on,
        worker_name=plan.recorded_by,
        copy=copy.row.number,
        signers=_signers(here, plan, everybody=False),
        changed=changes(before(fact, here.plans), fact, codes=PRINTED),
    )
    pages = [printing.plan_html(page, layout=layout)]
    if not copy.row.plain_cover:
        return pages, printing.TITLE
    large = layout is not Layout.STANDARD
    cover = printing.cover_html(
        page.person_name, version=page.version, agreed_on=row.happened_on, copy=page.copy, large=large
    )
    return [cover, *pages], printing.COVER_TITLE


def _signers(here: Whose, plan: AgreedPlan, *, everybody: bool) -> tuple[tuple[str, str, date | None], ...]:
    """Who agreed this version, how and when; with `everybody` also who did not, and why."""
    row = plan.row
    own = (here.header.name, how_words(AgreedHow(row.agreed_how), row.witness, row.held_at or ""), row.happened_on)
    names = {adult.id: adult.name for adult in here.family.adults}
    said = [
        (names.get(adult_id, "An adult"), _said(one) if everybody else agreement_words(one), one.happened_on)
        for adult_id, one in said_of(str(row.id), here.plans.agreements).items()
        if everybody or one.agrees
    ]
    return (own, *said, (plan.recorded_by, "Wrote it down", row.happened_on))


def _said(one: AdultAgreementFact) -> str:
    """For the case file: also why somebody did not agree, and what then."""
    because = f": {one.declined_because}. What then: {one.what_then}" if one.declined_because else ""
    return f"{agreement_words(one)}{because}"


def agency_print(
    here: Whose, plan: AgreedPlan, agency: AgencyFact | None, *, parts: frozenset[AgencyPart], number: int
) -> printing.AgencyPrint:
    """Everything that goes to one agency: the parts chosen, and what changed of them since the version they had.

    No agency: with a referral, and without a number.
    """
    row, fact = plan.row, _fact(here, plan)
    theirs = [one for one in here.plans.shares if agency and one.agency_id == agency.id and not one.not_sent]
    versions = {one.id: one for one in here.plans.plans if one.version < fact.version}
    had = next((versions[one.plan_id] for one in reversed(theirs) if one.plan_id in versions), None)
    gone = {one.plan_id: one.version for one in here.plans.taken_back if one.plan_id}
    last = next((one for one in reversed(theirs) if not one.unsent), None)
    wrong = gone.get(last.plan_id) if last else None
    told = [one.our_part for one in theirs if one.our_part]
    return printing.AgencyPrint(
        person_name=here.header.name,
        agency_name=agency.name if agency else "With a referral",
        children=children_printed(here),
        bottles=row.bottles,
        items=printing.agreed_items(answers_of(fact.items)),
        seen=f"What was seen: {EVIDENCE_WORDS[Evidence(row.evidence)].lower()}, {short_day(row.happened_on)}.",
        contacts=contacts(here),
        version=row.version,
        agreed_on=row.happened_on,
        review_on=row.review_on,
        copy=number,
        parts=parts,
        changed=(
            *((TAKEN_BACK.format(version=wrong),) if wrong else ()),
            *changes(had, fact, codes=printing.codes_sent(parts), wordless=printing.WORDLESS),
        ),
        their_part=told[-1] if told else "",
    )


def _card(here: Whose, plan: AgreedPlan, number: int) -> printing.CounterPrint:
    """The counter card of the version that stands."""
    row = plan.row
    return printing.CounterPrint(
        person_name=here.header.name,
        children=len(here.children),
        youngest=_youngest(here),
        bottles=row.bottles,
        mg=row.mg,
        when=row.when_most,
        contacts=contacts(here),
        version=row.version,
        agreed_on=row.happened_on,
        review_on=row.review_on,
        copy=number,
    )


def _youngest(here: Whose) -> str:
    """The age of the youngest child, in words; an unborn child is the youngest there is."""
    if any(child.unborn for child in here.children):
        return "not born yet"
    months = min((child.months(here.on) or 0 for child in here.children), default=None)
    if months is None:
        return ""
    return counted(months, "month") if months < 24 else counted(months // 12, "year")


def _file(here: Whose, plan: AgreedPlan, number: int) -> printing.FilePrint:
    """Everything, for the case file alone."""
    row, fact = plan.row, _fact(here, plan)
    words = [
        ("What is going well", row.strengths or ""),
        ("What worries them, or would help", row.own_words),
        *said_back(row.teach_back),
    ]
    return printing.FilePrint(
        person_name=here.header.name,
        children=tuple(_child(here, child) for child in here.children),
        facts=(
            ("It is for", f"up to {counted(row.bottles, 'bottle')} at once, {amount(row.mg)}"),
            ("What was seen", EVIDENCE_WORDS[Evidence(row.evidence)]),
            ("Looked at again by", short_day(row.review_on)),
            ("Written down by", plan.recorded_by),
        ),
        items={one.code: one for one in fact.items},
        agreements=_signers(here, plan, everybody=True),
        said=tuple((heading, said) for heading, said in words if said),
        changed=changes(before(fact, here.plans), fact),
        version=row.version,
        agreed_on=row.happened_on,
        copy=number,
    )


def _child(here: Whose, child: ChildFact) -> str:
    born = f"born {short_day(child.born_on)}" if child.born_on else ""
    due = f"due {short_day(child.due_on)}" if child.due_on and not child.born_on else ""
    how = "not born yet" if child.unborn else HOW_WORDS[child.how].lower()
    who = ", ".join(filter(None, (child.name or "A baby", born or due, how)))
    return f"{who} ({who_they_are(child)})" if not child.unborn else who
