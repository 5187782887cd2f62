// What Python asks of the page while it writes: what stands in the editors, what is answered, where to press.

let left = null;                  // the composer of the chat that is being left

/** From now on only another composer than this one counts as fresh. */
S.leaveComposer = () => {
  left = S.find("composer");
};

/** Whether the composer is not the one of the chat that was left; a page may keep one for all. */
S.isFresh = () => S.find("composer") !== left;

/** What stands in an editor, a line for each paragraph; null where it is not drawn. */
S.editorText = (name) => {
  const editor = S.find(name);
  if (!editor) return null;
  const paragraphs = editor.querySelectorAll("p");
  const lines = paragraphs.length ? Array.from(paragraphs) : [editor];
  return lines.map((line) => S.textOf(line).replace(/\n$/, "")).join("\n");
};

S.editorHasFocus = (name) => {
  const editor = S.find(name);
  return Boolean(editor && editor.contains(document.activeElement));
};

/** What the footer says that is being answered, or null. */
S.answered = () => {
  const preview = S.find("reply_preview");
  return preview && S.textOf(preview);
};

/** All that must hold at the moment of a press, in one look. */
S.readiness = (button, editor) => {
  const conversation = S.readConversation();
  return conversation && {
    ...conversation,
    text: S.editorText(editor),
    answered: S.answered(),
    point: S.pointOf(button),
  };
};

const rowOf = (id) => S.messageRows().find((row) => S.messageId(row) === id);

/** Where the pointer must be for the controls of a bubble to appear, brought into view. */
S.bubblePoint = (id) => {
  const row = rowOf(id);
  if (!row) return null;
  const bubble = S.find("bubble", row) || row;
  bubble.scrollIntoView({ block: "center", behavior: "instant" });
  return S.pointIn(bubble);
};

/** The button that opens the menu of a bubble, while the pointer is over it. */
S.menuPoint = (id) => {
  const row = rowOf(id);
  return S.pointIn(row ? S.find("message_menu", row) : null);
};
