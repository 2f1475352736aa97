"""Forms saved once: what was sent, by its hash, and where it led."""

import sqlalchemy as sa
from alembic import op

from core import columns

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "press",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("pressed_at", columns.UtcDateTime(), nullable=False),
        sa.Column("led_to", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_press")),
    )
    with op.batch_alter_table("press", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_press_pressed_at"), ["pressed_at"], unique=False)


def downgrade() -> None:
    """Backwards."""
    with op.batch_alter_table("press", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_press_pressed_at"))
    op.drop_table("press")
