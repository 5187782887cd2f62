"""What was proved, and when."""

from __future__ import annotations

from core.proofs import Proofs, Stage
from tests.fakes import FakeClock


async def test_every_stage_tells_when_it_last_worked() -> None:
    clock = FakeClock()
    proofs = Proofs(clock)
    assert set(proofs.all()) == set(Stage)
    assert not any(proofs.all().values())
    proofs.note(Stage.STORE)
    await clock.advance(5)
    proofs.note(Stage.BROWSER)
    found = proofs.all()
    assert found[Stage.BROWSER] == clock.utc()
    assert found[Stage.STORE] != found[Stage.BROWSER]
    assert found[Stage.SENDER] is None
