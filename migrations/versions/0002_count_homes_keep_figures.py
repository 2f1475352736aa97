"""count homes, keep figures."""

import sqlalchemy as sa
from alembic import op

from core import columns
from migrations.append_only import create_triggers

revision = "0002"
down_revision = "0001"
branch_labels = ()
depends_on = None

APPEND_ONLY = ("figures_kept", "return_answered")


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "figures_kept",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("kept_on", sa.Date(), nullable=False),
        sa.Column("figures", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_figures_kept_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figures_kept")),
        sa.UniqueConstraint("service_id", "kept_on", name=op.f("uq_figures_kept_service_id_kept_on")),
    )
    op.create_table(
        "home_figure",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("treated", sa.Integer(), nullable=False),
        sa.Column("asked_in_time", sa.Boolean(), nullable=False),
        sa.Column("child_present", sa.Boolean(), nullable=False),
        sa.Column("at_home_with_child", sa.Boolean(), nullable=False),
        sa.Column("young_child", sa.Boolean(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("in_date", sa.Boolean(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("copied", sa.Boolean(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("acknowledged", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_home_figure_household_id_household")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_home_figure_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_figure")),
        sa.UniqueConstraint("household_id", name=op.f("uq_home_figure_household_id")),
    )
    with op.batch_alter_table("home_figure", schema=None) as batch_op:
        batch_op.create_index(
            "ix_home_figure_service_id_at_home_with_child", ["service_id", "at_home_with_child"], unique=False
        )

    op.create_table(
        "return_answered",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "answer IN ('yes', 'no', 'all', 'some', 'none', 'early-help', 'child-in-need', 'child-protection', 'looked-after', 'declined')",
            name=op.f("ck_return_answered_answer_is_known"),
        ),
        sa.CheckConstraint(
            "question IN ('parent', 'live-with', 'help')", name=op.f("ck_return_answered_question_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_return_answered_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_return_answered_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_answered")),
        sa.UniqueConstraint(
            "person_id", "question", "version", name=op.f("uq_return_answered_person_id_question_version")
        ),
    )
    with op.batch_alter_table("decision_exception", schema=None) as batch_op:
        batch_op.create_index("ix_decision_exception_recorded_at", ["recorded_at"], unique=False)

    with op.batch_alter_table("decision_not_agreed", schema=None) as batch_op:
        batch_op.create_index("ix_decision_not_agreed_recorded_at", ["recorded_at"], unique=False)

    with op.batch_alter_table("dispensing_decision", schema=None) as batch_op:
        batch_op.create_index("ix_dispensing_decision_recorded_at", ["recorded_at"], unique=False)

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("ix_event_recorded_at", ["recorded_at"], unique=False)

    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index("ix_referral_recorded_at", ["recorded_at"], unique=False)

    create_triggers(op.get_bind(), APPEND_ONLY)
    # Families are counted when they are next looked at: the pass looks at all of them.
    op.execute("UPDATE household SET next_change_on = NULL")


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index("ix_referral_recorded_at")

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_recorded_at")

    with op.batch_alter_table("dispensing_decision", schema=None) as batch_op:
        batch_op.drop_index("ix_dispensing_decision_recorded_at")

    with op.batch_alter_table("decision_not_agreed", schema=None) as batch_op:
        batch_op.drop_index("ix_decision_not_agreed_recorded_at")

    with op.batch_alter_table("decision_exception", schema=None) as batch_op:
        batch_op.drop_index("ix_decision_exception_recorded_at")

    op.drop_table("return_answered")
    with op.batch_alter_table("home_figure", schema=None) as batch_op:
        batch_op.drop_index("ix_home_figure_service_id_at_home_with_child")

    op.drop_table("home_figure")
    op.drop_table("figures_kept")
