"""Storage safety plans and everything that happens to one. Agreed versions never change."""

from safetyplans.models.agreements import AdultAgreement, AgreementTakenBack, PlanDeclined
from safetyplans.models.copies import LeafletGiven, PlanCopy, PrintedCopy
from safetyplans.models.pharmacists import PharmacistCheck, PharmacistQuery, QueryAnswer, StorageAsked
from safetyplans.models.pictures import MOST_BYTES, PictureTakenBack, PlanFile
from safetyplans.models.plans import AboutPerson, CarePlanReview, PlanDraft, PlanItem, PlanReview, SafetyPlan
from safetyplans.models.sharing import (
    Acknowledgement,
    AgencyReply,
    LinkAnswer,
    LinkCode,
    LinkStep,
    Share,
    ShareBecame,
    ShareLink,
)
from safetyplans.models.storage import Box, BoxCount, Naloxone, StorageCheck, StorageCheckTold, StorageSeen

__all__ = [
    "MOST_BYTES",
    "AboutPerson",
    "Acknowledgement",
    "AdultAgreement",
    "AgencyReply",
    "AgreementTakenBack",
    "Box",
    "BoxCount",
    "CarePlanReview",
    "LeafletGiven",
    "LinkAnswer",
    "LinkCode",
    "LinkStep",
    "Naloxone",
    "PharmacistCheck",
    "PharmacistQuery",
    "PictureTakenBack",
    "PlanCopy",
    "PlanDeclined",
    "PlanDraft",
    "PlanFile",
    "PlanItem",
    "PlanReview",
    "PrintedCopy",
    "QueryAnswer",
    "SafetyPlan",
    "Share",
    "ShareBecame",
    "ShareLink",
    "StorageAsked",
    "StorageCheck",
    "StorageCheckTold",
    "StorageSeen",
]
