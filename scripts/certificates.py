"""Lets the tools of the set-up trust what this machine trusts; its owner may have a proxy that inspects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BUNDLES = (  # where systems keep what they trust
    Path("/etc/ssl/certs/ca-certificates.crt"),
    Path("/etc/pki/tls/certs/ca-bundle.crt"),
    Path("/etc/ssl/cert.pem"),
)


def trusting(env: Mapping[str, str], bundles: Sequence[Path] = BUNDLES) -> dict[str, str]:
    """`env` for uv and Node, which bring lists of their own otherwise; what is already set stays."""
    bundle = next((path for path in bundles if path.is_file()), None)
    if bundle is None:
        return dict(env)  # a slim image without any: then their own lists are all there is
    return {"UV_SYSTEM_CERTS": "1", "NODE_EXTRA_CA_CERTS": str(bundle), **env}
