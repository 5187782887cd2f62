import type { Bubble } from './api/types'
import { day } from './format'

/** Bubbles of one author in a row, with one name and one tail. */
export interface Group {
  key: string
  /** Set where a new day begins. */
  day: string | null
  bubbles: Bubble[]
}

const PAUSE = 5 * 60 * 1000

export function grouped(bubbles: readonly Bubble[], now: number): Group[] {
  const groups: Group[] = []
  let last: Bubble | undefined
  for (const bubble of bubbles) {
    const isNewDay = last === undefined || day(last.at, now) !== day(bubble.at, now)
    const group = groups[groups.length - 1]
    if (last !== undefined && group !== undefined && !isNewDay && belongs(bubble, last)) group.bubbles.push(bubble)
    else groups.push({ key: bubble.key, day: isNewDay ? day(bubble.at, now) : null, bubbles: [bubble] })
    last = bubble
  }
  return groups
}

function belongs(bubble: Bubble, last: Bubble): boolean {
  return (
    bubble.kind !== 'system' &&
    last.kind !== 'system' &&
    bubble.direction === last.direction &&
    bubble.author === last.author &&
    bubble.sender === last.sender &&
    bubble.by === last.by &&
    Date.parse(bubble.at) - Date.parse(last.at) < PAUSE
  )
}
