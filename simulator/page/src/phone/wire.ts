// What the phone page is shown and what it may ask for; the other side is phone_server.py.
import { atom } from '../atom'

export interface Bubble {
  readonly id: string
  readonly direction: 'in' | 'out'
  readonly sender: string
  readonly text: string
  readonly status: string | null
  readonly at: string
}

export interface Row {
  readonly id: string
  readonly name: string
  readonly kind: 'person' | 'group'
  readonly members: readonly string[]
  readonly unread: number
  readonly at: string | null
  readonly last: string | null
}

export interface Picture {
  readonly owner: string
  readonly linked: boolean
  readonly screen: string
  readonly code: boolean
  readonly chats: readonly Row[]
  readonly chat: (Row & { readonly messages: readonly Bubble[] }) | null
}

export type Ask =
  | { t: 'look'; chat: string | null }
  | { t: 'write'; chat: string; text: string; sender?: string }
  | { t: 'own'; chat: string; text: string }
  | { t: 'typing'; chat: string; on: boolean; sender?: string }
  | { t: 'meet'; name: string }
  | { t: 'scan' | 'unlink' }

export const picture = atom<Picture | null>(null)
export const isConnected = atom(false)

let socket: WebSocket | null = null
let looked: string | null = null

export function connect(): void {
  const address = new URL('world', location.href)
  address.protocol = address.protocol.replace('http', 'ws')
  address.search = ''
  socket = new WebSocket(address)
  socket.onopen = () => {
    isConnected.set(true)
    if (looked) ask({ t: 'look', chat: looked })
  }
  socket.onmessage = (event) => picture.set(JSON.parse(event.data as string) as Picture)
  socket.onclose = () => {
    isConnected.set(false)
    setTimeout(connect, 1500)
  }
}

export function ask(what: Ask): void {
  if (what.t === 'look') looked = what.chat
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(what))
}
