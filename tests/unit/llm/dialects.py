"""Four wire formats as their servers speak them: what the same thing looks like on each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import SecretStr

from core.clock import SystemClock
from core.model_settings import AnthropicProvider, GoogleProvider, OllamaProvider, OpenAICompatibleProvider
from llm.adapter import Adapter
from llm.anthropic import AnthropicWire
from llm.google import GoogleWire
from llm.ollama import OllamaWire
from llm.openai_compatible import OpenAIWire

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = "sk-very-secret-key"


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: how it ends (stop, length, filter or None), and whether a tool is called with it."""

    text: str = "At eight."
    finish: str | None = "stop"
    call: tuple[str, Mapping[str, Any]] | None = None


class Dialect(Protocol):
    """One wire format."""

    name: str
    stream_type: str

    def adapter(self, root: str, **settings: Any) -> Adapter: ...
    def whole(self, told: Told) -> dict[str, Any]: ...
    def events(self, told: Told) -> list[bytes]: ...
    def error(self, message: str, type_: str) -> dict[str, Any]: ...
    def late_error(self, type_: str) -> bytes: ...


def sse(data: Mapping[str, Any], event: str | None = None) -> bytes:
    head = f"event: {event}\n" if event else ""
    return f"{head}data: {json.dumps(data)}\n\n".encode()


def halves(text: str) -> list[str]:
    middle = len(text) // 2
    return [part for part in (text[:middle], text[middle:]) if part]


def common(settings: dict[str, Any]) -> dict[str, Any]:
    return {"model": "asked-model", "api_key": SecretStr(KEY), "timeout": 5.0, "first_token": 5.0, **settings}


class OpenAIDialect:
    name = "openai"
    stream_type = "text/event-stream"
    finishes = {"filter": "content_filter"}  # noqa: RUF012

    def adapter(self, root: str, **settings: Any) -> Adapter:
        made = OpenAICompatibleProvider(kind="openai_compatible", base_url=f"{root}/v1", **common(settings))
        return Adapter("shop", OpenAIWire(made), made, SystemClock())

    def _calls(self, told: Told) -> list[dict[str, Any]] | None:
        if told.call is None:
            return None
        name, arguments = told.call
        function = {"name": name, "arguments": json.dumps(arguments)}
        return [{"index": 0, "id": "c1", "type": "function", "function": function}]

    def whole(self, told: Told) -> dict[str, Any]:
        message: dict[str, Any] = {"role": "assistant", "content": told.text, "tool_calls": self._calls(told)}
        finish = self.finishes.get(told.finish or "", told.finish)
        return {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "served-model",
            "choices": [{"index": 0, "finish_reason": finish, "message": message}],
            "usage": {"prompt_tokens": 11, "completion_tokens": 3, "total_tokens": 14},
        }

    def _chunk(self, delta: Mapping[str, Any], finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return sse(
            {"id": "1", "object": "chat.completion.chunk", "model": "served-model", "choices": [choice]}
        )

    def events(self, told: Told) -> list[bytes]:
        made = [self._chunk({"content": half}) for half in halves(told.text)]
        if told.call is not None:
            made.append(self._chunk({"tool_calls": self._calls(told)}))
        if told.finish is not None:
            made.append(self._chunk({}, self.finishes.get(told.finish, told.finish)))
            usage = {"prompt_tokens": 11, "completion_tokens": 3, "total_tokens": 14}
            made += [sse({"id": "1", "model": "served-model", "choices": [], "usage": usage})]
            made += [b"data: [DONE]\n\n"]
        return made

    def error(self, message: str, type_: str) -> dict[str, Any]:
        return {"error": {"message": message, "type": type_, "code": type_}}

    def late_error(self, type_: str) -> bytes:
        return sse(self.error("told late", type_))


class AnthropicDialect:
    name = "anthropic"
    stream_type = "text/event-stream"
    finishes = {"stop": "end_turn", "length": "max_tokens", "filter": "refusal"}  # noqa: RUF012

    def adapter(self, root: str, **settings: Any) -> Adapter:
        made = AnthropicProvider(kind="anthropic", base_url=root, **common(settings))
        return Adapter("shop", AnthropicWire(made), made, SystemClock())

    def whole(self, told: Told) -> dict[str, Any]:
        content: list[dict[str, Any]] = [{"type": "text", "text": told.text}] if told.text else []
        if told.call is not None:
            content.append({"type": "tool_use", "id": "c1", "name": told.call[0], "input": told.call[1]})
        return {
            "id": "1",
            "type": "message",
            "role": "assistant",
            "model": "served-model",
            "content": content,
            "stop_reason": self.finishes.get(told.finish or ""),
            "stop_sequence": None,
            "usage": {"input_tokens": 11, "output_tokens": 3},
        }

    def _event(self, type_: str, **more: Any) -> bytes:
        return sse({"type": type_, **more}, type_)

    def events(self, told: Told) -> list[bytes]:
        begun = {**self.whole(Told("", None)), "usage": {"input_tokens": 11, "output_tokens": 0}}
        made = [self._event("message_start", message=begun)]
        made += [self._event("content_block_start", index=0, content_block={"type": "text", "text": ""})]
        for half in halves(told.text):
            made.append(
                self._event("content_block_delta", index=0, delta={"type": "text_delta", "text": half})
            )
        made.append(self._event("content_block_stop", index=0))
        if told.call is not None:
            block = {"type": "tool_use", "id": "c1", "name": told.call[0], "input": {}}
            made.append(self._event("content_block_start", index=1, content_block=block))
            for half in halves(json.dumps(told.call[1])):
                delta = {"type": "input_json_delta", "partial_json": half}
                made.append(self._event("content_block_delta", index=1, delta=delta))
        if told.finish is not None:
            end = {"stop_reason": self.finishes[told.finish], "stop_sequence": None}
            made.append(self._event("message_delta", delta=end, usage={"output_tokens": 3}))
            made.append(self._event("message_stop"))
        return made

    def error(self, message: str, type_: str) -> dict[str, Any]:
        return {"type": "error", "error": {"type": type_, "message": message}}

    def late_error(self, type_: str) -> bytes:
        return sse(self.error("told late", type_), "error")


class GoogleDialect:
    name = "google"
    stream_type = "text/event-stream"
    finishes = {"stop": "STOP", "length": "MAX_TOKENS", "filter": "SAFETY"}  # noqa: RUF012

    def adapter(self, root: str, **settings: Any) -> Adapter:
        made = GoogleProvider(kind="google", base_url=root, **common(settings))
        return Adapter("shop", GoogleWire(made), made, SystemClock())

    def whole(self, told: Told) -> dict[str, Any]:
        parts: list[dict[str, Any]] = [{"text": told.text}] if told.text else []
        if told.call is not None:
            parts.append({"functionCall": {"name": told.call[0], "args": told.call[1]}})
        candidate: dict[str, Any] = {"content": {"role": "model", "parts": parts}, "index": 0}
        if told.finish is not None:
            candidate["finishReason"] = self.finishes[told.finish]
        return {
            "candidates": [candidate],
            "modelVersion": "served-model",
            "usageMetadata": {"promptTokenCount": 11, "candidatesTokenCount": 3},
        }

    def events(self, told: Told) -> list[bytes]:
        made = [sse(self.whole(Told(half, None))) for half in halves(told.text)]
        if told.finish is not None:
            made.append(sse(self.whole(Told("", told.finish, told.call))))
        return made

    def error(self, message: str, type_: str) -> dict[str, Any]:
        return {"error": {"code": 400, "status": type_, "message": message}}

    def late_error(self, type_: str) -> bytes:
        code = 503 if "overloaded" in type_ else 500
        return sse({"error": {"code": code, "status": type_, "message": "told late"}})


class OllamaDialect:
    name = "ollama"
    stream_type = "application/x-ndjson"

    def adapter(self, root: str, **settings: Any) -> Adapter:
        made = OllamaProvider(kind="ollama", base_url=root, **common(settings))
        return Adapter("shop", OllamaWire(made), made, SystemClock())

    def whole(self, told: Told) -> dict[str, Any]:
        message: dict[str, Any] = {"role": "assistant", "content": told.text}
        if told.call is not None:
            message["tool_calls"] = [{"function": {"name": told.call[0], "arguments": told.call[1]}}]
        is_done = told.finish is not None
        made: dict[str, Any] = {
            "model": "served-model",
            "created_at": "2026-11-21T09:00:00Z",
            "message": message,
        }
        if is_done:
            made |= {"done_reason": told.finish, "prompt_eval_count": 11, "eval_count": 3}
        return made | {"done": is_done}

    def events(self, told: Told) -> list[bytes]:
        made = [self.whole(Told(half, None)) for half in halves(told.text)]
        if told.finish is not None:
            made.append(self.whole(Told("", told.finish, told.call)))
        return [json.dumps(line).encode() + b"\n" for line in made]

    def error(self, message: str, type_: str) -> dict[str, Any]:
        return {"error": f"{message} ({type_})"}

    def late_error(self, type_: str) -> bytes:
        return json.dumps(self.error("told late", type_)).encode() + b"\n"


DIALECTS: tuple[Dialect, ...] = (OpenAIDialect(), AnthropicDialect(), GoogleDialect(), OllamaDialect())
