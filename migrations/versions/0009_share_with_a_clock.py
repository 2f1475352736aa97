"""share with a clock."""

import sqlalchemy as sa
from alembic import op

from core import columns
from migrations.append_only import create_triggers

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

APPEND_ONLY = ("agency_reply", "link_answer", "link_code", "link_step", "share_became", "share_link")


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "share_became",
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("recalled", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "what <> 'wrong-address' OR (length(said) > 0 AND length(recalled) > 0 AND length(told) > 0)",
            name=op.f("ck_share_became_a_breach_says_what_was_done"),
        ),
        sa.CheckConstraint(
            "what IN ('arrived', 'chased', 'came-back', 'wrong-address')", name=op.f("ck_share_became_what_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_share_became_recorded_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(["share_id"], ["share.id"], name=op.f("fk_share_became_share_id_share")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_became")),
    )
    with op.batch_alter_table("share_became", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_share_became_share_id"), ["share_id"], unique=False)

    op.create_table(
        "share_link",
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("expires_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_share_link_recorded_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(["share_id"], ["share.id"], name=op.f("fk_share_link_share_id_share")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_link")),
        sa.UniqueConstraint("share_id", name=op.f("uq_share_link_share_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_share_link_token_hash")),
    )
    op.create_table(
        "link_answer",
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("acknowledgement_id", sa.Uuid(), nullable=False),
        sa.Column("heard_from_id", sa.Uuid(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["acknowledgement_id"],
            ["acknowledgement.id"],
            name=op.f("fk_link_answer_acknowledgement_id_acknowledgement"),
        ),
        sa.ForeignKeyConstraint(
            ["heard_from_id"], ["heard_from.id"], name=op.f("fk_link_answer_heard_from_id_heard_from")
        ),
        sa.ForeignKeyConstraint(["link_id"], ["share_link.id"], name=op.f("fk_link_answer_link_id_share_link")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_answer")),
        sa.UniqueConstraint("acknowledgement_id", name=op.f("uq_link_answer_acknowledgement_id")),
        sa.UniqueConstraint("heard_from_id", name=op.f("uq_link_answer_heard_from_id")),
    )
    with op.batch_alter_table("link_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_answer_link_id"), ["link_id"], unique=False)

    op.create_table(
        "link_code",
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["share_link.id"], name=op.f("fk_link_code_link_id_share_link")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_link_code_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_code")),
        sa.UniqueConstraint("link_id", "number", name=op.f("uq_link_code_link_id_number")),
    )
    op.create_table(
        "link_step",
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("session_hash", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'opened') = (session_hash IS NOT NULL)", name=op.f("ck_link_step_opened_for_one_browser")
        ),
        sa.CheckConstraint(
            "kind IN ('opened', 'wrong-code', 'locked', 'expired', 'revoked', 'finished')",
            name=op.f("ck_link_step_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff_member.id"], name=op.f("fk_link_step_by_id_staff_member")),
        sa.ForeignKeyConstraint(["link_id"], ["share_link.id"], name=op.f("fk_link_step_link_id_share_link")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_step")),
        sa.UniqueConstraint("link_id", "number", name=op.f("uq_link_step_link_id_number")),
        sa.UniqueConstraint("session_hash", name=op.f("uq_link_step_session_hash")),
    )
    op.create_table(
        "agency_reply",
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_agency_reply_says_something")),
        sa.ForeignKeyConstraint(["answer_id"], ["link_answer.id"], name=op.f("fk_agency_reply_answer_id_link_answer")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_agency_reply_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_reply")),
    )
    with op.batch_alter_table("agency_reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_reply_answer_id"), ["answer_id"], unique=False)

    op.add_column("share", sa.Column("parts", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("share", sa.Column("sent_to", sa.Text(), nullable=True))
    create_triggers(op.get_bind(), APPEND_ONLY)


def downgrade() -> None:
    """Back."""
    op.drop_column("share", "sent_to")
    op.drop_column("share", "parts")
    with op.batch_alter_table("agency_reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_reply_answer_id"))

    op.drop_table("agency_reply")
    op.drop_table("link_step")
    op.drop_table("link_code")
    with op.batch_alter_table("link_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_answer_link_id"))

    op.drop_table("link_answer")
    op.drop_table("share_link")
    with op.batch_alter_table("share_became", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_share_became_share_id"))

    op.drop_table("share_became")
