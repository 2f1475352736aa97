"""Service users, households, children, adults and the agencies around them. Every change is a new version."""

from people.models.agencies import (
    Agency,
    FamilyAgency,
    FamilyAgencyDetails,
)
from people.models.families import (
    Adult,
    AdultDetails,
    Child,
    ChildDetails,
    HouseholdAsked,
)
from people.models.holds import LegalHold
from people.models.service_users import (
    CareEnded,
    ConsentView,
    FamilyLink,
    Household,
    KeyworkerAssignment,
    Membership,
    NameToken,
    PersonDetails,
    PharmacyAssignment,
    ReturnAnswered,
    ServiceUser,
)

__all__ = [
    "Adult",
    "AdultDetails",
    "Agency",
    "CareEnded",
    "Child",
    "ChildDetails",
    "ConsentView",
    "FamilyAgency",
    "FamilyAgencyDetails",
    "FamilyLink",
    "Household",
    "HouseholdAsked",
    "KeyworkerAssignment",
    "LegalHold",
    "Membership",
    "NameToken",
    "PersonDetails",
    "PharmacyAssignment",
    "ReturnAnswered",
    "ServiceUser",
]
