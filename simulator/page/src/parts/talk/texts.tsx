// Text as the page draws it: emoji are pictures that carry their character, addresses are links, lines are blocks.
import { Fragment, type ReactNode } from 'react'

import css from '../../page.module.css'

const BLANK = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
const PARTS = /(?<emoji>\p{RGI_Emoji})|(?<link>https?:\/\/[^\s<>"]+[^\s<>".,;:!?\)])/gv
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const STRONG = /\p{L}/u

export function direction(text: string): 'ltr' | 'rtl' {
  const first = STRONG.exec(text)?.[0]
  return first && RTL.test(first) ? 'rtl' : 'ltr'
}

export function withEmoji(text: string, hasLinks = false): ReactNode {
  const parts: ReactNode[] = []
  let end = 0
  for (const match of text.matchAll(PARTS)) {
    const { emoji, link } = match.groups ?? {}
    if (!emoji && !hasLinks) continue
    if (match.index > end) parts.push(text.slice(end, match.index))
    parts.push(emoji ? <Emoji key={match.index} of={emoji} /> : <Link key={match.index} to={link ?? ''} />)
    end = match.index + match[0].length
  }
  if (!parts.length) return text
  if (end < text.length) parts.push(text.slice(end))
  return parts.map((part, place) => (typeof part === 'string' ? <Fragment key={`t${place}`}>{part}</Fragment> : part))
}

/** One block per line with its line break inside, so that the text of all blocks together is what was written. */
export function Lines({ text }: { text: string }) {
  const lines = text.split('\n')
  return lines.map((line, place) => (
    <span key={place} className={lines.length > 1 ? css.line : undefined}>
      {withEmoji(line, true)}
      {place < lines.length - 1 ? '\n' : ''}
    </span>
  ))
}

/** A preview is marked with its direction, and runs of spaces survive as hard ones. */
export function marked(text: string): string {
  const mark = direction(text) === 'rtl' ? '\u202b' : '\u202a'
  return `${mark}${oneLine(text).replace(/ {2}/g, ' \u00a0')}\u202c`
}

export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ')
}

function Emoji({ of }: { of: string }) {
  return (
    <img
      crossOrigin="anonymous"
      alt={of}
      draggable={false}
      className={`emoji ${css.emoji}`}
      tabIndex={-1}
      src={BLANK}
      style={{ backgroundImage: picture(of) }}
      data-plain-text={of}
    />
  )
}

function Link({ to }: { to: string }) {
  return (
    <a className={`copyable-text ${css.link}`} href={to} dir="ltr" rel="noopener noreferrer" target="_blank">
      {to}
    </a>
  )
}

function picture(emoji: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><text x="10" y="16" font-size="16" text-anchor="middle">${emoji}</text></svg>`
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`
}
