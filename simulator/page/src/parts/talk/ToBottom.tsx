// The way back to the newest message, with the number of those that came meanwhile.
import { useEffect, useRef, useState } from 'react'

import { loadRecent } from '../../actions'
import type { Conversation } from '../../state'
import { sideWords } from '../../words/side'
import { talkWords } from '../../words/talk'
import { number } from '../../words/words'
import { Icon } from '../Icon'
import { isOld } from './build'
import css from './talk.module.css'

interface Props {
  talk: Conversation
  scroller: React.RefObject<HTMLDivElement | null>
}

export function ToBottom({ talk, scroller }: Props) {
  const missed = useMissed(talk)
  const Tag = isOld() ? 'div' : 'button'
  return (
    <Tag
      {...(isOld() ? { role: 'button' } : { type: 'button' as const, 'aria-disabled': false })}
      tabIndex={0}
      data-tab="7"
      aria-label={talkWords().toBottom}
      className={css.toBottom}
      onClick={() => {
        loadRecent()
        if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight
      }}
    >
      {missed > 0 && (
        <span aria-label={sideWords().unread(missed)} className={css.missed}>
          {number(missed)}
        </span>
      )}
      <Icon title={isOld() ? 'down' : 'ic-chevron-down-wide'} />
    </Tag>
  )
}

/** This button is there only while the reader is away from the end, so what is behind its first last message was missed. */
function useMissed(talk: Conversation): number {
  const last = useRef(talk.messages.at(-1))
  const [missed, setMissed] = useState(0)
  useEffect(() => {
    let count = 0
    for (let place = talk.messages.length - 1; place >= 0; place -= 1) {
      const message = talk.messages[place]
      if (message?.id === last.current?.id) break
      if (message?.direction === 'in') count += 1
    }
    setMissed(count)
  }, [talk])
  return missed
}
