const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const clockTime = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const shortDay = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' })
const longDay = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' })
const number = new Intl.NumberFormat()

export function count(value: number): string {
  return number.format(value)
}

/** "14:05" */
export function time(iso: string): string {
  return clockTime.format(new Date(iso))
}

/** Everything about a moment in the viewer's zone, for a tooltip. */
export function exactly(iso: string): string {
  return full.format(new Date(iso))
}

/** "just now", "12 s ago", "4 min ago", "3 h ago", "2 days ago" */
export function ago(iso: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000))
  if (seconds < 5) return 'just now'
  if (seconds < MINUTE) return `${seconds} s ago`
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min ago`
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h ago`
  const days = Math.floor(seconds / DAY)
  return days === 1 ? 'yesterday' : `${days} days ago`
}

/** "Today", "Yesterday", "Sat, 21 Nov", "21 Nov 2024" */
export function day(iso: string, now: number): string {
  const date = new Date(iso)
  const days = Math.round((startOfDay(new Date(now)) - startOfDay(date)) / (DAY * 1000))
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  return new Date(now).getFullYear() === date.getFullYear() ? shortDay.format(date) : longDay.format(date)
}

/** A moment as a list shows it: the time today, else the day. */
export function moment(iso: string, now: number): string {
  const words = day(iso, now)
  return words === 'Today' ? time(iso) : words
}

/** "0:42", for a countdown. */
export function countdown(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds))
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
}

/** One or two letters that stand for a name; the first letters of its first and last word. */
export function initials(name: string): string {
  const words = name.split(/[\s_.-]+/u).filter((word) => /\p{L}/u.test(word))
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words.slice(0, 1)
  const marks = letters.map((word) => /\p{L}\p{M}*/u.exec(word ?? '')?.[0] ?? '')
  return marks.join('').toLocaleUpperCase() || '#'
}

/** A number from 0 to `of` - 1 that is always the same for one name. */
export function hue(name: string, of: number): number {
  let sum = 0
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521
  return sum % of
}

/** One line of a longer text. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}
