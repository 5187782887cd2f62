// Where the scroller stands: it opens at the end or at the first unread message, and keeps still when older ones come.
import { useEffect, useLayoutEffect, useRef } from 'react'

import { reader, type Conversation } from '../../state'

type Scroller = React.RefObject<HTMLDivElement | null>

export function usePosition(scroller: Scroller, talk: Conversation | null, isHidden: boolean): void {
  const before = useRef({ opening: -1, height: 0, top: 0, isHidden: false })
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || !talk) return
    const was = before.current
    if (talk.opening !== was.opening) {
      toFirstUnread(element)
    } else if (was.isHidden && !isHidden && !reader.isAtBottom) {
      element.scrollTop = was.top
    } else if (talk.change === 'prepended' && element.scrollHeight !== was.height) {
      element.scrollTop += element.scrollHeight - was.height
    } else if (reader.isAtBottom) {
      element.scrollTop = element.scrollHeight
    }
    before.current = { opening: talk.opening, height: element.scrollHeight, top: element.scrollTop, isHidden }
  }, [scroller, talk, isHidden])
  useKeptTop(scroller, before, isHidden, talk?.opening)
  useResizes(scroller, talk?.opening)
}

function toFirstUnread(element: HTMLElement): void {
  element.scrollTop = element.scrollHeight
  const divider = element.querySelector<HTMLElement>('[aria-live="polite"]')?.parentElement
  if (divider && divider.offsetTop < element.scrollTop) element.scrollTop = divider.offsetTop - 12
}

/** While the tab is hidden the list is short, and the place that was read must not be forgotten. */
function useKeptTop(
  scroller: Scroller,
  before: React.RefObject<{ top: number }>,
  isHidden: boolean,
  opening: number | undefined,
): void {
  useEffect(() => {
    const element = scroller.current
    if (!element || isHidden) return
    const keep = () => {
      before.current.top = element.scrollTop
    }
    element.addEventListener('scroll', keep, { passive: true })
    return () => element.removeEventListener('scroll', keep)
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
