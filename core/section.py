"""What every group of settings is: frozen, and strict about names."""

from __future__ import annotations

from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Section(BaseModel):
    """A group of settings: frozen, and a key it does not know stops the start."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in LOOPBACK
