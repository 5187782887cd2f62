// Moments as the page writes them, in the language of the page and the time zone of the machine.

const language = document.documentElement.lang || 'en'
const clock = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' })
const numeric = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'numeric', day: 'numeric' })
const weekday = new Intl.DateTimeFormat(language, { weekday: 'long' })
const DAY = 86_400_000

export function clockTime(at: Date): string {
  return clock.format(at)
}

/** What stands in the brackets of a copied message. */
export function stamp(at: Date): string {
  return `${clock.format(at)}, ${numeric.format(at)}`
}

export function dayKey(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
}

export function dayLabel(at: Date, words: { today: string; yesterday: string }): string {
  const days = Math.round((dayKey(new Date()) - dayKey(at)) / DAY)
  if (days <= 0) return words.today
  if (days === 1) return words.yesterday
  return days < 7 ? weekday.format(at) : numeric.format(at)
}

export function listTime(at: Date, words: { today: string; yesterday: string }): string {
  return dayKey(at) === dayKey(new Date()) ? clock.format(at) : dayLabel(at, words)
}
