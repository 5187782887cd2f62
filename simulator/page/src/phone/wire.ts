// What the phone page is shown and what it may ask for; the other side is phone_picture.py and phone_wire.py.
import { atom } from '../atom'
import type { Content, Kind, Message } from '../wire'

/** `is_read`: whether the owner has read what a contact wrote. */
export type Bubble = Message & { readonly is_read?: boolean }

export interface Row {
  readonly id: string
  readonly name: string
  readonly push_name: string | null
  readonly kind: Kind
  readonly is_archived: boolean
  readonly unread: number
  readonly at: string | null
  readonly last: { readonly text: string; readonly kind: Content['kind']; readonly is_deleted: boolean; readonly sender: string | null } | null
}

export interface OpenChat extends Row {
  readonly members: readonly string[]
  readonly typing: string | null
  readonly footer: 'open' | 'restricted' | 'blocked' | 'announcement' | 'left'
  readonly is_more: boolean
  readonly messages: readonly Bubble[]
}

export interface Picture {
  readonly owner: string
  readonly linked: boolean
  readonly screen: string
  readonly code: boolean
  readonly online: boolean
  readonly query: string
  readonly total: number
  readonly chats: readonly Row[]
  readonly chat: OpenChat | null
}

export interface Said {
  text: string
  content?: Content
  quote?: string | null
}

export type Ask =
  | { t: 'look'; chat: string | null; limit?: number }
  | { t: 'find'; query: string; end: number }
  | ({ t: 'write'; chat: string; sender: string } & Said)
  | ({ t: 'own'; chat: string } & Said)
  | { t: 'typing'; chat: string; on: boolean; sender: string; recording?: boolean }
  | { t: 'react'; message: string; by: string | null; emoji: string | null }
  | { t: 'edit'; message: string; text: string }
  | { t: 'delete'; message: string }
  | { t: 'seen'; chat: string; by: 'contact' | 'owner' }
  | { t: 'meet'; name: string; kind: 'person' | 'group'; members?: string[]; push_name?: string }
  | { t: 'online'; on: boolean }
  | { t: 'confirm'; code: string }
  | { t: 'scan' | 'unlink' }

export const PAGE = 120
export const picture = atom<Picture | null>(null)
export const isConnected = atom(false)

let socket: WebSocket | null = null
let looked: Extract<Ask, { t: 'look' }> | null = null
let found: Extract<Ask, { t: 'find' }> | null = null

export function connect(): void {
  const address = new URL('world', location.href)
  address.protocol = address.protocol.replace('http', 'ws')
  address.search = ''
  socket = new WebSocket(address)
  socket.onopen = () => {
    isConnected.set(true)
    if (found) ask(found)
    if (looked) ask(looked)
  }
  socket.onmessage = (event) => picture.set(JSON.parse(event.data as string) as Picture)
  socket.onclose = () => {
    isConnected.set(false)
    setTimeout(connect, 1500)
  }
}

export function ask(what: Ask): void {
  if (what.t === 'look') looked = what
  if (what.t === 'find') found = what
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(what))
}
