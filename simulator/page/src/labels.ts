// Every word that the page shows or names things by.
import type { Kind, Status } from './wire'

export const labels = {
  app: 'WhatsApp',
  chatList: 'Chat list',
  searchResults: 'Search results.',
  search: 'Search or start a new chat',
  clearSearch: 'End icon button',
  newChat: 'New chat',
  menu: 'Menu',
  filters: { all: 'All', unread: 'Unread', favorites: 'Favorites', groups: 'Groups' },
  rail: ['Chats', 'Status', 'Channels', 'Communities', 'Settings'],
  draft: 'Draft:',
  quoted: 'Quoted message',
  profile: 'Profile details',
  searchInChat: 'Search',
  you: 'You:',
  loadingOlder: 'Loading messages…',
  loadOlder: 'Load earlier messages…',
  loadRecent: 'Load recent messages…',
  toBottom: 'Scroll to bottom',
  attach: 'Attach',
  emojis: 'Emojis, GIFs, Stickers',
  placeholder: 'Type a message',
  send: 'Send',
  voice: 'Voice message',
  failed: "Couldn't send this message.",
  today: 'Today',
  yesterday: 'Yesterday',
  offline: 'Computer not connected',
  offlineHint: 'Make sure your computer has an active internet connection.',
  introTitle: 'Send and receive messages on your computer',
  introHint: 'Choose a chat on the left to read it and to answer.',
  encrypted: 'End-to-end encrypted',
  dontClose: "Don't close this window. Your messages are downloading.",
  qrTitle: 'Steps to log in',
  qrCanvas: 'Scan this QR code to link a device!',
  qrReload: 'Select to reload QR code',
  qrSteps: [
    'Open WhatsApp on your phone',
    'Tap Menu or Settings, then Linked devices',
    'Tap Link a device and point your phone at this screen',
  ],
  stay: 'Stay logged in on this browser',
  byPhone: 'Log in with phone number',
} as const

export const statusLabels: Record<Status, string> = {
  pending: ' Pending ',
  sent: ' Sent ',
  delivered: ' Delivered ',
  read: ' Read ',
  failed: ' Failed ',
}

export function unreadLabel(count: number): string {
  return count === 1 ? '1 unread message' : `${count.toLocaleString('en')} unread messages`
}

export function syncingLabel(percent: number): string {
  return `Loading messages (${percent}%)`
}

export function composerLabel(name: string, kind: Kind): string {
  return kind === 'group' ? `Type a message to group ${name}` : `Type a message to ${name}`
}
