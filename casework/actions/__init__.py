"""Writes of casework: the copy of what stands, kept for lists."""

from casework.actions.figures import keep_figures
from casework.actions.refreshing import look_again, make_due, refresh, rows_of, settle

__all__ = ["keep_figures", "look_again", "make_due", "refresh", "rows_of", "settle"]
