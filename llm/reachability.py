"""Whether a provider answers, found out without a call that costs anything."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx2

from core.model_settings import (
    AnthropicProvider,
    GoogleProvider,
    OfflineProvider,
    OllamaProvider,
    OpenAICompatibleProvider,
)

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from core.model_settings import Provider, RemoteProvider

PATIENCE = 10.0  # seconds
REFUSED = {401, 403}


@dataclass(frozen=True, slots=True)
class Reached:
    """`date`: the time that the server said it is."""

    name: str
    is_usable: bool
    words: str
    date: datetime | None = None


async def reached(name: str, provider: Provider, base: Path) -> Reached:
    """Asks a server for the list of its models, which is free; relative files start at `base`."""
    if isinstance(provider, OfflineProvider):
        file = base / provider.knowledge
        if await asyncio.to_thread(file.is_file):
            return Reached(name, True, f"Answers from {provider.knowledge}.")
        words = (
            f"Its file {provider.knowledge} does not exist; write it, or name another under llm.providers."
        )
        return Reached(name, False, words)
    path, headers = _question(provider)
    host = urlsplit(provider.base_url).hostname
    try:
        async with asyncio.timeout(PATIENCE), httpx2.AsyncClient(timeout=PATIENCE) as client:
            answer = await client.get(f"{provider.base_url.rstrip('/')}{path}", headers=headers)
    except (httpx2.HTTPError, OSError, TimeoutError) as error:
        words = f"{host} cannot be reached ({type(error).__name__}); check the network and its base_url."
        return Reached(name, False, words)
    date = _date(answer.headers.get("date"))
    if answer.status_code in REFUSED:
        words = (
            f"{host} refuses the key ({answer.status_code}); put the right one into {provider.api_key_env}."
        )
        return Reached(name, False, words, date)
    if answer.status_code >= 500:
        return Reached(name, False, f"{host} is in trouble ({answer.status_code}); try again later.", date)
    return Reached(name, True, f"{host} answers.", date)


def _question(provider: RemoteProvider) -> tuple[str, dict[str, str]]:
    """Where a server lists its models, and how it wants to be shown the key."""
    key = provider.api_key.get_secret_value() if provider.api_key is not None else None
    match provider:
        case AnthropicProvider():
            path, name, value = "/v1/models", "x-api-key", key
        case GoogleProvider():
            path, name, value = f"/{provider.api_version}/models", "x-goog-api-key", key
        case OllamaProvider():
            path, name, value = "/api/tags", "Authorization", f"Bearer {key}"
        case OpenAICompatibleProvider():
            path, name, value = "/models", "Authorization", f"Bearer {key}"
    headers = {} if key is None else {name: value or ""}
    if isinstance(provider, AnthropicProvider):
        headers["anthropic-version"] = "2023-06-01"
    return path, headers


def _date(words: str | None) -> datetime | None:
    try:
        date = None if words is None else parsedate_to_datetime(words)
    except ValueError:
        return None
    return date if date is not None and date.tzinfo is not None else None
