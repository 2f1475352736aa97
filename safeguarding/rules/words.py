"""How what is recorded reads on screen: plain, kind, fit to be read with the person sitting there (findings.md)."""

from collections.abc import Mapping
from types import MappingProxyType

from safeguarding.rules.events import EventKind, EventSource
from safeguarding.rules.kinds import (
    ContactHow,
    EntryNoun,
    LookKind,
    OurView,
    OutcomeResult,
    ReferralKind,
    TheirPlanKind,
)

EVENT_WORDS: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.USE_ON_TOP: "Other drugs as well",
        EventKind.INTOXICATED: "Drowsy or unwell",
        EventKind.VOMITING: "Being sick",
        EventKind.MISSED_APPOINTMENT: "Missed appointment",
        EventKind.MISSED_DOSE: "Missed dose",
        EventKind.DOSE_LOST_OR_STOLEN: "Dose lost or stolen",
        EventKind.STORAGE_FAILED: "Not stored safely yet",
        EventKind.ASKS_FOR_LESS_SUPERVISION: "Asks for fewer supervised days",
        EventKind.STORAGE_ADVICE: "Storage advice given",
        EventKind.CHILD_EXPOSURE: "A child may have swallowed some",
        EventKind.CHILD_INJURY: "A child was hurt",
        EventKind.CHILD_HANDLING: "Worry about how a child was handled",
        EventKind.CHILD_MISSED_APPOINTMENT: "Was not brought",
        EventKind.THIRD_PARTY_CONCERN: "Somebody is worried about a child",
        EventKind.CHILD_DIED: "A child has died",
        EventKind.PREGNANCY: "Pregnancy",
        EventKind.BIRTH: "A baby was born",
        EventKind.PREGNANCY_ENDED: "A pregnancy has ended",
        EventKind.HOSPITAL_DISCHARGE: "Home from hospital",
        EventKind.NEW_ADULT: "Another adult at home",
        EventKind.ADULT_LEFT: "An adult left",
        EventKind.MOVED: "Moved home",
        EventKind.HOUSING: "Housing trouble",
        EventKind.BEREAVEMENT: "Bereavement",
        EventKind.ILLNESS: "Illness in the family",
        EventKind.SEPARATION: "Separation",
        EventKind.DEBT: "Money trouble",
        EventKind.COURT: "Court",
        EventKind.DOMESTIC_ABUSE: "Domestic abuse",
        EventKind.POLICE_CONTACT: "Police contact",
        EventKind.WARRANT: "Police warrant",
        EventKind.SOCIAL_CARE_STARTED: "Social care started",
        EventKind.SOCIAL_CARE_ENDED: "Social care ended",
        EventKind.SUPPORT_OFFERED: "Support offered",
        EventKind.STRENGTH: "Something that goes well",
    }
)

EVENT_GROUPS: tuple[tuple[str, tuple[EventKind, ...]], ...] = (
    (
        "Treatment and doses",
        (
            EventKind.USE_ON_TOP,
            EventKind.INTOXICATED,
            EventKind.VOMITING,
            EventKind.MISSED_APPOINTMENT,
            EventKind.MISSED_DOSE,
            EventKind.DOSE_LOST_OR_STOLEN,
            EventKind.STORAGE_FAILED,
            EventKind.STORAGE_ADVICE,
            EventKind.ASKS_FOR_LESS_SUPERVISION,
        ),
    ),
    (
        "The children",
        (
            EventKind.CHILD_EXPOSURE,
            EventKind.CHILD_INJURY,
            EventKind.CHILD_HANDLING,
            EventKind.CHILD_MISSED_APPOINTMENT,
            EventKind.THIRD_PARTY_CONCERN,
            EventKind.PREGNANCY,
            EventKind.BIRTH,
            EventKind.PREGNANCY_ENDED,
            EventKind.CHILD_DIED,
        ),
    ),
    (
        "Home and family",
        (
            EventKind.HOSPITAL_DISCHARGE,
            EventKind.NEW_ADULT,
            EventKind.ADULT_LEFT,
            EventKind.MOVED,
            EventKind.HOUSING,
            EventKind.BEREAVEMENT,
            EventKind.ILLNESS,
            EventKind.SEPARATION,
            EventKind.DEBT,
            EventKind.COURT,
            EventKind.DOMESTIC_ABUSE,
        ),
    ),
    (
        "Police and social care",
        (
            EventKind.POLICE_CONTACT,
            EventKind.WARRANT,
            EventKind.SOCIAL_CARE_STARTED,
            EventKind.SOCIAL_CARE_ENDED,
        ),
    ),
    ("What helps", (EventKind.STRENGTH, EventKind.SUPPORT_OFFERED)),
)
"""Every kind under the heading where one looks for it."""

WHAT_HINTS: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.USE_ON_TOP: "What was used, as told or as tested.",
        EventKind.INTOXICATED: "What you saw: speech, eyes, walking, sleepiness.",
        EventKind.CHILD_EXPOSURE: "What is known: how much, when, how the child is. Do not wait to find out more.",
        EventKind.CHILD_INJURY: "What happened, as told, and what you saw.",
        EventKind.CHILD_HANDLING: "What was seen or heard, in the words used.",
        EventKind.CHILD_MISSED_APPOINTMENT: "Which appointment, and whose.",
        EventKind.THIRD_PARTY_CONCERN: "What they said, in their words.",
        EventKind.DOSE_LOST_OR_STOLEN: "How many bottles, from where, and what was done.",
        EventKind.STORAGE_FAILED: "Where it was, and what was put right at once.",
        EventKind.STORAGE_ADVICE: "What was said. Advice is not yet a plan: agree and write down the plan as well.",
        EventKind.STRENGTH: "What goes well, and how we know.",
    }
)
"""What to write, where that is not plain."""

SOURCE_WORDS: Mapping[EventSource, str] = MappingProxyType(
    {
        EventSource.SELF_REPORT: "They told us themselves",
        EventSource.THIRD_PARTY: "Somebody else told us",
        EventSource.SEEN: "One of us saw it",
        EventSource.UNOBSERVED_TEST: "A test that nobody watched",
        EventSource.OBSERVED_TEST: "A test that was watched",
    }
)

CONTACT_WORDS: Mapping[ContactHow, str] = MappingProxyType(
    {
        ContactHow.CLINIC: "At the clinic",
        ContactHow.HOME: "At home",
        ContactHow.PHONE: "By phone",
        ContactHow.RECORD: "With something else that was recorded",
    }
)

REFERRAL_WORDS: Mapping[ReferralKind, str] = MappingProxyType(
    {
        ReferralKind.S47: "Child protection: a child may be suffering significant harm (section 47)",
        ReferralKind.S17: "Child in need of help (section 17)",
        ReferralKind.EARLY_HELP: "Early help",
        ReferralKind.PRE_BIRTH: "Before a birth",
    }
)
"""England and Wales, Children Act 1989."""

OUTCOME_WORDS: Mapping[OutcomeResult, str] = MappingProxyType(
    {
        OutcomeResult.NO_ACTION: "No further action",
        OutcomeResult.ASSESSMENT: "An assessment",
        OutcomeResult.STRATEGY: "A strategy discussion",
        OutcomeResult.EARLY_HELP: "Early help",
        OutcomeResult.CLOSED: "Closed",
    }
)

VIEW_WORDS: Mapping[OurView, str] = MappingProxyType(
    {
        OurView.AGREE: "We agree",
        OurView.DISAGREE: "We do not agree",
        OurView.NEED_DISCUSSION: "We need to talk about it",
    }
)

THEIR_PLAN_WORDS: Mapping[TheirPlanKind, str] = MappingProxyType(
    {
        TheirPlanKind.CHILD_IN_NEED: "Child in need plan",
        TheirPlanKind.CHILD_PROTECTION: "Child protection plan",
    }
)

NO_QUESTION = frozenset({EventKind.CHILD_EXPOSURE, EventKind.CHILD_DIED, EventKind.PREGNANCY_ENDED})
"""Whether it changes anything about the methadone at home is not asked here: it does, or this is not the moment."""

NO_CAUSE = frozenset({EventKind.CHILD_DIED, EventKind.PREGNANCY_ENDED})
"""Nothing but the day is asked, and support is offered (findings.md, Events)."""

ABOUT_A_CHILD = frozenset(
    {
        EventKind.CHILD_EXPOSURE,
        EventKind.CHILD_INJURY,
        EventKind.CHILD_HANDLING,
        EventKind.CHILD_MISSED_APPOINTMENT,
        EventKind.THIRD_PARTY_CONCERN,
        EventKind.CHILD_DIED,
        EventKind.PREGNANCY_ENDED,
        EventKind.HOSPITAL_DISCHARGE,
        EventKind.BIRTH,
    }
)
"""Which child is asked first."""

WITH_PEOPLE_PRESENT = frozenset(
    {EventKind.POLICE_CONTACT, EventKind.WARRANT, EventKind.DOMESTIC_ABUSE, EventKind.INTOXICATED}
)
"""Everybody who was there is written down, children included (SEED 10.10)."""

USE_ASKED_IN_FULL = frozenset({EventKind.USE_ON_TOP})
"""How often, where, where the child was, who minded the child (SEED 6.6-6.8; use-not-explored)."""

NOUN_WORDS: Mapping[EntryNoun, str] = MappingProxyType(
    {
        EntryNoun.EVENT: "What happened",
        EntryNoun.CONTACT: "Contact",
        EntryNoun.CALL: "Call",
        EntryNoun.HEARD_FROM: "Heard from an agency",
        EntryNoun.CHILD_SEEN: "Child seen",
        EntryNoun.SAFEGUARDING_REVIEW: "Safeguarding review",
        EntryNoun.REFERRAL: "Referral",
        EntryNoun.OUTCOME: "Answer to a referral",
        EntryNoun.ESCALATION: "Disagreement taken further",
        EntryNoun.THEIR_PLAN: "Plan of children's services",
        EntryNoun.SUPERVISION: "Supervision",
        EntryNoun.LOOK: "Looked at",
        EntryNoun.CO_ORDINATOR: "Co-ordinator",
        EntryNoun.SUPPORT: "Support offered",
        EntryNoun.MEETING: "Meeting",
        EntryNoun.JOINT_ACTION: "Agreed between agencies",
        EntryNoun.BEFORE_BIRTH: "Before the birth",
        EntryNoun.IDENTITY: "Who the child is, and the help they get",
        EntryNoun.SHARED_NOTE: "For the other drug service",
    }
)

BASIS_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "public-task": "Public task: safeguarding children (public body)",
        "legal-obligation": "Legal obligation",
        "legitimate-interests": "Legitimate interests, to safeguard a child (charity or company)",
        "vital-interests": "To protect somebody's life",
    }
)
"""Bases for sharing without agreement, by type of provider (domain.md 5.2 [54][55]; each service checks its own)."""

LOOK_WORDS: Mapping[LookKind, str] = MappingProxyType(
    {LookKind.MANAGER: "A manager looked at what is building up", LookKind.PRESCRIBER: "The prescriber looked"}
)

COLUMN_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "kind": "What",
        "how": "How",
        "about_child_id": "About",
        "about_adult_id": "About",
        "child_id": "Child",
        "with_name": "With",
        "family_agency_id": "Agency",
        "by_role": "Seen by",
        "by_name": "By",
        "name": "Name",
        "to_whom": "Sent to",
        "place": "Where",
        "present": "Who was there",
        "child_present": "A child was there",
        "what": "In words",
        "came": "Who came",
        "asked": "Who was asked and did not come",
        "said": "What was said",
        "agreed": "What was agreed",
        "due_on": "By",
        "done_on": "Done on",
        "next_on": "The next one",
        "assessment_by": "The assessment is done by",
        "seen": "What was seen or heard",
        "for_the_child": "What it means for the child",
        "asked_for": "What we ask for",
        "others_know": "Who else knows",
        "view": "The person's view",
        "told": "What the person was told",
        "basis": "On what basis",
        "plan_version": "The storage plan that goes with it: version",
        "told_by_phone": "Told by phone",
        "not_sent_because": "No referral, because",
        "decide_by": "To be decided by",
        "alert": "How the child was",
        "description": "Looked and behaved",
        "mood": "Mood",
        "did": "What the child did",
        "words": "The child's words",
        "health": "Weight and health, as told",
        "how_often": "How often",
        "child_was": "Where the children were",
        "minded_by": "Who looked after them",
        "source": "How we know",
        "seen_by": "Who saw it or told us",
        "known_to": "Who else knows",
        "result": "What they decided",
        "in_writing": "We have it in writing",
        "stage": "Stage",
        "urgent": "Straight up: a child's safety does not wait",
        "held": "We hold the written copy",
        "agencies_parts": "Each agency's part",
        "review_on": "It is looked at again by",
        "decision": "What was decided",
        "improved": "What has improved for the child",
        "evidence": "How we know",
        "change_mind": "What would change our mind",
        "better_for_the_child": "What is better for the child",
        "decided": "What the manager decided",
        "decided_because": "Because",
        "minutes_on_case": "Minutes on the case itself",
        "minutes_on_compliance": "Minutes on forms and dates",
        "declined": "Declined",
        "ours_alone": "Kept closed on the page",
    }
)
"""How each part of an entry is called when its versions are shown, in the order shown."""
