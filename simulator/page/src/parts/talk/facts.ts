// What is worked out of a message once, so that a new one costs nothing for the hundreds before it.
import { dayKey } from '../../look/times'
import type { Head, Message } from '../../wire'

export interface Facts {
  readonly at: Date
  readonly day: number
}

const known = new WeakMap<Message, Facts>()

export function factsOf(message: Message): Facts {
  let facts = known.get(message)
  if (!facts) {
    const at = new Date(message.at)
    facts = { at, day: dayKey(at) }
    known.set(message, facts)
  }
  return facts
}

/** One row of the list: what is drawn around its message depends on the message before. */
export interface RowFacts {
  readonly message: Message
  readonly isNewDay: boolean
  readonly isFirstUnread: boolean
  /** The first of a run by one person. */
  readonly isFirst: boolean
}

export function rowsOf(messages: readonly Message[], firstUnread: string | null): RowFacts[] {
  let before: Message | null = null
  return messages.map((message) => {
    const isNewDay = !before || factsOf(before).day !== factsOf(message).day
    const isFirstUnread = message.id === firstUnread
    const isFirst: boolean =
      isNewDay || isFirstUnread || before?.direction !== message.direction || before.sender !== message.sender
    before = message
    return { message, isNewDay, isFirstUnread, isFirst }
  })
}

/** What rows need to know of their chat; unlike the head it stays the same while somebody types. */
export type Place = Pick<Head, 'kind' | 'name' | 'number' | 'own'> & { readonly isSelf: boolean }

export function placeOf(head: Head): Place {
  const { kind, name, number, own } = head
  return { kind, name, number, own, isSelf: head.traits.is_self }
}

/** Direction, chat and participant around the id, as every build before May 2026 wrote it. */
export function dataId(message: Message, place: Place, ids: 'bare' | 'c.us' | 'lid'): string {
  if (ids === 'bare') return message.id
  const server = ids === 'lid' ? '@lid' : '@c.us'
  const isGroup = place.kind === 'group'
  const chat = `${place.number}${isGroup ? '@g.us' : server}`
  const isOwn = message.direction !== 'in'
  const full = `${isOwn}_${chat}_${message.id}`
  if (place.isSelf) return `${full}_out`
  if (!isGroup || message.direction === 'system') return full
  return `${full}_${isOwn ? place.own : message.person}${server}`
}

/** An album of 2023 is named after its first and its last picture; ours is one message, so the last id is made up. */
export function albumId(message: Message, place: Place): string {
  const count = message.content.kind === 'album' ? message.content.hues.length : 0
  const first = [message.direction !== 'in', `${place.number}${place.kind === 'group' ? '@g.us' : '@c.us'}`, message.id].join('_')
  const last = `${first.slice(0, -2)}${count.toString(16).toUpperCase().padStart(2, '0')}`
  return `album-${first}-${last}-${count}`
}
