"""Links, what became of a sending, and everyone's part in sentences: rules alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from safetyplans.rules import (
    AnswerFact,
    Became,
    BecameFact,
    Holding,
    LinkFact,
    LinkState,
    LinkStepKind,
    Opening,
    SendingFact,
    SentBy,
    SharingView,
    Step,
    holding,
    opening,
    part_sentences,
    withdrawn_since,
)
from tests.safetyplans.values import at, day

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
SOON, GONE = NOW + timedelta(hours=1), NOW - timedelta(seconds=1)
OPENED, WRONG, LOCKED = LinkStepKind.OPENED, LinkStepKind.WRONG_CODE, LinkStepKind.LOCKED
REVOKED, EXPIRED = LinkStepKind.REVOKED, LinkStepKind.EXPIRED


def steps(*kinds: LinkStepKind, code: int = 1) -> list[Step]:
    return [Step(kind, NOW, code) for kind in kinds]


CASES = [
    ("the right code lets in", [], True, False, SOON, Opening.LET_IN, (OPENED,)),
    ("a wrong one is counted", [], False, False, SOON, Opening.NO, (WRONG,)),
    ("the fifth wrong one locks", [WRONG] * 4, False, False, SOON, Opening.NO, (WRONG, LOCKED)),
    ("the fourth does not", [WRONG] * 3, False, False, SOON, Opening.NO, (WRONG,)),
    ("a locked one says nothing of the right code", [WRONG] * 5 + [LOCKED], True, False, SOON, Opening.NO, ()),
    ("a locked one counts no further", [WRONG] * 5 + [LOCKED], False, False, SOON, Opening.NO, ()),
    ("a code opens once", [OPENED], True, False, SOON, Opening.USED, ()),
    ("a used one is locked by guesses too", [OPENED, *[WRONG] * 4], False, False, SOON, Opening.NO, (WRONG, LOCKED)),
    ("at its last instant it has run out", [], True, False, NOW, Opening.EXPIRED, (EXPIRED,)),
    ("what has run out is guessed at in vain", [], False, False, GONE, Opening.NO, (WRONG,)),
    ("a closed one is closed", [REVOKED], True, False, SOON, Opening.CLOSED, ()),
    ("the agency has left", [], True, True, SOON, Opening.CLOSED, ()),
]


@pytest.mark.parametrize(("said", "before", "right", "closed", "until", "led_to", "written"), CASES)
def test_what_a_typed_code_leads_to(
    said: str,
    before: list[LinkStepKind],
    right: bool,
    closed: bool,
    until: datetime,
    led_to: Opening,
    written: tuple[LinkStepKind, ...],
) -> None:
    found = opening(steps(*before), 1, right=right, closed=closed, expires_at=until, at=NOW, tries=5)
    assert found == (led_to, written), said


def test_a_new_code_has_tries_of_its_own_and_a_closed_link_stays_closed() -> None:
    before = steps(*[WRONG] * 5, LOCKED)
    assert opening(before, 2, right=True, closed=False, expires_at=SOON, at=NOW, tries=5)[0] is Opening.LET_IN
    closed = [*before, Step(REVOKED, NOW, 1)]
    assert opening(closed, 2, right=True, closed=False, expires_at=SOON, at=NOW, tries=5)[0] is Opening.CLOSED


LINK = LinkFact("link", NOW, SOON, code=1, code_made_at=NOW)


@pytest.mark.parametrize(
    ("link", "state"),
    [
        (replace(LINK, code=0), LinkState.NO_CODE),
        (LINK, LinkState.WAITING),
        (replace(LINK, steps=tuple(steps(OPENED))), LinkState.OPENED),
        (replace(LINK, code=2, steps=tuple(steps(OPENED))), LinkState.WAITING),
        (replace(LINK, steps=tuple(steps(WRONG, LOCKED))), LinkState.LOCKED),
        (replace(LINK, expires_at=NOW), LinkState.EXPIRED),
        (replace(LINK, expires_at=NOW, steps=tuple(steps(REVOKED))), LinkState.REVOKED),
    ],
)
def test_how_a_link_stands(link: LinkFact, state: LinkState) -> None:
    assert link.state(NOW) is state


def sent(version: int = 2, **values: object) -> SendingFact:
    facts = {"on": day(0), "recorded_at": at(0), "sent_by": SentBy.POST, "view": SharingView.AGREES}
    return SendingFact(**{"id": f"share-{version}", "agency_id": "hv", "version": version, **facts, **values})  # type: ignore[arg-type]


def became(what: Became) -> tuple[BecameFact, ...]:
    return (BecameFact(what, day(1), at(1), "Sam"),)


NOT_SENT = {"not_sent_because": "They have closed the case", "sent_by": None, "view": None}


@pytest.mark.parametrize(
    ("sendings", "has", "says"),
    [
        ([], Holding.NEVER, "Never sent."),
        ([sent(1, **NOT_SENT)], Holding.NEVER, "Never sent."),
        ([sent(2, **NOT_SENT)], Holding.NOT_SENT, "Version 2 is not sent to them, for a reason."),
        ([sent(1)], Holding.OUTDATED, "Version 1 was sent by post on 2 March 2026: outdated."),
        (
            [sent(1), sent(2, **NOT_SENT)],
            Holding.NOT_SENT,
            "Version 1 was sent by post on 2 March 2026: outdated.",
        ),
        ([sent(2)], Holding.SENT, "Version 2 was sent by post on 2 March 2026."),
        ([sent(2)], Holding.SENT, "Not known to have arrived yet."),
        ([sent(1, delivered=True)], Holding.OUTDATED, "Has version 1, sent by post on 2 March 2026: outdated."),
        ([sent(2, delivered=True)], Holding.CURRENT, "It arrived, and they have not answered yet."),
        ([sent(2, became=became(Became.CHASED))], Holding.SENT, "Reminded on 3 March 2026."),
        (
            [sent(2, acknowledged_at=at(2), our_part="I look at the box")],
            Holding.CURRENT,
            "Acknowledged on 4 March 2026: “I look at the box”.",
        ),
        (
            [sent(1), sent(2, became=became(Became.CAME_BACK))],
            Holding.OUTDATED,
            "Version 2 came back on 3 March 2026, so it is to be sent again.",
        ),
        (
            [sent(2, became=became(Became.WRONG_ADDRESS))],
            Holding.NEVER,
            "Version 2 went to the wrong place on 3 March 2026: it is to be sent again.",
        ),
        (
            [sent(2, sent_by=SentBy.LINK, link=LINK)],
            Holding.SENT,
            "Not opened yet. The link runs out on 10 March 2026.",
        ),
    ],
)
def test_what_an_agency_has_is_said_in_sentences(sendings: list[SendingFact], has: Holding, says: str) -> None:
    assert holding(sendings, 2) is has
    assert says in part_sentences(sendings, 2, NOW)


def test_an_agreement_taken_back_is_told_from_one_never_given() -> None:
    assert withdrawn_since(sent(), SharingView.OBJECTS, at(1))
    assert not withdrawn_since(sent(), SharingView.OBJECTS, at(-1))
    assert not withdrawn_since(sent(view=SharingView.OBJECTS), SharingView.OBJECTS, at(1))
    assert not withdrawn_since(sent(), None, None)


def test_an_objection_after_it_went_unasked_is_told_too() -> None:
    unasked = sent(view=SharingView.NOT_ASKED)
    assert withdrawn_since(unasked, SharingView.OBJECTS, at(1))
    assert not withdrawn_since(unasked, SharingView.OBJECTS, at(-1))
    assert not withdrawn_since(unasked, SharingView.NOT_ASKED, at(1))
    assert not withdrawn_since(sent(2, **NOT_SENT), SharingView.OBJECTS, at(1))


def test_only_what_was_asked_is_a_question() -> None:
    answers = (AnswerFact("a", NOW, question="Which box?"), AnswerFact("b", NOW))
    assert [one.id for one in sent(answers=answers).questions] == ["a"]
