"""Reads of people and families. The service or the pharmacy first; a fixed number of statements."""

from people.queries.directory import (
    AgencyEntry,
    agencies,
    agency,
)
from people.queries.finding import (
    MOST_SHOWN,
    FoundPerson,
    found_at_pharmacy,
    found_people,
    possible_duplicates,
)
from people.queries.households import (
    families,
    family,
    family_of,
    household_in,
    household_of,
    people_of_household,
)
from people.queries.persons import (
    PAGE,
    Belonged,
    ConsentFact,
    DetailsVersion,
    consent_views,
    details_history,
    memberships,
    people_of_keyworker,
    people_of_pharmacy,
    people_of_service,
    people_without_keyworker,
    person,
    person_by_reference,
    person_headers,
    person_of_pharmacy,
)
from people.queries.returning import return_answers, return_versions
from people.queries.spans import (
    Span,
    earlier_households,
    earlier_households_of,
    linked_households,
)
from people.queries.workers import Worker, caseloads, possible_keyworkers

__all__ = [
    "MOST_SHOWN",
    "PAGE",
    "AgencyEntry",
    "Belonged",
    "ConsentFact",
    "DetailsVersion",
    "FoundPerson",
    "Span",
    "Worker",
    "agencies",
    "agency",
    "caseloads",
    "consent_views",
    "details_history",
    "earlier_households",
    "earlier_households_of",
    "families",
    "family",
    "family_of",
    "found_at_pharmacy",
    "found_people",
    "household_in",
    "household_of",
    "linked_households",
    "memberships",
    "people_of_household",
    "people_of_keyworker",
    "people_of_pharmacy",
    "people_of_service",
    "people_without_keyworker",
    "person",
    "person_by_reference",
    "person_headers",
    "person_of_pharmacy",
    "possible_duplicates",
    "possible_keyworkers",
    "return_answers",
    "return_versions",
]
