"""Pages of staff and accounts: one's own, the staff list, absences, and the organisations."""

from staff.views import absences, account, members, organisations
from staff.views.blueprint import blueprint

__all__ = ["absences", "account", "blueprint", "members", "organisations"]
