"""Prints of a storage safety plan, from plain values to pages for the press: one file for each reader.

What must never be in a reader's copy has no way in: it is no part of the values that the copy is made of.
"""

from safetyplans.printing.agency import AGENCY_TITLE, WORDLESS, AgencyPrint, agency_html, agency_values, codes_sent
from safetyplans.printing.blank_visit import VISIT_TITLE, BlankVisit, visit_html
from safetyplans.printing.case_file import FILE_TITLE, FilePrint, file_html
from safetyplans.printing.code_letter import CODE_TITLE, CodeLetter, code_letter_html
from safetyplans.printing.counter import COUNTER_TITLE, CounterPrint, counter_html
from safetyplans.printing.cover import COVER_TITLE, cover_html
from safetyplans.printing.letter import LETTER_TITLE, LetterPrint, letter_html
from safetyplans.printing.person import (
    TITLE,
    PlanPrint,
    StillToDo,
    agreed_items,
    amount_words,
    items_to_do,
    plan_html,
    read_aloud,
)
from safetyplans.printing.values import ChildPrint, ItemPrint

__all__ = [
    "AGENCY_TITLE",
    "CODE_TITLE",
    "COUNTER_TITLE",
    "COVER_TITLE",
    "FILE_TITLE",
    "LETTER_TITLE",
    "TITLE",
    "VISIT_TITLE",
    "WORDLESS",
    "AgencyPrint",
    "BlankVisit",
    "ChildPrint",
    "CodeLetter",
    "CounterPrint",
    "FilePrint",
    "ItemPrint",
    "LetterPrint",
    "PlanPrint",
    "StillToDo",
    "agency_html",
    "agency_values",
    "agreed_items",
    "amount_words",
    "code_letter_html",
    "codes_sent",
    "counter_html",
    "cover_html",
    "file_html",
    "items_to_do",
    "letter_html",
    "plan_html",
    "read_aloud",
    "visit_html",
]
