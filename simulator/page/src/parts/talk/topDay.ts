// The day of the topmost row, known for as long as the list is being scrolled.
import { useEffect, useRef, useState } from 'react'

import { conversation } from '../../state'
import { factsOf } from './facts'

const STAYS = 1500

export function useTopDay(scroller: React.RefObject<HTMLDivElement | null>): [Date | null, () => void] {
  const [day, setDay] = useState<Date | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const look = () => {
    const box = scroller.current?.getBoundingClientRect()
    const row = box && document.elementFromPoint(box.left + box.width / 2, box.top + 45)?.closest('[role="row"]')
    const id = row?.querySelector<HTMLElement>('[data-id]')?.dataset.id
    const message = id && conversation.get()?.messages.find((one) => id.includes(one.id))
    if (message) {
      const { at, day: fresh } = factsOf(message)
      setDay((before) => (before && new Date(before).setHours(0, 0, 0, 0) === fresh ? before : at))
    }
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setDay(null), STAYS)
  }
  return [day, look]
}
