"""Takes a family of attributes away from a page and keeps it away, whatever the page draws later."""

from __future__ import annotations

import json

BUILDS = ("2023-06", "2025-06", "2026-04", "2026-05-mixed", "2026-10")
OWNER = "Rosa"

# Classes that only hold the look of the simulated page stay: without them there is no page.
STRIPPED = {
    "test ids": "element.removeAttribute('data-testid')",
    "roles": "element.removeAttribute('role')",
    "labels": "element.removeAttribute('aria-label'); element.removeAttribute('aria-placeholder')",
    "classes": (
        "for (const name of [...element.classList])"
        " if (!/^x[a-z0-9]{7}$/.test(name)) element.classList.remove(name)"
    ),
    "data-icon": "element.removeAttribute('data-icon')",
    "data-id form": (
        "const id = element.dataset.id; if (!id || !id.includes('3EB0')) return;"
        "window.hadFullIds ??= id.includes('@');"
        "const said = element.querySelector('[data-pre-plain-text]')?.dataset.prePlainText ?? '';"
        "if (window.hadFullIds && id.includes('@')) element.dataset.id = id.split('_')[2];"
        "else if (!window.hadFullIds && said && !id.includes('@'))"
        " element.dataset.id = `${said.includes('] OWNER:')}_1@c.us_${id}`"
    ).replace("OWNER", OWNER),
}
LEFT = {
    "test ids": "[data-testid]",
    "roles": "[role]",
    "labels": "[aria-label]",
    "classes": ".copyable-text, .focusable-list-item, .message-in, .message-out",
    "data-icon": "[data-icon]",
}
WATCHED = ["data-testid", "role", "aria-label", "aria-placeholder", "class", "data-icon", "data-id"]
SCRIPT = """(() => {
  if (window.stripping) return;
  const watched = WATCHED;
  const removed = new Map();
  const take = (element) => { STRIP };
  const strip = (element) => {
    const before = watched.map((name) => element.getAttribute(name));
    take(element);
    watched.forEach((name, i) => {
      if (before[i] === null || element.getAttribute(name) === before[i]) return;
      if (!removed.has(element)) removed.set(element, {});
      removed.get(element)[name] = before[i];
    });
  };
  const all = (root) => {
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    strip(root);
    for (const element of root.querySelectorAll("*")) strip(element);
  };
  all(document.documentElement);
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes)
      if (type === "attributes") strip(target);
      else addedNodes.forEach(all);
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: watched });
  window.stripping = () => {
    observer.disconnect();
    for (const [element, names] of removed)
      for (const [name, value] of Object.entries(names)) element.setAttribute(name, value);
    delete window.stripping;
    delete window.hadFullIds;
  };
})()"""


def left(family: str) -> str:
    """How much of the family still stands in the page, which must be nothing for a trial to count."""
    return f"document.querySelectorAll({json.dumps(LEFT.get(family, 'no-such-thing'))}).length"


UNDO = "window.stripping ? (window.stripping(), true) : false"
"""Gives back what was taken; false where the page was loaded anew meanwhile."""


def script(family: str) -> str:
    """What runs in the page; a second time it does nothing."""
    return SCRIPT.replace("STRIP }", f"{STRIPPED[family]} }}").replace("WATCHED", json.dumps(WATCHED))
