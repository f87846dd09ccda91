"""Where figures stand on pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table; documents read before have no figures until they are read again."""
    op.create_table(
        "figures",
        sa.Column("key", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("box", sa.JSON(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document_key"], ["documents.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_figures_document_key"), "figures", ["document_key"], unique=False)
    op.create_index(op.f("ix_figures_id"), "figures", ["id"], unique=False)
    op.create_index(op.f("ix_figures_number"), "figures", ["number"], unique=False)


def downgrade() -> None:
    """Removes it."""
    op.drop_index(op.f("ix_figures_number"), table_name="figures")
    op.drop_index(op.f("ix_figures_id"), table_name="figures")
    op.drop_index(op.f("ix_figures_document_key"), table_name="figures")
    op.drop_table("figures")
