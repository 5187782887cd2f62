// Reads the rows of the chat list.

const DIGIT = /\p{Nd}/u;

/** The value of a digit in any script: how far it stands behind its script's zero. */
const plainDigit = (digit) => {
  const point = digit.codePointAt(0);
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(point - value - 1))) value += 1;
  return value;
};

const unreadOf = (row) => {
  const badge = S.find("row_unread", row, (element) => !element.hasAttribute("title"));   // titles: contacts' words
  if (!badge) return 0;
  const label = badge.getAttribute("aria-label") || badge.textContent;
  const digits = (/\p{Nd}[\p{Nd}.,\u00a0\u202f]*/u.exec(label) || [""])[0].replace(/[^\p{Nd}]/gu, "");
  return Number(Array.from(digits, plainDigit).join("").slice(0, 9));   // "Unread" set by hand has no number
};

const offsetOf = (row) => {
  const moved = /translateY\((-?[\d.]+)px\)/.exec(row.style.transform || "");
  return moved ? parseFloat(moved[1]) : row.getBoundingClientRect().top;
};

const titleOf = (element) => S.cleanTitle(element.getAttribute("title") || S.textOf(element));

/** One row, or null for rows that are no chat (section headings, the entry to the archive). */
S.readChatRow = (row) => {
  const name = S.find("row_name", row);
  if (!name) return null;
  const preview = S.find("row_preview", row);
  const kind = S.find("row_group", row) ? "group" : S.find("row_person", row) ? "person" : "unknown";
  return {
    name: titleOf(name),
    kind,
    unread: unreadOf(row),
    preview: preview ? titleOf(preview) : "",
    time: (S.find("row_time", row) || { textContent: "" }).textContent,
    top: offsetOf(row),
    selected: Boolean(row.querySelector('[aria-selected="true"]')),
  };
};

/** All rows that are drawn, from the top; the order in the document is not the order on the screen. */
S.readChatRows = (read = S.readChatRow) =>
  S.findAll("chat_row")
    .map((row) => read(row))
    .filter(Boolean)
    .sort((a, b) => a.top - b.top);

/** The same, each with the community above its name: for saved pages, since the product has no use for it. */
S.readSavedRows = () =>
  S.readChatRows((row) => {
    const read = S.readChatRow(row);
    const community = read && S.find("row_community", row);
    return read && { ...read, community: community ? titleOf(community) || null : null };
  });

/** Where to press to open a chat: the middle of the name, or null while the row is not drawn or hidden. */
S.rowPoint = (wanted, kind) => {
  const matches = S.findAll("chat_row").filter((row) => {
    const read = S.readChatRow(row);
    return read && read.name === wanted && (kind === "unknown" || read.kind === "unknown" || read.kind === kind);
  });
  if (matches.length !== 1) return { matches: matches.length };
  const title = S.find("row_name", matches[0]);
  title.scrollIntoView({ block: "nearest", behavior: "instant" });
  const box = title.getBoundingClientRect();
  const x = box.left + Math.min(box.width, 120) / 2;
  const y = box.top + box.height / 2;
  const top = document.elementFromPoint(x, y);
  return { matches: 1, x, y, visible: Boolean(top && matches[0].contains(top)) };
};
