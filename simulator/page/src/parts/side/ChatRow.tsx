// One chat of the list. It opens when the mouse goes down, as on the real page; a click alone does nothing.
import { memo, type MouseEvent } from 'react'

import { openChat } from '../../actions'
import css from '../../page.module.css'
import { marked, oneLine, withEmoji } from '../talk/texts'
import { listTime } from '../../look/times'
import type { Row } from '../../wire'
import { Avatar } from '../Avatar'
import { Icon } from '../Icon'
import { useLook } from '../../look/look'
import { previewTickTitle, profile, testid } from '../../look/profile'
import { sideWords } from '../../words/side'

interface Props {
  slot: number
  row: Row
  place: number
  depth: number
  isFresh: boolean
  isSelected: boolean
}

export const ChatRow = memo(function ChatRow({ slot, row, place, depth, isFresh, isSelected }: Props) {
  useLook()
  const press = (event: MouseEvent) => {
    if (event.button === 0) openChat(row.id)
  }
  return (
    <div
      role="row"
      {...testid(`list-item-${slot}`)}
      className={css.row}
      style={{
        zIndex: depth,
        transition: isFresh ? 'none' : 'transform 200ms',
        height: `${profile().rowHeight}px`,
        transform: `translateY(${place * profile().rowHeight}px)`,
      }}
    >
      <div tabIndex={isSelected ? 0 : -1} aria-selected={isSelected} onMouseDown={press} className={css.rowInner}>
        <Cell row={row} isOpen={isSelected} />
      </div>
    </div>
  )
})

/** Drawn again only when the chat changes, not when it moves. */
const Cell = memo(function Cell({ row, isOpen }: { row: Row; isOpen: boolean }) {
  useLook()
  return (
    <div {...testid('cell-frame-container')} className={css.cell}>
      <Avatar kind={row.kind} name={row.name} size={48} />
      <div className={css.cellBody}>
        <Title row={row} />
        <div {...testid('cell-frame-primary-detail')} className={row.unread ? css.timeUnread : css.time}>
          {row.at && listTime(new Date(row.at), sideWords())}
        </div>
        <div {...testid('cell-frame-secondary')} className={css.second}>
          <Preview row={row} isOpen={isOpen} />
          <div role="gridcell" aria-colindex={1} className={css.marks}>
            <Badge count={row.unread} />
          </div>
        </div>
      </div>
    </div>
  )
})

function Title({ row }: { row: Row }) {
  return (
    <div role="gridcell" aria-colindex={2} className={css.titleCell}>
      <div {...testid('cell-frame-title')} className={css.title}>
        {row.unread > 0 && <span className={css.hidden}>{sideWords().unread(row.unread)}</span>}
        <span dir="auto" title={row.name}>
          {withEmoji(row.name)}
        </span>
      </div>
    </div>
  )
}

function Preview({ row, isOpen }: { row: Row; isOpen: boolean }) {
  if (row.typing) return <Line title={typing(row)} className={css.typing} />
  if (row.draft && !isOpen) {
    return (
      <Line title={row.draft}>
        <span className={css.draft}>{sideWords().draft}&nbsp;</span>
      </Line>
    )
  }
  const last = row.last
  if (!last) return <Line title="" />
  return (
    <Line title={last.text}>
      {last.status && (
        <span className={last.status === 'read' ? css.tickRead : css.tick} aria-label={sideWords().status[last.status]}>
          <Icon title={previewTickTitle(last.status)} size={16} />
        </span>
      )}
      {last.sender && (
        <>
          <span dir="auto">{withEmoji(last.sender)}</span>
          <span>:&nbsp;</span>
        </>
      )}
    </Line>
  )
}

function Line({ title, className, children }: { title: string; className?: string; children?: React.ReactNode }) {
  return (
    <span title={marked(title)} {...testid('last-msg-status')} className={`${css.preview} ${className ?? ''}`}>
      {children}
      <span dir="auto" className={css.previewText}>
        {withEmoji(oneLine(title))}
      </span>
    </span>
  )
}

/** The wrapper is hidden from accessibility, so that only its own label tells the number. */
function Badge({ count }: { count: number }) {
  if (!count) return null
  return (
    <div aria-hidden="true">
      <span {...testid('icon-unread-count')} aria-label={sideWords().unread(count)} className={css.badge}>
        {count.toLocaleString('en')}
      </span>
    </div>
  )
}

function typing(row: Row): string {
  return row.kind === 'person' ? sideWords().typing : sideWords().typingWho(row.typing ?? '')
}
