"""Find the doses of some days without reading a year of them."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    with op.batch_alter_table("dose", schema=None) as batch_op:
        batch_op.create_index("ix_dose_person_id_for_on", ["person_id", "for_on", "how", "version"])


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("dose", schema=None) as batch_op:
        batch_op.drop_index("ix_dose_person_id_for_on")
