"""The names by which selectors.yaml and the code speak of the page: targets, labels, structures."""

from __future__ import annotations

GIVEN_SCOPES = frozenset({"row", "bubble"})

# What the page script and the sender ask for by name, so a file without one of them could not work.
TARGETS = frozenset(
    [
        *("app", "unsupported", "chat_grid", "empty_list", "empty_conversation", "restricted"),
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
    ]
)
# What the file may hold although nothing uses it yet; only `switchboard selectors try` looks for these.
AHEAD = frozenset(
    [
        *("pairing_code", "use_here", "invalid_number", "search_box", "search_clear", "new_chat"),
        *("row_muted", "row_pinned", "filter_all", "filter_unread", "presence", "scroll_to_bottom"),
        *("attach", "file_input", "caption_box", "media_send"),
        *("message_menu", "menu_item", "reply_preview"),
    ]
)
LABELS = frozenset(
    [
        *("use_here", "invalid_number", "send"),
        *("own", "compose", "compose_group", "loading_chats", "disconnected"),
        *("failed", "pending", "sent", "delivered", "read"),
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
        *("links_to_browsers", "button_that_says_use_here", "words_about_a_number", "lone_button"),
        *("holder_of_placed_rows", "list_without_rows", "pane_without_messages", "titled_text_below_name"),
        *("footer_without_editor", "editor_outside_footer", "send_outside_footer"),
    ]
)
GEOMETRIES = frozenset(["upper_end_text", "first_text_of_header", "lowest_editor", "button_before_composer"])
