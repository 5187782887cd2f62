"""Our page and the saved copies of the real one are made of the same nodes, but for what is explained."""

from __future__ import annotations

import pytest

from tests.structure import compare, report, saved
from tests.structure.nodes import targets


def test_every_explanation_names_a_target_and_gives_a_reason() -> None:
    names = {target["name"] for target in targets()}
    for one in compare.explanations():
        asked = one.get("target", [])
        assert set([asked] if isinstance(asked, str) else asked) <= names
        assert one["why"]


@pytest.mark.timeout(300)
async def test_every_difference_from_the_saved_pages_is_explained_and_no_explanation_is_idle() -> None:
    if not saved.PAGES.is_dir():
        pytest.skip("the folder of saved pages is not beside this repository")
    found, _ = await report.measure()
    unexplained = [str(one) for one in found if compare.reason(one) is None]
    assert not unexplained, "\n".join(unexplained)
    idle = compare.idle(found)
    assert not idle, "\n".join(idle)
