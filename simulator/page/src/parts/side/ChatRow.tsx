// One chat of the list. It opens when the mouse goes down, as on the real page; a click alone does nothing.
import { memo, useState, type MouseEvent, type ReactNode } from 'react'

import { openChat } from '../../actions'
import { useLook } from '../../look/look'
import { profile, testid } from '../../look/profile'
import { listTime } from '../../look/times'
import type { Row } from '../../wire'
import { sideWords } from '../../words/side'
import { Avatar } from '../Avatar'
import { cls, textClass } from './era'
import { HiddenCount, Marks } from './Marks'
import { Matched } from './Matched'
import { Preview } from './Preview'
import css from './side.module.css'

export interface Spot {
  slot: number
  place: number
  depth: number
  /** Goes to its place in a transition, as a row does that was on screen before. */
  isMoved: boolean
}

interface Props extends Spot {
  row: Row
  isSelected: boolean
  query: string
}

export const ChatRow = memo(function ChatRow({ row, isSelected, query, ...spot }: Props) {
  return (
    <Slot {...spot}>
      <Inside row={row} isSelected={isSelected} query={query} />
    </Slot>
  )
})

/** Drawn again only when the chat changes or is opened, not when it moves. */
const Inside = memo(function Inside({ row, isSelected, query }: Omit<Props, keyof Spot>) {
  useLook()
  const [isUnderMouse, setUnderMouse] = useState(false)
  const isOld = profile().generation === 'B'
  const press = (event: MouseEvent) => {
    if (event.button === 0) openChat(row.id)
  }
  const watch = { onMouseEnter: () => setUnderMouse(true), onMouseLeave: () => setUnderMouse(false) }
  return (
    <div {...wrapper()} className={isOld ? 'g0rxnol2' : undefined} {...watch}>
      <div
        tabIndex={isSelected ? 0 : -1}
        aria-selected={isSelected}
        role={isOld ? 'row' : undefined}
        onMouseDown={press}
        className={css.rowInner}
      >
        <Cell row={row} isOpen={isSelected} isUnderMouse={isUnderMouse} query={query} />
      </div>
    </div>
  )
})

/** A heading among the results of a search; it is a row like the others and opens nothing. */
export const HeadingRow = memo(function HeadingRow({ name, ...spot }: Spot & { name: keyof ReturnType<typeof sideWords>['sections'] }) {
  useLook()
  const words = sideWords().sections[name]
  return (
    <Slot {...spot}>
      {profile().generation === 'B' ? (
        <div {...testid('section-header')} className={cls('heading')}>
          {words}
        </div>
      ) : (
        <div className={cls('heading')}>
          <span>{words}</span>
        </div>
      )}
    </Slot>
  )
})

/** What carries a row to its place: a numbered element that other chats take over later. */
function Slot({ slot, place, depth, isMoved, children }: Spot & { children: ReactNode }) {
  useLook()
  const { rowRole, rowHeight } = profile()
  return (
    <div
      role={rowRole}
      {...testid(`list-item-${slot}`)}
      className={cls('row')}
      style={{
        zIndex: depth,
        transition: isMoved ? 'transform 200ms ease-in-out' : 'none',
        height: `${rowHeight}px`,
        transform: `translateY(${place * rowHeight}px)`,
      }}
    >
      {children}
    </div>
  )
}

function wrapper(): Record<string, string | number> {
  const { name, generation } = profile()
  if (generation === 'B') return {}
  return { role: name === '2025-06' ? 'button' : 'gridcell', tabIndex: 0 }
}

interface CellProps {
  row: Row
  isOpen: boolean
  isUnderMouse: boolean
  query: string
}

function Cell({ row, isOpen, isUnderMouse, query }: CellProps) {
  const { community, has_picture: hasPicture } = row.traits
  const marks = <Marks row={row} isUnderMouse={isUnderMouse} />
  const time = <Time row={row} />
  return (
    <div {...testid(row.traits.is_self && profile().generation === 'B' ? 'message-yourself-row' : 'cell-frame-container')} className={cellClass(row, isOpen)}>
      <div className={cls('picture')}>
        <div className={cls('pictureInner')}>
          <div>
            <Avatar kind={row.kind} name={row.name} size={49} hasPicture={hasPicture} isCommunity={community === row.name} />
          </div>
        </div>
      </div>
      <div className={cls('cellBody')}>
        {community && (
          <div {...testid('cell-frame-label')} className={cls('label')}>
            <span dir="auto" title={community} className={textClass()}>
              {community}
            </span>
            {time}
          </div>
        )}
        <div role="gridcell" aria-colindex={2} className={cls('titleCell')}>
          <Title row={row} query={query} />
          {community ? marks : time}
        </div>
        <div {...testid('cell-frame-secondary')} className={cls('second')}>
          <div className={cls('previewCell')}>
            <Preview row={row} isOpen={isOpen} query={query} />
          </div>
          {community ? null : marks}
        </div>
      </div>
    </div>
  )
}

function cellClass(row: Row, isOpen: boolean): string {
  const { generation } = profile()
  const old = {
    B: ['_199zF _3j691', isOpen ? '_2IMPQ' : row.unread ? '_1KV7I' : ''],
    D: ['_ak72 false false _ak73', row.unread ? '_ak7n' : '', '_asiw', isOpen ? '_ak7p' : '', row.traits.community ? '_am_1' : '', '_ap1- _ap1_'],
    E: [],
  }[generation]
  return [...old, css.cell].filter(Boolean).join(' ')
}

function Title({ row, query }: { row: Row; query: string }) {
  const isSelf = row.traits.is_self
  const name = (
    <span dir="auto" title={row.name} className={`${textClass()} ${css.name}`} style={{ minHeight: 0 }}>
      <Matched text={row.name} query={query} />
    </span>
  )
  const mark = isSelf && (
    <span {...(profile().generation === 'B' ? testid('you-label') : {})} dir="auto" className={`${textClass()} ${css.self}`}>
      {sideWords().selfMark}
    </span>
  )
  return (
    <div {...testid('cell-frame-title')} className={cls('title')}>
      <HiddenCount row={row} />
      {profile().generation === 'B' || row.kind !== 'person' ? (
        <>
          {name}
          {mark}
        </>
      ) : (
        <div className={css.nameRoom}>
          <div className={css.nameRoom}>
            {name}
            {mark}
          </div>
        </div>
      )}
    </div>
  )
}

function Time({ row }: { row: Row }) {
  const said = row.at && listTime(new Date(row.at), sideWords())
  const isPlain = profile().name === '2025-06'
  return (
    <div {...testid('cell-frame-primary-detail')} className={cls('time', row.unread > 0 && css.timeUnread)}>
      {isPlain ? said : <span>{said}</span>}
    </div>
  )
}
