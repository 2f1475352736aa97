"""Rows as records, each holding the hash of the one before it: none can be taken out, changed or put in between."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from casework.export.known import Known
from casework.export.rows import AT_A_LINK
from casework.export.verify import link, plain

PRIVATE_TABLES = frozenset({"account", "role", "roles_users"})
"""Needed to put the rows together, and nobody's to read."""

PRIVATE_WORDS = ("password", "secret", "token", "totp", "digest", "code_hash", "session_hash",
                 "next_change_on")  # fmt: skip
"""Columns with one of these in their name are never handed over; the last is a list's own."""

TOLD_BY_OTHERS = frozenset(
    {
        "heard_from",
        "call",
        "acknowledgement",
        "link_answer",
        "pharmacist_query",
        "referral_outcome",
        "storage_check_told",
    }
)
"""What stands in these was said by somebody else than the family or us."""

OTHERS_SOURCES = ("third-party",)


@dataclass
class Chain:
    """Records as they are written one after another, and the files that they name."""

    lines: list[bytes] = field(default_factory=list)
    head: str = ""
    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, record: dict[str, Any]) -> None:
        """One more, after all the others."""
        record |= {"n": len(self.lines) + 1, "previous": self.head}
        self.head = link(record)
        self.lines.append(plain(record | {"hash": self.head}))

    @property
    def content(self) -> bytes:
        """All of them, one a line."""
        return b"".join(line + b"\n" for line in self.lines)


def chain_of(known: Known) -> Chain:
    """Every row of a case in the order in which it was written down, then who looked and who wrote."""
    chain = Chain()
    signers = {row["id"]: row["name"] for row in known.rows.get("staff_member", {}).values()}
    for recorded_at, table, row in sorted(_rows(known), key=lambda one: (one[0], one[1], str(one[2].get("id", "")))):
        chain.add(
            {
                "table": table,
                "recorded_at": recorded_at,
                "recorded_by": signers.get(row.get("recorded_by_id"), ""),
                "told_by_others": is_told_by_others(table, row),
                "row": {name: _value(each, chain) for name, each in row.items() if not _is_private(name)},
            }
        )
    for told in known.reminded:
        said = {name: _value(each, chain) for name, each in told.items()}
        chain.add({"table": "reminder", "recorded_at": said["told_at"], "told_by_others": False,
                   "recorded_by": "", "row": said})  # fmt: skip
    for line in known.audit:
        said = {name: _value(each, chain) for name, each in line.items()}
        chain.add({"table": "audit_entry", "recorded_at": said["at"], "told_by_others": False,
                   "recorded_by": known.names.get(line["by_id"], ""), "row": said})  # fmt: skip
    return chain


def _rows(known: Known) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for table, rows in known.rows.items():
        if table not in PRIVATE_TABLES:
            for row in rows.values():
                at = row.get("at") if table in AT_A_LINK else row.get("recorded_at")
                yield (at.isoformat() if at else ""), table, row


def is_told_by_others(table: str, row: Mapping[str, Any]) -> bool:
    """Whether a row holds what a third party said, or what is kept from the family: not to be shown to them unread."""
    return bool(
        table in TOLD_BY_OTHERS
        or row.get("ours_alone")
        or row.get("source") in OTHERS_SOURCES
        or (table == "child_seen" and row.get("family_agency_id"))
    )


def _is_private(column: str) -> bool:
    return any(word in column for word in PRIVATE_WORDS)


def _value(value: Any, chain: Chain) -> Any:
    """A value as JSON keeps it; bytes become a file of their own, named by their hash."""
    if isinstance(value, bytes):
        name = f"files/{sha256(value).hexdigest()}"
        chain.files[name] = value
        return {"file": name, "bytes": len(value)}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value
