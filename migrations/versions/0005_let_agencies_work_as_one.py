"""let agencies work as one."""

import sqlalchemy as sa
from alembic import op

from core import columns
from migrations.append_only import create_triggers

revision = "0005"
down_revision = "0004"
branch_labels = ()
depends_on = None

APPEND_ONLY = (
    "before_birth",
    "identity_considered",
    "joint_action",
    "legal_hold",
    "meeting",
    "referral_confirmed",
    "shared_note",
    "training",
)


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "before_birth",
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("assessment_by", sa.Date(), nullable=True),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(version = 1) = (entry_id = id)", name=op.f("ck_before_birth_the_first_version_names_the_entry")
        ),
        sa.CheckConstraint("length(by_name) > 0", name=op.f("ck_before_birth_says_who_leads")),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_before_birth_a_correction_says_why")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_before_birth_child_id_child")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_before_birth_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_before_birth_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_before_birth")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_before_birth_entry_id_version")),
    )
    with op.batch_alter_table("before_birth", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_before_birth_household_id"), ["household_id"], unique=False)

    op.create_table(
        "identity_considered",
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(version = 1) = (entry_id = id)", name=op.f("ck_identity_considered_the_first_version_names_the_entry")
        ),
        sa.CheckConstraint("length(what) > 0", name=op.f("ck_identity_considered_says_what_it_means")),
        sa.CheckConstraint(
            "version = 1 OR because IS NOT NULL", name=op.f("ck_identity_considered_a_correction_says_why")
        ),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_identity_considered_child_id_child")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_identity_considered_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_identity_considered_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_considered")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_identity_considered_entry_id_version")),
    )
    with op.batch_alter_table("identity_considered", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_identity_considered_household_id"), ["household_id"], unique=False)

    op.create_table(
        "joint_action",
        sa.Column("family_agency_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(version = 1) = (entry_id = id)", name=op.f("ck_joint_action_the_first_version_names_the_entry")
        ),
        sa.CheckConstraint("done_on IS NULL OR done_on >= happened_on", name=op.f("ck_joint_action_done_after_agreed")),
        sa.CheckConstraint(
            "length(what) > 0 AND length(by_name) > 0", name=op.f("ck_joint_action_says_what_and_whose")
        ),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_joint_action_a_correction_says_why")),
        sa.ForeignKeyConstraint(
            ["family_agency_id"], ["family_agency.id"], name=op.f("fk_joint_action_family_agency_id_family_agency")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_joint_action_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_joint_action_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_action")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_joint_action_entry_id_version")),
    )
    with op.batch_alter_table("joint_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_joint_action_household_id"), ["household_id"], unique=False)

    op.create_table(
        "legal_hold",
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(because) > 0", name=op.f("ck_legal_hold_says_why")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_legal_hold_household_id_household")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_legal_hold_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    with op.batch_alter_table("legal_hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_legal_hold_household_id"), ["household_id"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("came", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("asked", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("ours_alone", sa.Boolean(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(version = 1) = (entry_id = id)", name=op.f("ck_meeting_the_first_version_names_the_entry")
        ),
        sa.CheckConstraint("length(what) > 0", name=op.f("ck_meeting_says_what_it_was_about")),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_meeting_a_correction_says_why")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_meeting_household_id_household")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_meeting_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_meeting_entry_id_version")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_household_id"), ["household_id"], unique=False)

    op.create_table(
        "shared_note",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(version = 1) = (entry_id = id)", name=op.f("ck_shared_note_the_first_version_names_the_entry")
        ),
        sa.CheckConstraint("length(what) > 0", name=op.f("ck_shared_note_says_something")),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_shared_note_a_correction_says_why")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_shared_note_household_id_household")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_shared_note_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_note")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_shared_note_entry_id_version")),
    )
    with op.batch_alter_table("shared_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shared_note_household_id"), ["household_id"], unique=False)

    op.create_table(
        "training",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_training_says_which")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_training_recorded_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_training_staff_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
    )
    with op.batch_alter_table("training", schema=None) as batch_op:
        batch_op.create_index("ix_training_staff_id_done_on", ["staff_id", "done_on"], unique=False)

    op.create_table(
        "referral_confirmed",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_referral_confirmed_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_referral_confirmed_recorded_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referral_confirmed_referral_id_referral")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_confirmed")),
        sa.UniqueConstraint("referral_id", name=op.f("uq_referral_confirmed_referral_id")),
    )
    with op.batch_alter_table("referral_confirmed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_confirmed_household_id"), ["household_id"], unique=False)

    op.add_column("child_seen", sa.Column("mood", sa.Text(), server_default="", nullable=False))
    op.add_column("child_seen", sa.Column("did", sa.Text(), server_default="", nullable=False))
    op.add_column("child_seen", sa.Column("health", sa.Text(), server_default="", nullable=False))

    op.add_column("escalation", sa.Column("urgent", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("escalation", sa.Column("with_name", sa.Text(), server_default="", nullable=False))
    op.add_column("escalation", sa.Column("said", sa.Text(), server_default="", nullable=False))

    op.add_column("outcome_view", sa.Column("why", sa.Text(), server_default="", nullable=False))

    op.add_column("referral", sa.Column("others_know", sa.Text(), server_default="", nullable=False))
    op.add_column("referral", sa.Column("view", sa.Text(), nullable=True))
    op.add_column("referral", sa.Column("basis", sa.Text(), server_default="", nullable=False))
    op.add_column("referral", sa.Column("told", sa.Text(), server_default="", nullable=False))
    op.add_column("referral", sa.Column("plan_version", sa.Integer(), nullable=True))

    op.add_column("referral_outcome", sa.Column("in_writing", sa.Boolean(), server_default=sa.false(), nullable=False))

    op.add_column("supervision", sa.Column("improved", sa.Text(), server_default="", nullable=False))
    op.add_column("supervision", sa.Column("evidence", sa.Text(), server_default="", nullable=False))
    op.add_column("supervision", sa.Column("change_mind", sa.Text(), server_default="", nullable=False))
    op.add_column("supervision", sa.Column("minutes_on_case", sa.Integer(), nullable=True))
    op.add_column("supervision", sa.Column("minutes_on_compliance", sa.Integer(), nullable=True))
    op.add_column("supervision", sa.Column("decided", sa.Text(), server_default="", nullable=False))
    op.add_column("supervision", sa.Column("decided_because", sa.Text(), server_default="", nullable=False))

    op.add_column("their_plan", sa.Column("agencies_parts", sa.Text(), server_default="", nullable=False))
    op.add_column("their_plan", sa.Column("review_on", sa.Date(), nullable=True))

    create_triggers(op.get_bind(), APPEND_ONLY)


def downgrade() -> None:
    """Back."""
    op.drop_column("their_plan", "review_on")
    op.drop_column("their_plan", "agencies_parts")

    op.drop_column("supervision", "decided_because")
    op.drop_column("supervision", "decided")
    op.drop_column("supervision", "minutes_on_compliance")
    op.drop_column("supervision", "minutes_on_case")
    op.drop_column("supervision", "change_mind")
    op.drop_column("supervision", "evidence")
    op.drop_column("supervision", "improved")

    op.drop_column("referral_outcome", "in_writing")

    op.drop_column("referral", "plan_version")
    op.drop_column("referral", "told")
    op.drop_column("referral", "basis")
    op.drop_column("referral", "view")
    op.drop_column("referral", "others_know")

    op.drop_column("outcome_view", "why")

    op.drop_column("escalation", "said")
    op.drop_column("escalation", "with_name")
    op.drop_column("escalation", "urgent")

    op.drop_column("child_seen", "health")
    op.drop_column("child_seen", "did")
    op.drop_column("child_seen", "mood")

    with op.batch_alter_table("referral_confirmed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_confirmed_household_id"))

    op.drop_table("referral_confirmed")
    with op.batch_alter_table("training", schema=None) as batch_op:
        batch_op.drop_index("ix_training_staff_id_done_on")

    op.drop_table("training")
    with op.batch_alter_table("shared_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shared_note_household_id"))

    op.drop_table("shared_note")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_household_id"))

    op.drop_table("meeting")
    with op.batch_alter_table("legal_hold", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legal_hold_household_id"))

    op.drop_table("legal_hold")
    with op.batch_alter_table("joint_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_joint_action_household_id"))

    op.drop_table("joint_action")
    with op.batch_alter_table("identity_considered", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_identity_considered_household_id"))

    op.drop_table("identity_considered")
    with op.batch_alter_table("before_birth", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_before_birth_household_id"))

    op.drop_table("before_birth")
