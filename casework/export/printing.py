"""The case to read: who was there, what stood, whom we had told, and everything in order, third parties marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from casework.export.bundle import About
from casework.export.known import Known
from casework.export.records import Chain
from casework.rules.audited import verb_words
from casework.rules.names import finding_words
from casework.rules.portrait import at_home_words, children_lines, compared, plan_rows
from casework.rules.stages import WAY_WORDS, Way
from core.calendar import day_of
from core.findings import Finding
from core.wording import instant, short_day
from leaflets.pdf import render_pdf, without_emoji
from leaflets.sheets import fill
from safeguarding.rules.words import EVENT_WORDS, OUTCOME_WORDS, REFERRAL_WORDS, VIEW_WORDS
from safetyplans.rules import COPY_WORDS, CopyHow

TITLE = "What was known of one case"


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who had been told: when, whom, what, and what came back."""

    on: date
    whom: str
    what: str
    back: str


def case_pdf(known: Known, about: About, chain: Chain, fingerprint: str) -> bytes:
    """The case as a PDF that names the head of the chain of records, so that paper and records belong together."""
    scene = known.derived.scene
    html = fill(
        "casework/print_export.html",
        title=TITLE,
        about=about,
        made=instant(about.made_at),
        head=chain.head,
        records=len(chain.lines),
        fingerprint=fingerprint,
        hold=known.hold,
        held_by=known.names.get(UUID(known.hold.recorded_by), "") if known.hold else "",
        children=children_lines(scene),
        people=[_person(known, one) for one in scene.situations],
        ended=[one.name for one in scene.family.people if one.ended is not None],
        agencies=[(one.name, one.worker_name) for one in scene.family.agencies],
        findings=[_finding(known, one) for one in known.derived.findings],
        told=sorted(_told(known), key=lambda one: (one.on, one.whom, one.what)),
        entries=list(reversed(known.entries)),
        audit=[_looked(known, line) for line in known.audit],
        day=short_day,
        instant=instant,
    )
    return render_pdf(without_emoji(html), title=TITLE)


def _person(known: Known, now: Any) -> dict[str, Any]:
    return {"name": now.person.name, "home": at_home_words(now), "compared": compared(now), "plan": plan_rows(now)}


def _finding(known: Known, one: Finding) -> tuple[str, str, str, str]:
    """What it says, about which event where it is about one, since when, by when."""
    event = next((each for each in known.derived.scene.events if each.id == one.about), None)
    about = f"{EVENT_WORDS[event.kind]}, {short_day(event.happened_on)}" if event else ""
    return one.sentence, about, short_day(one.since), _due(one.due_on, known.on)


def _due(due_on: date | None, on: date) -> str:
    if due_on is None:
        return "no day set"
    return f"due {short_day(due_on)}" if due_on >= on else f"overdue since {short_day(due_on)}"


def _looked(known: Known, line: dict[str, Any]) -> tuple[str, str, str]:
    return (
        instant(line["at"]),
        known.names.get(line["by_id"], "Nobody signed in"),
        verb_words(line["verb"], line["kind"]),
    )


def _told(known: Known) -> Iterator[Told]:
    case = known.derived.case
    agencies = _agency_names(known)
    for plans in case.plans.values():
        for share in plans.shares:
            what = "Not sent the storage plan, with the reason" if share.not_sent else "Sent the storage plan"
            yield Told(share.happened_on, agencies.get(share.agency_id, "An agency"), what, _answered(share))
    outcomes = {one.referral_id: one for one in case.history.outcomes}
    for referral in case.history.referrals:
        if not referral.not_sent_because and referral.decide_by is None:
            kind = REFERRAL_WORDS[referral.kind] if referral.kind else "told by phone"
            answer = outcomes.get(referral.id)
            view = f" ({VIEW_WORDS[answer.view].lower()})" if answer and answer.view else ""
            back = f"{OUTCOME_WORDS[answer.result]}{view}" if answer else "No answer yet"
            yield Told(referral.happened_on, referral.to_whom or "Children’s social care", f"Referral: {kind}", back)
    for call in case.history.calls:
        agreed = f"Agreed: {call.agreed}" if call.agreed else "Nothing agreed"
        yield Told(call.happened_on, call.with_name, f"A call. {agreed}", "Confirmed" if call.confirmed_at else "")
    for step in case.history.escalations:
        yield Told(step.happened_on, step.stage, "A step of disagreement", "Resolved" if step.resolved_at else "Open")
    for copy in known.rows.get("plan_copy", {}).values():
        words = COPY_WORDS[CopyHow(copy["how"])]
        yield Told(copy["happened_on"], "The service user", f"Their copy of the storage plan: {words.lower()}", "")
    for reminder in known.reminded:
        whom = f"{known.names.get(reminder['recipient_id'], 'Somebody')}, of our staff"
        what = f"Reminded of {finding_words(reminder['code'])}"
        yield Told(day_of(reminder["told_at"]), whom, what, f"By {WAY_WORDS[Way(reminder['way'])]}")
    for leaflet in known.rows.get("leaflet_given", {}).values():
        words = "declined" if leaflet["declined"] else "given"
        yield Told(leaflet["happened_on"], "The service user", f"The leaflet: {words}", leaflet["said_back"])


def _answered(share: Any) -> str:
    if share.acknowledged_at is None:
        return "Delivered" if share.delivered else ""
    part = f": {share.our_part}" if share.our_part else ""
    return f"Answered {short_day(day_of(share.acknowledged_at))}{part}"


def _agency_names(known: Known) -> dict[str, str]:
    names: dict[UUID, str] = {row["id"]: row["name"] for row in known.rows.get("agency", {}).values()}
    links = known.rows.get("family_agency", {}).values()
    return {str(row["id"]): names[row["agency_id"]] for row in links if row["agency_id"] in names}
