"""From settings to models that are ready to be asked, each wrapper with the shape of what it wraps.

```
Remembered > Budget > Booked > ByTask > Hedge > Chain
  > Breaker > Drill > EmulatedTools > Mended > Limited > Adapter > Wire
```
"""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from core.judgement import Capability, Task
from core.model_settings import OfflineProvider
from llm import vendors
from llm.bookkeeping import Booked, Price
from llm.breaker import Breaker, Rules
from llm.budget import Budget, Purse
from llm.by_task import ByTask
from llm.chain import Chain, Limits, Traits
from llm.drill import Drill
from llm.hedge import Hedge
from llm.limited import Limited
from llm.mended import Mended
from llm.offline import OfflineResponder
from llm.remembered import Remembered
from llm.tools import EmulatedTools

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping
    from pathlib import Path

    from core.model_settings import LLM, BreakerSettings, Remote, RemoteProvider
    from core.ports import CallBook, ChatModel, Clock
    from llm.breaker import BreakerView

PRESETS = {"quick": Rules(), "steady": Rules(failures_in_a_row=5, window_calls=10, first_opening=60.0)}


@dataclass(frozen=True, slots=True)
class Switch:
    """What a person may do to one provider."""

    breaker: Breaker
    drill: Drill


@dataclass(slots=True)
class _Built:
    """Providers that were entered, by their names."""

    models: dict[str, ChatModel] = field(default_factory=dict)
    traits: dict[str, Traits] = field(default_factory=dict)
    prices: dict[str, Price] = field(default_factory=dict)
    switches: dict[str, Switch] = field(default_factory=dict)

    def chain(self, names: Iterable[str], settings: LLM, clock: Clock) -> Chain:
        limits = Limits(deadline=settings.deadline)
        return Chain(
            [self.models[name] for name in dict.fromkeys(names)], clock, traits=self.traits, limits=limits
        )

    def dearest(self, names: Iterable[str]) -> Price:
        prices = [self.prices.get(name, Price()) for name in names]
        return Price(max(price.read for price in prices), max(price.written for price in prices))


@dataclass(frozen=True, slots=True)
class Models:
    """All that was built. `switches` are what operators may press, by the names of providers."""

    chain: Chain
    switches: Mapping[str, Switch]
    _built: _Built
    _settings: LLM
    _clock: Clock

    def states(self) -> list[tuple[str, BreakerView]]:
        """Every provider that may be asked, with what its breaker says."""
        return self._built.chain(self._settings.used, self._settings, self._clock).states()

    def asked_through(self, book: CallBook) -> ChatModel:
        """What agents ask: the chain, with every call kept in `book` and budgets held by it."""
        settings, built = self._settings, self._built
        budget: Budget | None = None
        usual: ChatModel = self.chain
        if settings.hedge_after is not None:
            after = settings.hedge_after
            usual = Hedge(self.chain, self._clock, after, lambda: budget is not None and budget.is_thrifty)
        cheaper = None
        if names := settings.budget.cheaper:
            frugal = Booked(built.chain(names, settings, self._clock), book, built.prices)
            cheaper = Purse(frugal, built.dearest(names))
        dearest = built.dearest((*settings.chain, *settings.planners))
        if settings.planners:
            planning = built.chain((*settings.planners, *settings.chain), settings, self._clock)
            usual = ByTask(usual, {Task.PLAN: planning})
        purse = Purse(Booked(usual, book, built.prices), dearest)
        budget = Budget(purse, book, settings.budget, cheaper=cheaper)
        return Remembered(budget, self._clock, settings.memory)


@asynccontextmanager
async def build_models(settings: LLM, clock: Clock, base: Path) -> AsyncIterator[Models]:
    """The configured providers, entered; they are closed when the block ends.

    Relative paths of knowledge files start at `base`. Raises CannotStart.
    """
    built = _Built()
    async with AsyncExitStack() as stack:
        for name in settings.used:
            provider = settings.providers[name]
            if isinstance(provider, OfflineProvider):
                # No breaker: a call costs nothing, and a file that is back should be read at once.
                responder = OfflineResponder(name, base / provider.knowledge, clock)
                built.models[name] = await stack.enter_async_context(responder)
                built.traits[name] = Traits(can=frozenset({Capability.JSON}))
            else:
                await _enter(name, provider, clock, stack, built)
        chain = built.chain(settings.chain, settings, clock)
        yield Models(chain, built.switches, built, settings, clock)


async def _enter(
    name: str, provider: RemoteProvider, clock: Clock, stack: AsyncExitStack, built: _Built
) -> None:
    adapter = await stack.enter_async_context(vendors.adapter(name, provider, clock))
    held = Mended(Limited(adapter, clock, provider.at_once))
    drill = Drill(held if provider.tools else EmulatedTools(held), clock)
    breaker = Breaker(drill, clock, rules=rules(provider.breaker, is_last=provider.last_resort))
    built.models[name] = breaker
    built.switches[name] = Switch(breaker, drill)
    built.traits[name] = Traits(provider.max_context, _abilities(provider))
    built.prices[name] = Price(provider.price_in, provider.price_out)


def rules(settings: BreakerSettings, *, is_last: bool = False) -> Rules:
    given = settings.model_dump(exclude={"preset"}, exclude_none=True)
    return replace(PRESETS[settings.preset], **given, last_resort=is_last)


def _abilities(provider: Remote) -> frozenset[Capability]:
    """Tools can be had of every model: where it calls none by itself, they are emulated."""
    return frozenset(Capability) if provider.json_schema else frozenset({Capability.TOOLS})
