// What a message holds, in a few words for the list, quotes and people who listen to the page.
import type { Content } from '../wire'

const NAMES: Readonly<Record<Content['kind'], string>> = {
  text: '',
  image: 'Photo',
  album: 'Album',
  video: 'Video',
  gif: 'GIF',
  voice: 'Voice note',
  audio: 'Audio',
  document: 'Document',
  sticker: 'Sticker',
  location: 'Location',
  live_location: 'Live location',
  contact: 'Contact',
  poll: 'Poll',
  view_once: 'View once',
  undecrypted: 'Waiting for this message',
  call: 'Call',
  notice: '',
}

export function heldWords(kind: Content['kind'], text: string): string {
  return [NAMES[kind], text.replace(/\s+/g, ' ')].filter(Boolean).join(': ')
}

export function noticeWords(content: Content, text: string): string {
  if (content.kind !== 'call') return text
  return content.missed ? `Missed ${content.what} call` : `${content.what === 'video' ? 'Video' : 'Voice'} call`
}

export function lasting(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

export function weight(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
