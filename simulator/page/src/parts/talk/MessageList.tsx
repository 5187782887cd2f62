// The scroller: opens at the end or at the first unread message, stays at the end, keeps still when older ones come.
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react'

import { loadOlder, loadRecent } from '../../actions'
import { useAtom } from '../../atom'
import css from '../../page.module.css'
import { conversation, reader, type Conversation } from '../../state'
import { dayKey, dayLabel } from '../../look/times'
import type { Message } from '../../wire'
import { DateDivider, UnreadDivider } from './Dividers'
import { Icon } from '../Icon'
import { MessageRow } from './MessageRow'
import { Views } from './views'
import { testid } from '../../look/profile'
import { sideWords } from '../../words/side'
import { talkWords } from '../../words/talk'

const NEAR_END = 40
const NEAR_TOP = 20
const STICKY = 1500

export function MessageList() {
  const talk = useAtom(conversation)
  const scroller = useRef<HTMLDivElement>(null)
  const [views] = useState(() => new Views())
  const [isAtBottom, setAtBottom] = useState(true)
  useEffect(() => views.watch(scroller.current), [views])
  usePosition(scroller, talk)

  const [topDay, lookAtTop] = useTopDay(scroller)
  const scrolled = () => {
    const element = scroller.current
    if (!element) return
    reader.isAtBottom = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END
    setAtBottom(reader.isAtBottom)
    if (!reader.isAtBottom) lookAtTop()
    if (element.scrollTop < NEAR_TOP) loadOlder()
  }
  if (!talk) return null
  return (
    <div className={`copyable-area ${css.area}`}>
      <div {...testid('conversation-panel-body')} className={css.panelBody}>
        <div
          ref={scroller}
          tabIndex={0}
          data-scrolltracepolicy="wa.web.conversation.messages"
          {...testid('conversation-panel-messages')}
          className={css.scroller}
          onScroll={scrolled}
        >
          <Older talk={talk} />
          <div data-tab="8" className={css.messages}>
            <Rows talk={talk} views={views} />
            {talk.isBehind && (
              <div className={css.older}>
                <button type="button" onClick={loadRecent}>
                  {talkWords().loadRecent}
                </button>
              </div>
            )}
          </div>
        </div>
      </div>
      {topDay && (
        <div className={css.sticky}>
          <span dir="auto" className={css.chip}>
            {dayLabel(topDay, sideWords())}
          </span>
        </div>
      )}
      {!isAtBottom && <ToBottom scroller={scroller} />}
    </div>
  )
}

function ToBottom({ scroller }: { scroller: React.RefObject<HTMLDivElement | null> }) {
  return (
    <button
      type="button"
      data-tab="7"
      aria-label={talkWords().toBottom}
      className={css.toBottom}
      onClick={() => {
        loadRecent()
        if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight
      }}
    >
      <Icon title="ic-expand-more" />
    </button>
  )
}

function Older({ talk }: { talk: Conversation }) {
  if (!talk.isMore) return null
  return (
    <div className={css.older}>
      {talk.isLoadingOlder ? (
        <span>
          <Icon title="ic-sync" size={14} /> {talkWords().loadingOlder}
        </span>
      ) : (
        <button type="button" onClick={loadOlder}>
          {talkWords().loadOlder}
        </button>
      )}
    </div>
  )
}

function Rows({ talk, views }: { talk: Conversation; views: Views }) {
  let before: Message | null = null
  return talk.messages.map((message) => {
    const isNewDay = !before || dayKey(new Date(before.at)) !== dayKey(new Date(message.at))
    const isFirstUnread = message.id === talk.firstUnread
    const isFirst = isNewDay || isFirstUnread || before?.direction !== message.direction || before.sender !== message.sender
    before = message
    return (
      <Fragment key={message.id}>
        {isNewDay && <DateDivider at={message.at} />}
        {isFirstUnread && <UnreadDivider count={talk.unread} />}
        <MessageRow message={message} isFirst={isFirst} kind={talk.chat.kind} views={views} />
      </Fragment>
    )
  })
}

/** The day of the topmost row floats above the list for as long as it is being scrolled. */
function useTopDay(scroller: React.RefObject<HTMLDivElement | null>): [Date | null, () => void] {
  const [day, setDay] = useState<Date | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const look = () => {
    const box = scroller.current?.getBoundingClientRect()
    const row = box && document.elementFromPoint(box.left + box.width / 2, box.top + 45)?.closest('[role="row"]')
    const id = row?.querySelector<HTMLElement>('[data-id]')?.dataset.id
    const message = id && conversation.get()?.messages.find((one) => one.id === id)
    if (message) setDay((before) => (before && dayKey(before) === dayKey(new Date(message.at)) ? before : new Date(message.at)))
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setDay(null), STICKY)
  }
  return [day, look]
}

function usePosition(scroller: React.RefObject<HTMLDivElement | null>, talk: Conversation | null): void {
  const before = useRef({ opening: -1, height: 0 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || !talk) return
    const grown = element.scrollHeight - before.current.height
    if (talk.opening !== before.current.opening) {
      element.scrollTop = element.scrollHeight
      const divider = element.querySelector<HTMLElement>('[aria-live="polite"]')
      if (divider && divider.offsetTop < element.scrollTop) element.scrollTop = divider.offsetTop - 12
    } else if (talk.change === 'prepended') {
      element.scrollTop += grown
    } else if (reader.isAtBottom) {
      element.scrollTop = element.scrollHeight
    }
    before.current = { opening: talk.opening, height: element.scrollHeight }
  }, [scroller, talk])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const size = new ResizeObserver(() => {
      if (reader.isAtBottom) element.scrollTop = element.scrollHeight
    })
    size.observe(element)
    return () => size.disconnect()
  }, [scroller, talk?.opening])
}
