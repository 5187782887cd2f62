// Reads what somebody wrote: letters, emoji, line breaks and WhatsApp's own marks, without the page's extras.

const MARKS = { STRONG: "*", B: "*", EM: "_", I: "_", DEL: "~", S: "~", CODE: "`" };

const BLOCKS = new Set(["LI", "BLOCKQUOTE", "PRE"]);

/** Half a character (a pair cut in two) would make the whole report unreadable on its way to Python. */
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");

/** List items and block quotes keep what stood before them (`1. `, `- `, `> `) in an attribute. */
const markBefore = (element) => {
  const mark = element.getAttribute("data-pre-plain-text");
  return mark && !mark.startsWith("[") ? mark : "";
};

const joined = (nodes) => {
  let text = "";
  for (const node of nodes) {
    if (text && !text.endsWith("\n") && BLOCKS.has(node.tagName)) text += "\n";
    text += S.textOf(node);
  }
  return text;
};

/** The text below a node. Icons and hidden spacers are dropped, pictures of emoji give their character. */
S.textOf = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return wellFormed(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.tagName.toLowerCase() === "svg" || node.getAttribute("aria-hidden") === "true") return "";
  if (node.tagName === "IMG") return node.getAttribute("data-plain-text") || node.getAttribute("alt") || "";
  if (node.tagName === "BR") return "\n";
  const inner = markBefore(node) + joined(node.childNodes);
  const mark = MARKS[node.tagName];
  return mark && inner ? mark + inner + mark : inner;
};

/** Titles and names carry invisible direction marks and no-break spaces that nobody wrote. */
S.cleanTitle = (text) =>
  wellFormed(text || "")
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\u00a0\u202f]/g, " ");
