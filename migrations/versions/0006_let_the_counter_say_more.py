"""let the counter say more about a dose, and arrangements since nobody knows when."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from core import columns
from migrations.append_only import create_triggers, drop_triggers

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

HOW_BEFORE = "how IN ('supervised', 'take-home', 'missed', 'refused')"
HOW = "how IN ('supervised', 'take-home', 'missed', 'refused', 'not-given')"
NEW = {
    "why_is_known": "why IN ('intoxicated', 'unwell', 'other')",
    "second_is_known": "second IN ('split', 'replacement')",
    "identity_is_known": "identity IN ('known', 'shown', 'not-shown')",
    "not_given_says_why": "how <> 'not-given' OR why IS NOT NULL",
    "second_is_coded": "part = 1 OR second IS NOT NULL",
    "replacement_names_its_prescription": (
        "second IS NULL OR second <> 'replacement' OR (replaces_dated_on IS NOT NULL AND replaces_serial IS NOT NULL)"
    ),
}
OF_A_DOSE: tuple[tuple[str, Any], ...] = (
    ("mg", columns.Milligrams()),
    ("why", sa.Text()),
    ("second", sa.Text()),
    ("replaces_dated_on", sa.Date()),
    ("replaces_serial", sa.Text()),
    ("collected_by", sa.Text()),
    ("identity", sa.Text()),
    ("happened_at", columns.UtcDateTime()),
    ("note", sa.Text()),
    ("said_before", sa.JSON(none_as_null=True)),
)
OF_AN_ARRANGEMENT: tuple[tuple[str, Any], ...] = (
    ("since_unknown", sa.Boolean()),
    ("decided_by", sa.Text()),
    ("why", sa.Text()),
)


def upgrade() -> None:
    """Forwards. A second entry of the past, of which nobody wrote why, is taken for a split dose."""
    _change_dose({"how_is_known": HOW, **NEW}, add=True)
    for name, kind in OF_AN_ARRANGEMENT:
        op.add_column("arrangement_in_use", sa.Column(name, kind, nullable=True))
    op.create_table(
        "storage_asked",
        sa.Column("locked", sa.Text(), nullable=False),
        sa.Column("out_of_reach", sa.Text(), nullable=False),
        sa.Column("nothing_new", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("locked IN ('yes', 'no', 'not-said')", name=op.f("ck_storage_asked_locked_is_known")),
        sa.CheckConstraint(
            "nothing_new IN ('yes', 'no', 'not-said')", name=op.f("ck_storage_asked_nothing_new_is_known")
        ),
        sa.CheckConstraint(
            "out_of_reach IN ('yes', 'no', 'not-said')", name=op.f("ck_storage_asked_out_of_reach_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_storage_asked_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_storage_asked_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_storage_asked")),
    )
    op.create_index("ix_storage_asked_person_id", "storage_asked", ["person_id"])
    create_triggers(op.get_bind(), ["storage_asked"])


def downgrade() -> None:
    """Back: what the counter said beyond the four words of before is lost."""
    op.drop_table("storage_asked")
    drop_triggers(op.get_bind(), ["arrangement_in_use"])
    with op.batch_alter_table("arrangement_in_use") as batch_op:
        for name, _ in OF_AN_ARRANGEMENT:
            batch_op.drop_column(name)
    create_triggers(op.get_bind(), ["arrangement_in_use"])
    _change_dose({"how_is_known": HOW_BEFORE}, add=False)


def _change_dose(checks: dict[str, str], *, add: bool) -> None:
    """Give the table other columns and checks. SQLite makes it anew to change a check, and its triggers with it."""
    drop_triggers(op.get_bind(), ["dose"])
    if add:
        for name, kind in OF_A_DOSE:
            op.add_column("dose", sa.Column(name, kind, nullable=True))
        op.execute("UPDATE dose SET second = 'split' WHERE part > 1")
    else:
        op.execute("UPDATE dose SET how = 'refused' WHERE how = 'not-given'")
    with op.batch_alter_table("dose") as batch_op:
        for name in ("how_is_known", *(() if add else NEW)):
            batch_op.drop_constraint(op.f(f"ck_dose_{name}"), type_="check")
        for name, text in checks.items():
            batch_op.create_check_constraint(op.f(f"ck_dose_{name}"), text)
        for name, _ in () if add else OF_A_DOSE:
            batch_op.drop_column(name)
    create_triggers(op.get_bind(), ["dose"])
