// Changes to the list of messages of an open conversation, each giving a new list and keeping what did not change.
import type { Conversation } from './state'
import type { Message, Status } from './wire'

export const MOST_MESSAGES = 320
export const KEPT_MESSAGES = 300
export const MOST_READ_UP = 2500

const order: Record<Status, number> = { pending: 0, failed: 1, sent: 1, delivered: 2, read: 3 }

/** Adds behind the last; a message that is known only moves its tick. */
export function append(talk: Conversation, fresh: readonly Message[], mayTrim: boolean): Conversation {
  if (talk.isBehind) return talk
  const known = new Map(talk.messages.map((message, place) => [message.id, place]))
  const messages = [...talk.messages]
  let isAdded = false
  for (const message of fresh) {
    const place = known.get(message.id)
    if (place === undefined) {
      known.set(message.id, messages.push(message) - 1)
      isAdded = true
    } else {
      messages[place] = ticked(messages[place]!, message.status)
    }
  }
  const change = isAdded ? 'appended' : 'ticked'
  if (mayTrim && messages.length > MOST_MESSAGES) {
    return { ...talk, messages: messages.slice(-KEPT_MESSAGES), isMore: true, change }
  }
  return capped({ ...talk, messages, change })
}

/** Somebody reading far up keeps what they read; the newest go and come back when they are wanted. */
function capped(talk: Conversation): Conversation {
  if (talk.messages.length <= MOST_READ_UP) return talk
  return { ...talk, messages: talk.messages.slice(0, MOST_READ_UP), isBehind: true }
}

export function prepend(talk: Conversation, older: readonly Message[], isMore: boolean): Conversation {
  const known = new Set(talk.messages.map((message) => message.id))
  const messages = [...older.filter((message) => !known.has(message.id)), ...talk.messages]
  return capped({ ...talk, messages, isMore, isLoadingOlder: false, change: 'prepended' })
}

export function tick(talk: Conversation, ticks: Record<string, Status>): Conversation {
  const messages = talk.messages.map((message) => ticked(message, ticks[message.id] ?? null))
  return { ...talk, messages, change: 'ticked' }
}

/** What a message holds was edited, deleted, reacted to or opened; it keeps its place and its ticks. */
export function change(talk: Conversation, changed: readonly Message[]): Conversation {
  const fresh = new Map(changed.map((message) => [message.id, message]))
  const messages = talk.messages.map((message) => fresh.get(message.id) ?? message)
  return { ...talk, messages, change: 'ticked' }
}

function ticked(message: Message, status: Status | null): Message {
  if (status === null || message.status === null || order[status] <= order[message.status]) return message
  return { ...message, status }
}
