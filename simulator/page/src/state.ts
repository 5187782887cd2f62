// What the page knows at this moment; frames change it in frames.ts, people in actions.ts.
import { atom } from './atom'
import type { Contact, Head, Message, Only, Pace, Row, ToldBanner, ToldDialog, ToldScreen } from './wire'

export type Screen = { name: 'splash' } | ToldScreen

export interface ListState {
  readonly total: number
  readonly start: number
  readonly ids: readonly string[]
  readonly rows: ReadonlyMap<string, Row>
  readonly archived: number
  /** How many chats have unread messages. */
  readonly unread: number
}

/** `change` tells the scroller what to keep still. */
export interface Conversation {
  readonly chat: Head
  readonly messages: readonly Message[]
  readonly isMore: boolean
  /** Newer messages exist than the last one here, because the reader went far up. */
  readonly isBehind: boolean
  readonly isLoadingOlder: boolean
  readonly unread: number
  readonly firstUnread: string | null
  readonly change: 'opened' | 'appended' | 'prepended' | 'ticked'
  readonly opening: number
}

export interface ComposerState {
  readonly chat: Head
  readonly draft: string
  readonly opening: number
}

export const screen = atom<Screen>({ name: 'splash' })
/** Before the world has told any. */
export const unknownList: ListState = { total: 0, start: 0, ids: [], rows: new Map(), archived: 0, unread: 0 }
export const list = atom<ListState>(unknownList)
export const selected = atom<string | null>(null)
export const conversation = atom<Conversation | null>(null)
export const header = atom<Head | null>(null)
export const composer = atom<ComposerState | null>(null)
export const owner = atom('')
export const isOnline = atom(true)
export const isRestricted = atom(false)
export const found = atom<{ number: string; by: 'link' | 'drawer'; chat: string | null } | null>(null)
export const banner = atom<ToldBanner | null>(null)
export const dialog = atom<ToldDialog | null>(null)
export const toast = atom<string | null>(null)
export const contacts = atom<{ query: string; rows: readonly Contact[] }>({ query: '', rows: [] })
/** What lies over the list of chats. */
export const drawer = atom<'new_chat' | null>(null)
export const syncing = atom<number | null>(null)
export const query = atom('')
export const only = atom<Only>('all')
export const pace = atom<Pace>({ pane_switch: 0.05, header_lag: 0 })

/** Where the reader is; not an atom, because nothing is drawn from it. */
export const reader = { isAtBottom: true }

/** Places of the list that can be seen, with one more on either side; not an atom either. */
export const seenRows = { first: 0, last: Infinity }

export function forgetChats(): void {
  list.set(unknownList)
  selected.set(null)
  conversation.set(null)
  header.set(null)
  composer.set(null)
  syncing.set(null)
  query.set('')
  only.set('all')
  drawer.set(null)
}
