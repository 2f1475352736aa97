"""Finding people: names in any order and misspelt a little, date of birth, NHS number, reference; and duplicates."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from core.db import commit
from core.telephone import standard_phone
from people.actions import assign_pharmacy, correct_details
from people.identifiers import closeness, likeness, sound_of, standard_nhs_number, words_of
from people.queries import found_at_pharmacy, found_people, possible_duplicates
from people.rules import PersonSaid
from staff.models import Service
from tests.people.builders import a_home, statements
from tests.staff.builders import a_pharmacy, a_service

NHS = "9990000018"


def a_person(service: Service, given: str, family: str, born_on: date | None = None, **values: str) -> UUID:
    said = PersonSaid(family_name=family, given_names=given, born_on=born_on, nhs_number=values.pop("nhs_number", None))
    return a_home(service, replace(said, known_as=values.pop("known_as", "")), **values).person_id


def names(service: Service, *asked: object) -> list[str]:
    return [found.header.name for found in found_people(service.id, *asked)]  # type: ignore[arg-type]


@pytest.fixture
def service(inside: object) -> Service:
    """A service with people of many names."""
    service = a_service()
    for given, family in (
        ("Catherine", "Donnelly"), ("John", "Smith"), ("Jane", "Smith-Jones"), ("Ann", "McDonald"), ("Zoë", "O’Neill"),
        ("Łukasz", "Wójcik"), ("محمد", "علي"), ("Rob", "Example"), ("Jo", "Li"),
    ):  # fmt: skip
        a_person(service, given, family)
    return service


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("smith john", "John Smith"),
        ("JOHN SMITH", "John Smith"),
        ("Jon Smyth", "John Smith"),
        ("smtih john", "John Smith"),
        ("kathryn donely", "Catherine Donnelly"),
        ("cath don", "Catherine Donnelly"),
        ("jones jane", "Jane Smith-Jones"),
        ("ann mc donald", "Ann McDonald"),
        ("anne macdonald", "Ann McDonald"),
        ("zoe oneill", "Zoë O’Neill"),
        ("zoe o'neil", "Zoë O’Neill"),
        ("zoe o neill", "Zoë O’Neill"),
        ("lukasz wojcik", "Łukasz Wójcik"),
        ("علي محمد", "محمد علي"),
        ("li jo", "Jo Li"),
        ("r example", "Rob Example"),
    ],
)
def test_a_name_is_found_in_any_order_and_misspelt_a_little(service: Service, asked: str, expected: str) -> None:
    assert names(service, asked)[:1] == [expected]


@pytest.mark.parametrize(
    "asked", ["", "   ", "!?", "x", "<script>alert(1)</script>", "🙂", "%", "'; drop table", "b" * 10_000]
)
def test_what_is_no_name_finds_nobody_and_breaks_nothing(service: Service, asked: str) -> None:
    assert names(service, asked) == []


def test_people_of_other_services_are_not_found(service: Service) -> None:
    assert names(a_service(), "John Smith") == []


def test_those_asked_for_come_before_those_who_share_a_word(service: Service) -> None:
    a_person(service, "John", "Example")
    assert names(service, "john smith") == ["John Smith"]
    assert set(names(service, "john wrongname")) == {"John Example", "John Smith"}


def test_a_date_of_birth_alone_finds_people(service: Service) -> None:
    a_person(service, "Sam", "Sample", date(1990, 2, 3))
    assert names(service, "", date(1990, 2, 3)) == ["Sam Sample"]
    assert names(service, "", date(1990, 3, 2)) == []


def test_a_date_of_birth_puts_the_right_one_of_two_like_names_first(service: Service) -> None:
    a_person(service, "Sam", "Sample", date(1990, 2, 3))
    a_person(service, "Sam", "Sample", date(1971, 8, 9))
    born = [found.header.born_on for found in found_people(service.id, "sam sample", date(1971, 8, 9))]
    assert born == [date(1971, 8, 9), date(1990, 2, 3)]


def test_an_nhs_number_and_a_reference_find_one_person(service: Service) -> None:
    a_person(service, "Sam", "Sample", nhs_number=NHS, reference="R-77")
    assert names(service, "", None, NHS) == ["Sam Sample"]
    assert names(service, "", None, None, " R-77 ") == ["Sam Sample"]


def test_a_former_name_still_finds_them(service: Service) -> None:
    home = a_home(service, PersonSaid(family_name="Oldname", given_names="Eve"))
    correct_details(person_id=home.person_id, said=PersonSaid(family_name="Newname", given_names="Eve"), **home.signed)
    assert names(service, "eve newname") == ["Eve Newname"]
    assert names(service, "eve oldname") == ["Eve Newname"]


def test_what_somebody_is_called_finds_them(service: Service) -> None:
    a_person(service, "Margaret", "Sample", known_as="Peggy")
    assert names(service, "peggy sample") == ["Margaret Sample"]


def test_finding_costs_the_same_four_statements_however_many_there_are(service: Service) -> None:
    def cost(*asked: object) -> int:
        commit()
        with statements() as sent:
            found_people(service.id, *asked)  # type: ignore[arg-type]
        return len(sent)

    before = cost("john smith", date(1990, 1, 1), NHS, "R1")
    for number in range(30):
        a_person(service, "John", f"Smith{number}")
    assert before == cost("john smith", date(1990, 1, 1), NHS, "R1") == cost("") == 4


def test_a_pharmacist_finds_only_those_whom_the_pharmacy_serves(service: Service) -> None:
    here, there = a_pharmacy(service), a_pharmacy(service)
    home = a_home(service, PersonSaid(family_name="Sample", given_names="Sam"), pharmacy_id=here.id)
    assert [found.header.name for found in found_at_pharmacy(here.id, "sam sample")] == ["Sam Sample"]
    assert found_at_pharmacy(here.id, "john smith") == ()
    assert found_at_pharmacy(there.id, "sam sample") == ()
    assign_pharmacy(person_id=home.person_id, pharmacy_id=there.id, **home.signed)
    assert found_at_pharmacy(here.id, "sam sample") == ()


@pytest.mark.parametrize(
    "said",
    [
        PersonSaid("Smyth", "Jon", born_on=date(1985, 3, 4)),
        PersonSaid("Smith", "John", born_on=date(1985, 4, 3)),
        PersonSaid("Smith", "John", born_on=date(1958, 3, 4)),
        PersonSaid("Smith", "John"),
        PersonSaid("Another", "Name", nhs_number=NHS),
        PersonSaid("Wed", "John", born_on=date(1985, 3, 4)),
    ],
)
def test_somebody_who_may_be_registered_already_is_pointed_out(inside: object, said: PersonSaid) -> None:
    service = a_service()
    a_person(service, "John", "Smith", date(1985, 3, 4), nhs_number=NHS)
    assert [found.header.name for found in possible_duplicates(service.id, said)] == ["John Smith"]


@pytest.mark.parametrize(
    "said",
    [
        PersonSaid("Smith", "John", born_on=date(1999, 12, 31)),
        PersonSaid("Quite", "Different", born_on=date(1985, 3, 4)),
        PersonSaid("Smith", "Deborah", born_on=date(1970, 1, 1)),
    ],
)
def test_somebody_else_is_not_taken_for_a_duplicate(inside: object, said: PersonSaid) -> None:
    service = a_service()
    a_person(service, "John", "Smith", date(1985, 3, 4))
    assert possible_duplicates(service.id, said) == ()


def test_words_are_looked_up_without_marks_case_or_apostrophes() -> None:
    assert words_of("Zoë O’Neill-Łukasz, d'Arcy") == ("zoe", "oneill", "lukasz", "darcy")


def test_short_sounds_say_nothing() -> None:
    assert sound_of("zoe") == "zoe"
    assert sound_of("kathryn") == sound_of("catherine")


def test_closeness_falls_with_slips_and_likeness_needs_every_word() -> None:
    assert closeness("smith", "smith") > closeness("smit", "smith") > closeness("smyth", "smith") > 0
    assert closeness("bob", "rob") == 0
    assert likeness("john smith", "Smith John") == 100
    assert likeness("john other", "Smith John") == 50


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("999 000 0018", NHS), ("999-000-0018", NHS), ("9990000019", None), ("999000001", None), ("٩٩٩٠٠٠٠٠١٨", None)],
)
def test_an_nhs_number_is_ten_digits_with_the_right_check_digit(typed: str, kept: str | None) -> None:
    assert standard_nhs_number(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("07700900123", "07700 900123"), ("+44 7700 900123", "07700 900123"), ("call me", None), ("12", None)],
)
def test_a_telephone_number_is_written_as_in_britain(typed: str, kept: str | None) -> None:
    assert standard_phone(typed) == kept
