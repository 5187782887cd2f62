"""The script inside the page: given before the page's own, given anew with another table."""

from __future__ import annotations

import secrets
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from detector import page
from detector.probe import reach

if TYPE_CHECKING:
    from playwright.async_api import Page

    from detector.selectors import Table


class Script:
    """The page script of one page, which a new table replaces without a reload."""

    def __init__(self, web: Page, binding: str) -> None:
        self._web = web
        self._binding = binding
        self._injected = AsyncExitStack()
        # New each time, so that nothing in the page can rely on it.
        self.handle = f"_{secrets.token_hex(8)}"

    async def inject(self, table: Table) -> None:
        """From the next load on; what was injected before is not run any more."""
        source = page.source(table.as_argument(), handle=self.handle, binding=self._binding)
        old, self._injected = self._injected, AsyncExitStack()
        await self._injected.enter_async_context(await reach(self._web.add_init_script(source)))
        await reach(old.aclose())
