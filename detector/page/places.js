// Structures of the screens, the chat list, the composer and sending; those of messages are in structure.js.

const BROWSERS = [/chrome/i, /firefox/i, /\bedge\b/i, /safari/i, /opera/i];

const BUTTONS = "button, [role=button]";

const EDITORS = '[contenteditable="true"], [contenteditable=""], [role="textbox"], textarea';

const outside = (selector) => (element) => !element.closest(selector);

const saying = (label, elements) => elements.filter((element) => S.matchLabel(label, S.textOf(element)));

Object.assign(S.structure, {
  /** A page without an app that links to Chrome, or one that offers several browsers to choose from. */
  links_to_browsers: () => {
    const links = Array.from(document.querySelectorAll("a[href]"));
    const words = links.map((link) => `${link.href} ${link.textContent}`);
    const offered = BROWSERS.filter((browser) => words.some((word) => browser.test(word)));
    const hasApp = S.find("app") || S.find("splash");
    return offered.includes(BROWSERS[0]) && (!hasApp || offered.length > 1) ? links : [];
  },

  button_that_says_use_here: (dialog) => saying("use_here", Array.from(dialog.querySelectorAll(BUTTONS))),

  words_about_a_number: (dialog) => saying("invalid_number", S.leavesWithText(dialog)),

  lone_button: (dialog) => {
    const buttons = Array.from(dialog.querySelectorAll(BUTTONS));
    return buttons.length === 1 && S.textOf(buttons[0]).trim() ? buttons : [];
  },

  holder_of_placed_rows: () =>
    Array.from(document.querySelectorAll("#pane-side div")).filter((each) =>
      Array.from(each.children).some((row) => /translateY/.test(row.style.transform)),
    ),

  list_without_rows: () => {
    const list = document.querySelector("#pane-side");
    return list && !list.querySelector("[title], img, [data-testid^=list-item]") ? [list] : [];
  },

  titled_text_below_name: () => {
    const name = S.find("conversation_title");
    return Array.from(document.querySelectorAll("#main header span[title]")).filter(
      (span) => name && !span.contains(name) && !name.contains(span) && span.textContent !== name.textContent,
    );
  },

  /** Notices may bear ids of their own; only what somebody wrote, or a row that was emptied, tells of messages. */
  pane_without_messages: () => {
    const pane = S.find("message_scroller");
    return pane && !pane.querySelector('[data-pre-plain-text], .copyable-text, [data-virtualized="true"]') ? [pane] : [];
  },

  footer_without_editor: () => {
    const footer = document.querySelector("#main footer");
    return footer && footer.textContent.trim() && !document.querySelector("#main").querySelector(EDITORS) ? [footer] : [];
  },

  editor_outside_footer: () => Array.from(document.querySelectorAll(EDITORS)).filter(outside("footer, #side, header")),

  send_outside_footer: () =>
    Array.from(document.querySelectorAll(BUTTONS))
      .filter(outside("footer"))
      .filter((button) => S.matchLabel("send", button.getAttribute("aria-label") || S.textOf(button))),
});
