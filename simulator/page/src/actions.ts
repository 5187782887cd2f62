// What a person makes the page do.
import { dropWaiting, forgetWaiting, keepWaiting, waiting, type Waiting } from './device'
import { webMessageId } from './ids'
import { now } from './look/times'
import { append } from './messages'
import type { Line } from './socket'
import { composer, conversation, forgetChats, header, only, owner, query, reader, selected } from './state'
import type { Content, Message, Only, Quote, Word } from './wire'

const DRAWN_DELAY = 30
const DRAFT_DELAY = 400

let line: Line | null = null
let pending: Waiting[] = []
let drawn: string[] = []
let drawnTimer: ReturnType<typeof setTimeout> | undefined
let draftTimer: ReturnType<typeof setTimeout> | undefined
let window_ = { start: 0, end: 30 }
export const opening = { askedAt: 0, count: 0 }

export async function remember(): Promise<void> {
  pending = await waiting()
}

export function talkTo(world: Line): void {
  line = world
}

export function openChat(id: string): void {
  if (selected.get() === id) return
  flushDraft()
  selected.set(id)
  opening.askedAt = performance.now()
  opening.count += 1
  line?.say({ t: 'open', chat: id })
}

export function closeChat(): void {
  flushDraft()
  opening.count += 1
  selected.set(null)
  conversation.set(null)
  header.set(null)
  composer.set(null)
  line?.say({ t: 'close' })
}

/** What goes along with the words: a file, or the message that is answered. */
export interface Enclosed {
  content?: Content
  quote?: Quote | null
}

/** What the server takes in one message, as the real one does; the rest is cut off, never half a character. */
const LONGEST_TEXT = 65_536
const LONGEST_QUERY = 200

function cut(text: string, most = LONGEST_TEXT): string {
  return text.length > most || !text.isWellFormed() ? text.slice(0, most).toWellFormed() : text
}

export function send(chat: string, words: string, enclosed: Enclosed = {}): void {
  const text = cut(words)
  const message: Waiting = { id: webMessageId(), chat, text, at: now().toISOString(), ...enclosed }
  pending.push(message)
  void keepWaiting(message)
  dropDraft(chat)
  reader.isAtBottom = true
  const talk = conversation.get()
  if (talk?.chat.id === chat) conversation.set(append(talk, [asMessage(message)], true))
  line?.say(asWord(message))
}

export function taken(id: string): void {
  pending = pending.filter((message) => message.id !== id)
  void dropWaiting(id)
}

/** After a line is up again everything that the world has not confirmed goes out once more. */
export function sendWaiting(): void {
  for (const message of pending) line?.say(asWord(message))
  if (asked) line?.say({ t: 'lookup', ...asked })
}

export function waitingIn(chat: string): Message[] {
  return pending.filter((message) => message.chat === chat).map(asMessage)
}

export function forgetEverything(): void {
  pending = []
  void forgetWaiting()
  forgetChats()
}

export function loadOlder(): void {
  const talk = conversation.get()
  const first = talk?.messages[0]
  if (!talk || !first || !talk.isMore || talk.isLoadingOlder) return
  conversation.set({ ...talk, isLoadingOlder: true, change: 'ticked' })
  line?.say({ t: 'older', chat: talk.chat.id, before: first.id })
}

/** The newest messages again, for a reader who had gone far up. */
export function loadRecent(): void {
  const talk = conversation.get()
  if (!talk?.isBehind) return
  opening.askedAt = performance.now()
  opening.count += 1
  line?.say({ t: 'open', chat: talk.chat.id })
}

export function lookAtRows(start: number, end: number): void {
  window_ = { start, end }
  askForRows()
}

export function askForRows(): void {
  line?.say({ t: 'rows', ...window_, query: cut(query.get(), LONGEST_QUERY), only: only.get() })
}

export function filter(by: Only): void {
  only.set(by)
  askForRows()
}

export function search(text: string): void {
  query.set(text)
  askForRows()
}

export function askForContacts(name: string): void {
  line?.say({ t: 'contacts', query: cut(name, LONGEST_QUERY) })
}

export function bubbleDrawn(id: string): void {
  drawn.push(id)
  drawnTimer ??= setTimeout(sayDrawn, DRAWN_DELAY)
}

/** Kept while the line is down, and said again behind the messages that waited with it. */
export function sayDrawn(): void {
  drawnTimer = undefined
  if (!drawn.length || !line?.isOpen()) return
  line.say({ t: 'drawn', ids: drawn })
  drawn = []
}

/** A photo that can be seen once was opened, or a voice note was played. */
export function sayViewed(chat: string, id: string): void {
  line?.say({ t: 'viewed', chat, id })
}

export function editMessage(chat: string, id: string, text: string): void {
  line?.say({ t: 'edit', chat, id, text: cut(text) })
}

/** For everyone; the row stays and loses what it held. */
export function deleteMessage(chat: string, id: string): void {
  line?.say({ t: 'delete', chat, id })
}

/** None takes the reaction back. */
export function react(chat: string, id: string, emoji: string | null): void {
  line?.say({ t: 'react', chat, id, emoji })
}

let asked: { number: string; by: 'link' | 'drawer' } | null = null

/** Whether a number has an account; the answer arrives in `found`, and after a lost line it is asked again. */
export function lookUp(number: string, by: 'link' | 'drawer'): void {
  asked = { number, by }
  line?.say({ t: 'lookup', number, by })
}

/** The answer came, or nobody waits for it any more. */
export function lookedUp(): void {
  asked = null
}

export function keysPressed(chat: string, named: string[], count: number): void {
  line?.say({ t: 'keys', chat, named, count })
}

let unsaved: { chat: string; text: string } | null = null

export function draftChanged(chat: string, text: string): void {
  unsaved = { chat, text: cut(text) }
  clearTimeout(draftTimer)
  draftTimer = setTimeout(flushDraft, DRAFT_DELAY)
}

/** A control of a screen, dialog, banner or menu; the world may have to know, and the diary keeps it. */
export function press(what: string, value?: string): void {
  line?.say(value === undefined ? { t: 'press', what } : { t: 'press', what, value })
}

export function refreshCode(): void {
  press('refresh_code')
}

/** The line is tried again at once. */
export function reconnect(): void {
  line?.retry()
}

export function visibilityChanged(): void {
  line?.say({ t: 'visible', on: document.visibilityState === 'visible' })
}

function flushDraft(): void {
  clearTimeout(draftTimer)
  if (unsaved) line?.say({ t: 'draft', ...unsaved })
  unsaved = null
}

function dropDraft(chat: string): void {
  if (unsaved?.chat === chat) unsaved = null
  line?.say({ t: 'draft', chat, text: '' })
}

function asWord({ chat, id, text, content, quote }: Waiting): Word {
  const word = { t: 'send', chat, id, text: cut(text) } as const
  return { ...word, ...(content && { content }), ...(quote && { quote: quote.id }) }
}

function asMessage({ id, text, at, content, quote }: Waiting): Message {
  return { ...BLANK, id, sender: owner.get(), text, at, content: content ?? BLANK.content, quote: quote ?? null }
}

const BLANK: Omit<Message, 'id' | 'sender' | 'text' | 'at'> = {
  direction: 'out',
  person: '0',
  status: 'pending',
  quote: null,
  content: { kind: 'text', preview: null },
  mentions: [],
  forwards: 0,
  is_edited: false,
  deleted_by: null,
  reactions: {},
}
