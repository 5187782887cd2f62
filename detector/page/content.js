// Says what kind of thing a bubble holds and what it tells of it: words of the page, to be judged in Python.

/** What is quoted belongs to another message. */
S.outside = (quote) => (element) => !quote || !quote.contains(element);

/** In the order in which they are asked: what holds other things comes before what it holds. */
S.media = [
  "view_once", "sticker", "poll", "contact", "live_location", "location",
  "audio", "voice", "document", "gif", "album", "video", "image",
];

const DURATION = /^\p{Nd}{1,3}(?:[:.]\p{Nd}{2}){1,2}$/u;

const said = (element) => (element ? S.cleanTitle(S.textOf(element)).trim() || null : null);

const titled = (element) =>
  element ? S.cleanTitle(element.getAttribute("title") || element.getAttribute("aria-label") || "") || said(element) : null;

/** How long a sound or a film is: its slider says `at/whole`, else a lone text that is no time of day. */
const lengthOf = (bubble, meta) => {
  const slider = bubble.querySelector('[role="slider"]');
  const whole = (slider?.getAttribute("aria-valuetext") || "").split("/").pop().trim();
  if (DURATION.test(whole)) return whole;
  const leaf = S.leavesWithText(bubble).find(
    (each) => DURATION.test(each.textContent.trim()) && !meta?.contains(each) && !each.closest(".copyable-text"),
  );
  return leaf ? leaf.textContent.trim() : slider?.getAttribute("aria-valuemax") || null;
};

const documentOf = (bubble, own) => {
  const name = S.find("document_name", bubble, own);
  const facts = Array.from(bubble.querySelectorAll("span[title]"))
    .filter((each) => own(each) && each !== name && !name?.contains(each))
    .map((each) => S.cleanTitle(each.getAttribute("title")));
  const type = bubble.querySelector("[data-meta-key='type']");
  return { name: said(name) || quotedIn(bubble, own), type: titled(type), facts: facts.slice(0, 8) };
};

/** `Download "report.pdf"`: where the name does not stand by itself it stands in the title. */
const quotedIn = (bubble, own) => {
  const thumb = Array.from(bubble.querySelectorAll("[title]")).find((each) => own(each) && /"[^]*"/.test(each.title));
  return thumb ? S.cleanTitle(/"([^]*)"/.exec(thumb.title)[1]) : null;
};

const onceOf = (bubble) => {
  const words = Array.from(bubble.querySelectorAll("[aria-label]"), (each) => each.getAttribute("aria-label"));
  const says = (label) => words.some((text) => S.matchLabel(label, text));
  const isViewed = bubble.querySelector('[data-icon="view-once-viewed"]');
  return {
    once: says("once_voice") ? "voice" : says("once_video") ? "video" : says("view_once") ? "image" : null,
    state: says("expired") ? "expired" : says("opened") || isViewed ? "opened" : "unopened",
  };
};

const placeOf = (bubble, own) => {
  const link = S.find("location", bubble, own);
  const links = link?.matches("a[href]") ? [link] : [...(link || bubble).querySelectorAll("a[href]")];
  const known = links.find((each) => /\d/.test(each.href));
  const named = Array.from((link?.parentElement || bubble).querySelectorAll('[dir="auto"]')).find(
    (each) => !each.closest('[data-testid="msg-meta"]') && each.closest("a"),
  );
  return { href: known ? known.href : null, name: S.cleanTitle(known?.getAttribute("title") || "") || said(named) };
};

const stickerOf = (bubble) => {
  const alts = Array.from(bubble.querySelectorAll("img[alt]"), (each) => each.alt);
  const match = alts.map((alt) => S.matchLabel("sticker", alt)).find(Boolean);
  return { emoji: match ? S.cleanTitle(match[1]) : null };
};

const tilesOf = (bubble) => {
  const tiles = S.structure.tiles(bubble);
  const more = tiles.length ? /^\+\s*(\p{Nd}{1,3})$/u.exec(said(tiles[tiles.length - 1]) || "") : null;
  return { items: tiles.length + (more ? Number(more[1]) : 0) };
};

const readers = {
  view_once: onceOf,
  sticker: stickerOf,
  poll: (bubble, own) => ({
    options: S.findAll("poll_option", bubble, own).slice(0, 20).map((each) =>
      S.cleanTitle(each.getAttribute("aria-label") || S.textOf(each)).trim(),
    ),
  }),
  contact: (bubble, own) => ({ name: said(S.find("contact_name", bubble, own)) }),
  live_location: placeOf,
  location: placeOf,
  audio: (bubble, own, meta) => ({ length: lengthOf(bubble, meta) }),
  voice: (bubble, own, meta) => ({ length: lengthOf(bubble, meta) }),
  document: documentOf,
  album: tilesOf,
  video: (bubble, own, meta) => ({ length: lengthOf(bubble, meta) }),
};

const deletedBy = (bubble) => {
  const words = S.leavesWithText(bubble).map((leaf) => leaf.textContent);
  const whole = bubble.textContent;
  const says = (label) => [...words, whole].some((text) => S.matchLabel(label, text));
  return says("deleted_by_us") ? "us" : says("deleted_by_admin") ? "admin" : null;
};

/** The kind, and whatever of its facts the page tells. */
S.contentOf = (bubble, quote, meta) => {
  const own = S.outside(quote);
  if (S.find("deleted", bubble, own)) return { kind: "deleted", facts: { by: deletedBy(bubble) } };
  if (S.find("waiting_message", bubble, own)) return { kind: "unknown", facts: { state: "waiting" } };
  if (S.find("call", bubble, own)) return { kind: "system", facts: {} };
  const kind = S.media.find((each) => S.find(each, bubble, own)) || "text";
  const facts = readers[kind] ? readers[kind](bubble, own, meta) : {};
  const card = kind === "text" ? S.find("link_title", bubble, own) : null;
  return { kind, facts: card ? { ...facts, link: titled(card) } : facts };
};

S.forwardedOf = (bubble, quote) =>
  S.find("forwarded_many", bubble, S.outside(quote)) ? "many" : S.find("forwarded", bubble, S.outside(quote)) ? "once" : null;

/** Who is named in a text; the template holds an id, if any, between spaces of no width. */
S.mentionsOf = (bubble, quote) =>
  S.findAll("mention", bubble, S.outside(quote))
    .slice(0, 100)
    .map((each) => ({
      name: S.cleanTitle(each.getAttribute("data-plain-text") || `@${each.getAttribute("data-display") || ""}`).slice(1),
      id: idIn(each.getAttribute("data-app-text-template")) || idIn(each.getAttribute("data-jid")),
    }));

const idIn = (text) => (/[0-9A-Za-z.:-]{1,64}@[a-z.]{1,20}/.exec(text || "") || [null])[0];

S.reactionsOf = (row, bubble) =>
  S.findAll("reactions", row, (each) => !bubble.contains(each) || each.closest('[data-testid="addon-bubble-container"]'))
    .slice(0, 1)
    .map((each) => ({
      label: S.cleanTitle(each.getAttribute("aria-label") || ""),
      emoji: Array.from(each.querySelectorAll("img[alt]"), (image) => image.alt),
      number: said(each.querySelector("span:not(:has(*))")) || "",
    }));

/** What is answered: its author and words apart; where nobody wrote words, the page names the kind of thing. */
S.quotedOf = (quote) => {
  if (!quote) return null;
  const first = S.leavesWithText(quote)[0];
  const isWords = first?.closest(".quoted-mention, [data-testid~='selectable-text']");
  const author = S.find("author", quote) || (isWords ? null : first);
  const body = Array.from(quote.querySelectorAll(".quoted-mention, [data-testid~='selectable-text']"));
  const parts = body.length ? S.outermost(body) : [];
  const text = parts.length ? parts.map(S.textOf).join("\n") : S.textOf(quote).replace(S.textOf(author || new Text("")), "");
  const icon = quote.querySelector('[data-icon^="status-"]')?.getAttribute("data-icon") || "";
  const drawn = Array.from(quote.querySelectorAll("svg > title"), (title) => title.textContent).find((name) => /^status-/.test(name));
  return { author: said(author), text, icon: icon || drawn || null };
};
