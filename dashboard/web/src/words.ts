import type {
  Access,
  Author,
  Bubble,
  Event,
  Hold,
  MessageKind,
  Mode,
  OutboxState,
  Provider,
  Screen,
  Stage,
} from './api/types'
import { time } from './format'

export const ACCESS: Record<Access, string> = {
  allowed: 'Allowed',
  pending: 'Waiting for approval',
  blocked: 'Blocked',
}

export const MODE: Record<Mode, { label: string; means: string }> = {
  auto: { label: 'Automatic', means: 'Switchboard answers by itself.' },
  suggest: { label: 'Suggest', means: 'Switchboard drafts; a person approves.' },
  human: { label: 'Human', means: 'Only people answer here.' },
  off: { label: 'Off', means: 'Messages are stored, nobody is asked to answer.' },
}

export const AUTHOR: Record<Author, string> = {
  contact: 'Contact',
  bot: 'Switchboard',
  operator: 'Operator',
  phone: 'Your phone',
  unknown: 'You',
}

export const STATE: Record<OutboxState, string> = {
  draft: 'Draft, waits for approval',
  queued: 'Queued',
  sending: 'Sending',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  unknown: 'Perhaps sent: look at the phone',
  failed: 'Not sent',
  cancelled: 'Cancelled',
}

export const HOLD: Record<Hold, string> = {
  paused: 'sending is paused',
  restricted: 'WhatsApp restricts this number',
  safe_mode: 'WhatsApp’s page lacks something that writing needs',
  no_page: 'WhatsApp’s page is not there',
  quiet_hours: 'quiet hours',
  new_contacts: 'enough people were written to first today',
  chat_limit: 'this chat got enough for now',
  limit: 'enough was sent for now',
  gap: 'a moment between two messages',
  look: 'it is looked for on WhatsApp’s page',
}

/** Why a message waits and until when, where that is known; undefined when nothing holds it. */
export function holdLine(bubble: Pick<Bubble, 'hold' | 'held_until'>): string | undefined {
  if (!bubble.hold) return undefined
  return `Waits: ${HOLD[bubble.hold]}${bubble.held_until ? `, until ${time(bubble.held_until)}` : ''}`
}

export const KIND: Record<MessageKind, { label: string; icon: string }> = {
  text: { label: 'Text', icon: 'i-lucide-message-square' },
  image: { label: 'Photo', icon: 'i-lucide-image' },
  album: { label: 'Photos', icon: 'i-lucide-image' },
  video: { label: 'Video', icon: 'i-lucide-video' },
  gif: { label: 'GIF', icon: 'i-lucide-video' },
  voice: { label: 'Voice message', icon: 'i-lucide-mic' },
  audio: { label: 'Sound', icon: 'i-lucide-mic' },
  document: { label: 'Document', icon: 'i-lucide-file-text' },
  sticker: { label: 'Sticker', icon: 'i-lucide-sticker' },
  view_once: { label: 'View once', icon: 'i-lucide-image' },
  location: { label: 'Location', icon: 'i-lucide-map-pin' },
  live_location: { label: 'Live location', icon: 'i-lucide-map-pin' },
  contact: { label: 'Contact card', icon: 'i-lucide-contact' },
  poll: { label: 'Poll', icon: 'i-lucide-vote' },
  system: { label: 'Notice', icon: 'i-lucide-info' },
  deleted: { label: 'This message was deleted', icon: 'i-lucide-ban' },
  unknown: { label: 'Something Switchboard cannot read', icon: 'i-lucide-circle-help' },
}

/** The kind that stands for a message without words: the store writes "[image]" for it. */
export function kindOf(text: string) {
  const kind = /^\[(\w+)\]$/.exec(text)?.[1]
  return kind === undefined ? undefined : KIND[kind as MessageKind]
}

export const SCREEN: Record<Screen, string> = {
  starting: 'Browser is starting',
  splash: 'WhatsApp is loading',
  loading: 'Loading your messages',
  qr: 'Not linked',
  phone_number: 'Not linked',
  main: 'Linked',
  restricted: 'Restricted by WhatsApp',
  conflict: 'Open in another window',
  offline: 'No connection',
  logged_out: 'Logged out',
  unsupported: 'Browser not accepted',
  other: 'Unknown screen',
  gone: 'Browser is gone',
}

export const CHECK: Record<string, string> = {
  database: 'Database',
  whatsapp: 'WhatsApp',
  memory: 'Memory',
  disk: 'Disk',
  selectors: 'Selectors',
  proof_of_life: 'Proof of life',
}

export const HEALTH = {
  ok: { word: 'OK', tone: 'good' },
  degraded: { word: 'Needs attention', tone: 'warn' },
  failed: { word: 'Failed', tone: 'bad' },
} as const

export const STAGE: Record<Stage, { label: string; means: string }> = {
  browser: { label: 'Browser', means: 'The page answers.' },
  observer: { label: 'Observer', means: 'A change on the page was told.' },
  store: { label: 'Store', means: 'What was seen was written down.' },
  reasoner: { label: 'Reasoner', means: 'A decision was made.' },
  provider: { label: 'Provider', means: 'A model answered.' },
  sender: { label: 'Sender', means: 'A bubble of ours appeared.' },
}

const REPAIR: Record<string, string> = {
  reload: 'the page is loaded anew',
  relaunch: 'the browser is started anew',
  alarm: 'no repair helped',
}

const TROUBLE: Record<string, string> = {
  deaf: 'The page does not tell what changes',
  unstored: 'The page shows messages that are not stored',
}

/** A provider of the chain as a line with a coloured dot. */
export function providerLine(provider: Provider) {
  const { name, state, reason, until } = provider
  if (state === 'closed') return { name, word: 'Ready', detail: reason ?? '', tone: 'good' as const }
  if (state === 'half_open') return { name, word: 'Being tried', detail: reason ?? '', tone: 'warn' as const }
  const rest = until === null ? 'Rests' : `Rests until ${time(until)}`
  return { name, word: rest, detail: reason ?? '', tone: 'bad' as const }
}

const CHANGED: Record<string, string> = {
  edited: 'Message edited',
  deleted: 'Message deleted',
  reacted: 'Somebody reacted to a message',
  decrypted: 'Message can be read now',
  opened: 'Message opened',
}

const STORED: Record<string, string> = { in: 'Message received', out: 'Own message seen' }

interface Told {
  icon: string
  text: string
  tone: 'calm' | 'good' | 'bad'
}

/** Without the steps that a message on its way out has already left behind; newest first, as given. */
export function condensed<E extends Pick<Event, 'kind' | 'outbox_id'>>(events: readonly E[]): E[] {
  const shown = new Set<number>()
  return events.filter((event) => {
    if (event.kind !== 'outbox_changed' || event.outbox_id === null) return true
    const isNewest = !shown.has(event.outbox_id)
    shown.add(event.outbox_id)
    return isNewest
  })
}

/** An event as a line of the activity feed. */
export function told(event: Pick<Event, 'kind' | 'detail'>): Told {
  const detail = event.detail ?? ''
  switch (event.kind) {
    case 'message_stored':
      return { icon: 'i-lucide-message-square', text: STORED[detail] ?? 'Message stored', tone: 'calm' }
    case 'message_changed':
      return { icon: 'i-lucide-message-square', text: CHANGED[detail] ?? 'Message changed', tone: 'calm' }
    case 'chat_changed':
      return { icon: 'i-lucide-sliders-horizontal', text: detail ? `Chat changed: ${detail}` : 'Chat changed', tone: 'calm' }
    case 'planned':
      return { icon: 'i-lucide-brain', text: 'Thought about the answer', tone: 'calm' }
    case 'decided':
      return { icon: 'i-lucide-git-commit-horizontal', text: detail ? `Decided: ${detail}` : 'Decided', tone: 'calm' }
    case 'outbox_changed':
      return outbox(detail)
    case 'outbox_held':
      return { icon: 'i-lucide-hourglass', text: `Message waits: ${HOLD[detail as Hold] ?? detail}`, tone: 'calm' }
    case 'sending_changed':
      return { icon: 'i-lucide-send', text: `Sending ${detail}`, tone: detail === 'paused' ? 'bad' : 'good' }
    case 'link_changed':
      return { icon: 'i-lucide-smartphone', text: `WhatsApp: ${SCREEN[detail as Screen] ?? 'changed'}`, tone: detail === 'main' ? 'good' : 'calm' }
    case 'selector_drift':
      return { icon: 'i-lucide-triangle-alert', text: `WhatsApp changed its page: ${detail}`, tone: 'bad' }
    case 'selectors_read':
      return { icon: 'i-lucide-file-check', text: 'selectors.yaml was read anew and is in use', tone: 'good' }
    case 'selectors_refused':
      return { icon: 'i-lucide-file-x', text: `selectors.yaml was refused: ${detail}`, tone: 'bad' }
    case 'safe_mode':
      return detail === 'over'
        ? { icon: 'i-lucide-shield-check', text: 'Safe mode is over: messages are sent again', tone: 'good' }
        : { icon: 'i-lucide-shield-alert', text: `Safe mode, nothing is sent: the page shows no ${detail}`, tone: 'bad' }
    case 'proof_of_life': {
      if (detail === 'over') return { icon: 'i-lucide-shield-check', text: 'What the page shows is stored again', tone: 'good' }
      const [trouble = '', step = ''] = detail.split(': ')
      return { icon: 'i-lucide-shield-alert', text: `${TROUBLE[trouble] ?? trouble}: ${REPAIR[step] ?? step}`, tone: 'bad' }
    }
    case 'job_dead':
      return { icon: 'i-lucide-circle-x', text: `Gave up: ${detail || 'a job'}`, tone: 'bad' }
    case 'operator_signed_in':
      return { icon: 'i-lucide-log-in', text: 'Operator signed in', tone: 'calm' }
    default:
      return { icon: 'i-lucide-dot', text: event.kind.replace(/_/g, ' '), tone: 'calm' }
  }
}

function outbox(detail: string): Told {
  const state = detail as OutboxState
  const bad = state === 'failed' || state === 'unknown'
  const good = state === 'sent' || state === 'delivered' || state === 'read'
  const icon = bad ? 'i-lucide-circle-alert' : state === 'read' || state === 'delivered' ? 'i-lucide-check-check' : 'i-lucide-send'
  return { icon, text: `Message ${(STATE[state] ?? 'changed').toLowerCase()}`, tone: bad ? 'bad' : good ? 'good' : 'calm' }
}
