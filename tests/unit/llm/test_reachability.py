"""A provider is asked for its models, which costs nothing, and what it answers is told in a sentence."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr

from core.model_settings import (
    AnthropicProvider,
    GoogleProvider,
    OfflineProvider,
    OllamaProvider,
    OpenAICompatibleProvider,
)
from llm.reachability import reached

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ASKED: list[tuple[str, str | None]] = []
SHOWN: list[tuple[str, dict[str, str]]] = []


class Vendor(BaseHTTPRequestHandler):
    """Answers with the number that stands in the path."""

    def do_GET(self) -> None:
        ASKED.append((self.path, self.headers["authorization"]))
        SHOWN.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        self.send_response(int(self.path.split("/")[1]))
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Requests are nobody's business here."""


@contextmanager
def vendor() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Vendor)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def provider(address: str, **more: Any) -> OpenAICompatibleProvider:
    return OpenAICompatibleProvider(kind="openai_compatible", base_url=address, model="m", **more)


@pytest.mark.parametrize(
    ("status", "is_usable", "words"),
    [
        (200, True, "answers"),
        (404, True, "answers"),
        (401, False, "refuses the key"),
        (503, False, "in trouble"),
    ],
)
async def test_an_answer_is_judged(tmp_path: Path, status: int, is_usable: bool, words: str) -> None:
    ASKED.clear()
    with vendor() as address:
        found = await reached("v", provider(f"{address}/{status}/", api_key=SecretStr("k3y")), tmp_path)
    assert (found.is_usable, words in found.words, found.date is not None) == (is_usable, True, True)
    assert [(f"/{status}/models", "Bearer k3y")] == ASKED
    assert "k3y" not in repr(found)


@pytest.mark.parametrize(
    ("kind", "vendor_of", "asked"),
    [
        ("anthropic", AnthropicProvider, ("/200/v1/models", "x-api-key", "k3y")),
        ("google", GoogleProvider, ("/200/v1beta/models", "x-goog-api-key", "k3y")),
        ("ollama", OllamaProvider, ("/200/api/tags", "authorization", "Bearer k3y")),
    ],
)
async def test_each_vendor_is_asked_in_its_own_way(
    tmp_path: Path, kind: str, vendor_of: Any, asked: tuple[str, str, str]
) -> None:
    SHOWN.clear()
    with vendor() as address:
        one = vendor_of(kind=kind, base_url=f"{address}/200", model="m", api_key=SecretStr("k3y"))
        assert (await reached("v", one, tmp_path)).is_usable
    path, header, value = asked
    assert [(where, headers[header]) for where, headers in SHOWN] == [(path, value)]


async def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with vendor() as address:
        gone = address
    found = await reached("v", provider(gone), tmp_path)
    assert (found.is_usable, "cannot be reached" in found.words, found.date) == (False, True, None)


async def test_the_offline_provider_needs_its_file(tmp_path: Path) -> None:
    offline = OfflineProvider(kind="offline")
    assert not (await reached("notes", offline, tmp_path)).is_usable
    (tmp_path / "knowledge.md").write_text("x", "utf-8")
    assert (await reached("notes", offline, tmp_path)).is_usable
