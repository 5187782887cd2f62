// What the script knows of its own eyes: what it cannot find, how a place looks without anybody's words, a new table.

const GIVEN = { row: "chat_row", bubble: "message_row" };

const isLost = (name, target) => {
  const holders = GIVEN[target.scope] ? S.findAll(GIVEN[target.scope]) : [null];
  if (!holders.length || holders.some((holder) => S.find(name, holder))) return false;
  return !(target.unless && S.find(target.unless));
};

/** Required targets of a screen that no strategy finds, and whose absence nothing else explains. */
S.missing = (screen) =>
  Object.entries(config.targets)
    .filter(([name, target]) => target.required && target.screen === screen && isLost(name, target))
    .map(([name]) => name);

/** The same for everything that is shown. */
S.missingNow = () => [...S.missing("main"), ...(document.querySelector("#main") ? S.missing("conversation") : [])];

/** Looks for what has not been found yet (also because the page was still loading), so that each target is told of. */
S.survey = () => {
  for (const [name, target] of Object.entries(config.targets)) {
    if (S.hits[name]?.slice(0, -1).some(Boolean)) continue;
    const holders = GIVEN[target.scope] ? S.findAll(GIVEN[target.scope]) : [null];
    for (const holder of holders) S.findAll(name, holder);
  }
};

/** Counts since this was last asked; they are summed up in Python, which outlives the page. */
S.eyesight = () => {
  const hits = S.hits;
  S.hits = {};
  return { used: S.strategies(), hits };
};

// --- an excerpt of the page in which no person is left -------------------------------------------------

const DEPTH = 6;
const LINES = 60;
const PLAIN_NAME = /^[a-z][\w.:-]{0,60}$/i;
const PLAIN_TESTID = /^[a-z][a-z#_ -]{0,80}$/i;

const masked = (testid) => {
  const mask = testid.replace(/^conv-msg-.*/, "conv-msg-#").replace(/[0-9A-F]{6,}/g, "#").replace(/\p{Nd}+/gu, "#");
  return PLAIN_TESTID.test(mask) ? mask : "?";
};

const describe = (element) => {
  const role = element.getAttribute("role");
  const testid = element.getAttribute("data-testid");
  const others = element.getAttributeNames().filter((name) => !["role", "data-testid", "class", "style"].includes(name));
  return (
    element.localName.replace(/[^a-z0-9-]/g, "?") +
    (role === null ? "" : `[role=${/^[a-z]+$/.test(role) ? role : "?"}]`) +
    (testid === null ? "" : `[data-testid=${masked(testid)}]`) +
    others.map((name) => `[${PLAIN_NAME.test(name) ? name : "?"}]`).join("")
  );
};

/** Tags, roles, test ids and names of attributes below an element; never a text, a title, a label or an id. */
S.outline = (element) => {
  const drawn = [];
  const draw = (node, depth) => {
    if (drawn.length >= LINES) return;
    const alike = new Map();
    for (const child of node.localName === "svg" ? [] : node.children) {
      const words = describe(child);
      alike.set(words, [...(alike.get(words) || []), child]);
    }
    for (const [words, children] of alike) {
      if (drawn.length >= LINES) return;
      drawn.push(`${"  ".repeat(depth)}${words}${children.length > 1 ? ` ×${children.length}` : ""}`);
      if (depth < DEPTH) draw(children[0], depth + 1);
    }
  };
  drawn.push(describe(element));
  draw(element, 1);
  return drawn.join("\n");
};

const nearby = (element) => {
  const above = element.parentElement && element.parentElement.parentElement;
  return above && above !== document.documentElement ? above : element;
};

/** Where a target stands, or where it should. */
const placeOf = (name) => {
  const target = config.targets[name];
  const holders = GIVEN[target.scope] ? S.findAll(GIVEN[target.scope]) : [null];
  const held = holders.find((holder) => S.find(name, holder));
  if (held !== undefined) return nearby(S.find(name, held));
  if (holders[0]) return holders[0];
  const around = target.scope && !GIVEN[target.scope] ? S.find(target.scope) : null;
  return around || document.querySelector(target.screen === "main" ? "#side" : "#main") || document.body;
};

S.excerpt = (name) => S.outline(placeOf(name));

// --- another table ------------------------------------------------------------------------------------

const EXPRESSIONS = {
  css: (text) => document.createDocumentFragment().querySelector(text),
  within: (text) => document.createDocumentFragment().querySelector(text),
  closest: (text) => document.createDocumentFragment().querySelector(text),
  xpath: (text) => new XPathEvaluator().createExpression(text),
};

/** What of a table the browser itself does not understand: target, place of the strategy, and which key. */
S.mistakes = ({ targets }) => {
  const found = [];
  for (const [name, target] of Object.entries(targets)) {
    for (const [index, strategy] of target.strategies.entries()) {
      for (const key of Object.keys(EXPRESSIONS)) {
        if (!(key in strategy)) continue;
        try {
          EXPRESSIONS[key](strategy[key]);
        } catch {
          found.push({ target: name, index, key });
        }
      }
    }
  }
  return found;
};

/** Takes a new table at once. What is known stays known: the open conversation, what was reported before. */
S.use = (table) => {
  S.takeTable(table);
  S.reportAll();
};
