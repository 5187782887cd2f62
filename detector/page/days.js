// Reads the days that stand between the messages: what each names, and which messages stand below it.

const NUMERIC_DAY = /^\p{Nd}{1,4}\s*[\/.\-\u5e74]\s*\p{Nd}{1,2}\s*[\/.\-\u6708]\s*\p{Nd}{1,4}/u;
const A_SUNDAY = Date.UTC(2026, 10, 22, 12);
const A_DAY = 86_400_000;

const plain = (text) => S.cleanTitle(text).trim().toLocaleLowerCase();

let names = { lang: null, days: new Map() };

/** The names of days in the page's language; a language unknown to the browser has only what the file holds. */
const namesOf = (lang) => {
  const days = new Map();
  try {
    const weekday = new Intl.DateTimeFormat(lang, { weekday: "long", timeZone: "UTC" });
    for (let day = 0; day < 7; day += 1) days.set(plain(weekday.format(A_SUNDAY + day * A_DAY)), `weekday ${day}`);
    const relative = new Intl.RelativeTimeFormat(lang, { numeric: "auto" });
    days.set(plain(relative.format(0, "day")), "today");
    days.set(plain(relative.format(-1, "day")), "yesterday");
  } catch {
    days.clear();
  }
  return days;
};

/** `today`, `yesterday`, `weekday 0` (a Sunday) to 6, a date as it is written, or null for what names no day. */
S.dayOf = (text) => {
  const lang = document.documentElement.lang || "en";
  if (names.lang !== lang) names = { lang, days: namesOf(lang) };
  const words = S.cleanTitle(text).trim();
  if (!words || words.length > 40) return null;
  if (S.matchLabel("today", words)) return "today";
  if (S.matchLabel("yesterday", words)) return "yesterday";
  return names.days.get(plain(words)) || (NUMERIC_DAY.test(words) ? words : null);
};

/** For each row the day that is named last above it. */
S.daysOf = (rows) => {
  if (!rows.length) return [];
  const dividers = S.findAll("date_divider").filter((each) => S.dayOf(each.textContent));
  let [next, day] = [0, null];
  return rows.map((row) => {
    while (next < dividers.length && isAbove(dividers[next], row)) {
      day = S.dayOf(dividers[next].textContent);
      next += 1;
    }
    return day;
  });
};

const isAbove = (divider, row) =>
  Boolean(divider.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING);
