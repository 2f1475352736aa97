"""Let an entry of where a bottle went be taken back."""

import sqlalchemy as sa
from alembic import op

from core import columns
from migrations.append_only import create_triggers

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "bottle_taken_back",
        sa.Column("bottle_id", sa.Uuid(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(because) > 0", name=op.f("ck_bottle_taken_back_says_why")),
        sa.ForeignKeyConstraint(["bottle_id"], ["bottle.id"], name=op.f("fk_bottle_taken_back_bottle_id_bottle")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_bottle_taken_back_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bottle_taken_back")),
        sa.UniqueConstraint("bottle_id", name=op.f("uq_bottle_taken_back_bottle_id")),
    )
    create_triggers(op.get_bind(), ("bottle_taken_back",))


def downgrade() -> None:
    """Back."""
    op.drop_table("bottle_taken_back")
