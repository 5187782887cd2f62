// Says what the whole page shows.

const payload = () => {
  const holder = S.find("qr_payload");
  return holder ? holder.getAttribute("data-ref") : null;
};

const CODE = /^[0-9A-Z]{8}$/;

/** The eight characters to be typed on the phone; in the attribute they are joined by commas. */
const pairingCode = () => {
  const holder = S.find("pairing_code");
  if (!holder) return null;
  const code = (holder.getAttribute("data-link-code") || S.textOf(holder)).replace(/[\s,-]/g, "");
  return CODE.test(code) ? code : null;
};

const phoneNumber = (dialog) => {
  const code = pairingCode();
  const expired = Boolean(code && S.find("code_again"));
  return { name: "phone_number", dialog, code, expired, refused: Boolean(!code && S.find("linking_refused")) };
};

const BANNERS = ["phone", "network", "update", "notifications", "sync", "language", "loading"];
const LONGEST = 200;

const short = (text) => S.cleanTitle(text).replace(/\s+/g, " ").trim().slice(0, LONGEST);

/** What the banner above the list is about; a banner in words that nobody translated is `other`. */
const bannerOf = () => {
  const holder = S.find("banner");
  const leaves = holder ? [holder, ...S.leavesWithText(holder)].map((leaf) => leaf.textContent) : [];
  const kind = BANNERS.find((name) => leaves.some((text) => S.matchLabel(`banner_${name}`, text)));
  const text = leaves.length > 1 ? short(leaves[1]) : "";
  return kind || text ? { kind: kind || "other", text } : null;
};

const isCross = (element) => {
  const icon = element.querySelector("[data-icon], svg > title");
  return S.matchLabel("close", element.getAttribute("aria-label")) ||
    /^(x|x-alt|x-refreshed|ic-close)$/.test(icon?.getAttribute("data-icon") || icon?.textContent || "");
};

const saysIn = (element, label) =>
  Array.from(element.querySelectorAll("button, [role=button], div, span, p, h1, h2")).some(
    (each) => !each.querySelector("div, p, h1, button") && S.matchLabel(label, each.textContent.trim()),
  );

/** A dialog with a cross only announces something; one without wants an answer, which only a person gives. */
const dialogOf = () => {
  const dialog = S.find("dialog");
  if (!dialog) return null;
  const heading =
    Array.from(dialog.querySelectorAll("h1, h2")).find((each) => each.textContent.trim()) || S.leavesWithText(dialog)[0];
  const label = dialog.querySelector("[aria-label]:not(button)")?.getAttribute("aria-label");
  const hasQuestion = dialog.querySelector('[data-testid^="popup-controls"], [data-testid="confirm-popup"]');
  const kind = saysIn(dialog, "use_here")
    ? "use_here"
    : !hasQuestion && S.find("dialog_close", dialog, isCross)
      ? "announcement"
      : "question";
  return { kind, title: short((heading && heading.textContent) || label || dialog.textContent) };
};

const saysSomewhere = (label) => Boolean(document.body) && saysIn(document.body, label);

const otherOf = () => {
  const heading = document.querySelector("h1, h2, [role=heading]");
  const text = document.body ? document.body.innerText.trim() : "";
  return text ? { name: "other", heading: short(heading ? heading.textContent : text) } : { name: "starting" };
};

S.readScreen = () => {
  const dialog = dialogOf();
  if (dialog?.kind === "use_here") return { name: "conflict", dialog };
  if (document.querySelector("#pane-side") && S.find("main")) {
    return { name: S.find("restricted") ? "restricted" : "main", dialog, banner: bannerOf() };
  }
  if (S.find("phone_number")) return phoneNumber(dialog);
  if (S.find("qr")) return { name: "qr", qr: payload(), expired: Boolean(S.find("qr_expired")) };
  if (saysSomewhere("offline")) return { name: "offline" };
  if (saysSomewhere("logging_out")) return { name: "logged_out" };
  if (S.find("loading")) return { name: "loading" };
  if (S.find("splash")) return { name: "splash" };
  if (S.find("unsupported")) return { name: "unsupported" };
  return otherOf();
};

/** The open conversation as header and composer name it (a label can be read in several ways), or null. */
S.readConversation = () => {
  if (!document.querySelector("#main")) return null;
  const title = S.find("conversation_title");
  const composer = S.find("composer");
  const label = composer && (composer.getAttribute("aria-label") || composer.getAttribute("aria-placeholder") || "");
  return {
    title: title ? S.cleanTitle(S.textOf(title)) : null,
    composer: Boolean(composer),
    names: S.labelPatterns.compose
      .map((pattern) => pattern.exec(label || ""))
      .filter((match) => match && match[1])
      .map((match) => S.cleanTitle(match[1])),
    group: Boolean(S.matchLabel("compose_group", label)),
  };
};
