"""Pages: who is at home, the agencies around a family, the directory."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from core.db import commit, db
from people.actions import add_adult, add_agency, add_child, ask_household, register_person
from people.models import AdultDetails, ChildDetails, HouseholdAsked
from people.queries import agencies, family
from people.rules import AdultRole, AdultSaid, AgencyRole, AgencySaid, ChildHow, ChildSaid, HouseholdAnswer
from safeguarding.actions import record_event
from safeguarding.rules import EventKind
from safeguarding.rules.said import EventSaid
from tests.people.builders import ELLA, JENNY, TODAY, Home, a_family, a_home, later, statements
from tests.people.pages import at, day, hidden, path, problems, sign_in_worker_of, words
from tests.staff.builders import a_service, a_staff_member, put_into_session
from tests.strict_client import StrictClient

pytestmark = pytest.mark.usefixtures("inside", "that_day")
BORN = {"when": "born"} | day("born_on", date(2024, 6, 1))


@pytest.fixture
def home(client: StrictClient) -> Home:
    """Jenny with Ella, Ben and a health visitor; her worker is signed in."""
    made = a_family()
    sign_in_worker_of(client, made)
    return made


def child(**values: str) -> dict[str, str]:
    return {"name": "Sam", "how": "visits"} | values


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_the_household_shows_everybody_with_their_ages(client: StrictClient, home: Home) -> None:
    page = client.get(at(home, "household"))
    for said in ("Ella", "Lives there", "Ben", "Partner", "Health visitor", "Children live, stay or visit there"):
        assert said in words(page), said
    assert f"by {home.worker.name}" in words(page)


def test_a_partners_medicines_are_closed_until_somebody_opens_them(client: StrictClient, home: Home) -> None:
    rob = register_person(
        service_id=home.service.id, said=JENNY, household_id=home.household_id, by=home.worker.staff_id, at=later()
    )
    commit()
    page = client.get(at(home, "household")).text
    for private in ("opioids of their own", str(rob.person_id)):
        before = page[: page.index(private)]
        assert before.rindex("<details") > before.rfind("</details>"), private
    assert "<details open" not in page


def test_somebody_new_is_asked_about_first(client: StrictClient) -> None:
    alone = a_home()
    sign_in_worker_of(client, alone)
    assert "Nobody has asked yet" in words(client.get(at(alone, "household")))
    page = client.post(at(alone, "household/ask"), data={"answer": "none"} | day("asked_on", TODAY))
    assert path(page) == at(alone, "household")
    assert "No children" in words(client.get(at(alone, "household")))


def ask(client: StrictClient, home: Home, **values: object) -> dict[str, object]:
    page = client.get(at(home, "household/ask"))
    known = family(home.household_id).children
    still = [each.id for each in known if each.how != "elsewhere"]
    typed = {"answer": "children", "still_here": still, "known": hidden(page, "known"), **day("asked_on", TODAY)}
    return typed | values


def test_asking_again_with_nothing_new_records_the_answer_and_no_new_version(client: StrictClient, home: Home) -> None:
    assert path(client.post(at(home, "household/ask"), data=ask(client, home))) == at(home, "household")
    assert (count(HouseholdAsked), count(ChildDetails)) == (2, 1)


def test_a_child_unticked_lives_elsewhere_from_then_on(client: StrictClient, home: Home) -> None:
    client.post(at(home, "household/ask"), data=ask(client, home, answer="none", still_here=[]))
    (ella,) = family(home.household_id).children
    assert (ella.how, ella.version) == (ChildHow.ELSEWHERE, 2)


def test_no_children_while_one_is_ticked_is_asked_about(client: StrictClient, home: Home) -> None:
    page = client.post(at(home, "household/ask"), data=ask(client, home, answer="none"))
    assert problems(page) == ["You answered that there are no children. Untick those who are not there"]
    assert count(HouseholdAsked) == 1


def test_children_without_any_child_is_asked_for_one(client: StrictClient, home: Home) -> None:
    page = client.post(at(home, "household/ask"), data=ask(client, home, still_here=[]))
    assert problems(page) == ["Tick the children who live, stay or visit, or add one"]


def test_a_child_not_known_yet_is_added_with_the_answer(client: StrictClient, home: Home) -> None:
    typed = ask(client, home, another=["yes"], then="another") | child(when="about", years="7")
    assert path(client.post(at(home, "household/ask"), data=typed)) == at(home, "children", "add")
    added = family(home.household_id).children[1]
    assert (added.name, added.how, added.born_is_estimate, added.years(TODAY)) == (
        "Sam",
        ChildHow.VISITS,
        True,
        7,
    )


def test_a_child_whose_age_was_guessed_does_not_grow_younger_by_being_saved(client: StrictClient, home: Home) -> None:
    guessed = ChildSaid("Sam", ChildHow.VISITS, born_on=TODAY.replace(year=TODAY.year - 7), born_is_estimate=True)
    sam = add_child(household_id=home.household_id, said=guessed, **home.signed)
    commit()
    page = client.get(at(home, "children", sam))
    typed = child(when="about", years="7", how="stays", version=hidden(page, "version"))
    assert path(client.post(at(home, "children", sam), data=typed))
    again = next(each for each in family(home.household_id).children if each.id == str(sam))
    assert (again.how, again.born_on) == (ChildHow.STAYS, guessed.born_on)


def test_everything_missing_about_a_new_child_is_said_at_once(client: StrictClient, home: Home) -> None:
    page = client.post(at(home, "household/ask"), data=ask(client, home, answer="children", another=["yes"]))
    assert len(problems(page)) == 3
    assert (count(HouseholdAsked), count(ChildDetails)) == (1, 1)


def test_not_asked_needs_a_reason_and_would_not_say_does_not(client: StrictClient, home: Home) -> None:
    page = client.post(at(home, "household/ask"), data=ask(client, home, answer="not-asked", because=" "))
    assert problems(page) == ["Say why it was not asked this time"]
    assert path(client.post(at(home, "household/ask"), data=ask(client, home, answer="would-not-say")))
    assert len(family(home.household_id).children) == 1


def test_a_stale_question_is_a_conflict_and_nothing_is_half_saved(client: StrictClient, home: Home) -> None:
    typed = ask(client, home)
    add_child(household_id=home.household_id, said=ELLA, by=home.worker.staff_id, at=later())
    add_child(
        household_id=home.household_id,
        said=ChildSaid("Tom", ChildHow.LIVES, born_on=date(2020, 1, 1)),
        by=home.worker.staff_id,
        at=later(),
    )
    commit()
    answer = client.post(at(home, "household/ask"), data=typed)
    assert answer.status_code == 409
    assert count(HouseholdAsked) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (child(**{"when": "born"} | day("born_on", date(2090, 1, 1))), "The date of birth cannot be after today"),
        (
            child(**{"when": "born", "born_on-day": "30", "born_on-month": "2", "born_on-year": "2020"}),
            "must be a real date",
        ),
        (child(when="born"), "Enter the date of birth, or choose “Not known exactly”"),
        (child(**{"when": "born"} | day("born_on", date(1994, 1, 1))), "This makes them 18 or over"),
        (child(when="about"), "Enter about how old the child is"),
        (child(when="about", years="40"), "must be 17 or less"),
        (child(**{"when": "unborn"} | day("due_on", date(2090, 1, 1))), "The due date is more than ten months away"),
        (child(**{"when": "unborn"} | day("due_on", date(2020, 1, 1))), "This day has passed"),
        (child(**BORN, name=""), "Enter the child's name"),
        (child(**BORN, name="x" * 10_000), "must be 200 characters or fewer"),
        (child(**BORN, needs="x" * 10_000), "must be 4,000 characters or fewer"),
        (child(**BORN, how="somewhere"), "Choose one of the answers shown"),
    ],
)
def test_what_cannot_be_of_a_child_is_said_beside_the_field(
    client: StrictClient, home: Home, typed: dict[str, str], said: str
) -> None:
    page = client.post(at(home, "children/add"), data=typed)
    assert any(said in problem for problem in problems(page)), problems(page)
    assert len(problems(page)) == 1
    assert count(ChildDetails) == 1


def test_the_child_of_a_pregnancy_stands_among_the_children_until_it_is_named(client: StrictClient, home: Home) -> None:
    assert "The unborn baby" not in words(client.get(at(home, "household")))
    record_event(
        household_id=home.household_id,
        person_id=home.person_id,
        said=EventSaid(kind=EventKind.PREGNANCY),
        happened_on=TODAY,
        by=home.worker.staff_id,
        at=later(0),
    )
    commit()
    page = words(client.get(at(home, "household")))
    assert "The unborn baby Not born yet. Known from what was recorded" in page
    soon = TODAY + timedelta(days=30)
    client.post(at(home, "children/add"), data=child(name="Baby", when="unborn") | day("due_on", soon))
    page = words(client.get(at(home, "household")))
    assert "The unborn baby" not in page
    assert "Baby" in page


def test_a_child_is_added_unborn_and_later_born(client: StrictClient, home: Home) -> None:
    soon = TODAY + timedelta(days=30)
    assert path(client.post(at(home, "children/add"), data=child(name="Baby", when="unborn") | day("due_on", soon)))
    baby = family(home.household_id).children[0]
    page = client.get(at(home, "children", baby.id))
    typed = child(name="Mia", how="lives", version=hidden(page, "version"), when="born") | day("born_on", TODAY)
    assert path(client.post(at(home, "children", baby.id), data=typed))
    born = next(each for each in family(home.household_id).children if each.id == baby.id)
    assert (born.name, born.born_on, born.version) == ("Mia", TODAY, 2)


def test_a_name_with_script_and_emoji_is_shown_as_it_was_typed(client: StrictClient, home: Home) -> None:
    client.post(at(home, "children/add"), data=child(**BORN, name="<script>alert(1)</script> 🙂"))
    page = client.get(at(home, "household"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 🙂" in page.text
    assert "<script>alert" not in page.text


def test_declined_is_kept_as_the_reason(client: StrictClient, home: Home) -> None:
    client.post(at(home, "children/add"), data=child(**BORN, language="Polish", identity_not_asked_because="declined"))
    page = words(client.get(at(home, "household")))
    assert "Polish" in page
    assert "Not asked: declined" in page


def test_a_stale_child_page_is_a_conflict(client: StrictClient, home: Home) -> None:
    ella = family(home.household_id).children[0]
    stale = hidden(client.get(at(home, "children", ella.id)), "version")
    for how, status in (("stays", 302), ("visits", 409)):
        typed = child(**BORN, name="Ella", how=how, version=stale)
        assert client.post(at(home, "children", ella.id), data=typed).status_code == status
    assert family(home.household_id).children[0].how is ChildHow.STAYS


def test_a_child_who_died_is_on_no_page_and_no_cause_is_asked(client: StrictClient, home: Home) -> None:
    ella = family(home.household_id).children[0]
    page = client.get(at(home, "children", ella.id, "gone"))
    assert "pregnancy" not in words(page)
    typed = {"why": "died", "version": hidden(page, "version")} | day("on", TODAY)
    answer = client.post(at(home, "children", ella.id, "gone"), data=typed, follow_redirects=True)
    assert "Ella" not in words(answer)
    assert "support" in words(answer)


def test_a_pregnancy_that_ended_is_offered_for_an_unborn_child(client: StrictClient, home: Home) -> None:
    client.post(at(home, "children/add"), data=child(name="Baby", when="unborn"))
    baby = family(home.household_id).children[0]
    page = client.get(at(home, "children", baby.id, "gone"))
    assert "The pregnancy has ended" in words(page)
    assert "has died" not in words(page)


def test_a_child_of_another_family_has_no_page_here(client: StrictClient, home: Home) -> None:
    other = a_family(home.service)
    foreign = family(other.household_id).children[0].id
    assert client.get(at(home, "children", foreign)).status_code == 404
    assert client.post(at(home, "children", foreign), data=child(**BORN)).status_code == 404
    adult = family(other.household_id).adults[0].id
    agency = family(other.household_id).agencies[0].id
    for address in (at(home, "adults", adult), at(home, "adults", adult, "left"), at(home, "agencies", agency)):
        assert client.get(address).status_code == 404, address


def test_an_adult_is_added_changed_and_leaves(client: StrictClient, home: Home) -> None:
    typed = {"name": "Kim", "role": "lodger", "own_supply": "unknown", "part": ["key"]} | day("since_on", TODAY)
    assert path(client.post(at(home, "adults/add"), data=typed))
    kim = family(home.household_id).adults[1]
    assert (kim.own_supply, sorted(kim.part)) == (None, ["key"])
    page = client.get(at(home, "adults", kim.id))
    assert 'value="Kim"' in page.text
    typed |= {"own_supply": "yes", "version": hidden(page, "version")}
    assert path(client.post(at(home, "adults", kim.id), data=typed))
    assert family(home.household_id).adults[1].own_supply is True
    left = {"version": "2"} | day("on", TODAY)
    assert path(client.post(at(home, "adults", kim.id, "left"), data=left))
    assert [adult.name for adult in family(home.household_id).grown()] == ["Ben"]
    assert client.post(at(home, "adults", kim.id), data=typed).status_code == 409


def test_an_adult_without_answers_is_asked_for_each(client: StrictClient, home: Home) -> None:
    page = client.post(at(home, "adults/add"), data={"name": ""})
    assert len(problems(page)) == 3
    assert count(AdultDetails) == 1


def test_an_adult_who_is_registered_elsewhere_is_explained(client: StrictClient, home: Home) -> None:
    a_home(home.service, reference="R2")
    typed = {"name": "Rob", "role": "partner", "own_supply": "yes", "registered_as": "R2"} | day("since_on", TODAY)
    page = client.post(at(home, "adults/add"), data=typed)
    assert "Bring the two households together first" in problems(page)[0]
    unknown = client.post(at(home, "adults/add"), data=typed | {"registered_as": "nobody"})
    assert "No other service user here has this reference" in problems(unknown)[0]


def test_an_adult_of_the_household_may_be_a_service_user(client: StrictClient, home: Home) -> None:
    rob = register_person(
        service_id=home.service.id, said=JENNY, household_id=home.household_id, reference="R3", **home.signed
    )
    commit()
    typed = {"name": "Rob", "role": "partner", "own_supply": "yes", "registered_as": "R3"} | day("since_on", TODAY)
    assert path(client.post(at(home, "adults/add"), data=typed))
    assert family(home.household_id).adults[1].person_id == str(rob.person_id)
    assert 'value="R3"' in client.get(at(home, "adults", family(home.household_id).adults[1].id)).text


def test_an_agency_is_added_changed_and_stops(client: StrictClient, home: Home) -> None:
    agency_id = add_agency(
        service_id=home.service.id, said=AgencySaid("Hill Surgery", AgencyRole.GP), by=home.worker.staff_id, at=later()
    )
    commit()
    typed = {"agency": str(agency_id), "worker_name": "Dr Hill"} | day("from_on", TODAY)
    assert path(client.post(at(home, "agencies/add"), data=typed))
    link = family(home.household_id).agencies[-1]
    page = client.get(at(home, "agencies", link.id))
    typed |= {"worker_name": "Dr Dale", "has_part": "y", "version": hidden(page, "version")}
    assert path(client.post(at(home, "agencies", link.id), data=typed))
    changed = next(each for each in family(home.household_id).agencies if each.id == link.id)
    assert (changed.worker_name, changed.has_part) == ("Dr Dale", True)
    assert path(client.post(at(home, "agencies", link.id, "left"), data={"version": "2"} | day("on", TODAY)))
    assert link.id not in {each.id for each in family(home.household_id).agencies}


def test_the_agencies_of_another_service_are_not_offered(client: StrictClient, home: Home) -> None:
    other = a_family(a_service())
    foreign = family(other.household_id).agencies[0].agency_id
    assert foreign not in client.get(at(home, "agencies/add")).text
    page = client.post(at(home, "agencies/add"), data={"agency": foreign} | day("from_on", TODAY))
    assert problems(page) == ["Choose one of the answers shown"]


def test_the_directory_is_the_administrators(client: StrictClient, home: Home) -> None:
    assert client.get("/agencies").status_code == 403
    put_into_session(client, a_staff_member("administrator", service=home.service))
    typed = {"name": "Dale School", "role": "school", "email": "not an address"}
    assert problems(client.post("/agencies/add", data=typed)) == ["Enter an email address, like team@example.org"]
    assert path(client.post("/agencies/add", data=typed | {"email": "office@example.org"})) == "/agencies"
    twice = client.post("/agencies/add", data=typed | {"email": ""})
    assert problems(twice) == ["There is an agency of this name and kind in the directory already"]
    school = next(each for each in agencies(home.service.id) if each.name == "Dale School")
    page = client.get(f"/agencies/{school.id}")
    typed |= {"email": "", "phone": "0151 496 0000", "version": hidden(page, "version")}
    assert path(client.post(f"/agencies/{school.id}", data=typed)) == "/agencies"
    assert client.post(f"/agencies/{school.id}", data=typed | {"name": "Hill School"}).status_code == 409
    assert path(client.post(f"/agencies/{school.id}/close", data=day("on", TODAY))) == "/agencies"
    assert "Not offered any more" in words(client.get("/agencies"))
    assert client.get(at(home, "household")).status_code == 403


def test_another_services_directory_is_not_there(client: StrictClient, home: Home) -> None:
    put_into_session(client, a_staff_member("administrator", service=a_service()))
    foreign = family(home.household_id).agencies[0].agency_id
    assert client.get(f"/agencies/{foreign}").status_code == 404
    assert client.get(f"/agencies/{foreign}/close").status_code == 404


def test_the_household_page_costs_the_same_however_full_the_service_is(client: StrictClient, home: Home) -> None:
    def cost() -> int:
        with statements() as sent:
            client.get(at(home, "household"))
        return len(sent)

    before = cost()
    for _ in range(5):
        a_family(home.service)
    for number in range(5):
        said = AdultSaid(f"Guest {number}", AdultRole.OTHER)
        add_adult(household_id=home.household_id, said=said, **home.signed)
        ask_household(
            household_id=home.household_id,
            person_id=home.person_id,
            answer=HouseholdAnswer.NONE,
            asked_on=TODAY,
            by=home.worker.staff_id,
            at=later(number + 2),
        )
    commit()
    assert cost() == before
