"""The demonstration's own people: staff of every role, pharmacies, agencies. Nobody here is real."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from core.bank_holidays import Nation
from core.db import db
from staff.actions import add_pharmacy, add_service, add_staff_member, add_team
from staff.models import StaffMember, User
from staff.rules import NewStaffMember, PharmacyDetails, RoleName, ServiceDetails, StaffDetails
from supply.actions import close_day, set_pharmacy_hours

SUNDAY = 6


@dataclass
class Cast:
    """Ids by name."""

    service_id: UUID
    staff: dict[str, UUID] = field(default_factory=dict)
    pharmacies: dict[str, UUID] = field(default_factory=dict)
    nhs_numbers: tuple[str, ...] = (
        "9991230009", "9991230378", "9991230742", "9991231110", "9991231854", "9991232222", "9991232591",
        "9991232966", "9991233334", "9991233709", "9991234071", "9991234446", "9991234810", "9991235183",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignIn:
    """How to sign in as somebody of the demonstration."""

    role: str
    name: str
    email: str


STAFF = (
    ("Pat Morgan", "admin", (RoleName.ADMINISTRATOR,), None),
    ("Sam Okoro", "worker", (RoleName.DRUGS_WORKER,), "East team"),
    ("Jo Lindqvist", "worker2", (RoleName.DRUGS_WORKER,), "West team"),
    ("Dr Meera Anand", "prescriber", (RoleName.PRESCRIBER,), None),
    ("Chris Pell", "manager", (RoleName.MANAGER,), "East team"),
    ("Ruth Adeyemi", "lead", (RoleName.SAFEGUARDING_LEAD,), None),
)
MOBILES = {
    "Sam Okoro": "07700 900411",
    "Jo Lindqvist": "07700 900412",
    "Chris Pell": "07700 900413",
    "Priya Nair": "07700 900414",
}
"""Of the range kept for drama; who of them confirmed theirs says `reminders.demonstration`."""
PHARMACISTS = (
    ("Quay Street Pharmacy", "Priya Nair", "pharmacist", frozenset({SUNDAY}), False),
    ("Lantern Pharmacy", "Owen Blake", "pharmacist2", frozenset[int](), False),
    ("Mill Road Pharmacy", "Hana Sato", "pharmacist3", frozenset({SUNDAY}), True),
)
DOMAIN = "demo.example"


def sign_ins() -> tuple[SignIn, ...]:
    """One sign-in for each role, as `make run` prints them."""
    staff = tuple(
        SignIn(roles[0].value.replace("-", " "), name, f"{short}@{DOMAIN}") for name, short, roles, _ in STAFF
    )
    name, who, short = PHARMACISTS[0][:3]
    return (*staff, SignIn(f"pharmacist ({name})", who, f"{short}@{DOMAIN}"))


def hire(password_hash: str, today: date, at: datetime) -> Cast:
    """A service with a team of every role, a second service beside it, three pharmacies with their days."""
    service = add_service(
        "harbour",
        ServiceDetails(
            "Harbour Drug and Alcohol Service",
            Nation.ENGLAND_AND_WALES,
            "1 Quay Street, Harbourtown",
            "01632 960100",
            "NHS 111",
        ),
    )
    cast = Cast(service.id)
    boss = _add(cast, STAFF[0], password_hash, None, None, at)
    teams = {name: add_team(service.id, name, by=boss, at=at).id for name in ("East team", "West team")}
    for one in STAFF[1:]:
        _add(cast, one, password_hash, teams.get(one[3] or ""), boss, at)
    for each in PHARMACISTS:
        _open(cast, each, password_hash, boss, at)
    _second_service(password_hash, at)
    first = today + timedelta(days=9)
    for day in (first, first + timedelta(days=1)):
        close_day(pharmacy_id=cast.pharmacies["Mill Road Pharmacy"], day=day, why="Refitting", by=boss, at=at)
    return cast


def _add(
    cast: Cast,
    one: tuple[str, str, tuple[RoleName, ...], str | None],
    password_hash: str,
    team: UUID | None,
    by: UUID | None,
    at: datetime,
) -> UUID:
    name, short, roles, _ = one
    new = NewStaffMember(
        StaffDetails(name, MOBILES.get(name)),
        f"{short}@{DOMAIN}",
        frozenset(roles),
        service_id=cast.service_id,
        team_id=team,
    )
    cast.staff[name] = _at_once(add_staff_member(new, password_hash, by=by, at=at))
    return cast.staff[name]


def _at_once(member: StaffMember) -> UUID:
    """Let somebody of the demonstration sign in without choosing a password first."""
    db.session.get_one(User, member.user_id).must_change_password = False
    db.session.flush()
    return member.id


def _open(
    cast: Cast,
    one: tuple[str, str, str, frozenset[int], bool],
    password_hash: str,
    by: UUID,
    at: datetime,
) -> None:
    """A pharmacy with its days and its pharmacist."""
    name, who, short, closed, on_holidays = one
    number = len(cast.pharmacies) + 1
    details = PharmacyDetails(
        name,
        Nation.ENGLAND_AND_WALES,
        f"{number} {name.removesuffix(' Pharmacy')}, Harbourtown",
        f"01632 96020{number}",
    )
    pharmacy = add_pharmacy(cast.service_id, details, by=by, at=at)
    cast.pharmacies[name] = pharmacy.id
    set_pharmacy_hours(
        pharmacy_id=pharmacy.id,
        closed_weekdays=closed,
        shut_on_bank_holidays=on_holidays,
        nation=Nation.ENGLAND_AND_WALES,
        by=by,
        at=at,
    )
    new = NewStaffMember(
        StaffDetails(who, MOBILES.get(who)),
        f"{short}@{DOMAIN}",
        frozenset({RoleName.PHARMACIST}),
        pharmacy_id=pharmacy.id,
    )
    cast.staff[who] = _at_once(add_staff_member(new, password_hash, by=by, at=at))


def _second_service(password_hash: str, at: datetime) -> None:
    """Another service, to show that nobody sees its people."""
    service = add_service(
        "northgate",
        ServiceDetails("Northgate Recovery", Nation.ENGLAND_AND_WALES, "2 North Gate, Harbourtown", "01632 960300", ""),
    )
    for name, short, role in (
        ("Alex Brandt", "other.admin", RoleName.ADMINISTRATOR),
        ("Toni Farrow", "other.worker", RoleName.DRUGS_WORKER),
    ):
        new = NewStaffMember(StaffDetails(name, None), f"{short}@{DOMAIN}", frozenset({role}), service_id=service.id)
        _at_once(add_staff_member(new, password_hash, by=None, at=at))
