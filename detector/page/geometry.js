// Strategies that measure where things are drawn, by the names that selectors.yaml uses; silent without a layout.

const boxOf = (element) => element.getBoundingClientRect();

const isDrawn = (element) => boxOf(element).width > 0 && boxOf(element).height > 0;

const startsRight = (element) => getComputedStyle(element).direction === "rtl";

/** How far an element lies from the inline start of `frame`. */
const fromStart = (frame, element) =>
  startsRight(frame) ? boxOf(frame).right - boxOf(element).right : boxOf(element).left - boxOf(frame).left;

const lowest = (elements) => elements.reduce((low, each) => (!low || boxOf(each).bottom > boxOf(low).bottom ? each : low), null);

const drawnTexts = (frame) => S.leavesWithText(frame).filter((leaf) => isDrawn(leaf) && !leaf.closest('[aria-hidden="true"]'));

const one = (element) => (element ? [element] : []);

S.geometry = {
  /** The time of a row: what ends its upper half, on one line with the name. */
  upper_end_text: (row) => {
    const middle = boxOf(row).top + boxOf(row).height / 2;
    const upper = drawnTexts(row).filter((leaf) => boxOf(leaf).bottom <= middle + 2 && !leaf.closest("[title]"));
    const last = upper.reduce((far, leaf) => (!far || fromStart(row, leaf) > fromStart(row, far) ? leaf : far), null);
    return last && fromStart(row, last) > boxOf(row).width / 2 ? [last] : [];
  },

  first_text_of_header: () => {
    const header = document.querySelector("#main header");
    if (!header) return [];
    const texts = drawnTexts(header);
    const top = Math.min(...texts.map((leaf) => boxOf(leaf).top));
    const line = texts.filter((leaf) => boxOf(leaf).top < top + 4 && !leaf.closest("button"));
    return one(line.sort((a, b) => fromStart(header, a) - fromStart(header, b))[0]);
  },

  /** A caption's or a search's editor may stand higher; the composer ends the conversation. */
  lowest_editor: () => {
    const main = document.querySelector("#main");
    const editors = main
      ? Array.from(main.querySelectorAll('[contenteditable="true"], [contenteditable=""], [role="textbox"], textarea'))
      : [];
    const low = lowest(editors.filter((editor) => isDrawn(editor) && editor.isContentEditable));
    return low && boxOf(low).bottom > boxOf(main).top + 0.7 * boxOf(main).height ? [low] : [];
  },

  button_before_composer: () => {
    const composer = S.find("composer");
    const footer = composer && composer.closest("footer");
    if (!footer) return [];
    const buttons = Array.from(footer.querySelectorAll("button, [role=button]")).filter(
      (button) => isDrawn(button) && fromStart(footer, button) < fromStart(footer, composer),
    );
    return one(buttons.sort((a, b) => fromStart(footer, a) - fromStart(footer, b))[0]);
  },
};
