"""Take back a photo or a scan that was the wrong one: why, and the right one where it is there."""

import sqlalchemy as sa
from alembic import op

from core import columns
from migrations.append_only import create_triggers

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "picture_taken_back",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("right_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(because) > 0", name=op.f("ck_picture_taken_back_says_why")),
        sa.CheckConstraint(
            "right_id IS NULL OR right_id <> file_id", name=op.f("ck_picture_taken_back_is_not_its_own_right_one")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["plan_file.id"], name=op.f("fk_picture_taken_back_file_id_plan_file")),
        sa.ForeignKeyConstraint(["right_id"], ["plan_file.id"], name=op.f("fk_picture_taken_back_right_id_plan_file")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_picture_taken_back_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture_taken_back")),
        sa.UniqueConstraint("file_id", "version", name=op.f("uq_picture_taken_back_file_id_version")),
    )
    create_triggers(op.get_bind(), ("picture_taken_back",))


def downgrade() -> None:
    """Backwards."""
    op.drop_table("picture_taken_back")
