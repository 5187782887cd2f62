// Finds targets of selectors.yaml: tries their strategies in order and remembers which one matched.

// S.used: target -> the best strategy that matched since S.strategies() was last asked
// S.hits: target -> how often each strategy matched, last place: none did

const LONGEST_LABEL = 400;        // a name has 100 characters; contacts write longer titles, labels never

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Everything that is looked for from now on; what was counted with another table means nothing any more. */
S.takeTable = ({ labels, targets }) => {
  config.targets = targets;
  S.labelPatterns = Object.fromEntries(
    Object.entries(labels).map(([name, texts]) => [
      name,
      texts.map((text) => new RegExp("^\\s*" + text.split("{x}").map(escape).join("([\\s\\S]+?)") + "\\s*$")),
    ]),
  );
  S.used = {};
  S.hits = {};
};

S.takeTable(config);

/** The match of `text` against any translation of a label; `[1]` is what stands for {x}. */
S.matchLabel = (name, text) => {
  if (!text || text.length > LONGEST_LABEL) return null;
  for (const pattern of S.labelPatterns[name]) {
    const match = pattern.exec(text);
    if (match) return match;
  }
  return null;
};

const labelOf = (element) =>
  element.getAttribute("aria-label") || element.getAttribute("title") || element.getAttribute("aria-placeholder");

const IMPLICIT_ROLES = {
  button: "button, [role=button]",
  textbox: "[role=textbox], input[type=text], textarea",
  link: "a[href], [role=link]",
};

const NAMED_BY_CONTENT = ["button", "tab", "link", "menuitem"];

/** A label if there is one; what is pressed may also be named by the text in it. */
const nameOf = (element, role) =>
  labelOf(element) || (NAMED_BY_CONTENT.includes(role) ? S.textOf(element) : null);

const ways = {
  testid: (scope, s) => {
    const [operator, value] = s.testid.endsWith("*") ? ["^=", s.testid.slice(0, -1)] : ["=", s.testid];
    return scope.querySelectorAll(`[data-testid${operator}"${value}"]`);
  },
  css: (scope, s) => scope.querySelectorAll(s.css),
  xpath: (scope, s) => {
    const found = document.evaluate(s.xpath, scope, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
    return Array.from({ length: found.snapshotLength }, (_, i) => found.snapshotItem(i));
  },
  role: (scope, s) => {
    const all = Array.from(scope.querySelectorAll(IMPLICIT_ROLES[s.role] || `[role="${s.role}"]`));
    return s.name ? all.filter((element) => S.matchLabel(s.name, nameOf(element, s.role))) : all;
  },
  label: (scope, s) =>
    Array.from(scope.querySelectorAll("[aria-label], [title], [aria-placeholder]")).filter((element) =>
      S.matchLabel(s.label, labelOf(element)),
    ),
  icon: (scope, s) => [
    ...scope.querySelectorAll(s.icon.map((name) => `[data-icon="${name}"]`).join(", ")),
    ...Array.from(scope.querySelectorAll("svg > title"))
      .filter((title) => s.icon.includes(title.textContent))
      .map((title) => title.parentElement),
  ],
  structure: (scope, s) => S.structure[s.structure](scope),
  geometry: (scope, s) => S.geometry[s.geometry](scope),
};

const KINDS = Object.keys(ways);

const attempt = (strategy, scope) => {
  const kind = KINDS.find((name) => name in strategy);
  const roots = strategy.within ? Array.from(document.querySelectorAll(strategy.within)) : [scope];
  let found = roots.flatMap((root) => Array.from(ways[kind](root, strategy)));
  if (strategy.closest) found = found.map((element) => element.closest(strategy.closest)).filter(Boolean);
  return [...new Set(found)];
};

const count = (target, index, tried) => {
  const hits = (S.hits[target] ||= new Array(tried + 1).fill(0));
  hits[index === null ? tried : index] += 1;
};

/**
 * All matches of a target. `scope` is the element to look inside of; without one the target's own scope
 * is found first. What `accept` refuses counts as not there, so the next strategy is tried. A strategy that
 * throws (a page may remove what it stands on) counts as no match.
 */
S.findAll = (name, scope = null, accept = () => true) => {
  const target = config.targets[name];
  const root = scope || (target.scope ? S.find(target.scope) : document);
  if (!root) return [];
  for (const [index, strategy] of target.strategies.entries()) {
    let found = [];
    try {
      found = attempt(strategy, root).filter(accept);
    } catch {
      continue;
    }
    if (found.length) {
      S.used[name] = Math.min(index, S.used[name] ?? index);
      count(name, index, target.strategies.length);
      return target.many ? found : [found[0]];
    }
  }
  count(name, null, target.strategies.length);
  return [];
};

/** The first match of a target, or null. */
S.find = (name, scope = null, accept = undefined) => S.findAll(name, scope, accept)[0] || null;
