// The virtual list: only rows on screen and a few more exist, each in a slot that other chats take over later.
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

import { filter, lookAtRows } from '../../actions'
import { useAtom, usePart } from '../../atom'
import { useLook } from '../../look/look'
import { profile, testid } from '../../look/profile'
import { list, only, query, seenRows, selected, unknownList } from '../../state'
import { sideWords } from '../../words/side'
import { ChatRow, HeadingRow } from './ChatRow'
import { cls } from './era'
import { EmptyList } from './EmptyList'
import css from './side.module.css'
import { SideIcon } from './SideIcon'
import { Slots } from './slots'

const MARGIN = 5
const HEADING = '#'

export function ChatGrid() {
  const now = useLook()
  const total = usePart(list, (known) => known.total)
  const archived = usePart(list, (known) => known.archived)
  const isKnown = usePart(list, (known) => known !== unknownList)
  const searched = useAtom(query)
  const filtered = useAtom(only)
  const pane = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const { rowHeight, generation, name } = profile()

  useRowsOnScreen(pane, grid, now)
  useLayoutEffect(() => {
    if (pane.current) pane.current.scrollTop = 0
  }, [searched !== '', filtered])
  const isWhole = searched === '' && filtered === 'all'
  return (
    <div
      id="pane-side"
      ref={pane}
      {...(generation === 'B' || name === '2025-06' ? {} : { 'data-scrolltracepolicy': 'wa.web.chatlist' })}
      className={cls('pane')}
    >
      {archived > 0 && isWhole && <ArchivedEntry />}
      {filtered === 'archived' && <div className={css.hint}>{sideWords().archivedHint}</div>}
      <div tabIndex={generation === 'B' ? -1 : 0} data-tab="4">
        <div tabIndex={-1} {...testid('chat-list')} style={{ pointerEvents: 'auto' }}>
          <div
            ref={grid}
            role="grid"
            aria-label={searched === '' ? sideWords().chatList : sideWords().searchResults}
            aria-rowcount={total}
            className={cls('grid')}
            style={{ height: `${total * rowHeight}px` }}
          >
            <Rows searched={searched} />
          </div>
        </div>
      </div>
      {total === 0 && isKnown && <EmptyList isSearching={searched !== ''} only={filtered} />}
      {total > 0 && isWhole && <Encrypted />}
    </div>
  )
}

function Rows({ searched }: { searched: string }) {
  const { total, start, ids, rows } = useAtom(list)
  const open = useAtom(selected)
  const [slots] = useState(() => new Slots())
  const placed = slots.place(ids.filter((key) => key.startsWith(HEADING) || rows.has(key)))
  const places = new Map(ids.map((key, place) => [key, start + place]))
  return placed.map(({ slot, id: key, isFresh }) => {
    const place = places.get(key) ?? 0
    // Nobody sees the others go, and each transition costs the page its time.
    const isMoved = !isFresh && place >= seenRows.first && place <= seenRows.last
    const spot = { slot, place, isMoved, depth: total - place - 1 }
    const row = rows.get(key)
    if (row) return <ChatRow key={slot} {...spot} row={row} isSelected={open === key} query={searched} />
    return <HeadingRow key={slot} {...spot} name={key.slice(HEADING.length) as 'chats' | 'contacts' | 'messages'} />
  })
}

/** Above the list and not one of its rows: a button whose words stand in no titled span. */
function ArchivedEntry() {
  const words = sideWords()
  const isOld = profile().generation === 'B'
  const kind = { B: '_199zF _1LWrV', D: '_ak72 false false false _asiw _ak7_ _ap1- _ap1_', E: '' }[profile().generation]
  return (
    <button
      type="button"
      tabIndex={isOld ? undefined : 0}
      data-tab="4"
      aria-label={`${words.archived} `}
      className={cls('archived')}
      onClick={() => filter('archived')}
    >
      <div {...testid('cell-frame-container')} className={`${kind} ${css.archivedCell}`}>
        <div className={cls('picture')}>
          <div className={cls('pictureInner')}>
            <div className={css.archivedIcon}>
              <SideIcon sign="archived" size={22} />
            </div>
          </div>
        </div>
        <div className={cls('cellBody')}>
          <div role="group" className={cls('titleCell')}>
            <div {...testid('cell-frame-title')} className={cls('title')}>
              {words.archived}
            </div>
          </div>
        </div>
        <div className={cls('cellBody', { B: '_2GJfO', D: '_ak8m', E: '' }[profile().generation], css.archivedEnd)} />
      </div>
    </button>
  )
}

function Encrypted() {
  const words = sideWords()
  return (
    <div {...testid('chatlist-e2e-message')} className={css.encrypted}>
      <div>
        <div>
          <SideIcon sign="lock" size={14} className={css.lock} />
          {words.encryptedLead}
          <a role="button" tabIndex={0} data-tab="4" {...testid('chatlist-e2e-message-link')}>
            {words.encryptedLink}
          </a>
        </div>
      </div>
    </div>
  )
}

/** Tells the world which rows are worth sending whenever the pane is scrolled or resized, or rows get another height. */
function useRowsOnScreen(pane: RefObject<HTMLDivElement | null>, grid: RefObject<HTMLDivElement | null>, look: unknown): void {
  const last = useRef('')
  useEffect(() => {
    const element = pane.current
    if (!element) return
    const measure = () => {
      const { rowHeight } = profile()
      const above = element.scrollTop - (grid.current?.offsetTop ?? 0)
      seenRows.first = Math.floor(above / rowHeight) - 1
      seenRows.last = Math.ceil((above + element.clientHeight) / rowHeight)
      const start = Math.max(0, seenRows.first + 1 - MARGIN)
      const end = Math.max(0, seenRows.last) + MARGIN
      if (last.current === `${start}-${end}`) return
      last.current = `${start}-${end}`
      lookAtRows(start, end)
    }
    const size = new ResizeObserver(measure)
    size.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    return () => {
      size.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [pane, grid, look])
}
