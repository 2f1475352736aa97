"""The referral as a form to send: the child first, then what it means for them, then everything else."""

from uuid import UUID

from leaflets.pdf import render_pack, without_emoji
from leaflets.queries import contacts_of
from leaflets.sheets import fill
from people.rules import CONSENT_WORDS, ChildFact, PersonHeader
from safeguarding.queries import history
from safeguarding.rules import BASIS_WORDS, REFERRAL_WORDS, ReferralFact, ReferralKind
from safeguarding.views.attached import attachment
from safeguarding.views.desk import Desk
from staff.queries import names_of

TITLE = "Referral about a child"


def referral_pdf(desk: Desk, fact: ReferralFact, about: PersonHeader) -> bytes:
    """The form as a PDF, with the storage plan of the person it is about behind it, where it goes with it."""
    plan = attachment(UUID(about.id)) if fact.plan_version is not None else None
    pages = plan.pages(fact.plan_version) if plan is not None and fact.plan_version is not None else []
    return render_pack([_form(desk, fact, about, attached=bool(pages)), *pages], title=TITLE)


def _form(desk: Desk, fact: ReferralFact, about: PersonHeader, *, attached: bool) -> str:
    child = next((one for one in desk.family.children if one.id == fact.child_id), None)
    contacts = contacts_of(UUID(about.service_id))
    worker = names_of([UUID(fact.recorded_by)]).get(UUID(fact.recorded_by), "")
    plain = without_emoji
    identity = next((one.what for one in history(desk.household_id).identities if one.child_id == fact.child_id), "")
    return fill(
        "safeguarding/print_referral.html",
        title=TITLE,
        child=child,
        born=_born(child),
        background=_background(child),
        identity=plain(identity),
        kinds=[(REFERRAL_WORDS[kind], kind is fact.kind) for kind in ReferralKind],
        seen=plain(fact.seen),
        for_the_child=plain(fact.for_the_child),
        asked_for=plain(fact.asked_for),
        to_whom=plain(fact.to_whom),
        others=[one for one in desk.family.children if one.id != fact.child_id],
        adults=[adult.name for adult in desk.family.grown()],
        agencies=desk.family.agencies,
        person=about,
        view=CONSENT_WORDS[fact.view] if fact.view else "",
        basis=BASIS_WORDS.get(fact.basis, fact.basis),
        told=plain(fact.told),
        others_know=plain(fact.others_know),
        plan_version=fact.plan_version,
        attached=attached,
        happened_on=fact.happened_on,
        told_by_phone=fact.told_by_phone,
        worker=worker,
        contacts=contacts,
    )


def _born(child: ChildFact | None) -> tuple[str, object]:
    if child is None:
        return ("", None)
    return ("Due", child.due_on) if child.born_on is None else ("Born", child.born_on)


def _background(child: ChildFact | None) -> str:
    """What the child is, as they or their family say; "not asked" where nobody did."""
    if child is None:
        return ""
    parts = [part for part in (child.ethnicity, child.religion, child.language) if part]
    return ", ".join(parts) or "Not asked yet"
