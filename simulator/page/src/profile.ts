// Which attributes this build of the page writes; each later profile is another value of this one object.
import type { Status } from './wire'

export const profile = {
  name: '2026-10',
  hasTestids: true,
  // Icons that still carry their name as an attribute; all others only have an svg title.
  namedIcons: new Set(['tail-in', 'tail-out', 'ptt-status', 'plus-rounded', 'ic-sync']),
  bodyClass: 'selectable-text copyable-text',
  rowHeight: 72,
  shellDistance: 4000,
  statusTitles: {
    pending: 'wds-ic-pending',
    sent: 'wds-ic-sent',
    delivered: 'wds-ic-read',
    read: 'wds-ic-read',
    failed: 'wds-ic-error',
  } satisfies Record<Status, string>,
  previewTitles: {
    pending: 'ic-chatlist-clock',
    sent: 'wds-ic-sent',
    delivered: 'wds-ic-delivered',
    read: 'wds-ic-read',
    failed: 'wds-ic-error',
  } satisfies Record<Status, string>,
  avatarTitles: { person: 'default-contact-refreshed', group: 'default-group-refreshed' },
} as const

type Attributes = Record<string, string>

export function testid(name: string): Attributes {
  return profile.hasTestids ? { 'data-testid': name } : {}
}

export function iconAttributes(title: string): Attributes {
  if (!profile.namedIcons.has(title)) return {}
  return title.startsWith('tail-') ? { 'data-icon': title, ...testid(title) } : { 'data-icon': title }
}
