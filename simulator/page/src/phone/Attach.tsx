// Everything that is not words: what kind it is, and the little that has to be known of it.
import { useState } from 'react'

import type { Content } from '../wire'
import css from './phone.module.css'
import { PhoneIcon, type PhoneIconName } from './PhoneIcon'

type Kind = 'image' | 'album' | 'video' | 'gif' | 'audio' | 'document' | 'sticker' | 'location' | 'live_location' | 'contact' | 'poll' | 'view_once'

const KINDS: readonly (readonly [Kind, PhoneIconName, string])[] = [
  ['image', 'picture', 'Photo'],
  ['album', 'album', 'Album'],
  ['video', 'film', 'Video'],
  ['gif', 'gif', 'GIF'],
  ['audio', 'note', 'Audio'],
  ['document', 'file', 'Document'],
  ['sticker', 'star', 'Sticker'],
  ['location', 'pin', 'Location'],
  ['live_location', 'radar', 'Live location'],
  ['contact', 'person', 'Contact'],
  ['poll', 'poll', 'Poll'],
  ['view_once', 'once', 'View once'],
]
/** What is asked about each kind, in the words of the fields. */
const FIELDS: Partial<Record<Kind, readonly (keyof Facts)[]>> = {
  document: ['name'],
  sticker: ['emoji'],
  location: ['name', 'place'],
  live_location: ['place'],
  contact: ['name', 'phone'],
  poll: ['options'],
  video: ['seconds'],
  audio: ['seconds'],
  view_once: ['what'],
}
const LABELS = { name: 'Name', emoji: 'Emoji', place: 'Latitude, longitude', phone: 'Phone', options: 'Options, one a line', seconds: 'Seconds', what: 'What', words: 'Caption' }
const FIRST = { name: '', emoji: '🥐', place: '38.7139, -9.1394', phone: '+351 912 000 222', options: '', seconds: '12', what: 'photo', words: '' }
type Facts = typeof FIRST
const HAS_WORDS: readonly Kind[] = ['image', 'album', 'video', 'gif', 'document', 'live_location', 'poll']

export function Attach({ words, send }: { words: string; send: (content: Content, words: string) => void }) {
  const [kind, setKind] = useState<Kind | null>(null)
  if (kind) {
    return (
      <div className={css.panel} role="group" aria-label="Attach">
        <button type="button" className={`${css.plain} ${css.kindBack}`} onClick={() => setKind(null)}>
          <PhoneIcon name="back" size={16} /> {labelOf(kind)}
        </button>
        <Facts kind={kind} words={words} send={send} />
      </div>
    )
  }
  return (
    <div className={`${css.panel} ${css.kinds}`} role="group" aria-label="Attach">
      {KINDS.map(([name, drawing, label], place) => (
        <button key={name} type="button" className={css.kind} autoFocus={place === 0} onClick={() => setKind(name)}>
          <PhoneIcon name={drawing} size={24} />
          {label}
        </button>
      ))}
    </div>
  )
}

function labelOf(kind: Kind): string {
  return KINDS.find(([name]) => name === kind)?.[2] ?? ''
}

function Facts({ kind, words, send }: { kind: Kind; words: string; send: (content: Content, words: string) => void }) {
  const [facts, setFacts] = useState<Facts>({ ...FIRST, name: kind === 'document' ? 'order.pdf' : kind === 'contact' ? 'Miller João' : '', words })
  const caption: readonly (keyof Facts)[] = HAS_WORDS.includes(kind) ? ['words'] : []
  const others = FIELDS[kind] ?? []
  const fields = kind === 'poll' ? [...caption, ...others] : [...others, ...caption]
  const content = made(kind, facts)
  const isReady = content !== null && (kind !== 'poll' || facts.words.trim() !== '')
  const set = (field: keyof Facts, value: string) => setFacts({ ...facts, [field]: value })
  return (
    <>
      {fields.map((field, place) => (
        <label key={field} className={css.field}>
          <span>{field === 'words' && kind === 'poll' ? 'Question' : LABELS[field]}</span>
          {field === 'options' ? (
            <textarea autoFocus={place === 0} dir="auto" rows={3} value={facts.options} onChange={(event) => set('options', event.target.value)} />
          ) : field === 'what' ? (
            <select autoFocus={place === 0} value={facts.what} onChange={(event) => set('what', event.target.value)}>
              <option value="photo">Photo</option>
              <option value="video">Video</option>
              <option value="voice">Voice note</option>
            </select>
          ) : (
            <input autoFocus={place === 0} dir="auto" maxLength={300} inputMode={field === 'seconds' ? 'numeric' : undefined} value={facts[field]} onChange={(event) => set(field, event.target.value)} onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()} />
          )}
        </label>
      ))}
      <button type="button" className={css.main} disabled={!isReady} onClick={() => content && send(content, HAS_WORDS.includes(kind) ? facts.words : '')}>
        Send {kind === 'gif' ? 'GIF' : labelOf(kind).toLowerCase()}
      </button>
    </>
  )
}

/** The content, or null while something is missing or makes no sense. */
function made(kind: Kind, facts: Facts): Content | null {
  const hue = Math.floor(Math.random() * 360)
  const seconds = Number(facts.seconds)
  const [latitude, longitude] = facts.place.split(',').map(Number)
  const options = [...new Set(facts.options.split('\n').map((one) => one.trim()))].filter(Boolean)
  const hasSeconds = Number.isInteger(seconds) && seconds >= 0 && seconds <= 86_400
  const hasPlace = latitude !== undefined && longitude !== undefined && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  switch (kind) {
    case 'image':
      return { kind, hue, width: 640, height: 480 }
    case 'album':
      return { kind, hues: [hue, (hue + 70) % 360, (hue + 140) % 360, (hue + 210) % 360] }
    case 'gif':
      return { kind, hue, seconds: 3 }
    case 'video':
      return hasSeconds ? { kind, hue, seconds } : null
    case 'audio':
      return hasSeconds ? { kind, seconds } : null
    case 'document':
      return facts.name.trim() ? { kind, name: facts.name.trim(), size: 48_000, pages: null } : null
    case 'sticker':
      return { kind, emoji: facts.emoji.trim().slice(0, 20) || null, hue }
    case 'location':
    case 'live_location':
      return hasPlace ? { kind, latitude, longitude, name: kind === 'location' ? facts.name.trim() : '' } : null
    case 'contact':
      return facts.name.trim() ? { kind, name: facts.name.trim(), phone: facts.phone.trim() } : null
    case 'poll':
      return options.length >= 2 && options.length <= 12 ? { kind, options, several: false } : null
    case 'view_once':
      return { kind, what: facts.what as 'photo' | 'video' | 'voice', state: 'unopened' }
  }
}
