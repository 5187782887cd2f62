// Reads the bubbles of the open conversation: evidence only, the judgement about it is made in Python.

S.ticks = ["failed", "pending", "sent", "delivered", "read"];
S.media = ["sticker", "audio", "document", "video", "image"];   // pictures last: the others hold some too

const HAS_CLOCK = /\p{Nd}[:.]\p{Nd}{2}/u;

S.messageId = (row) => {
  const holder = row.hasAttribute("data-id") ? row : row.querySelector("[data-id]") || row.closest("[data-id]");
  const id = holder && holder.getAttribute("data-id");
  if (id && S.isMessageId(id)) return id;
  const named = (row.getAttribute("data-testid") || "").replace(/^conv-msg-/, "");
  return S.isMessageId(named) ? named : null;
};

const outside = (quote) => (element) => !quote || !quote.contains(element);

const tickOf = (bubble) => {
  const element = S.find("tick", bubble);
  if (!element) return null;
  const label = element.getAttribute("aria-label");
  const known = S.ticks.find((tick) => S.matchLabel(tick, label));
  if (known) return known;
  const icon = element.getAttribute("data-icon") || element.querySelector("title")?.textContent || "";
  if (/fail|error/.test(icon)) return "failed";
  if (/time|pending/.test(icon)) return "pending";
  return /dbl|read|delivered/.test(icon) ? "delivered" : "sent";
};

const isRightToLeft = (element) => getComputedStyle(element).direction === "rtl";

/** Own bubbles stand at the inline end. Abstains where the page has no layout or the bubble fills its row. */
const sideOf = (row, bubble) => {
  const panel = (S.find("message_scroller") || row).getBoundingClientRect();
  const box = bubble.getBoundingClientRect();
  if (!box.width || !panel.width || box.width > 0.85 * panel.width) return null;
  const [left, right] = [box.left - panel.left, panel.right - box.right];
  if (Math.abs(left - right) < 8) return null;
  return right < left !== isRightToLeft(row) ? "out" : "in";
};

/** A hidden name in a language without translation may be "You:" too: it counts only where it is the sender's. */
const ownLabelOf = (bubble, quote, senders) => {
  const label = S.find("own_label", bubble, outside(quote));
  if (!label) return null;
  const text = label.getAttribute("aria-label");
  if (S.matchLabel("own", text)) return "out";
  return senders.includes(S.cleanTitle(text).replace(/:\s*$/, "").trim()) ? "in" : null;
};

const tailOf = (row) => {
  const tail = S.find("tail", row);
  if (!tail) return null;
  const name = tail.getAttribute("data-icon") || tail.getAttribute("data-testid") || tail.textContent;
  return name.includes("tail-out") !== isRightToLeft(row) ? "out" : "in";
};

const classOf = (row) =>
  row.matches(".message-out") || row.querySelector(".message-out")
    ? "out"
    : row.matches(".message-in") || row.querySelector(".message-in")
      ? "in"
      : null;

const prefixOf = (id) => (/^true_/.test(id) ? "out" : /^false_/.test(id) ? "in" : null);

const bodyOf = (bubble, quote) =>
  S.outermost(S.findAll("body", bubble, outside(quote)))
    .map(S.textOf)
    .join("");

const authorOf = (bubble, quote) => {
  const author = S.find("author", bubble, outside(quote));
  return author ? S.cleanTitle(S.textOf(author)) : null;
};

const preOf = (bubble, quote) => {
  const pre = S.find("pre_plain", bubble, outside(quote));
  return pre ? pre.getAttribute("data-pre-plain-text") : null;
};

/** Who the page may mean by the hidden name of a foreign bubble: its sender, or the contact of the chat. */
const sendersOf = (pre, author) => {
  const title = S.find("conversation_title");
  const named = /\]\s?([^]*):\s*$/.exec(pre || "");
  return [named && S.cleanTitle(named[1]).trim(), author, title && S.cleanTitle(S.textOf(title))].filter(Boolean);
};

const kindOf = (bubble, quote) =>
  S.find("deleted", bubble, outside(quote))
    ? "deleted"
    : S.media.find((kind) => S.find(kind, bubble, outside(quote))) || "text";

const isShell = (row) => row.matches('[data-virtualized="true"]') || row.querySelector('[data-virtualized="true"]');

S.readRow = (row) => {
  const id = S.messageId(row);
  const votes = { class: classOf(row), prefix: prefixOf(id) };      // what holds for every row
  if (isShell(row)) return { id, shell: true, votes };
  const named = S.find("bubble", row);
  if (!named && S.find("system_row", row)) return { id, kind: "system", text: S.textOf(row), votes };
  const bubble = named || row;                      // media of a page that names no bubble
  const quote = S.find("quote", bubble);
  const meta = S.find("meta", bubble, (element) => outside(quote)(element) && HAS_CLOCK.test(element.textContent));
  const pre = preOf(bubble, quote);
  const author = authorOf(bubble, quote);
  const tick = tickOf(bubble);
  return {
    id,
    kind: kindOf(bubble, quote),
    text: bodyOf(bubble, quote),
    pre,
    time: meta ? S.textOf(meta).trim() : null,
    author,
    quoted: quote ? S.textOf(quote) : null,
    tick,
    votes: {
      ...votes,
      status: tick ? "out" : null,
      side: sideOf(row, bubble),
      label: ownLabelOf(bubble, quote, sendersOf(pre, author)),
      tail: tailOf(row),
    },
  };
};

/** Bubbles in the order of their rows; only a run's first names its sender, the others inherit it. */
S.readBubbles = (rows, read = S.readRow) => {
  let sender = null;
  return rows.map((row, index) => {
    const bubble = { ...read(row), previous: index > 0 ? S.messageId(rows[index - 1]) : null };
    const isNobodys = bubble.shell || bubble.kind === "system";
    if (isNobodys || Object.values(bubble.votes).includes("out")) sender = null;
    else bubble.author = sender = bubble.author || sender;
    return bubble;
  });
};

S.messageRows = () =>
  S.findAll("message_row", S.find("message_scroller") || document.querySelector("#main")).filter(S.messageId);
