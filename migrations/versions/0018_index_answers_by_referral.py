"""Find the answers to a referral without reading every other one: a report of thousands took half a minute."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_index(op.f("ix_referral_outcome_referral_id"), "referral_outcome", ["referral_id"])


def downgrade() -> None:
    """Back."""
    op.drop_index(op.f("ix_referral_outcome_referral_id"), table_name="referral_outcome")
