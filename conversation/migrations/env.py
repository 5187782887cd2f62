"""Runs migrations on the connection that `conversation.upgrade` puts into the configuration."""

from alembic import context

from conversation.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
