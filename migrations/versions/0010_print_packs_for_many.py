"""Print packs for many: what was asked for, and the files that the worker made of it."""

import sqlalchemy as sa
from alembic import op

from core import columns
from migrations.append_only import create_triggers

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "pack_batch",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("people", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_pack_batch_recorded_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_pack_batch_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_batch")),
    )
    with op.batch_alter_table("pack_batch", schema=None) as batch_op:
        batch_op.create_index("ix_pack_batch_service_id_recorded_at", ["service_id", "recorded_at"], unique=False)
    op.create_table(
        "pack_file",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("number >= 1 AND people >= 1", name=op.f("ck_pack_file_holds_somebody")),
        sa.ForeignKeyConstraint(["batch_id"], ["pack_batch.id"], name=op.f("fk_pack_file_batch_id_pack_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_file")),
        sa.UniqueConstraint("batch_id", "number", name=op.f("uq_pack_file_batch_id_number")),
    )
    with op.batch_alter_table("pack_file", schema=None) as batch_op:
        batch_op.create_index("ix_pack_file_made_at", ["made_at"], unique=False)
    create_triggers(op.get_bind(), ("pack_batch",))


def downgrade() -> None:
    """Backwards."""
    with op.batch_alter_table("pack_file", schema=None) as batch_op:
        batch_op.drop_index("ix_pack_file_made_at")
    op.drop_table("pack_file")
    with op.batch_alter_table("pack_batch", schema=None) as batch_op:
        batch_op.drop_index("ix_pack_batch_service_id_recorded_at")
    op.drop_table("pack_batch")
