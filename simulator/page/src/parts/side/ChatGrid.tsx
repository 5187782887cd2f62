// The virtual list: only rows on screen and a few more exist, each in a slot that other chats take over later.
import { useEffect, useLayoutEffect, useRef, useState } from 'react'

import { lookAtRows } from '../../actions'
import { useAtom } from '../../atom'
import css from '../../page.module.css'
import { list, only, query, selected } from '../../state'
import { ChatRow } from './ChatRow'
import { Slots } from './slots'
import { profile, testid } from '../../look/profile'
import { sideWords } from '../../words/side'

const MARGIN = 5

export function ChatGrid() {
  const { total, start, ids, rows } = useAtom(list)
  const open = useAtom(selected)
  const isSearching = useAtom(query) !== ''
  const filtered = useAtom(only)
  const pane = useRef<HTMLDivElement>(null)
  const [slots] = useState(() => new Slots())
  const placed = slots.place(ids.filter((id) => rows.has(id)))
  const places = new Map(ids.map((id, place) => [id, start + place]))

  useRowsOnScreen(pane)
  useLayoutEffect(() => {
    if (pane.current) pane.current.scrollTop = 0
  }, [isSearching, filtered])
  return (
    <div id="pane-side" ref={pane} data-scrolltracepolicy="wa.web.chatlist" className={css.pane}>
      <div tabIndex={0} data-tab="4">
        <div
          role="grid"
          aria-label={isSearching ? sideWords().searchResults : sideWords().chatList}
          aria-rowcount={total}
          {...testid('chat-list')}
          className={css.grid}
          style={{ height: `${total * profile().rowHeight}px` }}
        >
          {placed.map(({ slot, id, isFresh }) => {
            const row = rows.get(id)
            const place = places.get(id) ?? 0
            return (
              row && (
                <ChatRow
                  key={slot}
                  slot={slot}
                  row={row}
                  place={place}
                  depth={total - place - 1}
                  isFresh={isFresh}
                  isSelected={open === id}
                />
              )
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** Tells the world which rows are worth sending whenever the pane is scrolled or resized. */
function useRowsOnScreen(pane: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = pane.current
    if (!element) return
    let last = ''
    const look = () => {
      const start = Math.max(0, Math.floor(element.scrollTop / profile().rowHeight) - MARGIN)
      const end = Math.ceil((element.scrollTop + element.clientHeight) / profile().rowHeight) + MARGIN
      if (last === `${start}-${end}`) return
      last = `${start}-${end}`
      lookAtRows(start, end)
    }
    const size = new ResizeObserver(look)
    size.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      size.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [pane])
}
