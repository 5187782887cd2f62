"""All that is kept of one contact as a page that a person can read, without any script or foreign file."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}
li{margin:.5rem 0;list-style:none}li.out{text-align:end}ul{padding:0}time,small{color:#555}
table{border-collapse:collapse;width:100%;font-size:14px}td,th{border:1px solid #ccc;padding:.2rem .4rem;
text-align:start;vertical-align:top;overflow-wrap:anywhere}p{margin:0;white-space:pre-wrap}"""
_TALK = ("messages", "elsewhere")
_HEADINGS = {"messages": "Messages", "elsewhere": "Messages in groups"}


def render(name: str, made_at: str, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """The page; everything from outside is escaped."""
    parts = [
        f"<h1><bdi>{escape(name)}</bdi></h1>",
        f"<p>What Switchboard keeps of this contact, {escape(made_at)}. Times are UTC.</p>",
    ]
    for table in _TALK:
        if rows.get(table):
            said = "".join(_message(row) for row in rows[table])
            parts.append(f"<h2>{_HEADINGS[table]}</h2><ul>{said}</ul>")
    for table, found in rows.items():
        if found and table not in _TALK:
            parts.append(
                f"<details><summary>{escape(table)}: {len(found)}</summary>{_table(found)}</details>"
            )
    return (
        '<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(name)}</title><style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _message(row: Mapping[str, Any]) -> str:
    words = [f"<p dir=auto>{escape(str(row['text']))}</p>"] if row.get("text") else []
    if row.get("quoted"):
        words.insert(0, f"<blockquote dir=auto>{escape(str(row['quoted']))}</blockquote>")
    if row.get("kind") != "text":
        words.append(
            f"<small>[{escape(str(row.get('kind')))}] {escape(str(row.get('details') or ''))}</small>"
        )
    who = escape(str(row.get("sender") or row.get("author")))
    moment = escape(str(row.get("sent_at") or row.get("seen_at")))
    side = "out" if row.get("direction") == "out" else "in"
    return f"<li class={side}><small>{who} <time>{moment}</time></small>{''.join(words)}</li>"


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    names = list(rows[0])
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join(
        "<tr>" + "".join(f"<td dir=auto>{_cell(row.get(name))}</td>" for name in names) + "</tr>"
        for row in rows
    )
    return f"<table><tr>{head}</tr>{body}</table>"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return escape(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
