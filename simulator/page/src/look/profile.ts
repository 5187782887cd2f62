// What each build of the page writes: dom.md S1. Attributes common to all builds stand in the components; dress.ts
// takes away the test ids that a build does not have.
import type { Kind, Status } from '../wire'
import { look, type ProfileName } from './look'

export interface Profile {
  readonly name: ProfileName
  /** Letter of the saved pages whose nesting this build follows. */
  readonly generation: 'B' | 'D' | 'E'
  /** `few`: only on text bodies and icons. */
  readonly testids: 'all' | 'none' | 'few'
  /** What stands in `data-id`: the bare id, or direction, chat and participant around it. */
  readonly ids: 'bare' | 'c.us' | 'lid'
  readonly hasSides: boolean
  readonly bodyClass: string
  /** Where an icon's name stands: attributes, or the title of its svg. */
  readonly icons: 'attribute' | 'title' | 'both'
  readonly rowRole: 'row' | 'listitem'
  readonly search: 'input' | 'editor'
  /** `named`: the label says to whom; `plain`: it does not; `title`: and it is in `title`. */
  readonly composerLabel: 'named' | 'plain' | 'title'
  readonly splash: 'initial_startup' | 'wa_web_initial_startup'
  readonly rowHeight: number
}

const newest: Profile = {
  name: '2026-10',
  generation: 'E',
  testids: 'all',
  ids: 'bare',
  hasSides: false,
  bodyClass: 'selectable-text copyable-text',
  icons: 'title',
  rowRole: 'row',
  search: 'input',
  composerLabel: 'named',
  splash: 'wa_web_initial_startup',
  rowHeight: 76,
}

const profiles: Record<ProfileName, Profile> = {
  '2026-10': newest,
  '2026-05-mixed': { ...newest, name: '2026-05-mixed', hasSides: true, icons: 'both' },
  '2026-04': {
    ...newest,
    name: '2026-04',
    generation: 'D',
    testids: 'few',
    ids: 'lid',
    hasSides: true,
    bodyClass: '_ao3e _aupe copyable-text',
    icons: 'attribute',
  },
  '2025-06': {
    ...newest,
    name: '2025-06',
    generation: 'D',
    testids: 'none',
    ids: 'c.us',
    hasSides: true,
    bodyClass: '_ao3e selectable-text copyable-text',
    icons: 'attribute',
    rowRole: 'listitem',
    search: 'editor',
    composerLabel: 'plain',
  },
  '2023-06': {
    ...newest,
    name: '2023-06',
    generation: 'B',
    ids: 'c.us',
    hasSides: true,
    bodyClass: '_11JPr selectable-text copyable-text',
    icons: 'attribute',
    rowRole: 'listitem',
    search: 'editor',
    composerLabel: 'title',
    splash: 'initial_startup',
    rowHeight: 72,
  },
}

export const SHELL_DISTANCE = 4000

export function profile(): Profile {
  return profiles[look.get().profile]
}

type Attributes = Record<string, string>

export function testid(name: string): Attributes {
  return { 'data-testid': name }
}

/** Icons that keep their name in `data-icon` in the newest build; all others only have an svg title. */
const named = new Set(['tail-in', 'tail-out', 'ptt-status', 'plus-rounded', 'ic-sync'])

export function iconAttributes(title: string): Attributes {
  const { icons, testids } = profile()
  if (icons === 'title') {
    if (!named.has(title)) return {}
    return title.startsWith('tail-') ? { 'data-icon': title, ...testid(title) } : { 'data-icon': title }
  }
  return testids === 'none' ? { 'data-icon': title } : { 'data-icon': title, ...testid(title) }
}

type Names = Record<Status, string>

/** Ticks inside a bubble; the newest build draws a delivered message like a read one. */
export function tickTitle(status: Status): string {
  const modern: Names = {
    pending: 'wds-ic-pending',
    sent: 'wds-ic-sent',
    delivered: 'wds-ic-read',
    read: 'wds-ic-read',
    failed: 'wds-ic-error',
  }
  const named: Names = {
    pending: 'msg-time',
    sent: 'msg-check',
    delivered: 'msg-dblcheck',
    read: 'msg-dblcheck',
    failed: 'message-fail',
  }
  return profile().icons === 'title' ? modern[status] : named[status]
}

/** Ticks in the list. */
export function previewTickTitle(status: Status): string {
  const modern: Names = {
    pending: 'ic-chatlist-clock',
    sent: 'wds-ic-sent',
    delivered: 'wds-ic-delivered',
    read: 'wds-ic-read',
    failed: 'wds-ic-error',
  }
  const named: Names = {
    pending: 'status-time',
    sent: 'status-check',
    delivered: 'status-dblcheck',
    read: 'status-dblcheck',
    failed: 'message-fail',
  }
  return profile().icons === 'title' ? modern[status] : named[status]
}

/** The drawing of a chat without a picture. */
export function avatarTitle(kind: Kind): string {
  const icon = { person: 'default-contact', group: 'default-group', channel: 'default-newsletter' }[kind]
  if (profile().generation !== 'B') return kind === 'channel' ? icon : `${icon}-refreshed`
  return kind === 'person' ? 'default-user' : icon
}
