"""Find the few doses that were missed or put right without reading the many that were not."""

from alembic import op
from sqlalchemy import text

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ODD = text("how IN ('missed', 'not-given', 'refused') OR version > 1")


def upgrade() -> None:
    """Forwards."""
    op.drop_index("ix_dose_person_id_for_on", "dose")
    op.create_index("ix_dose_person_id_for_on", "dose", ["person_id", "for_on"])
    op.create_index("ix_dose_odd", "dose", ["person_id", "for_on"], postgresql_where=ODD, sqlite_where=ODD)


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_dose_odd", "dose")
    op.drop_index("ix_dose_person_id_for_on", "dose")
    op.create_index("ix_dose_person_id_for_on", "dose", ["person_id", "for_on", "how", "version"])
