// Text as the page draws it: emoji are pictures that carry their character, and a line knows its direction.
import { Fragment, type ReactNode } from 'react'

import { profile, testid } from '../../look/profile'
import css from '../../page.module.css'
import { build, classes } from './build'

const BLANK = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
const EMOJI = /\p{RGI_Emoji}/gv
/** Nothing here can be an emoji, and finding that out costs much less than looking for each. */
const PLAIN = /^[\u0000-\u007f\u00c0-\u024f]*$/
const ONLY = /^\p{RGI_Emoji}{1,3}$/v
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const STRONG = /\p{L}/u

export function direction(text: string): 'ltr' | 'rtl' {
  const first = STRONG.exec(text)?.[0]
  return first && RTL.test(first) ? 'rtl' : 'ltr'
}

/** One to three emoji and nothing else, which the page draws large. */
export function onlyEmoji(text: string): number {
  return text.length < 40 && ONLY.test(text) ? [...text.matchAll(EMOJI)].length : 0
}

/** `isBody`: inside a message, where an emoji can be copied. */
export function withEmoji(text: string, isBody = false): ReactNode {
  if (PLAIN.test(text)) return text
  const parts: ReactNode[] = []
  let end = 0
  for (const match of text.matchAll(EMOJI)) {
    if (match.index > end) parts.push(text.slice(end, match.index))
    parts.push(<Emoji key={match.index} of={match[0]} isBody={isBody} />)
    end = match.index + match[0].length
  }
  if (!parts.length) return text
  if (end < text.length) parts.push(text.slice(end))
  return parts.map((part, place) => (typeof part === 'string' ? <Fragment key={`t${place}`}>{part}</Fragment> : part))
}

/** A preview is marked with its direction, and runs of spaces survive as hard ones. */
export function marked(text: string): string {
  const mark = direction(text) === 'rtl' ? '\u202b' : '\u202a'
  return `${mark}${oneLine(text).replace(/ {2}/g, ' \u00a0')}\u202c`
}

export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ')
}

export function Emoji({ of, isBody = false, className }: { of: string; isBody?: boolean; className?: string }) {
  return (
    <img
      crossOrigin="anonymous"
      alt={of}
      draggable={false}
      {...(isBody ? copyMarks() : {})}
      className={classes('emoji', build().names.emoji, isBody && copyClass(), css.emoji, className)}
      tabIndex={-1}
      src={BLANK}
      style={{ backgroundImage: picture(of) }}
      data-plain-text={isBody ? of : undefined}
    />
  )
}

/** Within a body an emoji carries the marks of the body; no page shows whether it still does in the newest builds. */
function copyClass(): string {
  return profile().generation === 'E' ? '' : profile().bodyClass
}

function copyMarks(): Record<string, string> {
  return profile().generation !== 'E' && build().namesBody ? testid('selectable-text') : {}
}

function picture(emoji: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><text x="10" y="16" font-size="16" text-anchor="middle">${emoji}</text></svg>`
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`
}
