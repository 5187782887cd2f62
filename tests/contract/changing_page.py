"""A written WhatsApp page on this machine that a test changes while the product reads and writes it."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from typing import TYPE_CHECKING

from tests.unit.detector.markup import Bubble, Row, conversation, id_of, lines, main

if TYPE_CHECKING:
    from collections.abc import Iterator

EDITOR = "[data-lexical-editor]"
SCRIPT = """
const bubble = %s;
const editor = document.querySelector("[data-lexical-editor]");
document.querySelector("[aria-label=Send]").onclick = () => {
  document.querySelector("[data-tab='8']").insertAdjacentHTML("beforeend", bubble.replace("WORDS", editor.innerText.trim()));
  editor.innerHTML = "<p><br></p>";
};
const next = async () => {
  const change = await (await fetch("/next")).text();
  if (change) new Function(change)();
  setTimeout(next, 50);
};
next();
"""  # noqa: E501


def written() -> str:
    """One person's chat, open, in which what is typed becomes an own bubble when Send is pressed."""
    own = Bubble(lines("WORDS"), own=True, id=id_of(2), label="You:", tick="Sent").html
    html = main(
        rows=Row("Ana Ferreira", preview="Hello").html,
        conversation=conversation(Bubble(lines("Hello"), id=id_of(1)).html, name="Ana Ferreira"),
    )
    html = html.replace("</footer>", '<button aria-label="Send" data-tab="11">&gt;</button></footer>')
    return html.replace("</body>", f"<script>{SCRIPT % json.dumps(own)}</script></body>")


class ChangingPage:
    """`change` hands a script to the page, which stands for what WhatsApp's own code does to it."""

    def __init__(self, address: str, changes: SimpleQueue[str]) -> None:
        self.address = address
        self._changes = changes

    def change(self, script: str) -> None:
        self._changes.put(script)


@contextmanager
def changing_page() -> Iterator[ChangingPage]:
    changes: SimpleQueue[str] = SimpleQueue()
    html = written().encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_next = self.path == "/next"
            body = (b"" if changes.empty() else changes.get().encode()) if is_next else html
            self.send_response(200)
            self.send_header("content-type", "text/plain" if is_next else "text/html; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Requests are nobody's business here."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield ChangingPage(f"http://127.0.0.1:{server.server_port}/", changes)
    finally:
        server.shutdown()
        server.server_close()
