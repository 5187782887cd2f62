// Reads what somebody wrote: letters, emoji, line breaks and WhatsApp's own marks, without the page's extras.

const MARKS = { STRONG: "*", B: "*", EM: "_", I: "_", DEL: "~", S: "~", CODE: "`" };

const BLOCKS = new Set(["LI", "BLOCKQUOTE", "PRE", "UL", "OL"]);
const APP_TEXT = "${appText}";
const BIDI = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Half a character (a pair cut in two) would make the whole report unreadable on its way to Python. */
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");

/** List items and block quotes keep what stood before them (`1. `, `- `, `> `) in an attribute. */
const markOf = (element) => {
  const mark = element.getAttribute("data-pre-plain-text");
  return mark && !mark.startsWith("[") ? mark : "";
};

const markBefore = (element) => {
  const mark = markOf(element);
  const first = element.firstElementChild;
  if (first && mark && markOf(first) === mark) return "";           // said again inside: once is enough
  if (mark) return mark;
  if (element.tagName === "BLOCKQUOTE" && !element.querySelector("[data-pre-plain-text]")) return "> ";
  if (element.tagName !== "LI" || element.querySelector("[data-pre-plain-text]")) return "";
  return element.parentElement?.tagName === "OL" ? `${element.getAttribute("value") || place(element)}. ` : "- ";
};

const place = (item) => Array.from(item.parentElement.children).indexOf(item) + 1;

/** What was typed around formatted words stands in an attribute; without one the element's name tells it. */
const withMarks = (element, inner) => {
  if (!inner) return inner;
  const [bare, end] = inner.endsWith("\n") ? [inner.slice(0, -1), "\n"] : [inner, ""];
  const template = element.getAttribute("data-app-text-template") || "";
  if (template.includes(APP_TEXT)) return template.split(APP_TEXT).join(bare) + end;
  const isBlockOfCode = element.tagName === "CODE" && (element.closest("pre") || bare.includes("\n"));
  const mark = isBlockOfCode ? "```" : MARKS[element.tagName];
  return mark ? mark + bare + mark + end : inner;
};

const isLineOfItsOwn = (node) =>
  BLOCKS.has(node.tagName) || (node.tagName === "SPAN" && getComputedStyle(node).display === "block");

const joined = (nodes) => {
  let text = "";
  let isAfterBlock = false;
  for (const node of nodes) {
    const next = S.textOf(node);
    if (!next && node.nodeType !== Node.ELEMENT_NODE) continue;
    const isBlock = node.nodeType === Node.ELEMENT_NODE && isLineOfItsOwn(node);
    if (text && next && (isBlock || isAfterBlock) && !text.endsWith("\n") && !next.startsWith("\n")) text += "\n";
    text += next;
    if (next) isAfterBlock = isBlock;
  }
  return text;
};

const isButtonForMore = (element) =>
  (element.tagName === "BUTTON" || element.getAttribute("role") === "button") &&
  (element.classList.contains("read-more-button") || S.matchLabel("read_more", element.textContent));

/** "@Name" as the page spells it, without the marks around the name that nobody wrote. */
const mentionOf = (element) => {
  const plain = element.getAttribute("data-plain-text");
  return plain?.startsWith("@") && element.tagName !== "IMG" ? plain.replace(BIDI, "") : null;
};

/** The text below a node. Icons and hidden spacers are dropped, pictures of emoji give their character. */
S.textOf = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return wellFormed(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.tagName.toLowerCase() === "svg" || node.getAttribute("aria-hidden") === "true") return "";
  if (node.tagName === "IMG") return wellFormed(node.getAttribute("data-plain-text") || node.getAttribute("alt") || "");
  if (node.tagName === "BR") return "\n";
  if (isButtonForMore(node)) return "";
  const mention = mentionOf(node);
  if (mention !== null) return wellFormed(mention);
  const inner = joined(node.childNodes);
  const mark = inner ? markBefore(node) : "";
  const marked = node.tagName === "BLOCKQUOTE" && mark ? inner.replace(/\n(?=[^])/g, `\n${mark}`) : inner;
  return withMarks(node, mark + marked);
};

/** Titles and names carry invisible direction marks and no-break spaces that nobody wrote. */
S.cleanTitle = (text) =>
  wellFormed(text || "")
    .replace(BIDI, "")
    .replace(/[\u00a0\u202f]/g, " ");
