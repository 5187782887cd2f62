// What the page and the world say to one another; the world's side is wire.py, session.py, shapes.py and content.py.
import type { Look } from './look/look'

export type Kind = 'person' | 'group' | 'channel'
export type Status = 'pending' | 'sent' | 'delivered' | 'read' | 'failed'
export type Only = 'all' | 'unread' | 'favorites' | 'groups' | 'archived'

export type Content =
  | { readonly kind: 'text'; readonly preview: { title: string; description: string; address: string } | null }
  | { readonly kind: 'image'; readonly hue: number; readonly width: number; readonly height: number }
  | { readonly kind: 'album'; readonly hues: readonly number[] }
  | { readonly kind: 'video' | 'gif'; readonly seconds: number; readonly hue: number }
  | { readonly kind: 'voice' | 'audio'; readonly seconds: number }
  | { readonly kind: 'document'; readonly name: string; readonly size: number; readonly pages: number | null }
  | { readonly kind: 'sticker'; readonly emoji: string | null; readonly hue: number }
  | { readonly kind: 'location' | 'live_location'; readonly latitude: number; readonly longitude: number; readonly name: string }
  | { readonly kind: 'contact'; readonly name: string; readonly phone: string }
  | { readonly kind: 'poll'; readonly options: readonly string[]; readonly several: boolean }
  | { readonly kind: 'view_once'; readonly what: 'photo' | 'video' | 'voice'; readonly state: 'unopened' | 'opened' | 'expired' }
  | { readonly kind: 'undecrypted' }
  | { readonly kind: 'call'; readonly what: 'voice' | 'video'; readonly missed: boolean }
  | { readonly kind: 'notice'; readonly about: 'encryption' | 'security_code' | 'group' | 'disappearing' | 'business' }

export interface Quote {
  readonly id: string
  readonly sender: string
  readonly is_own: boolean
  readonly text: string
  readonly content: Content
}

export interface Message {
  readonly id: string
  readonly direction: 'in' | 'out' | 'system'
  readonly sender: string
  /** Digits that stand for the sender in ids of the older builds. */
  readonly person: string
  readonly text: string
  readonly status: Status | null
  readonly at: string
  readonly quote: Quote | null
  readonly content: Content
  readonly mentions: readonly { readonly name: string; readonly id: string }[]
  readonly forwards: number
  readonly is_edited: boolean
  /** "sender", or the name of the admin. */
  readonly deleted_by: string | null
  readonly reactions: Readonly<Record<string, string>>
}

export interface Traits {
  readonly is_muted: boolean
  readonly is_pinned: boolean
  readonly is_archived: boolean
  readonly is_favorite: boolean
  readonly is_self: boolean
  readonly is_marked_unread: boolean
  readonly has_mention: boolean
  readonly has_picture: boolean
  readonly community: string | null
  /** Digits of a saved contact's number. */
  readonly phone: string | null
  readonly push_name: string | null
  readonly presence: string | null
  readonly footer: 'open' | 'restricted' | 'blocked' | 'announcement' | 'left'
  readonly older: 'here' | 'on_phone'
}

export interface Last {
  readonly text: string
  readonly status: Status | null
  readonly sender: string | null
  readonly content: Content
  readonly is_own: boolean
  readonly deleted_by: string | null
  readonly reaction: { readonly who: string; readonly emoji: string } | null
}

/** Somebody whom the new-chat drawer offers. */
export interface Contact {
  readonly id: string
  readonly name: string
  readonly kind: Kind
  readonly traits: Traits
}

export interface Row extends Contact {
  readonly unread: number
  readonly draft: string
  /** Who is typing. */
  readonly typing: string | null
  /** What that person does: writing, or speaking a voice note. */
  readonly activity: 'typing' | 'recording'
  readonly at: string | null
  readonly last: Last | null
}

export interface Head {
  readonly id: string
  readonly name: string
  readonly kind: Kind
  /** Digits that stand for the chat in ids of the older builds. */
  readonly number: string
  /** The same of the owner, who is a participant of a group. */
  readonly own: string
  readonly members: readonly string[]
  readonly typing: string | null
  /** What that person does: writing, or speaking a voice note. */
  readonly activity: 'typing' | 'recording'
  readonly traits: Traits
}

export interface Pace {
  readonly pane_switch: number
  readonly header_lag: number
}

export type LoadingStage = 'connecting' | 'downloading' | 'organizing' | 'chats' | 'logging_out'
/** Full screens in the way of the chats; the world's side is stops.py. */
export type StopName =
  | 'conflict_window'
  | 'conflict_computer'
  | 'takeover'
  | 'offline'
  | 'proxy'
  | 'banned'
  | 'terms'
  | 'passkey'
  | 'unknown'
export type BannerName =
  | 'computer'
  | 'phone'
  | 'connecting'
  | 'retrying'
  | 'update'
  | 'notifications'
  | 'background_sync'
  | 'language'

export type ToldScreen =
  | { name: 'loading'; stage: LoadingStage; percent: number | null; progress: number | null; may_leave: boolean }
  | { name: 'qr'; stage: 'blank' | 'hint' | 'code' | 'expired'; ref?: string }
  | { name: 'number'; stage: 'entry' | 'refused'; number: string }
  | { name: 'phone_code'; stage: 'code' | 'expired'; code: string; number: string }
  | { name: 'stop'; stop: StopName; title: string | null; text: string | null }
  | { name: 'main' }

export interface ToldBanner {
  readonly name: BannerName
  readonly seconds: number
  readonly text: string | null
}

export interface ToldDialog {
  readonly name: 'whats_new' | 'confirm' | 'notice'
  readonly title: string | null
  readonly text: string | null
}

export type Frame =
  | ({ t: 'look' } & Look)
  | ({ t: 'screen' } & ToldScreen)
  | ({ t: 'ready'; owner: string } & Pace)
  | ({ t: 'pace' } & Pace)
  | { t: 'linked'; key: string }
  | { t: 'unlinked' }
  | {
      t: 'list'
      total: number
      start: number
      /** Ids of chats; while searching also headings such as `#chats`, and found messages as `m:` and their id. */
      ids: string[]
      rows: Record<string, Row>
      unread: number
      archived: number
    }
  | { t: 'opened'; chat: Head; draft: string; unread: number; messages: Message[]; is_more: boolean | null }
  | { t: 'older'; chat: string; messages: Message[]; is_more: boolean }
  | { t: 'new'; chat: string; messages: Message[] }
  | { t: 'changed'; chat: string; messages: Message[] }
  | { t: 'ticks'; chat: string; ticks: Record<string, Status> }
  | { t: 'head'; chat: Head }
  | { t: 'taken'; id: string }
  | { t: 'syncing'; percent: number | null }
  | { t: 'banner'; banner: ToldBanner | null }
  | { t: 'dialog'; dialog: ToldDialog | null }
  | { t: 'toast'; text: string | null }
  /** Seconds by which the world is ahead of this machine. */
  | { t: 'clock'; ahead: number }
  /** Faults: every frame comes later; the script stands still; rows leave the page and come back. */
  | { t: 'slow'; ms: number }
  | { t: 'hang'; seconds: number }
  | { t: 'reinsert'; ids: string[] }
  /** The whole account may not write. */
  | { t: 'restricted'; on: boolean }
  | { t: 'contacts'; query: string; rows: Contact[] }
  /** The answer to a lookup; `chat` is null for a number without an account. */
  | { t: 'found'; number: string; by: 'link' | 'drawer'; chat: string | null }

export type Word =
  | { t: 'rows'; start: number; end: number; query: string; only: Only }
  | { t: 'contacts'; query: string }
  | { t: 'open'; chat: string }
  | { t: 'close' }
  | { t: 'older'; chat: string; before: string }
  | { t: 'send'; chat: string; id: string; text: string; content?: Content; quote?: string | null }
  | { t: 'edit'; chat: string; id: string; text: string }
  | { t: 'delete'; chat: string; id: string }
  | { t: 'react'; chat: string; id: string; emoji: string | null }
  | { t: 'viewed'; chat: string; id: string }
  | { t: 'lookup'; number: string; by: 'link' | 'drawer' }
  | { t: 'press'; what: string; value?: string }
  | { t: 'draft'; chat: string; text: string }
  | { t: 'drawn'; ids: string[] }
  | { t: 'keys'; chat: string; named: string[]; count: number }
  | { t: 'visible'; on: boolean }

export interface Hello {
  t: 'hello'
  key: string | null
  is_back: boolean
  chat: string | null
  after: string | null
}
