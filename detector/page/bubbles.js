// Reads the bubbles of the open conversation: evidence only, the judgement about it is made in Python.

S.ticks = ["failed", "pending", "sent", "delivered", "read"];

const HAS_CLOCK = /\p{Nd}[:.]\p{Nd}{2}/u;

S.messageId = (row) => {
  const holder = row.hasAttribute("data-id") ? row : row.querySelector("[data-id]") || row.closest("[data-id]");
  const id = holder && holder.getAttribute("data-id");
  if (id && S.isMessageId(id)) return id;
  const named = (row.getAttribute("data-testid") || "").replace(/^conv-msg-/, "");
  return S.isMessageId(named) ? named : null;
};

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
  const label = S.find("own_label", bubble, S.outside(quote));
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
  S.outermost(S.findAll("body", bubble, S.outside(quote)))
    .map(S.textOf)
    .reduce((text, next) => (text && next && !text.endsWith("\n") ? `${text}\n${next}` : text + next), "");

const authorOf = (bubble, quote) => {
  const author = S.find("author", bubble, S.outside(quote));
  return author ? S.cleanTitle(S.textOf(author)) : null;
};

const preOf = (bubble, quote) => {
  const pre = S.find("pre_plain", bubble, S.outside(quote));
  return pre ? pre.getAttribute("data-pre-plain-text") : null;
};

/** Who the page may mean by the hidden name of a foreign bubble: its sender, or the contact of the chat. */
const sendersOf = (pre, author) => {
  const title = S.find("conversation_title");
  const named = /\]\s?([^]*):\s*$/.exec(pre || "");
  return [named && S.cleanTitle(named[1]).trim(), author, title && S.cleanTitle(S.textOf(title))].filter(Boolean);
};

const isShell = (row) => row.matches('[data-virtualized="true"]') || row.querySelector('[data-virtualized="true"]');

const metaOf = (bubble, quote) =>
  S.find("meta", bubble, (element) => S.outside(quote)(element) && HAS_CLOCK.test(element.textContent));

/** The meta may hold a word beside the time ("Edited"): only the clock is the time. */
const timeIn = (meta) => {
  if (!meta) return null;
  const leaf = S.leavesWithText(meta).find((each) => HAS_CLOCK.test(each.textContent));
  return S.textOf(leaf || meta).trim();
};

/** Texts are words of the sender; of other kinds only a caption is. A document's name is none of its words. */
const textOf = (bubble, quote, kind) => {
  if (kind === "deleted" || kind === "view_once" || kind === "unknown") return "";
  if (kind === "system") return S.leavesWithText(bubble).filter((leaf) => !HAS_CLOCK.test(leaf.textContent)).map(S.textOf).join("\n");
  if (kind === "contact" || kind === "poll" || WITH_CAPTION.includes(kind)) return captionOf(bubble, quote, kind);
  return bodyOf(bubble, quote);
};

const WITH_CAPTION = ["document", "location", "live_location", "audio", "voice", "sticker"];

/** Where only the page's own words stand, there is no caption: it is looked for by its surest marks alone. */
const captionOf = (bubble, quote, kind) => {
  if (kind === "contact") return "";
  const own = S.outside(quote);
  const marked = '[data-testid~="selectable-text"], .selectable-text.copyable-text, span.copyable-text, [data-testid$="-caption"]';
  const bodies = Array.from(bubble.querySelectorAll(marked)).filter(own);
  const body = S.outermost(bodies).filter((each) => !each.closest('[data-testid="vcard-msg"]'));
  return body.map(S.textOf).join("\n");
};

S.readRow = (row) => {
  const id = S.messageId(row);
  const votes = { class: classOf(row), prefix: prefixOf(id) };      // what holds for every row
  if (isShell(row)) return { id, shell: true, votes };
  const named = S.find("bubble", row);
  if (!named && S.find("system_row", row)) return { id, kind: "system", text: S.textOf(row), votes };
  const bubble = named || row;                      // media of a page that names no bubble
  const quote = S.find("quote", bubble);
  const meta = metaOf(bubble, quote);
  const pre = preOf(bubble, quote);
  const author = authorOf(bubble, quote);
  const tick = tickOf(bubble);
  const content = S.contentOf(bubble, quote, meta);
  return {
    id,
    ...content,
    text: textOf(bubble, quote, content.kind),
    truncated: Boolean(S.find("read_more", bubble, S.outside(quote))),
    pre,
    time: timeIn(meta),
    author,
    quoted: S.quotedOf(quote),
    tick,
    edited: Boolean(S.find("edited", bubble, S.outside(quote))),
    forwarded: S.forwardedOf(bubble, quote),
    mentions: S.mentionsOf(bubble, quote),
    reactions: S.reactionsOf(row, bubble),
    votes: {
      ...votes,
      status: tick ? "out" : null,
      side: sideOf(row, bubble),
      label: ownLabelOf(bubble, quote, sendersOf(pre, author)),
      tail: tailOf(row),
    },
  };
};

/** What a row says by itself of whose it is; null where it says nothing or contradicts itself. */
const sayingOf = (votes) => {
  const said = new Set(Object.values(votes).filter(Boolean));
  return said.size === 1 ? [...said][0] : null;
};

/**
 * Bubbles in the order of their rows. Only a run's first names its sender and bears a tail, the others inherit
 * both; an own bubble without a tick is a thing that pages do not show, so its absence speaks for a foreign one
 * wherever ticks can be read at all. Emptied rows and notices end a run: nobody knows what they hid.
 */
S.readBubbles = (rows, read = S.readRow) => {
  let [sender, run] = [null, null];
  const all = rows.map((row) => read(row));
  const showsTicks = all.some((bubble) => bubble.tick);
  const days = S.daysOf(rows);
  return all.map((given, index) => {
    const previous = index > 0 ? S.messageId(rows[index - 1]) : null;
    const bubble = { ...given, previous, day: days[index] };
    if (bubble.shell || bubble.kind === "system") {
      sender = run = null;
      return bubble;
    }
    const saying = sayingOf(bubble.votes);
    const isSilent = !Object.values(bubble.votes).some(Boolean);
    bubble.votes = { ...bubble.votes, run: isSilent ? run : null, tickless: ticklessOf(bubble, showsTicks) };
    run = isSilent ? run : saying;
    if (Object.values(given.votes).includes("out") || run === "out") sender = null;
    else bubble.author = sender = bubble.author || sender;
    return bubble;
  });
};

const ticklessOf = (bubble, showsTicks) =>
  showsTicks && bubble.time && !bubble.tick && bubble.kind !== "deleted" && bubble.kind !== "unknown" ? "in" : null;

S.messageRows = () =>
  S.findAll("message_row", S.find("message_scroller") || document.querySelector("#main")).filter(S.messageId);
