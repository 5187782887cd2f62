// What Python asks of the page before and after it presses a key; nothing here writes into the page.

/** The open conversation with its bubbles, oldest first. */
S.readPane = () => {
  const conversation = S.readConversation();
  if (!conversation) return null;
  return { ...conversation, lang: document.documentElement.lang, bubbles: S.readBubbles(S.messageRows()) };
};

let returned = new Set();

/**
 * For reading back: the ids of all bubbles that stand in the page, oldest first, and the content of those
 * that were not returned since `anew`. A bubble that the page emptied has no content yet.
 */
S.readOn = (anew) => {
  const conversation = S.readConversation();
  if (!conversation) return null;
  if (anew) returned = new Set();
  const rows = S.messageRows();
  const bubbles = S.readBubbles(rows, S.readOnce).filter((bubble) => !bubble.shell && !returned.has(bubble.id));
  bubbles.forEach((bubble) => returned.add(bubble.id));
  return { ...conversation, lang: document.documentElement.lang, ids: rows.map(S.messageId), bubbles };
};

/** Has a bubble returned once more, because its text was opened. */
S.forget = (id) => returned.delete(id);

/** Where to press for the rest of a bubble's text, brought into view; null when all of it is there. */
S.morePoint = (id) => {
  const row = S.messageRows().find((each) => S.messageId(each) === id);
  const button = row ? S.find("read_more", row) : null;
  if (button) button.scrollIntoView({ block: "center", behavior: "instant" });
  return S.pointIn(button);
};

/** Only who is open and which ids are drawn: cheap enough to be asked while waiting. */
S.glance = () => {
  const conversation = S.readConversation();
  return conversation && { ...conversation, fresh: S.isFresh(), ids: S.messageRows().map(S.messageId) };
};

/** Scrolls the open conversation to its end, or to its top (`older`), where the page loads older messages. */
S.scrollPane = (older) => {
  const scroller = S.find("message_scroller");
  if (scroller) scroller.scrollTop = older ? 0 : scroller.scrollHeight;
};

/** Brings a bubble into view, so that the page gives it and its neighbours their content again. */
S.showBubble = (id) => {
  const row = S.messageRows().find((each) => S.messageId(each) === id);
  if (row) row.scrollIntoView({ block: "center", behavior: "instant" });
};

/** Scrolls the chat list to a share of its views; says whether more lies below. */
S.scrollList = (page) => {
  const scroller = S.find("list_scroller");
  if (!scroller) return null;
  scroller.scrollTop = page * 0.8 * scroller.clientHeight;
  return { top: scroller.scrollTop, more: scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 2 };
};

S.pointIn = (element) => {
  if (!element) return null;
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  const isDrawn = box.width > 0 && box.height > 0;      // what is not drawn lies at 0, 0, where others are
  return { x, y, visible: Boolean(isDrawn && top && (element.contains(top) || top.contains(element))) };
};

/** The middle of a target, and whether a press there would reach it. */
S.pointOf = (name) => S.pointIn(S.find(name));

/** What stands in a field of a form, or null when it is not there. */
S.valueOf = (name) => S.find(name)?.value ?? null;

/** Per target the best strategy that ever matched (null: none did) and how many were tried to find that out. */
S.matches = () =>
  Object.fromEntries(
    Object.entries(S.hits).map(([target, hits]) => {
      const best = hits.findIndex((count, place) => count && place < hits.length - 1);
      return [target, { matched: best < 0 ? null : best, tried: best < 0 ? hits.length - 1 : best + 1 }];
    }),
  );

/** Which strategy each target was found by since this was last asked: the best, for bubbles differ. */
S.strategies = () => {
  const used = S.used;
  S.used = {};
  return used;
};
