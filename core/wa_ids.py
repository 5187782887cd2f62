"""WhatsApp's message ids without the numbers of people that older pages put around them."""

from __future__ import annotations

import hashlib
import re

_FULL = re.compile(r"(?:true|false)_[^_]+@[a-z.]+_([0-9A-Za-z]{1,128})(?:_(?:out|in))?(?:_[^_]+@[a-z.]+)?")
_BARE = re.compile(r"[0-9A-Za-z._:=+-]{1,128}")


def bare(raw: str) -> str:
    """`true_…@c.us_3EB0…` and `false_…@g.us_3EB0…_…@lid` become `3EB0…`; a bare id stays what it is.

    An id of any other form becomes a digest: it still tells one message from another, but an address
    in it can no longer be read.
    """
    full = _FULL.fullmatch(raw)
    if full is not None:
        return full[1]
    if _BARE.fullmatch(raw):
        return raw
    return "x" + hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:31]
