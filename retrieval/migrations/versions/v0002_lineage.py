"""Which file of several holds the revision in force; digests of contents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column and the table."""
    op.add_column("documents", sa.Column("superseded_by", sa.Text(), nullable=True))
    op.create_table(
        "sketches",
        sa.Column("document_key", sa.Integer(), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document_key"], ["documents.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_key"),
    )


def downgrade() -> None:
    """Removes both."""
    op.drop_table("sketches")
    op.drop_column("documents", "superseded_by")
