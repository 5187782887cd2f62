// The day it is, for labels such as "Today", which change at midnight.
import { atom } from '../../atom'
import { dayKey } from '../../look/times'

/** Beyond midnight, so that a clock that runs a little fast does not ask too early. */
const MARGIN = 50

export const today = atom(dayKey(new Date()))

function wait(): void {
  const now = new Date()
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1)
  setTimeout(look, midnight.getTime() - now.getTime() + MARGIN)
}

function look(): void {
  today.set(dayKey(new Date()))
  wait()
}

wait()
document.addEventListener('visibilitychange', () => today.set(dayKey(new Date())))
