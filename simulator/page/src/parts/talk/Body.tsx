// The words of a bubble: wrapper with time and name, body, "Read more", and the hidden time behind it.
import { useState, type ReactNode } from 'react'

import { clockTime, stamp } from '../../look/times'
import { profile, testid } from '../../look/profile'
import { talkWords } from '../../words/talk'
import type { Message } from '../../wire'
import { build, classes, isOld } from './build'
import { Marked } from './Marked'
import { factsOf } from './facts'
import css from './talk.module.css'
import { direction } from './texts'

/** How much of a long text is drawn before somebody asks for more. */
export const LONGEST_START = 700

/** Which long texts were opened, because their rows may come and go. */
const opened = new Set<string>()

/** What is copied with a message: when, and who. */
export function Copyable({ message, children }: { message: Message; children: ReactNode }) {
  return (
    <div className="copyable-text" data-pre-plain-text={`[${stamp(factsOf(message).at)}] ${message.sender}: `}>
      {children}
    </div>
  )
}

/** `caption` is its test id in 2023, when captions had one of their own. */
export function Body({ message, caption }: { message: Message; caption?: string }) {
  const [isOpened, setOpened] = useState(opened.has(message.id))
  const text = isOpened ? message.text : shortened(message.text)
  const dir = direction(message.text)
  const more = () => {
    opened.add(message.id)
    setOpened(true)
  }
  const name = isOld() ? (caption ? testid(caption) : {}) : build().namesBody ? testid('selectable-text') : {}
  return (
    <div className={classes(build().names.body, css.textBody, dir === 'rtl' && css.rtl)}>
      <span {...name} dir={dir} className={`${profile().bodyClass} ${css.text}`} style={isOld() ? undefined : { minHeight: 0 }}>
        <Marked text={text} mentions={message.mentions} />
      </span>
      {text !== message.text && <ReadMore open={more} />}
      <Spacer message={message} isBelow={text.includes('\n')} />
    </div>
  )
}

function ReadMore({ open }: { open: () => void }) {
  return (
    <div
      role="button"
      tabIndex={0}
      {...(isOld() ? testid('caption-read-more-button') : {})}
      className={`read-more-button ${css.readMore}`}
      onClick={open}
      onKeyDown={(event) => event.key === 'Enter' && open()}
    >
      {` ${talkWords().readMore}`}
    </div>
  )
}

/** Makes room in the last line for the time that is drawn over the bubble's corner. */
export function Spacer({ message, isBelow = false }: { message: Message; isBelow?: boolean }) {
  return (
    <span className="">
      <span aria-hidden="true" className={isBelow ? css.spacerBelow : css.spacer}>
        {message.status && <span />}
        {message.is_edited && <span>{talkWords().edited}</span>}
        <span>{clockTime(factsOf(message).at)}</span>
      </span>
    </span>
  )
}

function shortened(text: string): string {
  if (text.length <= LONGEST_START) return text
  const letters = [...text.slice(0, LONGEST_START + 1)].slice(0, LONGEST_START)
  return `${letters.join('').trimEnd()}…`
}
