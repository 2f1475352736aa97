"""What the values of this package are called on screen and on paper. Never clean, dirty, compliant or failed."""

from safeguarding.rules import BASIS_WORDS as BASIS_WORDS
from safetyplans.rules.copies import AgencyPart, Layout, Reader
from safetyplans.rules.facts import (
    AgreedHow,
    Answer,
    BoxLock,
    BoxState,
    CheckResult,
    CopyHow,
    Evidence,
    FileKind,
    LeafletStatus,
    NaloxoneState,
    QueryKind,
    SentBy,
    SharingView,
    Told,
)

ANSWER_WORDS = {
    Answer.AGREED: "Agreed",
    Answer.NOT_YET: "Not agreed yet",
    Answer.DOES_NOT_APPLY: "Does not apply",
}

EVIDENCE_WORDS = {
    Evidence.TOLD: "They told us",
    Evidence.ISSUED: "Box given, and locked in front of us",
    Evidence.SHOWN: "Shown to us at the clinic",
    Evidence.PHOTO: "Seen in a photo",
    Evidence.SEEN_AT_HOME: "Seen at home",
}

AGREED_HOW_WORDS = {
    AgreedHow.PAPER: "Signed on paper",
    AgreedHow.SCREEN: "Agreed on the screen",
    AgreedHow.SAID: "Said, and somebody heard it",
}

COPY_WORDS = {
    CopyHow.GIVEN: "They have it in their hand",
    CopyHow.KEPT_AT_CLINIC: "Kept for them at the clinic",
    CopyHow.DECLINED: "They did not want one",
}

VIEW_WORDS = {
    SharingView.AGREES: "They agree",
    SharingView.OBJECTS: "They do not want it sent",
    SharingView.NOT_ASKED: "They were not asked",
}

SENT_BY_WORDS = {
    SentBy.HAND: "By hand",
    SentBy.POST: "By post",
    SentBy.SECURE_EMAIL: "By secure email",
    SentBy.LINK: "By a link",
}

CHECK_WORDS = {
    CheckResult.SATISFACTORY: "Safe on that day",
    CheckResult.FIX_BY: "Something to put right by a date",
    CheckResult.NOT_SAFE: "Not safe yet",
    CheckResult.NOT_SEEN: "Could not see it that day",
}

LEAFLET_STATUS_WORDS = {
    LeafletStatus.GIVEN: "Given today",
    LeafletStatus.HAS_IT: "They have it already",
    LeafletStatus.DECLINED: "Offered, and they did not want it",
}

BOX_WORDS = {
    BoxState.GIVEN: "We gave them one",
    BoxState.OWN_SEEN: "They have their own, and we have seen it",
    BoxState.OWED: "They need one from us",
    BoxState.RETURNED: "They gave ours back",
}

LOCK_WORDS = {BoxLock.KEY: "A key", BoxLock.CODE: "A code"}

FILE_WORDS = {
    FileKind.SIGNATURE: "Signature on the screen",
    FileKind.PAPER: "Signed paper",
    FileKind.PHOTO: "Photo",
}

TOLD_WORDS = {
    Told.PRESCRIBER: "The prescriber",
    Told.SAFEGUARDING_LEAD: "The safeguarding lead",
}

NALOXONE_WORDS = {
    NaloxoneState.GIVEN: "Given",
    NaloxoneState.DECLINED: "Offered, and they did not want it",
}

QUERY_WORDS = {
    QueryKind.QUERY: "The pharmacist asks",
    QueryKind.CONCERN: "The pharmacist is concerned",
}

READER_WORDS = {
    Reader.PERSON: "For them to keep",
    Reader.AGENCY: "For an agency that works with the family",
    Reader.PHARMACY: "For the pharmacy counter, as a card",
    Reader.CASE_FILE: "For the case file",
}

LAYOUT_WORDS = {
    Layout.STANDARD: "Standard",
    Layout.LARGE_PRINT: "Large print",
    Layout.EASY_READ: "Easy Read, with a picture for each idea",
}

AGENCY_PART_WORDS = {
    AgencyPart.STORAGE: "Where and how it is kept",
    AgencyPart.CONTACTS: "Whom to ring",
    AgencyPart.CHILDREN: "The children, and who minds them",
    AgencyPart.ROUTINES: "Getting it home, taking it, what is left over",
}
