"""The verbs of a case file and the keys of each: the table of replay.md, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from casework.replay.kinds import (
    AMOUNT,
    ANY_TEXT,
    ARRANGEMENT,
    DAY,
    ID,
    IDS,
    MG,
    NAME,
    NAMES,
    TEXT,
    TEXTS,
    WEEKDAY_LIST,
    WHOLE,
    YES_NO,
    Kind,
    either,
    exactly,
    one_of,
    some_of,
)
from casework.rules.catalogue import CATALOGUE
from core.bank_holidays import Nation
from dispensing.rules import BetterEvidence
from people.rules import AdultPart, AdultRole, AgencyRole, ChildHow, HouseholdAnswer
from safeguarding.rules import (
    Alert,
    ContactHow,
    EventKind,
    EventSource,
    OurView,
    OutcomeResult,
    ReferralKind,
    TheirPlanKind,
)
from safetyplans.items import ASKED, ITEMS
from safetyplans.rules import Answer, BoxState, CheckResult, Evidence, NaloxoneState, SharingView
from supply.rules import Went, Wording

ALL = exactly("all", "all")
NULL = exactly(None, "null")
NOTHING = exactly("", "an empty text")
NO = exactly(False, "false")


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object with fixed keys."""

    needs: Mapping[str, "Shape"]
    may: Mapping[str, "Shape"] = field(default_factory=dict)

    def keys(self) -> list[str]:
        """Every key it may have, those it needs first."""
        return [*self.needs, *self.may]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A JSON list of objects."""

    record: Record


@dataclass(frozen=True, slots=True)
class MapOf:
    """A JSON object from words of one kind to words of another."""

    key: Kind
    value: Kind


Shape = Kind | Record | ListOf | MapOf | tuple["Shape", ...]
"""A tuple: any of several shapes."""

IDENTITY = {"ethnicity": ANY_TEXT, "religion": ANY_TEXT, "language": ANY_TEXT}
CHILD = Record(
    {"name": NAME, "how": one_of(ChildHow)},
    {"born": DAY, "due": DAY, **IDENTITY},
)
ADULT = Record(
    {"name": NAME, "role": one_of(AdultRole)},
    {
        "person": NAME,
        "own_supply": YES_NO,
        "part": some_of(AdultPart),
        "agrees": YES_NO,
        "not_told_because": TEXT,
        "left": either(YES_NO, DAY),
    },
)
ITEM_CODES = [one.code for one in ITEMS]
ANSWERED = MapOf(one_of(ITEM_CODES), one_of(Answer))
NOT_YET = ListOf(Record({"item": one_of(ITEM_CODES), "because": TEXT, "by": DAY}))
BETTER = Record({"text": ANY_TEXT}, {"evidence": one_of(BetterEvidence)})
EXCEPTION = Record({"by": either(NAME, NAMES), "reason": ANY_TEXT, "until": DAY})
EVENTS_CONSIDERED = either(ALL, IDS)
NEEDS = Record({}, {"language": TEXT, "format": TEXT})
DOSE_HOW = one_of(("supervised", "take-home", "missed", "refused"))
BOX = one_of(one for one in BoxState if one in ("given", "own-seen", "owed"))
CONTACT_HOW = one_of(how for how in ContactHow if how in ("clinic", "home", "phone"))

FACT = {"happened_on": DAY}
ALWAYS = {"on": DAY, "do": TEXT, "id": ID, "note": ANY_TEXT}


def _verb(needs: Mapping[str, Shape] | None = None, may: Mapping[str, Shape] | None = None) -> Record:
    """A verb about a person: `who`, its own keys, and when it happened."""
    return Record({"who": NAME, **(needs or {})}, {**(may or {}), **FACT})


VERBS: Mapping[str, Record] = MappingProxyType(
    {
        "register": _verb(
            {},
            {
                "born": DAY,
                "service": NAME,
                "keyworker": either(NAME, NOTHING, NULL, NO),
                "started_on": DAY,
                "leaflet_needs": NEEDS,
            },
        ),
        "household": _verb(
            {"answer": one_of(HouseholdAnswer)},
            {"because": TEXT, "children": ListOf(CHILD), "adults": ListOf(ADULT)},
        ),
        "child": _verb(CHILD.needs, CHILD.may),
        "adult": _verb(ADULT.needs, ADULT.may),
        "agency": _verb({"name": NAME, "role": one_of(AgencyRole)}, {"has_part": YES_NO, "left": either(YES_NO, DAY)}),
        "event": _verb(
            {"kind": one_of(EventKind)},
            {
                "seen_by": TEXT,
                "known_to": TEXTS,
                "about": TEXT,
                "where": ANY_TEXT,
                "present": TEXTS,
                "source": one_of(EventSource),
                "what": ANY_TEXT,
                "how_often": ANY_TEXT,
                "child_was": ANY_TEXT,
                "minded_by": ANY_TEXT,
                "changes_nothing_because": TEXT,
            },
        ),
        "contact": _verb({"how": CONTACT_HOW}),
        "heard-from": _verb({"with": TEXT, "said": TEXT}),
        "child-seen": _verb(
            {"child": TEXT, "place": TEXT, "description": TEXT, "alert": one_of(Alert)}, {"words": ANY_TEXT, "by": TEXT}
        ),
        "call": _verb({"with": TEXT, "said": TEXT}, {"agreed": ANY_TEXT}),
        "confirm": _verb({"with": TEXT}),
        "safeguarding-review": _verb({"by": TEXT, "decision": TEXT}),
        "prescribe": _verb(
            {"mg": MG},
            {
                "wording": some_of(Wording),
                "closed": WEEKDAY_LIST,
                "bank_holidays": one_of(("open", "shut")),
                "nation": one_of(Nation),
                "titrating": YES_NO,
                "in_use": ARRANGEMENT,
            },
        ),
        "decide": _verb(
            {"arrangement": ARRANGEMENT},
            {
                "reason": ANY_TEXT,
                "alternatives": TEXTS,
                "better_for_the_child": BETTER,
                "authorised_by": NAME,
                "confirmed": YES_NO,
                "review_on": DAY,
                "senior": NAME,
                "exception": EXCEPTION,
            },
        ),
        "plan": _verb(
            {
                "items": (ALL, some_of(ASKED), ANSWERED),
                "evidence": one_of(Evidence),
                "bottles": WHOLE,
                "mg": AMOUNT,
                "review_on": DAY,
            },
            {"not_yet": NOT_YET, "agreed_by": TEXTS},
        ),
        "copy": _verb({}, {"declined": YES_NO, "kept_at_clinic": YES_NO}),
        "leaflet": _verb({}, {"language": TEXT, "format": TEXT, "said_back": ANY_TEXT, "declined": YES_NO}),
        "new-leaflet-version": Record({}, FACT),
        "share": _verb(
            {"with": TEXT},
            {
                "view": one_of(SharingView),
                "basis": ANY_TEXT,
                "necessary_because": ANY_TEXT,
                "decided_by": NAME,
                "told_on": DAY,
                "not_told_because": ANY_TEXT,
                "delivered": YES_NO,
                "not_sent_because": TEXT,
            },
        ),
        "acknowledge": _verb({"with": TEXT}, {"our_part": ANY_TEXT}),
        "review": _verb(
            {},
            {
                "risk_discussed": YES_NO,
                "leaflet": one_of(("given", "has-it", "declined")),
                "given_by": TEXT,
                "given_on": DAY,
                "events_considered": EVENTS_CONSIDERED,
                "review_on": DAY,
            },
        ),
        "plan-review": _verb(
            {},
            {
                "evidence": one_of(Evidence),
                "changes": ANY_TEXT,
                "bottles": WHOLE,
                "mg": AMOUNT,
                "events_considered": EVENTS_CONSIDERED,
                "review_on": DAY,
            },
        ),
        "home-check": _verb({"result": one_of(CheckResult)}, {"fix_by": DAY}),
        "refer": _verb(
            {},
            {
                "child": TEXT,
                "type": one_of(ReferralKind),
                "seen": ANY_TEXT,
                "for_the_child": ANY_TEXT,
                "not_sent_because": TEXT,
                "decide_by": DAY,
            },
        ),
        "outcome": _verb({"result": one_of(OutcomeResult)}, {"view": one_of(OurView)}),
        "our-view": _verb({"view": one_of(OurView)}),
        "escalate": _verb({"stage": either(TEXT, WHOLE)}),
        "resolve": _verb({"text": TEXT, "agreed_by": either(TEXT, TEXTS)}),
        "their-plan": _verb({"kind": one_of(TheirPlanKind)}, {"held": YES_NO}),
        "supervise": _verb({"by": TEXT, "better_for_the_child": TEXT}),
        "manager-look": _verb({}, {"by": TEXT}),
        "co-ordinator": _verb({"name": NAME}),
        "support-offered": _verb({}, {"declined": YES_NO}),
        "clinical-review": _verb({"by": TEXT}),
        "query": _verb({"text": TEXT}),
        "concern": _verb({"text": TEXT}),
        "answer": _verb({"text": TEXT}),
        "dose": _verb({"for": DAY, "how": DOSE_HOW}),
        "bottle": _verb({"went": one_of(Went)}),
        "spoke-to-prescriber": _verb({"advice": TEXT, "supplied": YES_NO}),
        "box": _verb({"is": BOX}),
        "naloxone": _verb({"is": one_of(NaloxoneState)}),
        "not-needed": _verb({"code": one_of(CATALOGUE), "because": TEXT, "by": TEXT, "until": DAY}),
        "wait": Record({}, {"who": NAME}),
        "end": _verb({"why": TEXT}),
    }
)
