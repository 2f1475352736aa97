"""The catalogue of findings as data: what each code means, whose it is, when it is due, and what clears it.

Verbs are those of the case file (docs/writing-a-case.md). Nothing is derived from this list: the rules are functions.
It says in one place what they answer to, and tests hold it to them. `docs/findings-table.md` is made from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from core.findings import Owner, Severity

KEYWORKER, PRESCRIBER, PHARMACIST = Owner.KEYWORKER, Owner.PRESCRIBER, Owner.PHARMACIST
MANAGER, LEAD = Owner.MANAGER, Owner.SAFEGUARDING_LEAD


@dataclass(frozen=True, slots=True)
class Row:
    """One finding. `owners`: whose it is, the first before all. `cleared_by`: verbs, in brackets with what key.

    `stands`: it can be open on its own; a stop that does not is met by an act and gone with it.
    """

    code: str
    severity: Severity
    means: str
    due: str
    cleared_by: tuple[str, ...]
    owners: tuple[Owner, ...] = (KEYWORKER,)
    stands: bool = True

    @property
    def verbs(self) -> frozenset[str]:
        """The verbs alone."""
        return frozenset(one.split(" ")[0] for one in self.cleared_by)


def _stop(code: str, means: str, due: str, *cleared_by: str) -> Row:
    return Row(code, Severity.STOP, means, due, cleared_by)


def _met(code: str, means: str, *cleared_by: str) -> Row:
    return Row(code, Severity.STOP, means, "with the act", cleared_by, stands=False)


def _act(code: str, means: str, due: str, *cleared_by: str, owners: tuple[Owner, ...] = (KEYWORKER,)) -> Row:
    return Row(code, Severity.ACT, means, due, cleared_by, owners)


DECIDING = "decide"

ROWS: tuple[Row, ...] = (
    _stop(
        "children-not-asked",
        "on methadone, and nobody asked who lives, stays and visits, or over 12 weeks ago",
        "5 working days",
        "household (children, none, would-not-say)",
    ),
    _stop("plan-missing", "a dose at home, a child, and no storage plan agreed", "the same day", "plan"),
    _met(
        "plan-incomplete",
        "agreeing a plan with an item unanswered, or without a review date within 12 weeks",
        "plan",
    ),
    _met("plan-gap", "agreeing a plan in which P5, P6, P7, P10, P12, P13, P14 or P16 is not agreed", "plan"),
    _stop(
        "plan-stale",
        "a dose at home, a child, and the review day passed, or something happened since the plan was last looked at",
        "2 working days",
        "plan-review",
        "plan",
        "event (changes_nothing_because)",
        "home-check (satisfactory, after one that was not)",
    ),
    _stop(
        "plan-too-small",
        "more bottles or mg at home at once than the plan covers",
        "5 working days",
        "plan",
        "plan-review (bottles, mg)",
        "decide (less)",
        "prescribe (less)",
    ),
    _stop(
        "plan-unverified",
        "storage only told of: a child under 5 or unborn, or one of 5 to 11 and more than 2 bottles",
        "5 working days",
        "plan (issued, shown, photo, seen-at-home)",
        "plan-review (evidence)",
        "home-check (satisfactory)",
    ),
    _stop(
        "second-adult-not-agreed",
        "a dose at home, a child, and an adult with a part or a supply who has not agreed",
        "5 working days",
        "adult (agrees, not_told_because, left)",
        "plan (agreed_by)",
    ),
    _stop(
        "wording-missing",
        "a closed day's dose has to go home, and the prescription does not provide for it",
        "5 working days",
        "prescribe (wording)",
    ),
    _met("relaxing-at-risk", "more at home or fewer supervised days at a time of risk, without all it takes", DECIDING),
    _met("alternatives-missing", "the same with a child, and no alternatives considered", DECIDING),
    _stop(
        "over-limit",
        "more than 7 days' supply at home with a child",
        "5 working days",
        "decide (less)",
        "prescribe (less)",
    ),
    _met("authoriser-missing", "a decision without a named prescriber", DECIDING),
    _met("reason-missing", "a decision without a reason", DECIDING),
    _met("review-date-missing", "a decision without a review date within 12 weeks", DECIDING),
    _stop(
        "child-exposure-open",
        "a child may have swallowed some, and no safeguarding review has followed",
        "the same day",
        "safeguarding-review",
    ),
    _met(
        "risk-not-discussed",
        "closing a care-plan review without the storage risk, the leaflet's status or the events since last time",
        "review",
    ),
    _met(
        "referral-incomplete",
        "sending a referral without the child, its type, what was seen, or what it means for the child",
        "refer",
    ),
    _met(
        "share-not-justified",
        "sending a plan against, or without, the person's view, and without what that asks for",
        "share",
    ),
    _act(
        "in-use-not-agreed",
        "a dose at home in use that no decision agreed, or more than it agreed",
        "the same day",
        "decide",
        "prescribe (in_use: less)",
    ),
    _act(
        "no-keyworker",
        "a person on methadone nobody is keyworker of",
        "the same day",
        "not-needed",
        "end",
        owners=(MANAGER,),
    ),
    _act(
        "authoriser-unconfirmed",
        "the prescriber named on a decision has not confirmed it",
        "1 working day",
        "decide (confirmed)",
        owners=(PRESCRIBER,),
    ),
    _act("plan-not-copied", "an agreed plan the person holds no copy of", "the same day", "copy"),
    _act(
        "plan-not-shared",
        "the current plan not sent to an agency working with the family, schools aside",
        "2 working days",
        "share",
        "agency (left)",
    ),
    _act(
        "share-unacknowledged",
        "sent, and not answered with “our part is …”; where an agency has no part, not shown to have arrived",
        "5 working days",
        "acknowledge (our_part)",
        "share (delivered, not_sent_because)",
        "agency (left)",
    ),
    _act(
        "advice-only",
        "a dose at home, a child, storage advice given, and no plan agreed",
        "the same day",
        "plan",
    ),
    _act(
        "item-overdue", "a plan item “not yet”, or left by the short core, past its date", "the date", "plan (the item)"
    ),
    _act(
        "storage-only-told",
        "a dose at home, a child, and storage only told of, where that is no stop",
        "28 days",
        "plan (shown, photo, seen-at-home)",
        "plan-review (evidence)",
        "home-check (satisfactory)",
    ),
    _act(
        "leaflet-not-given",
        "on methadone, and no leaflet recorded, or not in the language and format needed",
        "the same day",
        "leaflet",
        "review (leaflet)",
    ),
    _act(
        "leaflet-outdated",
        "a newer version was issued since theirs",
        "the next contact, 12 weeks at the latest",
        "leaflet",
        "review (leaflet)",
    ),
    _act("plan-review-due", "the plan's review day is near", "the date", "plan-review", "plan"),
    _act("decision-review-due", "the decision's review day is near", "the date", "decide"),
    _act("care-plan-review-due", "the care plan's review, 12 weeks after the last, is near", "the date", "review"),
    _act(
        "closure-not-covered",
        "a closure or bank holiday in 28 days puts more at home than the plan covers, or needs wording",
        "5 working days before it",
        "plan",
        "plan-review (bottles, mg)",
        "prescribe (wording)",
        "decide (less)",
    ),
    _act(
        "event-unreviewed",
        "a child, or children not asked about, and something that no review has considered since",
        "the same day with a dose at home and a child, otherwise 5 working days",
        "plan-review",
        "review",
        "event (changes_nothing_because)",
    ),
    _act(
        "many-signals",
        "with a child, 3 risk signals or more of 2 kinds or more in 90 days",
        "the same day",
        "manager-look",
        owners=(MANAGER,),
    ),
    _act(
        "clinical-review-wanted",
        "other drugs as well, vomiting, drowsiness, or two missed doses",
        "2 working days",
        "clinical-review",
        owners=(PRESCRIBER,),
    ),
    _act(
        "agency-not-heard",
        "a dose at home, a child, and an agency silent for 8 or 12 weeks, or since something happened",
        "5 working days",
        "heard-from",
        "call",
        "acknowledge",
        "child-seen (by)",
        "agency (left)",
    ),
    _act("undrunk-dose", "a full bottle may be at home", "the same day", "bottle"),
    _act(
        "missed-3-days",
        "three days' doses missed in a row; one while titrating, for the prescriber alone",
        "at once",
        "spoke-to-prescriber",
        owners=(PHARMACIST, PRESCRIBER),
    ),
    _act(
        "second-supply",
        "with a child, another adult's methadone or opioids not dealt with in the plan",
        "5 working days",
        "plan",
        "adult (agrees, not_told_because, left)",
    ),
    _act(
        "child-not-seen",
        "a dose at home, and a child who lives or stays there not seen for 8 weeks under 5, or 12",
        "the date",
        "child-seen",
    ),
    _act(
        "contact-gap",
        "a dose at home, a child, and no contact with the person for 4 weeks",
        "the date",
        "contact",
        "household",
        "decide",
        "plan",
        "plan-review",
        "review",
        "home-check",
        "child-seen (by us, at clinic or home)",
    ),
    _act(
        "home-check-stale",
        "a dose at home, a child, and storage not seen at home for 6 months, or since moving",
        "28 days",
        "home-check",
        "plan (seen-at-home)",
        "plan-review (seen-at-home)",
    ),
    _act(
        "home-check-failed",
        "a storage visit that found it not safe, was not put right by its day, or could not see it",
        "the same day; 5 working days where it could not be seen once",
        "home-check (satisfactory)",
        "decide (less)",
        owners=(KEYWORKER, PRESCRIBER, LEAD),
    ),
    _act(
        "child-milestone",
        "a dose at home, and a child who came to 6, 12, 18 months or 5 years since the plan was looked at",
        "14 days",
        "plan-review",
        "plan",
    ),
    _act(
        "referral-needed",
        "pregnancy, police with a child present, handling, a concern about a child, domestic abuse, a second injury, "
        "many signals: no referral since, and no reason",
        "1 working day; pregnancy 5",
        "refer (sent, not_sent_because; for a pregnancy decide_by)",
    ),
    _act(
        "exposure-act-now",
        "a child may have swallowed some, or was unusually sleepy where a dose may be at home",
        "at once",
        "safeguarding-review",
        owners=(KEYWORKER, PRESCRIBER, LEAD),
    ),
    _act(
        "new-baby-assessment",
        "a birth or a baby's discharge with a move, early treatment or a signal, and no assessment asked for",
        "2 working days",
        "refer (sent, not_sent_because)",
    ),
    _act("referral-unanswered", "a referral without an outcome", "3 working days; S47 1", "outcome"),
    _act(
        "outcome-not-agreed",
        "an outcome we disagree with, want to discuss, or said nothing about in 2 working days",
        "by the stage reached: 2, 5 and 2 working days",
        "our-view (agree)",
        "resolve",
        owners=(KEYWORKER, MANAGER, LEAD),
    ),
    _act(
        "written-plan-not-held",
        "a child protection or child in need plan exists, and we hold no written copy",
        "10 working days",
        "their-plan (held)",
    ),
    _act("call-not-confirmed", "a call agreed something, and was not confirmed in writing", "48 hours", "confirm"),
    _act(
        "support-not-offered",
        "something weighs on the person, and no support was offered since",
        "5 working days",
        "support-offered",
        "event (support-offered)",
    ),
    _act(
        "repeat-assessment",
        "two assessments of a child in 12 months, and the plan did not change",
        "5 working days",
        "manager-look",
        "plan",
        owners=(MANAGER,),
    ),
    _act(
        "no-co-ordinator",
        "three agencies or more, GP and pharmacy aside, and no named co-ordinator",
        "5 working days",
        "co-ordinator",
        "agency (left)",
        owners=(MANAGER,),
    ),
    _act(
        "exception-unreviewed",
        "an exception no manager has looked at; a second in a row is the safeguarding lead's as well",
        "the next working day",
        "manager-look",
        owners=(MANAGER,),
    ),
    _act("pharmacist-query-open", "the pharmacist asked", "1 working day", "answer"),
    _act("pharmacist-concern-open", "the pharmacist raised a concern", "the same day", "answer", owners=(MANAGER,)),
    _act(
        "case-not-supervised",
        "a dose at home, a child, and no supervision for 12 weeks (a child under 5, or a signal in 90 days), or 26",
        "the date",
        "supervise",
        owners=(MANAGER,),
    ),
    _act("box-owed", "a lockable box agreed and not given", "28 days; the same day under 5", "box (given, own-seen)"),
    _act("naloxone-not-offered", "no naloxone offered, or past its date", "28 days", "naloxone"),
)

CATALOGUE = MappingProxyType({row.code: row for row in ROWS})
"""Every finding by its code, in the order of findings.md."""

NEVER_NOT_NEEDED = frozenset({"exposure-act-now", "child-exposure-open"})
"""A child may be in danger: "not needed" is no answer."""


def can_be_not_needed(code: str) -> bool:
    """Whether a finding can be answered "not needed, because": an act, and no child in danger. Unknown codes: no."""
    row = CATALOGUE.get(code)
    return row is not None and row.severity is Severity.ACT and code not in NEVER_NOT_NEEDED


def as_markdown() -> str:
    """The catalogue as the page docs/findings-table.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Every finding: whose, by when, and what clears it"
    yield ""
    yield "Made by `as_markdown` of `casework/rules/catalogue.py`; a test holds them together and says how to renew it."
    yield "Verbs are those of the case file (`writing-a-case.md`). What is not written here is in `readings.md`."
    for title, rows in (
        ("Stops that can stand by themselves", [one for one in ROWS if one.severity is Severity.STOP and one.stands]),
        ("Stops that an act meets, and that are gone with it", [one for one in ROWS if not one.stands]),
        ("Acts", [one for one in ROWS if one.severity is Severity.ACT]),
    ):
        yield ""
        yield f"## {title}"
        yield ""
        yield "| code | stands when | due | owner | cleared by |"
        yield "|---|---|---|---|---|"
        for row in rows:
            owners, verbs = ", ".join(owner.value for owner in row.owners), "; ".join(row.cleared_by)
            yield f"| `{row.code}` | {row.means} | {row.due} | {owners} | {verbs} |"
    yield ""
    yield "Every act can also be answered with `not-needed` (because, by whom, until when), but for exposure."
