"""Find what belongs to a person, a child, an agency or a plan without reading everybody's."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

LINKS = (
    ("adult_agreement", "plan_id"),
    ("before_birth", "child_id"),
    ("call", "family_agency_id"),
    ("child_seen", "child_id"),
    ("child_seen", "family_agency_id"),
    ("child_seen", "person_id"),
    ("contact", "person_id"),
    ("dispensing_decision", "exception_id"),
    ("escalation", "outcome_id"),
    ("escalation_resolved", "recorded_at"),
    ("event", "about_adult_id"),
    ("event", "about_child_id"),
    ("event", "person_id"),
    ("heard_from", "family_agency_id"),
    ("household_asked", "person_id"),
    ("identity_considered", "child_id"),
    ("joint_action", "family_agency_id"),
    ("look", "person_id"),
    ("not_needed", "person_id"),
    ("pharmacist_check", "plan_id"),
    ("picture_taken_back", "right_id"),
    ("plan_file", "agreement_id"),
    ("printed_copy", "family_agency_id"),
    ("referral", "child_id"),
    ("referral", "person_id"),
    ("share", "family_agency_id"),
    ("supervision", "person_id"),
    ("support_offered", "person_id"),
)


def upgrade() -> None:
    """Forwards."""
    for table, column in LINKS:
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.drop_index("ix_telling_due_due_on", "telling_due")
    op.create_index("ix_telling_due_due_on_household_id", "telling_due", ["due_on", "household_id"])


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_telling_due_due_on_household_id", "telling_due")
    op.create_index("ix_telling_due_due_on", "telling_due", ["due_on"])
    for table, column in reversed(LINKS):
        op.drop_index(f"ix_{table}_{column}", table)
