import type { Chat } from '../../api/types'
import { oneLine } from '../../format'

/** Which chats the inbox shows. */
export type Show = 'all' | 'unread' | 'pending' | 'blocked'

export const SHOWS: readonly Show[] = ['all', 'unread', 'pending', 'blocked']

export function asShow(value: unknown): Show {
  return SHOWS.find((show) => show === value) ?? 'all'
}

export function belongs(chat: Chat, show: Show): boolean {
  switch (show) {
    case 'all':
      return true
    case 'unread':
      return chat.unread > 0
    case 'pending':
    case 'blocked':
      return chat.access === show
  }
}

/** Whether name or last text contain the words, whatever their case or accents. */
export function matches(chat: Chat, filter: string): boolean {
  const wanted = plain(filter)
  return wanted === '' || plain(chat.name).includes(wanted) || plain(chat.last_text ?? '').includes(wanted)
}

function plain(text: string): string {
  return oneLine(text).normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()
}
