"""A child process that asks two models in the way of another library, for `switchboard bench llm --rivals`.

Usage: python rival.py litellm|pydantic-ai BROKEN_URL GOOD_URL SECONDS_OF_PATIENCE REQUESTS

It runs in an environment of its own, where nothing of ours is installed, and prints seconds as JSON.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

QUESTION = "When do you open?"


def litellm(broken: str, good: str, patience: float) -> Callable[[], Awaitable[object]]:
    """LiteLLM's Router with its defaults: two groups of one deployment each, the second as fallback."""
    library: Any = importlib.import_module("litellm")

    def deployment(name: str, url: str) -> dict[str, Any]:
        values = {"model": "openai/bench", "api_base": url, "api_key": "x", "timeout": patience}
        return {"model_name": name, "litellm_params": values}

    router = library.Router(
        model_list=[deployment("a", broken), deployment("b", good)], fallbacks=[{"a": ["b"]}]
    )
    messages = [{"role": "user", "content": QUESTION}]
    return lambda: router.acompletion(model="a", messages=messages)


def pydantic_ai(broken: str, good: str, patience: float) -> Callable[[], Awaitable[object]]:
    """pydantic-ai's FallbackModel with its defaults."""
    library: Any = importlib.import_module("pydantic_ai")
    openai: Any = importlib.import_module("openai")
    models: Any = importlib.import_module("pydantic_ai.models.openai")
    providers: Any = importlib.import_module("pydantic_ai.providers.openai")
    fallback: Any = importlib.import_module("pydantic_ai.models.fallback")

    def model(url: str) -> Any:
        client = openai.AsyncOpenAI(base_url=url, api_key="x", timeout=patience)
        return models.OpenAIChatModel("bench", provider=providers.OpenAIProvider(openai_client=client))

    agent = library.Agent(fallback.FallbackModel(model(broken), model(good)))
    return lambda: agent.run(QUESTION)


RIVALS = {"litellm": litellm, "pydantic-ai": pydantic_ai}


async def ask(arguments: Sequence[str]) -> None:
    name, broken, good, patience, requests = arguments
    call = RIVALS[name](broken, good, float(patience))
    seconds = []
    for _ in range(int(requests)):
        began = time.monotonic()
        await call()
        seconds.append(round(time.monotonic() - began, 3))
    sys.stdout.write(json.dumps({"seconds": seconds}) + "\n")


if __name__ == "__main__":
    asyncio.run(ask(sys.argv[1:]))
