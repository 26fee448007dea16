"""How migrations run: on the application's own engine, one transaction for all, as the only writer."""

from logging.config import fileConfig

from alembic import context
from alembic.util import CommandError
from flask import current_app

from award.db import db, foreign_keys_off, newer_fault, write_intent

fileConfig(context.config.config_file_name, disable_existing_loggers=False)


def render_item(kind, value, autogen_context):
    """Our types as the plain ones beneath them, so that an old migration never depends on today's code."""
    names = {"Instant": "sa.DateTime(timezone=True)", "Exact": "sa.BigInteger()", "Sealed": "sa.Text()"}
    return names.get(type(value).__name__, False) if kind == "type" else False


def leave_out_empty(migration_context, revision, directives):
    """Writes no migration where nothing differs."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives.clear()


def settings():
    given = dict(current_app.extensions["migrate"].configure_args)
    given.setdefault("process_revision_directives", leave_out_empty)
    return {**given, "target_metadata": db.metadata, "render_item": render_item, "transactional_ddl": True}


def run_offline():
    """Prints the statements instead of running them (`flask db upgrade --sql`)."""
    context.configure(dialect_name=db.engine.dialect.name, literal_binds=True, **settings())
    with context.begin_transaction():
        context.run_migrations()


def run_online():
    with db.engine.connect() as connection:
        fault = newer_fault(connection)
    if fault:
        raise CommandError(str(fault))
    with write_intent(), db.engine.connect() as connection, foreign_keys_off(connection):
        context.configure(connection=connection, **settings())
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_offline()
else:
    run_online()
