// Strategies that walk the tree or measure positions, by the names that selectors.yaml uses.

const MESSAGE_ID = /^([0-9A-F]{16,40}|(true|false)_\S+)$/;
const WHOLE_NUMBER = /^\p{Nd}{1,3}([.,\u00a0\u202f]?\p{Nd}{3})*$/u;
const CLOCK_TIME = /^\s*\p{Nd}{1,2}[:.]\p{Nd}{2}(\s*\S{1,6}){0,2}\s*$/u;

const scrollableAncestor = (element) => {
  for (let node = element; node && node !== document.body; node = node.parentElement) {
    if (/(auto|scroll)/.test(getComputedStyle(node).overflowY) && node.scrollHeight > 0) return [node];
  }
  return [];
};

const leavesWithText = (scope) =>
  Array.from(scope.querySelectorAll("span, div, strong, em")).filter(
    (element) => !element.children.length && element.textContent.trim() && !element.closest("svg"),
  );

const saysNumber = (labelled, leaf) =>
  /\p{Nd}/u.test(labelled.getAttribute("aria-label")) && labelled.textContent.trim() === leaf.textContent.trim();

const outermost = (elements) => elements.filter((a) => !elements.some((b) => b !== a && b.contains(a)));

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
          (leaf) => !(list && list.contains(leaf)) && S.matchLabel("disconnected", leaf.textContent),
        )
      : [];
  },

  scrollable_ancestor_of_grid: () => scrollableAncestor(document.querySelector('[role="grid"]')),

  scrollable_ancestor_of_message: () => scrollableAncestor(document.querySelector("#main [data-id]")),

  translated_children: (grid) => Array.from(grid.children).filter((row) => /translateY/.test(row.style.transform)),

  first_title_outside_second_line: (row) => {
    const titled = row.querySelector("span[title]");
    return titled ? [titled] : [];
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
};

S.outermost = outermost;
S.isMessageId = (text) => MESSAGE_ID.test(text);
S.leavesWithText = leavesWithText;
