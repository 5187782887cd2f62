// Says what the whole page shows.

const payload = () => {
  const holder = S.find("qr_payload");
  return holder ? holder.getAttribute("data-ref") : null;
};

/** What the banner above the list says about a lost connection, or null: other banners only advertise. */
const disconnected = () => {
  const banner = S.find("banner");
  const leaf = banner && [banner, ...S.leavesWithText(banner)].find((part) => S.matchLabel("disconnected", part.textContent));
  return leaf ? leaf.textContent.trim() : null;
};

S.readScreen = () => {
  if (document.querySelector("#pane-side") && S.find("main")) {
    return { name: "main", dialog: Boolean(S.find("dialog")), notice: disconnected() };
  }
  if (S.find("qr")) return { name: "qr", qr: payload(), expired: Boolean(S.find("qr_expired")) };
  if (S.find("loading")) return { name: "loading" };
  if (S.find("splash")) return { name: "splash" };
  if (S.find("unsupported")) return { name: "unsupported" };
  return { name: document.body && document.body.innerText.trim() ? "other" : "starting" };
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
