"""How somebody agreed, in words; and who of the adults has agreed the version that stands."""

from collections.abc import Iterable

from safetyplans.rules.facts import AdultAgreementFact, AgreedHow
from safetyplans.rules.words import AGREED_HOW_WORDS


def proof_problems(
    how: AgreedHow, *, drawn: bool, pictured: bool, held_at: str, witness: str
) -> tuple[tuple[str, str], ...]:
    """What an agreement still lacks, each with its field: a signature; the paper or where it lies; who heard it."""
    if how is AgreedHow.SCREEN and not drawn:
        return (("signature", "Sign in the box, or choose paper instead"),)
    if how is AgreedHow.PAPER and not pictured and not held_at.strip():
        return (("paper", "Add a photo of the signed paper, or say in which paper file it is held"),)
    if how is AgreedHow.SAID and not witness.strip():
        return (("witness", "Say who heard them agree"),)
    return ()


def how_words(how: AgreedHow | None, witness: str = "", held_at: str = "", in_words: str = "") -> str:
    """How somebody agreed: on the screen; on paper, and where it lies; said, and who heard it."""
    words = AGREED_HOW_WORDS[how] if how else in_words or "Agreed"
    heard = f" ({witness})" if how is AgreedHow.SAID and witness else ""
    lies = f", held in the paper file: {held_at}" if how is AgreedHow.PAPER and held_at else ""
    return f"{words}{heard}{lies}"


def agreement_words(one: AdultAgreementFact) -> str:
    """What an adult said of their part, in a line."""
    if one.agrees:
        return how_words(one.how, one.witness, one.held_at, one.in_words)
    return "Not told, and has no part" if one.not_told else "Did not agree"


def last_said(adult_id: str, agreements: Iterable[AdultAgreementFact]) -> AdultAgreementFact | None:
    """The last thing an adult said of their part, of any version."""
    return next((one for one in reversed(tuple(agreements)) if one.adult_id == adult_id), None)


def said_of(plan_id: str, agreements: Iterable[AdultAgreementFact]) -> dict[str, AdultAgreementFact]:
    """What each adult last said of one version, by adult."""
    return {one.adult_id: one for one in agreements if one.plan_id == plan_id}
