// A menu of actions, mounted outside the panes; it closes when something else is pressed.
import { useEffect } from 'react'
import { createPortal } from 'react-dom'

import css from './overlay.module.css'

export interface Item {
  label: string
  run: () => void
  /** Test id, where the real page has one. */
  name?: string
}

/** `at` is where it opens, in pixels of the window. */
export function Menu({ items, at, close, name }: { items: readonly Item[]; at: { x: number; y: number }; close: () => void; name?: string }) {
  useEffect(() => {
    const key = (event: KeyboardEvent) => event.key === 'Escape' && close()
    document.addEventListener('keydown', key)
    return () => document.removeEventListener('keydown', key)
  }, [close])
  const left = Math.min(at.x, window.innerWidth - 240)
  const top = Math.min(at.y, window.innerHeight - 44 * items.length - 24)
  return createPortal(
    <div className={css.layer} onMouseDown={(event) => event.target === event.currentTarget && close()}>
      <div role="menu" tabIndex={-1} data-testid={name} className={css.menu} style={{ left: Math.max(8, left), top: Math.max(8, top) }}>
        {items.map((item) => (
          <div
            key={item.label}
            role="menuitem"
            tabIndex={0}
            aria-label={item.label}
            data-testid={item.name}
            className={css.item}
            onClick={() => {
              close()
              item.run()
            }}
          >
            {item.label}
          </div>
        ))}
      </div>
    </div>,
    document.body,
  )
}
