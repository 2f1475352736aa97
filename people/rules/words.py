"""Words with fixed meanings about people and families, and how they read on screen."""

from enum import StrEnum

from leaflets.rules import LANGUAGE_NAMES


class HouseholdAnswer(StrEnum):
    """The answers to "who lives, stays or visits here?"."""

    CHILDREN = "children"
    NONE = "none"
    WOULD_NOT_SAY = "would-not-say"
    NOT_ASKED = "not-asked"


class ChildHow(StrEnum):
    """How a child is part of the household. The unborn are those without a date of birth."""

    LIVES = "lives"
    STAYS = "stays"
    VISITS = "visits"
    ELSEWHERE = "elsewhere"


class ChildGone(StrEnum):
    """Why a child is no longer on the household's pages."""

    DIED = "died"
    PREGNANCY_ENDED = "pregnancy-ended"
    MISTAKE = "mistake"
    NOT_NAMED_AGAIN = "not-named-again"
    MOVED_AWAY = "moved-away"
    RECORDED_TWICE = "recorded-twice"


class AdultRole(StrEnum):
    """Who an adult of the household is."""

    PARTNER = "partner"
    PARENT = "parent"
    LODGER = "lodger"
    CARER = "carer"
    OTHER = "other"


class AdultPart(StrEnum):
    """What an adult does in the storage plan."""

    KEY = "key"
    MOVES_BOX = "moves-box"
    MINDS_CHILD = "minds-child"


class AgencyRole(StrEnum):
    """The kinds of agency that work with families."""

    HEALTH_VISITOR = "health-visitor"
    SOCIAL_WORKER = "social-worker"
    GP = "gp"
    MIDWIFE = "midwife"
    PHARMACY = "pharmacy"
    PROBATION = "probation"
    SCHOOL = "school"
    HOSPITAL = "hospital"
    POLICE = "police"
    DRUG_SERVICE = "drug-service"
    OTHER = "other"


class ConsentAnswer(StrEnum):
    """A person's view of sharing."""

    AGREES = "agrees"
    OBJECTS = "objects"
    NOT_ASKED = "not-asked"


class CareHow(StrEnum):
    """How a person's care here ended; `returned` takes it back."""

    ENDED = "ended"
    DIED = "died"
    MERGED = "merged"
    RETURNED = "returned"


class MembershipHow(StrEnum):
    """How a person came to be of a household."""

    REGISTERED = "registered"
    MOVED = "moved"
    SPLIT = "split"
    JOINED = "joined"
    MERGED = "merged"


class ReturnQuestion(StrEnum):
    """The questions of the national return about children that the household does not always answer by itself [58]."""

    PARENT = "parent"
    LIVE_WITH = "live-with"
    HELP = "help"


class ReturnAnswer(StrEnum):
    """Every answer to one of them: yes and no to the first; all, some or none; what help the children receive [58]."""

    YES = "yes"
    NO = "no"
    ALL = "all"
    SOME = "some"
    NONE = "none"
    EARLY_HELP = "early-help"
    CHILD_IN_NEED = "child-in-need"
    CHILD_PROTECTION = "child-protection"
    LOOKED_AFTER = "looked-after"
    DECLINED = "declined"


RETURN_QUESTION_WORDS = {
    ReturnQuestion.PARENT: "Are they a parent of any child under 18?",
    ReturnQuestion.LIVE_WITH: "Do any of their own children live with them?",
    ReturnQuestion.HELP: "What help do the children receive?",
}

RETURN_ANSWER_WORDS = {
    ReturnAnswer.YES: "Yes",
    ReturnAnswer.NO: "No",
    ReturnAnswer.ALL: "All of them",
    ReturnAnswer.SOME: "Some of them",
    ReturnAnswer.NONE: "None",
    ReturnAnswer.EARLY_HELP: "Early help",
    ReturnAnswer.CHILD_IN_NEED: "A child in need plan",
    ReturnAnswer.CHILD_PROTECTION: "A child protection plan",
    ReturnAnswer.LOOKED_AFTER: "Looked after by the council",
    ReturnAnswer.DECLINED: "Would rather not say",
}

ANSWER_WORDS = {
    HouseholdAnswer.CHILDREN: "Children live, stay or visit there",
    HouseholdAnswer.NONE: "No children",
    HouseholdAnswer.WOULD_NOT_SAY: "Would rather not say",
    HouseholdAnswer.NOT_ASKED: "Not asked this time",
}

HOW_WORDS = {
    ChildHow.LIVES: "Lives there",
    ChildHow.STAYS: "Stays sometimes",
    ChildHow.VISITS: "Visits",
    ChildHow.ELSEWHERE: "Lives elsewhere",
}

GONE_WORDS = {
    ChildGone.DIED: "The child has died",
    ChildGone.PREGNANCY_ENDED: "The pregnancy has ended",
    ChildGone.MISTAKE: "Recorded by mistake",
    ChildGone.NOT_NAMED_AGAIN: "Not named when we asked again",
    ChildGone.MOVED_AWAY: "Moved away",
    ChildGone.RECORDED_TWICE: "Recorded twice",
}

ADULT_ROLE_WORDS = {
    AdultRole.PARTNER: "Partner",
    AdultRole.PARENT: "Parent",
    AdultRole.LODGER: "Lodger",
    AdultRole.CARER: "Carer",
    AdultRole.OTHER: "Someone else",
}

PART_WORDS = {
    AdultPart.KEY: "Holds a key to the box",
    AdultPart.MOVES_BOX: "Moves the box",
    AdultPart.MINDS_CHILD: "Minds a child",
}

AGENCY_ROLE_WORDS = {
    AgencyRole.HEALTH_VISITOR: "Health visitor",
    AgencyRole.SOCIAL_WORKER: "Social worker",
    AgencyRole.GP: "GP",
    AgencyRole.MIDWIFE: "Midwife",
    AgencyRole.PHARMACY: "Pharmacy",
    AgencyRole.PROBATION: "Probation",
    AgencyRole.SCHOOL: "School or nursery",
    AgencyRole.HOSPITAL: "Hospital",
    AgencyRole.POLICE: "Police",
    AgencyRole.DRUG_SERVICE: "Another drug service",
    AgencyRole.OTHER: "Other",
}

CONSENT_WORDS = {
    ConsentAnswer.AGREES: "Agrees to sharing",
    ConsentAnswer.OBJECTS: "Does not want it shared",
    ConsentAnswer.NOT_ASKED: "Not asked",
}

CARE_WORDS = {
    CareHow.ENDED: "Care here has ended",
    CareHow.DIED: "Has died",
    CareHow.MERGED: "Was recorded twice",
    CareHow.RETURNED: "Has come back",
}

# What a leaflet may be asked for in; what there is to give is the catalogue's business.
LEAFLET_LANGUAGES = LANGUAGE_NAMES

LEAFLET_FORMATS = {
    "standard": "Standard print",
    "large-print": "Large print",
    "easy-read": "Easy Read",
    "booklet": "A5 booklet",
}
