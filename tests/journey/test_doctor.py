"""The doctor asks the product that runs."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.journey.product import Product
    from tests.journey.simulation import Simulation


async def test_the_running_product_is_asked_what_is_wrong_with_it(
    world: Simulation, product: Product
) -> None:
    await product.start()
    await world.link()
    address = await product.address()
    asked = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "app", "doctor", "--json"),
        *("--settings", str(product.folder / "settings.yaml")),
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await asked.communicate()
    lines: list[dict[str, Any]] = [json.loads(line) for line in output.splitlines()]
    said = {line["name"]: line for line in lines}
    assert product.process is not None
    assert f"process {product.process.pid}, port {address.rpartition(':')[2]}" in said["running"]["detail"]
    assert {"running: database", "running: whatsapp", "running: providers"} <= set(said)
    assert said["profile"]["detail"] == "The running Switchboard holds the browser profile."
    assert [line for line in lines if line["state"] == "failed"] == []
    assert asked.returncode == 0
