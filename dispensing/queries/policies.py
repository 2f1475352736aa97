"""The policy that a gate is handed: every section it reads, in force for one service on one day."""

from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, select

from core.db import read
from core.policy import Policy
from dispensing.rules import DispensingPolicy, Policies
from people.rules import PeoplePolicy
from safeguarding.rules.policy import SafeguardingPolicy
from safetyplans.rules.policy import SafetyPlanPolicy
from staff.models import Service
from supply.rules import SupplyPolicy

_CODE = select(Service.code).where(Service.id == bindparam("service_id"))


def policies_of(service_id: UUID, policy: Policy, on: date) -> Policies:
    """What is in force for a service on a London day. One statement."""
    code = next((row.code for row in read(_CODE, {"service_id": service_id})), None)
    return policies_for(code, policy, on)


def policies_for(service_code: str | None, policy: Policy, on: date) -> Policies:
    """What is in force on a London day for the service with a code; for everybody, where there is none."""
    return Policies(
        people=policy.section(PeoplePolicy, on=on, service_code=service_code),
        supply=policy.section(SupplyPolicy, on=on, service_code=service_code),
        safetyplans=policy.section(SafetyPlanPolicy, on=on, service_code=service_code),
        safeguarding=policy.section(SafeguardingPolicy, on=on, service_code=service_code),
        dispensing=policy.section(DispensingPolicy, on=on, service_code=service_code),
    )
