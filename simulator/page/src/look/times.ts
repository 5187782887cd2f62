// Moments as the page writes them: in its language, clock and date order, in the time zone of the machine.
import { look, redraw } from './look'

const DAY = 86_400_000
const orders = { mdy: 'en-US', dmy: 'en-GB', ymd: 'sv-SE' } as const
const formats = new Map<string, Intl.DateTimeFormat>()

let ahead = 0
let midnight: ReturnType<typeof setTimeout> | undefined

/** The moment in the world, which may be ahead of this machine or behind it. */
export function now(): Date {
  return new Date(Date.now() + ahead * 1000)
}

/** Another time of day; "Today" may be "Yesterday" now. */
export function setAhead(seconds: number): void {
  ahead = seconds
  redraw()
  waitForMidnight()
}

function waitForMidnight(): void {
  clearTimeout(midnight)
  const today = now()
  const tomorrow = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1)
  midnight = setTimeout(() => setAhead(ahead), tomorrow.getTime() - today.getTime() + 50)
}

export function clockTime(at: Date): string {
  const { language, clock } = look.get()
  const cycle = clock === null ? {} : clock === '12' ? { hour12: true } : { hourCycle: 'h23' as const }
  return format(language, { hour: 'numeric', minute: '2-digit', ...cycle }).format(at)
}

export function numericDate(at: Date): string {
  const { language, date_order: order } = look.get()
  return format(order ? orders[order] : language, { year: 'numeric', month: 'numeric', day: 'numeric' }).format(at)
}

/** What stands in the brackets of a copied message. */
export function stamp(at: Date): string {
  return `${clockTime(at)}, ${numericDate(at)}`
}

export function dayKey(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
}

export function dayLabel(at: Date, words: { today: string; yesterday: string }): string {
  const days = Math.round((dayKey(now()) - dayKey(at)) / DAY)
  if (days <= 0) return words.today
  if (days === 1) return words.yesterday
  return days < 7 ? format(look.get().language, { weekday: 'long' }).format(at) : numericDate(at)
}

export function listTime(at: Date, words: { today: string; yesterday: string }): string {
  return dayKey(at) === dayKey(now()) ? clockTime(at) : dayLabel(at, words)
}

/** A format is dear to make and cheap to use. */
function format(locale: string, how: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(how)}`
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(locale, how)
    formats.set(key, made)
  }
  return made
}
