"""Wrappers in the shapes of their ports that note when a stage did its work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.proofs import Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from core.judgement import Completion, Decision, Prompt, Thread
    from core.ports import Channel, ChatModel, Decider
    from core.proofs import Proofs
    from core.types import Outgoing, Search, SentProof, Sighting


class WitnessedModel:
    """A `ChatModel`."""

    def __init__(self, model: ChatModel, proofs: Proofs) -> None:
        self._model = model
        self._proofs = proofs

    @property
    def name(self) -> str:
        return self._model.name

    async def complete(self, prompt: Prompt) -> Completion:
        completion = await self._model.complete(prompt)
        self._proofs.note(Stage.PROVIDER)
        return completion


class WitnessedDecider:
    """A `Decider`."""

    def __init__(self, decider: Decider, proofs: Proofs) -> None:
        self._decider = decider
        self._proofs = proofs

    async def decide(self, thread: Thread) -> Decision:
        decision = await self._decider.decide(thread)
        self._proofs.note(Stage.REASONER)
        return decision


class WitnessedChannel:
    """A `Channel`; a bubble that was seen proves the sender."""

    def __init__(self, channel: Channel, proofs: Proofs) -> None:
        self._channel = channel
        self._proofs = proofs

    def sightings(self) -> AsyncIterator[Sequence[Sighting]]:
        return self._channel.sightings()

    async def send(self, outgoing: Outgoing) -> SentProof:
        proof = await self._channel.send(outgoing)
        self._proofs.note(Stage.SENDER)
        return proof

    async def find_sent(self, outgoing: Outgoing) -> Search:
        return await self._channel.find_sent(outgoing)
