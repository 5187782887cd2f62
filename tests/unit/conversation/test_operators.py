"""Operators are known by name in whatever case, and their names are not readable in the table."""

from __future__ import annotations

from sqlalchemy import text

from conversation import operators
from conversation.db import Database
from conversation.models import Role


async def test_an_operator_is_found_by_name_in_any_case(db: Database) -> None:
    async with db.transaction() as session:
        made = await operators.create(session, "Zoë", "hash", Role.ADMIN)
        assert made is not None
        assert (made.name, made.role, made.is_active) == ("Zoë", Role.ADMIN, True)
        for spelling in ("Zoë", "ZOË", " zoe\u0308 "):
            assert await operators.by_name(session, spelling) == (made, "hash")
        assert await operators.by_name(session, "Zoe") is None
        assert await operators.get(session, made.id) == made
        assert await operators.get(session, 999) is None


async def test_a_name_is_given_once(db: Database) -> None:
    async with db.transaction() as session:
        assert await operators.count(session) == 0
        assert await operators.create(session, "ann", "one", "operator") is not None
        assert await operators.create(session, "Ann", "two", "admin") is None
        assert await operators.count(session) == 1
        found = await operators.by_name(session, "ann")
    assert found is not None
    assert (found[0].role, found[1]) == (Role.OPERATOR, "one")


async def test_a_password_can_be_changed_for_those_who_exist(db: Database) -> None:
    async with db.transaction() as session:
        made = await operators.create(session, "ann", "old", Role.VIEWER)
        assert made is not None
        assert await operators.set_password(session, made.id, "new")
        assert not await operators.set_password(session, made.id + 1, "new")
        assert await operators.by_name(session, "ann") == (made, "new")


async def test_names_and_password_hashes_cannot_be_read_in_the_table(db: Database) -> None:
    async with db.transaction() as session:
        await operators.create(session, "Quokka", "argon2-hash", Role.ADMIN)
        row = (await session.execute(text("SELECT * FROM operators"))).one()
    assert "quokka" not in str(row).casefold()
    assert "argon2-hash" not in str(row)
