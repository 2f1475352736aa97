"""Writes of staff, accounts, teams, pharmacies and the service. One verb each; they flush, the entry point commits."""

from staff.actions.absences import call_off_absence, record_absence
from staff.actions.accounts import (
    count_failed_sign_in,
    forget_failed_sign_ins,
    forget_one_time_password,
    give_one_time_password,
    turn_off_second_factor,
)
from staff.actions.members import (
    add_staff_member,
    before_disabling,
    change_staff_member,
    disable_staff_member,
    enable_staff_member,
    move_staff_member,
)
from staff.actions.organisations import (
    add_pharmacy,
    add_service,
    add_team,
    change_pharmacy,
    change_service,
    close_pharmacy,
    close_team,
    reopen_pharmacy,
    reopen_team,
)
from staff.actions.training import record_training

__all__ = [
    "add_pharmacy",
    "add_service",
    "add_staff_member",
    "add_team",
    "before_disabling",
    "call_off_absence",
    "change_pharmacy",
    "change_service",
    "change_staff_member",
    "close_pharmacy",
    "close_team",
    "count_failed_sign_in",
    "disable_staff_member",
    "enable_staff_member",
    "forget_failed_sign_ins",
    "forget_one_time_password",
    "give_one_time_password",
    "move_staff_member",
    "record_absence",
    "record_training",
    "reopen_pharmacy",
    "reopen_team",
    "turn_off_second_factor",
]
