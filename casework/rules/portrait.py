"""A person at a glance: the children first, what is in use beside what was agreed, the plan and when it was seen."""

from dataclasses import dataclass
from datetime import date

from casework.rules.children import age_words, next_milestone
from casework.rules.due import near_day
from casework.rules.scene import Scene
from core.calendar import day_of
from core.wording import amount, counted, listed, sentence, short_day
from dispensing.rules import Situation
from people.rules import HOW_WORDS, LEAFLET_LANGUAGES, ChildFact
from safetyplans.rules import EVIDENCE_WORDS, cover_now, evidence_now, review_on_now
from supply.rules import Arrangement, PrescriptionTerms, describe, supervised_days_a_week

Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ChildLine:
    """A child as a page names them: age today, how they belong, what comes next."""

    name: str
    age: str
    how: str
    next: str
    needs: str


def children_lines(scene: Scene) -> list[ChildLine]:
    """Every child of the household, the youngest first; those who live elsewhere too."""
    return [_child(child, scene) for child in scene.family.children]


def _child(child: ChildFact, scene: Scene) -> ChildLine:
    milestone = next_milestone(child, scene.on, scene.policy.safetyplans.milestone_months)
    ahead = f"{milestone[1]}: {near_day(milestone[0], scene.on)}" if milestone else ""
    return ChildLine(
        name=child.name,
        age=age_words(child, scene.on),
        how=HOW_WORDS[child.how] if not child.unborn else "",
        next=sentence(ahead),
        needs=child.needs,
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of what is in use beside what was agreed; `differs` is said in words too."""

    what: str
    in_use: str
    agreed: str
    differs: bool = False


NOT_KNOWN, NOTHING_AGREED = "Not known", "Nothing agreed yet"


def compared(now: Situation) -> list[Compared]:
    """What is in use, and what was agreed, line by line."""
    used = now.in_use
    agreed = now.decision.arrangement if now.decision is not None else None
    in_use_on = short_day(now.in_use_fact.from_on) if now.in_use_fact else ""
    agreed_on = short_day(day_of(now.decision.recorded_at)) if now.decision else ""
    lines = [
        ("How doses are collected", _described(used, now, NOT_KNOWN), _described(agreed, now, NOTHING_AGREED)),
        ("Supervised days a week", _supervised(used, now), _supervised(agreed, now)),
        ("Most bottles at home at once", _bottles(used, now), _bottles(agreed, now)),
    ]
    found = [Compared(what, one, other, one != other) for what, one, other in lines]
    return [*found, Compared("Since", in_use_on, agreed_on)]


def _described(arrangement: Arrangement | None, now: Situation, otherwise: str) -> str:
    if arrangement is None:
        return otherwise
    return describe(arrangement, now.supply.calendar, now.counting_terms.wording)


def _supervised(arrangement: Arrangement | None, now: Situation) -> str:
    if arrangement is None or not arrangement.is_known:
        return ""
    wording, closed = now.counting_terms.wording, now.supply.calendar.closed_weekdays
    return f"{supervised_days_a_week(arrangement, wording, closed):g}"


def _bottles(arrangement: Arrangement | None, now: Situation) -> str:
    most = now.most(arrangement)
    return "" if most is None else str(most.bottles)


def at_home_words(now: Situation) -> str:
    """The most at home at once with what is in use, and when; unknown is said, never guessed."""
    if not now.on_methadone:
        return "Not on methadone here today."
    if now.home is None:
        return "Not known: nobody has said which arrangement is in use."
    if now.home.bottles == 0:
        return "None: every dose is taken at the pharmacy."
    mg = f" ({amount(now.home.mg)})" if now.terms is not None else ""
    closed = [near_day(day, now.on) for day in now.home.closed_days]
    because = f" The pharmacy is closed on {listed(closed)}." if closed else ""
    return (
        f"Up to {counted(now.home.bottles, 'bottle')}{mg}, the first time on {near_day(now.home.on, now.on)}.{because}"
    )


def hours_words(now: Situation) -> str:
    """Said where nobody wrote down when the pharmacy is open: closed days may be missing from the count."""
    if now.supply.hours_known or not now.supply.prescriptions:
        return ""
    return "Nobody has written down when the pharmacy is open; only bank holidays are counted as closed."


def plan_rows(now: Situation) -> Rows:
    """The storage plan as it stands today; what was seen always with its day."""
    plan = now.plans.plan
    if plan is None:
        return []
    seen = evidence_now(now.plans, now.on, now.policy.safetyplans)
    cover = cover_now(now.plans)
    review_on = review_on_now(now.plans, now.policy.safetyplans)
    rows: Rows = [("Agreed", f"{short_day(plan.agreed_on)}, version {plan.version}")]
    if seen is not None:
        rows.append(("Where it is locked away", f"{EVIDENCE_WORDS[seen.evidence]}, {short_day(seen.on)}"))
    if cover is not None:
        rows.append(("It covers", f"Up to {counted(cover.bottles, 'bottle')} ({amount(cover.mg)}) at once"))
    if review_on is not None:
        rows.append(("Looked at again", _by(review_on, now.on)))
    return rows


def _by(day: date, on: date) -> str:
    return f"By {short_day(day)}" if day >= on else f"It was to be by {short_day(day)}"


def leaflet_words(now: Situation) -> str:
    """Which leaflet they have; empty where none was given."""
    given = [one for one in now.plans.leaflets if not one.declined]
    if given:
        last = given[-1]
        version = f"version {last.version}, " if last.version else ""
        newer = now.plans.current_leaflet_version or 0
        old = " There is a newer one." if last.version and last.version < newer else ""
        language = LEAFLET_LANGUAGES.get(last.language, last.language)
        return f"Given on {short_day(last.happened_on)} ({version}{language}).{old}"
    if now.plans.leaflets:
        return f"Offered on {short_day(now.plans.leaflets[-1].happened_on)}, and not wanted."
    return ""


def terms_words(terms: PrescriptionTerms | None) -> str:
    """What is prescribed, in a line; empty where nothing is written down."""
    if terms is None:
        return ""
    until = f" until {short_day(terms.ends_on)}" if terms.ends_on else ""
    return f"{terms.medicine.name}, {amount(terms.mg_a_day)} a day, from {short_day(terms.starts_on)}{until}"
