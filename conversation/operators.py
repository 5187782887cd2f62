"""The people who may sign in to the dashboard."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from conversation import db
from conversation.models import Operator as Row
from conversation.models import Role

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True)
class Operator:
    """A person with a name of their own and a role."""

    id: int
    name: str
    role: Role
    is_active: bool


async def create(session: AsyncSession, name: str, password_hash: str, role: Role | str) -> Operator | None:
    """The new operator, or None when the name (in whatever case) is taken."""
    new_id = await session.scalar(
        db.insert(session, Row)
        .values(
            name=name,
            name_hash=_hash(session, name),
            password_hash=password_hash,
            role=Role(role),
            is_active=True,
            created_at=db.now(session),
        )
        .on_conflict_do_nothing(index_elements=["name_hash"])
        .returning(Row.id)
    )
    return None if new_id is None else Operator(id=new_id, name=name, role=Role(role), is_active=True)


async def get(session: AsyncSession, operator_id: int) -> Operator | None:
    row = await session.get(Row, operator_id)
    return None if row is None else _view(row)


async def by_name(session: AsyncSession, name: str) -> tuple[Operator, str] | None:
    """The operator of that name and the hash of their password."""
    row = await session.scalar(select(Row).where(Row.name_hash == _hash(session, name)))
    return None if row is None else (_view(row), row.password_hash)


async def set_password(session: AsyncSession, operator_id: int, password_hash: str) -> bool:
    changed = await session.scalar(
        update(Row).where(Row.id == operator_id).values(password_hash=password_hash).returning(Row.id)
    )
    return changed is not None


async def count(session: AsyncSession) -> int:
    return await session.scalar(select(func.count()).select_from(Row)) or 0


def _hash(session: AsyncSession, name: str) -> str:
    return db.keyed(session, "operator", unicodedata.normalize("NFKC", name).strip().casefold())


def _view(row: Row) -> Operator:
    return Operator(id=row.id, name=row.name, role=row.role, is_active=row.is_active)
