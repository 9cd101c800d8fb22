"""The skills that were admitted, by origin, and how they have done since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from ..store import MemoryUnavailable
from ._skill import Skill

if TYPE_CHECKING:
    from ..store import Store

DEMOTED_AFTER = 2
"""Failures in a row after which a skill is kept to be looked at, and no longer used."""


@dataclass(frozen=True, slots=True)
class KeptSkill:
    """A skill that was admitted, and what came of it."""

    number: int
    skill: Skill
    succeeded: int = 0
    failed: int = 0
    failing: int = 0
    """Failures since it last succeeded."""

    @property
    def id(self) -> str:
        """What `webagent memory` calls it."""
        return f"skill-{self.number}"

    @property
    def demoted(self) -> bool:
        """Whether it is no longer used."""
        return self.failing >= DEMOTED_AFTER


class SqliteSkills:
    """Skills in the memory; all methods raise `MemoryUnavailable`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def admit(self, skill: Skill) -> KeptSkill:
        """Keep a skill in place of one of the same origin and intent; its counts begin anew."""
        body = _adapter().dump_json(skill).decode()
        with self._store.transaction() as connection:
            connection.execute(
                "DELETE FROM skills WHERE origin = ? AND intent = ?", (skill.origin, skill.intent)
            )
            (number,) = connection.execute(
                "INSERT INTO skills (origin, intent, body, succeeded, failed, failing, learned_at)"
                " VALUES (?, ?, ?, 0, 0, 0, ?) RETURNING id",
                (skill.origin, skill.intent, body, datetime.now(UTC).isoformat(timespec="seconds")),
            ).fetchone()
        return KeptSkill(number, skill)

    def of(self, origin: str) -> tuple[KeptSkill, ...]:
        """Return the skills of an origin that are in use, the oldest first; never another's."""
        with self._store.connected() as connection:
            rows = connection.execute(
                "SELECT id, body, succeeded, failed, failing FROM skills"
                " WHERE origin = ? ORDER BY id",
                (origin,),
            ).fetchall()
        kept = (KeptSkill(row[0], self._read(row[1]), *row[2:]) for row in rows)
        return tuple(each for each in kept if not each.demoted)

    def count(self, skill: KeptSkill, *, worked: bool) -> None:
        """Add one to what came of a skill."""
        with self._store.connected() as connection:
            connection.execute(
                "UPDATE skills SET succeeded = succeeded + ?1, failed = failed + (1 - ?1),"
                " failing = CASE WHEN ?1 THEN 0 ELSE failing + 1 END WHERE id = ?2",
                (int(worked), skill.number),
            )

    def _read(self, body: str) -> Skill:
        try:
            return _adapter().validate_json(body)
        except ValidationError as error:
            raise MemoryUnavailable(self._store.path, "it holds a skill that is none") from error


@cache
def _adapter() -> TypeAdapter[Skill]:
    return TypeAdapter(Skill)
