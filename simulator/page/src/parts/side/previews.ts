// What a row of the list says of the newest message: a sign, words, and in which direction they run.
import { owner } from '../../state'
import type { Content, Last, Row } from '../../wire'
import { previewWords } from '../../words/previews'
import { sideWords } from '../../words/side'
import { direction } from '../talk/texts'
import type { Sign } from './era'

export interface Preview {
  readonly sign: Sign | null
  readonly text: string
  /** The page's own words have no direction of their own. */
  readonly dir: 'auto' | 'ltr' | 'rtl'
}

export function preview(last: Last): Preview {
  if (last.deleted_by !== null) return said('recalled', deleted(last, last.deleted_by))
  const { sign, words } = contentWords(last.content)
  const hasOwnWords = last.text !== '' && last.content.kind !== 'view_once' && last.content.kind !== 'call'
  const shown = hasOwnWords ? written(sign, last.text) : said(sign, words)
  if (!last.reaction) return shown
  const isMine = last.reaction.who === owner.get()
  const reacted = isMine ? previewWords().reactedByMe : previewWords().reacted
  return said(null, `${reacted(last.reaction.emoji)} "${shown.text}"`)
}

/** Marked with its direction; of two spaces the second is a hard one, and lines stay lines. */
export function marked(text: string): string {
  const mark = direction(text) === 'rtl' ? '\u202b' : '\u202a'
  return `${mark}${text.replace(/ {2}/g, ' \u00a0')}\u202c`
}

export function typingWords(row: Row): string {
  const words = sideWords()
  const who = row.kind === 'person' ? null : (row.typing ?? '')
  if (row.activity === 'recording') return who === null ? words.recording : words.recordingWho(who)
  return who === null ? words.typing : words.typingWho(who)
}

export function length(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

function said(sign: Sign | null, text: string): Preview {
  return { sign, text, dir: 'auto' }
}

function written(sign: Sign | null, text: string): Preview {
  return { sign, text, dir: direction(text) }
}

function deleted(last: Last, by: string): string {
  if (last.is_own && by === 'sender') return previewWords().deletedByMe
  return by === 'sender' ? previewWords().deleted : previewWords().deletedBy(by)
}

function contentWords(content: Content): { sign: Sign | null; words: string } {
  const words = previewWords()
  switch (content.kind) {
    case 'text':
    case 'notice':
      return { sign: null, words: '' }
    case 'image':
      return { sign: 'photo', words: words.photo }
    case 'album':
      return { sign: 'photo', words: words.photos(content.hues.length) }
    case 'video':
      return { sign: 'video', words: words.video }
    case 'gif':
      return { sign: 'gif', words: 'GIF' }
    case 'voice':
      return { sign: 'voice', words: length(content.seconds) }
    case 'audio':
      return { sign: 'audio', words: words.audio }
    case 'document':
      return { sign: 'document', words: content.name + (content.pages === null ? '' : ` • ${words.pages(content.pages)}`) }
    case 'sticker':
      return { sign: 'sticker', words: words.sticker }
    case 'location':
      return { sign: 'location', words: content.name || words.location }
    case 'live_location':
      return { sign: 'location', words: words.liveLocation }
    case 'contact':
      return { sign: 'contact', words: content.name }
    case 'poll':
      return { sign: 'poll', words: '' }
    case 'view_once':
      return viewOnce(content)
    case 'undecrypted':
      return { sign: 'waiting', words: words.waiting }
    case 'call':
      return call(content)
  }
}

function viewOnce({ what, state }: Extract<Content, { kind: 'view_once' }>): { sign: Sign; words: string } {
  const words = previewWords()
  if (state !== 'unopened') return { sign: 'viewed', words: words.opened }
  return { sign: 'viewOnce', words: { photo: words.photo, video: words.video, voice: words.voice }[what] }
}

function call({ what, missed }: Extract<Content, { kind: 'call' }>): { sign: Sign; words: string } {
  const { calls } = previewWords()
  if (what === 'video') return { sign: 'videoCall', words: missed ? calls.missedVideo : calls.video }
  return { sign: 'voiceCall', words: missed ? calls.missedVoice : calls.voice }
}
