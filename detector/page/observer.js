// Watches the page and reports what changed, several changes in one call.

const BATCH = 25;                 // milliseconds that changes may gather before they are reported
const WATCHED = ["title", "aria-label", "data-id", "data-virtualized", "data-ref", "data-link-code", "data-icon"];

let timer = null;
let listIsDirty = true;
let mainIsDirty = true;
let attached = null;              // the conversation that Python opened and made sure of
let readBefore = new WeakMap();   // row of a message -> its bubble, until something changes in there
const reportedRows = new Map();   // name -> JSON of the row as last reported
const reportedBubbles = new Map(); // id -> JSON of the bubble as last reported
let reportedScreen = "";
let missing = [];                 // required targets that were not found when last looked for
const pulse = document.createTextNode("");  // never in the page: only to prove that changes are still told
let beat = null;

const note = (mutations) => {
  for (const mutation of mutations) {
    if (mutation.target === pulse) beat = Number(pulse.data);
    const element = mutation.target.nodeType === Node.ELEMENT_NODE ? mutation.target : mutation.target.parentElement;
    if (!element) continue;
    for (let inside = element; inside; inside = inside.parentElement) readBefore.delete(inside);
    if (element.closest("#pane-side")) listIsDirty = true;
    else if (element.closest("#main")) mainIsDirty = true;
    else listIsDirty = mainIsDirty = true;
  }
  timer ||= setTimeout(flush, BATCH);
};

const changedRows = () => {
  const changed = [];
  const rows = S.readChatRows();
  const twice = rows.filter((row, i) => rows.some((other, j) => i !== j && other.name === row.name)).map((r) => r.name);
  const met = {};
  for (const row of rows) {
    row.unique = !twice.includes(row.name);
    const { top, selected, ...rest } = row;
    const text = JSON.stringify(rest);
    const nth = (met[row.name] = (met[row.name] || 0) + 1);     // namesakes would take turns at being new
    const key = JSON.stringify([row.name, row.kind, nth]);
    if (reportedRows.get(key) === text) continue;
    reportedRows.set(key, text);
    changed.push(row);
  }
  return changed;
};

/** A row's bubble, read anew only after something changed in it. */
S.readOnce = (row) => {
  if (!readBefore.has(row)) readBefore.set(row, S.readRow(row));
  return readBefore.get(row);
};

/** Bubbles of the attached conversation that are new or look different from when they were last reported. */
const changedBubbles = () => {
  const changed = [];
  for (const bubble of S.readBubbles(S.messageRows(), S.readOnce)) {
    if (bubble.shell) continue;
    const text = JSON.stringify({ ...bubble, previous: null, day: null });
    if (reportedBubbles.get(bubble.id) === text) continue;
    reportedBubbles.set(bubble.id, text);
    changed.push(bubble);
  }
  return changed;
};

/** A composer whose label names nobody (a language without translation) cannot contradict the header. */
const isStillAttached = (conversation) =>
  conversation &&
  conversation.title === attached.title &&
  (!conversation.names.length || conversation.names.includes(attached.title));

const isEmpty = (report) =>
  report.beat === null && !report.screen && !report.rows.length && !(report.conversation && report.conversation.bubbles.length);

const flush = () => {
  timer = null;
  const report = { version: config.version, rows: [], screen: null, conversation: null, beat };
  beat = null;
  const screen = S.readScreen();
  if (screen.name === "main") {
    if (listIsDirty || mainIsDirty) missing = S.missingNow();
    screen.missing = missing;
  }
  if (JSON.stringify(screen) !== reportedScreen) {
    reportedScreen = JSON.stringify(screen);
    report.screen = screen;
  }
  if (screen.name === "main" || screen.name === "restricted") {
    if (listIsDirty || report.screen) report.rows = changedRows();
    if (mainIsDirty && attached && isStillAttached(S.readConversation())) {
      report.conversation = { token: attached.token, bubbles: changedBubbles(), lang: document.documentElement.lang };
    }
    listIsDirty = mainIsDirty = false;      // on another screen what was missed must still be read later
  }
  if (!isEmpty(report)) window[config.binding](JSON.stringify(report));
};

/** Starts reporting the open conversation; `token` comes back with every report about it. */
S.attach = (title, token) => {
  attached = { title, token };
  reportedBubbles.clear();
  readBefore = new WeakMap();
  mainIsDirty = true;
  timer ||= setTimeout(flush, BATCH);
};

S.detach = () => {
  attached = null;
};

/** Everything anew, for a start, a repair or a slow look: rows and screen are reported even if unchanged.
    A number comes back with them, by way of the observer. */
S.reportAll = (number) => {
  if (number) pulse.data = String(number);
  reportedRows.clear();
  reportedScreen = "";
  readBefore = new WeakMap();
  listIsDirty = mainIsDirty = true;
  timer ||= setTimeout(flush, BATCH);
};

const observer = new MutationObserver(note);

/** Starts watching; again, where an earlier watch may have ended. */
S.observe = () => {
  observer.disconnect();
  observer.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: WATCHED,
  });
  observer.observe(pulse, { characterData: true });
  S.reportAll();
};
