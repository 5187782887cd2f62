// Where the scroller stands: it opens at the end or at the first unread message, and keeps still when older ones come.
import { useEffect, useLayoutEffect, useRef } from 'react'

import { look } from '../../look/look'
import { reader, type Conversation } from '../../state'

type Scroller = React.RefObject<HTMLDivElement | null>

interface Stand {
  opening: number
  top: number
  isHidden: boolean
  /** The oldest row, and where it ended: its beginning changes when it is no longer the first of a run. */
  row: Element | null
  rowEnd: number
}

export function usePosition(scroller: Scroller, talk: Conversation | null, isHidden: boolean): void {
  const before = useRef<Stand>({ opening: -1, top: 0, isHidden: false, row: null, rowEnd: 0 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || !talk) return
    const was = before.current
    if (talk.opening !== was.opening) toFirstUnread(element)
    else if (reader.isAtBottom) element.scrollTop = element.scrollHeight
    else if (was.isHidden && !isHidden) element.scrollTop = was.top
    else if (was.row?.isConnected && !isHidden) element.scrollTop += endOf(was.row, element) - was.rowEnd
    const row = element.querySelector('[data-id]')
    const top = isHidden ? was.top : element.scrollTop
    before.current = { opening: talk.opening, top, isHidden, row, rowEnd: row ? endOf(row, element) : 0 }
  }, [scroller, talk, isHidden])
  useKeptTop(scroller, before, isHidden, talk?.opening)
  useResizes(scroller, talk?.opening)
}

function endOf(row: Element, scroller: Element): number {
  return row.getBoundingClientRect().bottom - scroller.getBoundingClientRect().top + scroller.scrollTop
}

function toFirstUnread(element: HTMLElement): void {
  element.scrollTop = element.scrollHeight
  const divider = element.querySelector<HTMLElement>('[aria-live="polite"]')?.parentElement
  if (divider && divider.offsetTop < element.scrollTop) element.scrollTop = divider.offsetTop - 12
}

/** While the tab is hidden the list is short, and the place that was read must not be forgotten. */
function useKeptTop(
  scroller: Scroller,
  before: React.RefObject<Stand>,
  isHidden: boolean,
  opening: number | undefined,
): void {
  useEffect(() => {
    const element = scroller.current
    if (!element || isHidden) return
    const keep = () => {
      if (!before.current.isHidden) before.current.top = element.scrollTop
    }
    element.addEventListener('scroll', keep, { passive: true })
    // A scroll is told with the next frame; the tab may be hidden before, and is asked while the list is still whole.
    const forget = look.subscribe(keep)
    return () => {
      forget()
      element.removeEventListener('scroll', keep)
    }
  }, [scroller, before, isHidden, opening])
}

function useResizes(scroller: Scroller, opening: number | undefined): void {
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const size = new ResizeObserver(() => {
      if (reader.isAtBottom) element.scrollTop = element.scrollHeight
    })
    size.observe(element)
    for (const child of element.children) size.observe(child)
    return () => size.disconnect()
  }, [scroller, opening])
}
