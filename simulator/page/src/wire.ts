// What the page and the world say to one another; the world's side is wire.py, session.py and shapes.py.

export type Kind = 'person' | 'group'
export type Status = 'pending' | 'sent' | 'delivered' | 'read' | 'failed'
export type Only = 'all' | 'unread' | 'favorites' | 'groups'

export interface Message {
  readonly id: string
  readonly direction: 'in' | 'out' | 'system'
  readonly sender: string
  readonly text: string
  readonly status: Status | null
  readonly at: string
  readonly quote: { readonly sender: string; readonly text: string } | null
}

export interface Row {
  readonly id: string
  readonly name: string
  readonly kind: Kind
  readonly unread: number
  readonly draft: string
  readonly typing: string | null
  readonly at: string | null
  readonly last: { readonly text: string; readonly status: Status | null; readonly sender: string | null } | null
}

export interface Head {
  readonly id: string
  readonly name: string
  readonly kind: Kind
  readonly subtitle: string
}

export interface Pace {
  readonly pane_switch: number
  readonly header_lag: number
}

export type Frame =
  | { t: 'screen'; name: 'loading'; text: string; progress: number | null }
  | { t: 'screen'; name: 'qr'; stage: 'blank' | 'hint' | 'code' | 'expired'; ref?: string }
  | { t: 'screen'; name: 'main' }
  | ({ t: 'ready'; owner: string } & Pace)
  | ({ t: 'pace' } & Pace)
  | { t: 'linked'; key: string }
  | { t: 'unlinked' }
  | { t: 'list'; total: number; start: number; ids: string[]; rows: Record<string, Row>; unread: number }
  | { t: 'opened'; chat: Head; draft: string; unread: number; messages: Message[]; is_more: boolean | null }
  | { t: 'older'; chat: string; messages: Message[]; is_more: boolean }
  | { t: 'new'; chat: string; messages: Message[] }
  | { t: 'ticks'; chat: string; ticks: Record<string, Status> }
  | { t: 'head'; chat: Head }
  | { t: 'taken'; id: string }
  | { t: 'syncing'; percent: number | null }

export type Word =
  | { t: 'rows'; start: number; end: number; query: string; only: Only }
  | { t: 'open'; chat: string }
  | { t: 'close' }
  | { t: 'older'; chat: string; before: string }
  | { t: 'send'; chat: string; id: string; text: string }
  | { t: 'draft'; chat: string; text: string }
  | { t: 'drawn'; ids: string[] }
  | { t: 'keys'; chat: string; named: string[]; count: number }
  | { t: 'refresh_code' }
  | { t: 'visible'; on: boolean }

export interface Hello {
  t: 'hello'
  key: string | null
  is_back: boolean
  chat: string | null
  after: string | null
}
