// The scroller of the open conversation, and what floats over it.
import { useEffect, useMemo, useRef, useState } from 'react'

import { loadOlder, loadRecent } from '../../actions'
import { useAtom } from '../../atom'
import { useLook } from '../../look/look'
import { testid } from '../../look/profile'
import { conversation, reader, type Conversation } from '../../state'
import { talkWords } from '../../words/talk'
import { build } from './build'
import { StickyDay } from './Dividers'
import { placeOf } from './facts'
import { Older } from './Older'
import { usePosition } from './position'
import { Rows } from './Rows'
import css from './talk.module.css'
import { ToBottom } from './ToBottom'
import { useTopDay } from './topDay'
import { TypingBubble } from './TypingBubble'
import { Views } from './views'

const NEAR_END = 40
const NEAR_TOP = 20

export function MessageList() {
  const { is_hidden: isHidden } = useLook()
  const talk = useAtom(conversation)
  const scroller = useRef<HTMLDivElement>(null)
  const [views] = useState(() => new Views())
  const [isAtBottom, setAtBottom] = useState(true)
  useEffect(() => views.watch(scroller.current), [views])
  usePosition(scroller, talk, isHidden)
  const [topDay, lookAtTop] = useTopDay(scroller)
  const scrolled = () => {
    const element = scroller.current
    if (!element || isHidden) return
    reader.isAtBottom = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END
    setAtBottom(reader.isAtBottom)
    if (!reader.isAtBottom) lookAtTop()
    if (element.scrollTop < NEAR_TOP) loadOlder()
  }
  if (!talk) return null
  return (
    <div {...testid('conversation-panel-body')} className={css.panelBody}>
      <div className={css.panelInner}>
        <div className={`copyable-area ${css.area}`}>
          <span>{topDay && <StickyDay at={topDay} />}</span>
          <div className={css.toBottomPlace}>
            <div>
              <span>{!isAtBottom && <ToBottom key={talk.opening} talk={talk} scroller={scroller} />}</span>
            </div>
          </div>
          <div
            ref={scroller}
            tabIndex={0}
            {...(build().hasScrollTrace ? { 'data-scrolltracepolicy': 'wa.web.conversation.messages' } : {})}
            {...testid('conversation-panel-messages')}
            className={css.scroller}
            onScroll={scrolled}
          >
            <div className={css.fill} />
            <Older talk={talk} />
            <List talk={talk} views={views} isHidden={isHidden} />
          </div>
        </div>
      </div>
    </div>
  )
}

function List({ talk, views, isHidden }: { talk: Conversation; views: Views; isHidden: boolean }) {
  const { kind, name, number, own, traits } = talk.chat
  const place = useMemo(() => placeOf(talk.chat), [kind, name, number, own, traits.is_self])
  const said = build().isApplication ? { role: 'application' } : {}
  return (
    <div tabIndex={build().wrappers ? 0 : -1} data-tab="8" {...said} className={css.messages}>
      <Rows talk={talk} place={place} views={views} isHidden={isHidden} />
      {talk.chat.typing && !isHidden && <TypingBubble who={talk.chat.typing} />}
      {talk.isBehind && (
        <div className={css.older}>
          <button type="button" onClick={loadRecent}>
            {talkWords().loadRecent}
          </button>
        </div>
      )}
    </div>
  )
}
