"""From settings to a chain that is ready to be asked."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from core.model_settings import OfflineProvider
from llm import vendors
from llm.breaker import Breaker
from llm.chain import Chain, Limits
from llm.offline import OfflineResponder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from core.model_settings import LLM
    from core.ports import ChatModel, Clock


@asynccontextmanager
async def build_chain(settings: LLM, clock: Clock, base: Path) -> AsyncIterator[Chain]:
    """The configured providers, entered; they are closed when the block ends.

    Relative paths of knowledge files start at `base`. Raises CannotStart.
    """
    rooms: dict[str, int] = {}
    models: list[ChatModel] = []
    async with AsyncExitStack() as stack:
        for name in dict.fromkeys(settings.chain):
            provider = settings.providers[name]
            if isinstance(provider, OfflineProvider):
                # No breaker: a call costs nothing, and a file that is back should be read at once.
                responder = OfflineResponder(name, base / provider.knowledge, clock)
                models.append(await stack.enter_async_context(responder))
            else:
                rooms[name] = provider.max_context
                adapter = vendors.adapter(name, provider, clock)
                models.append(Breaker(await stack.enter_async_context(adapter), clock))
        yield Chain(models, clock, rooms=rooms, limits=Limits(deadline=settings.deadline))
