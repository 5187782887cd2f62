"""The names by which selectors.yaml and the code speak of the page: targets, labels, structures."""

from __future__ import annotations

GIVEN_SCOPES = frozenset({"row", "bubble"})

# What the page script and the sender ask for by name, so a file without one of them could not work.
TARGETS = frozenset(
    [
        *("app", "unsupported", "chat_grid", "empty_list", "empty_conversation", "no_composer"),
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
        "row_community",
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
        *("voice", "album", "gif", "contact", "poll", "poll_option", "location", "live_location"),
        *("view_once", "call", "waiting_message", "forwarded", "forwarded_many", "edited", "reactions"),
        *("link_title", "read_more", "document_name", "contact_name", "mention", "date_divider"),
        *("phone_number", "restricted"),
        *("number_link", "number_input", "number_next", "pairing_code", "code_again", "code_link"),
        *("linking_refused", "menu_button", "log_out", "log_out_ok"),
        "composer",
        "send_button",
        *("attach", "attach_media", "attach_document", "caption_box", "media_send", "preview_close"),
        *("message_menu", "reply_item", "reply_preview", "reply_cancel"),
    ]
)
# What the file may hold although nothing uses it yet; only `switchboard selectors try` looks for these.
AHEAD = frozenset(
    [
        *("use_here", "invalid_number", "search_box", "search_clear", "new_chat"),
        *("row_muted", "row_pinned", "filter_all", "filter_unread", "presence", "scroll_to_bottom"),
        *("file_input", "menu_item"),
    ]
)
LABELS = frozenset(
    [
        *("use_here", "invalid_number", "send"),
        *("own", "compose", "compose_group", "loading_chats"),
        *("failed", "pending", "sent", "delivered", "read"),
        *("read_more", "forwarded", "forwarded_many", "edited", "deleted_by_us", "deleted_by_admin"),
        *("waiting_message", "live_location", "poll_choice", "view_once", "once_video", "once_voice"),
        *("opened", "expired", "sticker", "sticker_bare", "today", "yesterday"),
        *("offline", "logging_out", "linking_by_number", "restricted", "close"),
        *("link_by_number", "number_to_link", "next", "link_by_code", "new_code", "too_many_links"),
        *("menu", "log_out"),
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
        "titled_above_name",
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
        *("tiles_around", "card_of_a_name", "map_link", "call_sign", "button_behind_body"),
        *("words_about_choosing", "words_about_live", "words_about_waiting", "words_about_forwarding"),
        *("words_about_much_forwarding", "words_about_editing", "words_about_more", "words_about_a_day"),
        *("words_about_a_number_to_link", "words_about_a_restriction", "words_about_refused_linking"),
        *("words_about_linking_by_number", "words_about_linking_by_code", "words_about_a_new_code"),
    ]
)
GEOMETRIES = frozenset(["upper_end_text", "first_text_of_header", "lowest_editor", "button_before_composer"])
