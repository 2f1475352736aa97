"""What the counter needs on paper when the network is down: today, tomorrow, and how each storage plan stands."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.calendar import DAY
from core.wording import counted, short_day
from dispensing.queries.desk import LOOKS_BACK, as_listed
from dispensing.rules.counter_words import dose_words, entry_words, what_is_due
from people.queries import named_at_pharmacy
from people.rules import PersonNamed
from safetyplans.queries import plans_of
from safetyplans.rules import EVIDENCE_WORDS, PlansOf, cover_now, evidence_now, review_on_now
from safetyplans.rules.policy import SafetyPlanPolicy
from supply.queries import supply_of
from supply.rules import SupplyPolicy
from supply.rules.due import asks_first, due_today, entries_on
from supply.rules.facts import SupplyOf

MOST_IN_PACK = 400


@dataclass(frozen=True, slots=True)
class PackLine:
    """One person on paper: what is due today and tomorrow, what was written down, the plan in a line.

    `ask_today`, `ask_tomorrow`: why to speak to the prescriber before supplying, in sentences; empty: nothing.
    """

    header: PersonNamed
    dose: str
    today: str
    done: str
    tomorrow: str
    plan: str
    ask_today: str = ""
    ask_tomorrow: str = ""


def pack_lines(pharmacy_id: UUID, on: date, policy: SafetyPlanPolicy, numbers: SupplyPolicy) -> tuple[PackLine, ...]:
    """Everybody whom a pharmacy serves, by name. The number of statements does not depend on how many they are."""
    people = named_at_pharmacy(pharmacy_id, limit=MOST_IN_PACK)
    supplies = supply_of(people, doses_since=on - LOOKS_BACK, everyday_since=on - DAY)
    plans = plans_of(people)
    lines = [_line(header, supplies[one], plans[one], on, policy, numbers) for one, header in people.items()]
    return tuple(sorted(lines, key=lambda line: as_listed(line.header)))


def _line(
    header: PersonNamed, supply: SupplyOf, plans: PlansOf, on: date, policy: SafetyPlanPolicy, numbers: SupplyPolicy
) -> PackLine:
    terms, tomorrow = supply.terms_on(on), on + DAY
    due, then = due_today(supply, on), due_today(supply, tomorrow)
    return PackLine(
        header=header,
        dose=dose_words(terms, ()),
        today=what_is_due(due, terms, is_today=False),
        done=entry_words(entries_on(supply, on)),
        tomorrow=what_is_due(then, supply.terms_on(tomorrow), is_today=False),
        plan=_plan(plans, on, policy),
        ask_today=" ".join(asks_first(supply, due, numbers)),
        ask_tomorrow=" ".join(asks_first(supply, then, numbers)),
    )


def _plan(plans: PlansOf, on: date, policy: SafetyPlanPolicy) -> str:
    """ "Agreed 3 March 2027, covers 2 bottles, seen at home; to be looked at again by …"."""
    plan = plans.plan
    if plan is None:
        return "No storage plan agreed"
    cover, seen, review_on = cover_now(plans), evidence_now(plans, on, policy), review_on_now(plans, policy)
    words = [f"Agreed {short_day(plan.agreed_on)}"]
    words += [f"covers {counted(cover.bottles, 'bottle')}"] if cover else []
    words += [EVIDENCE_WORDS[seen.evidence][:1].lower() + EVIDENCE_WORDS[seen.evidence][1:]] if seen else []
    late = review_on is not None and review_on < on
    again = f"; it was to be looked at again by {short_day(review_on)}" if late and review_on else ""
    return ", ".join(words) + again
