"""Find the messages of the last minute by when they were begun to be handed over."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index("ix_message_sending_at", ["sending_at"], unique=False)


def downgrade() -> None:
    """Backwards."""
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index("ix_message_sending_at")
