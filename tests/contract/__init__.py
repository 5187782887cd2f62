"""The same promises, kept by the stand-in and by the real thing, by SQLite and by PostgreSQL."""
