"""Take back an agreement that was recorded by mistake: of a plan, of an adult's part, or that somebody did not agree."""

import sqlalchemy as sa
from alembic import op

from core import columns
from migrations.append_only import create_triggers

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

OF = {"plan_id": "safety_plan", "agreement_id": "adult_agreement", "declined_id": "plan_declined"}


def upgrade() -> None:
    """Forwards."""
    table = "agreement_taken_back"
    op.create_table(
        table,
        sa.Column("because", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=True) for name in OF),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(because) > 0", name=op.f(f"ck_{table}_says_why")),
        sa.CheckConstraint(
            "(plan_id IS NOT NULL AND agreement_id IS NULL AND declined_id IS NULL)"
            " OR (plan_id IS NULL AND (agreement_id IS NULL) <> (declined_id IS NULL))",
            name=op.f(f"ck_{table}_is_of_one_thing"),
        ),
        *(
            sa.ForeignKeyConstraint([name], [f"{of}.id"], name=op.f(f"fk_{table}_{name}_{of}"))
            for name, of in OF.items()
        ),
        *(sa.UniqueConstraint(name, name=op.f(f"uq_{table}_{name}")) for name in OF),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f(f"fk_{table}_person_id_service_user")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f(f"fk_{table}_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"], unique=False)
    create_triggers(op.get_bind(), (table,))


def downgrade() -> None:
    """Backwards: an agreement that was taken back stands again, as nothing said otherwise before."""
    op.drop_table("agreement_taken_back")
