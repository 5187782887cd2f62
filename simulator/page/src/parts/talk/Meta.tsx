// The corner of a bubble: the time and, on own messages, how far they got.
import { clockTime } from '../../look/times'
import { iconAttributes, profile, testid, tickTitle } from '../../look/profile'
import { sideWords } from '../../words/side'
import { talkWords } from '../../words/talk'
import type { Message, Status } from '../../wire'
import { Drawing } from '../Icon'
import { classes, isOld } from './build'
import { factsOf } from './facts'
import css from './talk.module.css'

/** `over`: drawn over a picture; `tile`: over one of several, where it cannot be pressed; `inline`: in a line of its own. */
export function Meta({ message, at = 'corner' }: { message: Message; at?: 'corner' | 'over' | 'tile' | 'inline' }) {
  const status = message.deleted_by ? null : message.status
  const time = clockTime(factsOf(message).at)
  const isNested = profile().generation === 'E' || profile().name === '2026-04'
  const isOver = at === 'over' || at === 'tile'
  return (
    <div>
      <div
        {...testid('msg-meta')}
        role={status && at !== 'tile' ? 'button' : undefined}
        className={classes(css.meta, isOver && css.metaOver, at === 'inline' && css.metaInline)}
      >
        {message.is_edited && !message.deleted_by && <span>{talkWords().edited}</span>}
        <span dir="auto">{isNested ? <span>{time}</span> : time}</span>
        {status && <Ticks status={status} />}
      </div>
    </div>
  )
}

/** Older builds put the name of the drawing on the labelled element itself. */
function Ticks({ status }: { status: Status }) {
  const title = tickTitle(status)
  return (
    <div className={status === 'read' ? css.tickRead : css.tick}>
      <span
        {...(isOld() ? {} : { 'aria-hidden': 'false' as const })}
        aria-label={sideWords().status[status]}
        {...iconAttributes(title)}
      >
        <Drawing title={title} size={16} />
      </span>
    </div>
  )
}
