// Strategies that walk the tree or measure positions, by the names that selectors.yaml uses.

const MESSAGE_ID = /^([0-9A-F]{16,40}|(true|false)_\S+)$/;
const WHOLE_NUMBER = /^\p{Nd}{1,3}([.,\u00a0\u202f]?\p{Nd}{3})*$/u;
const CLOCK_TIME = /^\s*\p{Nd}{1,2}[:.]\p{Nd}{2}(\s*\S{1,6}){0,2}\s*$/u;

const MAP_ADDRESS = /^https?:\/\/(maps\.google\.|www\.google\.[a-z.]+\/maps|maps\.apple\.com|[^/]*foursquare\.com)/;
const CALL_SIGN = /^(wds-ic-phone-call-|ic-videocam|ic-phone-callback|(voice|video)-call-)/;
const WRITTEN = '[data-testid~="selectable-text"], .selectable-text, .copyable-text:not([data-pre-plain-text^="["])';

const scrollableAncestor = (element) => {
  for (let node = element; node && node !== document.body; node = node.parentElement) {
    if (/(auto|scroll)/.test(getComputedStyle(node).overflowY) && node.scrollHeight > 0) return [node];
  }
  return [];
};

const leavesWithText = (scope) =>
  Array.from(scope.querySelectorAll("span, div, strong, em, h1, h2, p")).filter(
    (element) => !element.children.length && element.textContent.trim() && !element.closest("svg"),
  );

const saysNumber = (labelled, leaf) =>
  /\p{Nd}/u.test(labelled.getAttribute("aria-label")) && labelled.textContent.trim() === leaf.textContent.trim();

const outermost = (elements) => elements.filter((a) => !elements.some((b) => b !== a && b.contains(a)));

const saysUnconnected = (text) =>
  S.matchLabel("banner_phone", text) || S.matchLabel("banner_network", text);

/** Before a link there are few words on the page; one of them may be pressed by itself or with what holds it. */
const wordsToPress = (label) =>
  document.querySelector("#pane-side")
    ? []
    : Array.from(document.querySelectorAll("span, div, a, button, p")).filter(
        (each) => !each.querySelector("div, p, a, button, span") && S.matchLabel(label, S.textOf(each).trim()),
      );

S.structure = {
  loading_text: () =>
    document.querySelector("#pane-side")
      ? []
      : leavesWithText(document.body).filter((leaf) => S.matchLabel("loading_chats", leaf.textContent)),

  banner_text: () => {
    const side = document.querySelector("#side");
    const list = document.querySelector("#pane-side");
    return side
      ? leavesWithText(side).filter(
          (leaf) => !(list && list.contains(leaf)) && saysUnconnected(leaf.textContent),
        )
      : [];
  },

  scrollable_ancestor_of_grid: () => scrollableAncestor(document.querySelector('[role="grid"]')),

  scrollable_ancestor_of_message: () => scrollableAncestor(document.querySelector("#main [data-id]")),

  translated_children: (grid) => Array.from(grid.children).filter((row) => /translateY/.test(row.style.transform)),

  first_title_outside_second_line: (row) => {
    const preview = S.find("row_preview", row);
    return Array.from(row.querySelectorAll("span[title]")).filter((titled) => !preview || !preview.contains(titled));
  },

  titled_above_name: (row) => {
    const name = S.find("row_name", row);
    const isAbove = (titled) =>
      !titled.contains(name) && titled.compareDocumentPosition(name) & Node.DOCUMENT_POSITION_FOLLOWING;
    return name ? Array.from(row.querySelectorAll("span[title]")).filter(isAbove) : [];
  },

  second_line: (row) => {
    const titled = row.querySelectorAll("span[title]");
    return titled.length > 1 ? [titled[titled.length - 1]] : [];
  },

  badge_number: (row) =>
    leavesWithText(row).filter((leaf) => {
      if (!WHOLE_NUMBER.test(leaf.textContent.trim()) || leaf.closest("[title]")) return false;
      const labelled = leaf.closest('[aria-hidden="true"], [aria-label]');
      return labelled && (labelled.ariaHidden === "true" || saysNumber(labelled, leaf));
    }),

  preview_sender: (row) => {
    const preview = S.find("row_preview", row);
    return preview && Array.from(preview.querySelectorAll("span")).some((span) => /:\u00a0$/.test(span.textContent))
      ? [preview]
      : [];
  },

  rows_with_message_id: (scope) =>
    outermost(
      Array.from(scope.querySelectorAll('[data-id], [data-testid^="conv-msg-"]')).filter(
        (row) => MESSAGE_ID.test(row.getAttribute("data-id")) || MESSAGE_ID.test(row.dataset.testid?.slice(9)),
      ),
    ),

  holder_of_text_and_meta: (row) => {
    const text = row.querySelector(".copyable-text");
    for (let node = text; node && node !== row; node = node.parentElement) {
      if (leavesWithText(node).some((leaf) => CLOCK_TIME.test(leaf.textContent) && !text.contains(leaf))) return [node];
    }
    return [];
  },

  without_meta: (row) =>
    row.matches('[data-virtualized="true"]') ||
    row.querySelector('[data-virtualized="true"], .copyable-text, img, canvas, button') ||
    leavesWithText(row).some((leaf) => CLOCK_TIME.test(leaf.textContent)) ||
    S.media.some((kind) => S.find(kind, row))
      ? []
      : [row],

  text_beside_meta: (bubble) => {
    const apart = ["quote", "author", "meta"].map((name) => S.find(name, bubble)).filter(Boolean);
    return outermost(
      Array.from(bubble.querySelectorAll('span[dir], div[dir], img[data-plain-text], img[alt]')).filter(
        (element) => !apart.some((other) => other.contains(element)) && !element.closest('[aria-hidden="true"]'),
      ),
    );
  },

  trailing_time: (bubble) => {
    const times = leavesWithText(bubble).filter(
      (leaf) => CLOCK_TIME.test(leaf.textContent) && !leaf.closest('[aria-hidden="true"]'),
    );
    return times.length ? [times[times.length - 1].parentElement] : [];
  },

  status_label: (bubble) =>
    Array.from(bubble.querySelectorAll("[aria-label]")).filter((element) =>
      S.ticks.some((tick) => S.matchLabel(tick, element.getAttribute("aria-label"))),
    ),

  tiles_around: (bubble) => {
    const tiles = S.structure.tiles(bubble);
    return tiles.length > 1 ? [tiles[0].parentElement] : [];
  },

  card_of_a_name: (bubble) =>
    Array.from(bubble.querySelectorAll('.copyable-text[data-pre-plain-text] [role="button"][aria-label]')).filter(
      (card) => card.querySelector("img, svg") && card.querySelector('[dir="auto"]') && !card.closest("a, svg"),
    ),

  map_link: (bubble) =>
    Array.from(bubble.querySelectorAll("a[href]")).filter(
      (link) => MAP_ADDRESS.test(link.href) && !link.matches(WRITTEN) && link.textContent.trim() !== link.href,
    ),

  call_sign: (bubble) =>
    Array.from(bubble.querySelectorAll("button svg > title")).filter((title) => CALL_SIGN.test(title.textContent)),

  words_about_choosing: (bubble) => wordsOf(bubble, "poll_choice"),
  words_about_live: (bubble) => wordsOf(bubble, "live_location"),
  words_about_forwarding: (bubble) => wordsOf(bubble, "forwarded"),
  words_about_much_forwarding: (bubble) => wordsOf(bubble, "forwarded_many"),
  words_about_more: (bubble) =>
    Array.from(bubble.querySelectorAll("button, [role=button]")).filter((each) => S.matchLabel("read_more", each.textContent)),

  words_about_waiting: (bubble) =>
    [bubble, ...bubble.querySelectorAll("div, span")].filter(
      (each) => !each.closest(WRITTEN) && Array.from(each.childNodes).some(
        (node) => node.nodeType === Node.TEXT_NODE && S.matchLabel("waiting_message", node.data),
      ),
    ),

  words_about_editing: (bubble) => {
    const meta = S.find("meta", bubble);
    return meta ? leavesWithText(meta).filter((leaf) => S.matchLabel("edited", leaf.textContent)) : [];
  },

  words_about_a_day: (scroller) =>
    leavesWithText(S.messageList(scroller)).filter(
      (leaf) => leaf.matches("span[dir]") && !leaf.closest('[data-id], [data-testid^="conv-msg-"]') && S.dayOf(leaf.textContent),
    ),

  words_about_a_number_to_link: () =>
    document.querySelector("#pane-side")
      ? []
      : leavesWithText(document.body).filter((leaf) => S.matchLabel("linking_by_number", leaf.textContent)),

  words_about_linking_by_number: () => wordsToPress("link_by_number"),
  words_about_linking_by_code: () => wordsToPress("link_by_code"),
  words_about_a_new_code: () => wordsToPress("new_code"),

  words_about_refused_linking: () =>
    document.querySelector("#pane-side")
      ? []
      : leavesWithText(document.body).filter((leaf) => S.matchLabel("too_many_links", leaf.textContent)),

  words_about_a_restriction: () =>
    Array.from(document.querySelectorAll("#main footer")).flatMap((footer) =>
      footer.querySelector("[contenteditable]")
        ? []
        : leavesWithText(footer).filter((leaf) => S.matchLabel("restricted", leaf.textContent)),
    ),

  button_behind_body: (bubble) =>
    Array.from(bubble.querySelectorAll('[data-testid~="selectable-text"] + [role="button"], .selectable-text + [role="button"]'))
      .filter((each) => !each.children.length && each.textContent.trim() && each.closest("[data-pre-plain-text]")),
};

/** Words of the page, not of a contact: what somebody wrote is marked so that it can be copied. */
const wordsOf = (bubble, label) =>
  leavesWithText(bubble).filter((leaf) => !leaf.closest(WRITTEN) && S.matchLabel(label, leaf.textContent));

/** The tiles of an album; an inline style keeps its name whatever the build. */
S.structure.tiles = (bubble) => Array.from(bubble.querySelectorAll('[style*="grid-area"]'));

/** What holds the rows; the day that floats above the list stands outside. */
S.messageList = (scroller) => scroller.querySelector('[data-tab="8"]') || scroller;

S.outermost = outermost;
S.isMessageId = (text) => MESSAGE_ID.test(text);
S.leavesWithText = leavesWithText;
