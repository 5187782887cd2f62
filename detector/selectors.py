"""selectors.yaml as a typed table: for each target of the page its ranked strategies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from core.errors import CannotStart

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("testid", "css", "xpath", "role", "label", "icon", "structure", "geometry")
GIVEN_SCOPES = frozenset({"row", "bubble"})

# What the page script and the sender ask for by name, so a file without one of them could not work.
TARGETS = frozenset(
    [
        "splash",
        "loading",
        "qr",
        "qr_payload",
        "qr_expired",
        "main",
        "banner",
        "dialog",
        "dialog_close",
        "chat_row",
        "list_scroller",
        "row_name",
        "row_preview",
        "row_time",
        "row_unread",
        "row_group",
        "row_person",
        "conversation_title",
        "message_scroller",
        "message_row",
        "bubble",
        "system_row",
        "pre_plain",
        "body",
        "meta",
        "tick",
        "own_label",
        "tail",
        "quote",
        "author",
        "deleted",
        "image",
        "audio",
        "video",
        "document",
        "sticker",
        "composer",
        "send_button",
        *("voice", "album", "gif", "contact", "poll", "poll_option", "location", "live_location"),
        *("view_once", "call", "waiting_message", "forwarded", "forwarded_many", "edited", "reactions"),
        *("link_title", "read_more", "document_name", "contact_name", "mention", "date_divider"),
        *("phone_number", "restricted"),
    ]
)
LABELS = frozenset(
    [
        *("own", "compose", "compose_group", "loading_chats", "disconnected"),
        *("failed", "pending", "sent", "delivered", "read"),
        *("read_more", "forwarded", "forwarded_many", "edited", "deleted_by_us", "deleted_by_admin"),
        *("waiting_message", "live_location", "poll_choice", "view_once", "once_video", "once_voice"),
        *("opened", "expired", "sticker", "sticker_bare", "today", "yesterday"),
        *("take_over", "offline", "logging_out", "linking_by_number", "restricted", "close"),
        *("banner_phone", "banner_network", "banner_update", "banner_notifications", "banner_sync"),
        *("banner_language", "banner_loading"),
    ]
)
STRUCTURES = frozenset(
    [
        "loading_text",
        "banner_text",
        "scrollable_ancestor_of_grid",
        "scrollable_ancestor_of_message",
        "translated_children",
        "first_title_outside_second_line",
        "second_line",
        "badge_number",
        "preview_sender",
        "rows_with_message_id",
        "holder_of_text_and_meta",
        "without_meta",
        "text_beside_meta",
        "trailing_time",
        "status_label",
        *("tiles_around", "card_of_a_name", "map_link", "call_sign", "button_behind_body"),
        *("words_about_choosing", "words_about_live", "words_about_waiting", "words_about_forwarding"),
        *("words_about_much_forwarding", "words_about_editing", "words_about_more", "words_about_a_day"),
        *("words_about_a_number_to_link", "words_about_a_restriction"),
    ]
)


class Strategy(BaseModel):
    """One way to find a target: exactly one kind, when it was seen (`era`), why it stands here."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    testid: str | None = None
    css: str | None = None
    xpath: str | None = None
    role: str | None = None
    name: str | None = None
    label: str | None = None
    icon: tuple[str, ...] | None = None
    structure: str | None = None
    geometry: str | None = None
    within: str | None = None
    closest: str | None = None
    era: str
    why: str

    @model_validator(mode="after")
    def _one_kind(self) -> Strategy:
        kinds = [kind for kind in KINDS if getattr(self, kind) is not None]
        if len(kinds) != 1:
            raise ValueError(f"needs exactly one of {', '.join(KINDS)}; it has {', '.join(kinds) or 'none'}")
        return self

    @property
    def kind(self) -> str:
        return next(kind for kind in KINDS if getattr(self, kind) is not None)


class Target(BaseModel):
    """One thing on the page. `required` ones must match whenever `screen` is shown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    strategies: Annotated[tuple[Strategy, ...], Field(min_length=1)]
    scope: str | None = None
    many: bool = False
    required: bool = False
    screen: Literal["main", "conversation"] | None = None


class Table(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1]
    labels: dict[str, tuple[str, ...]]
    targets: dict[str, Target]

    @model_validator(mode="after")
    def _references_exist(self) -> Table:
        for name, target in self.targets.items():
            if target.scope is not None and target.scope not in self.targets.keys() | GIVEN_SCOPES:
                raise ValueError(f"targets.{name}: scope {target.scope!r} is not a target")
            for strategy in target.strategies:
                label = strategy.label or strategy.name
                if label is not None and label not in self.labels:
                    raise ValueError(f"targets.{name}: {label!r} is not under labels")
                walk = strategy.structure or strategy.geometry
                if walk is not None and walk not in STRUCTURES:
                    raise ValueError(f"targets.{name}: {walk!r} is no structure that the page script knows")
        return self

    @model_validator(mode="after")
    def _nothing_is_missing(self) -> Table:
        for place, needed, given in (
            ("targets", TARGETS, self.targets.keys()),
            ("labels", LABELS, self.labels.keys()),
        ):
            if missing := needed - given:
                raise ValueError(f"{place}: {min(missing)!r} is missing")
        return self

    def as_argument(self) -> dict[str, Any]:
        """The table as the page script takes it: plain JSON, without the words for people."""
        return {
            "labels": {name: list(texts) for name, texts in self.labels.items()},
            "targets": {
                name: {
                    "scope": target.scope,
                    "many": target.many,
                    "required": target.required,
                    "screen": target.screen,
                    "strategies": [
                        s.model_dump(mode="json", exclude_none=True, exclude={"era", "why"})
                        for s in target.strategies
                    ],
                }
                for name, target in self.targets.items()
            },
        }


def load(path: Path) -> Table:
    """Reads and checks the file. Raises CannotStart with one sentence that names the place."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStart(
            f"{path} cannot be read ({error}); restore it, or name another in `selectors`"
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "not valid YAML"
        raise CannotStart(f"{path}{where}: {problem}; correct the file") from error
    except (ValueError, RecursionError) as error:  # a date that does not exist; brackets without end
        raise CannotStart(f"{path}: {error}; correct the file") from error
    try:
        return Table.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        said = first["msg"].removeprefix("Value error, ")
        raise CannotStart(f"{path}: {f'{place}: ' if place else ''}{said}; correct the file") from error
