// The tabs above the list. Filtering is local: it opens nothing and sends no receipt.
import { useState, type MouseEvent, type ReactNode } from 'react'

import { filter, press } from '../../actions'
import { useAtom, usePart } from '../../atom'
import { profile } from '../../look/profile'
import { list, only } from '../../state'
import type { Only } from '../../wire'
import { sideWords } from '../../words/side'
import { number } from '../../words/words'
import { Menu } from '../overlay/Menu'
import css from './side.module.css'
import { SideIcon } from './SideIcon'

type Tab = Exclude<Only, 'archived'>

const ids: Record<Tab, string> = {
  all: 'all-filter',
  unread: 'unread-filter',
  favorites: 'favorites-filter',
  groups: 'group-filter',
}

export function Filters() {
  const chosen = useAtom(only)
  const { name: build } = profile()
  const unread = usePart(list, (known) => (build === '2026-04' ? known.unread : 0))
  return (
    <div role="tablist" tabIndex={-1} aria-label="chat-list-filters" className={css.filters}>
      {(Object.keys(ids) as Tab[]).map((name) => (
        <Wrapped key={name}>
          <button
            id={ids[name]}
            type="button"
            role="tab"
            tabIndex={chosen === name ? 0 : -1}
            aria-controls="chat-list"
            aria-pressed={chosen === name}
            aria-selected={chosen === name}
            data-tab="3"
            onClick={() => filter(name)}
          >
            <div>
              <div>{sideWords().filters[name]}</div>
              {name === 'unread' && unread > 0 && <div className={css.filterCount}>{number(unread)}</div>}
            </div>
          </button>
        </Wrapped>
      ))}
      {build !== '2025-06' && <MoreFilters />}
    </div>
  )
}

/** In spring 2026 every button of the pane stood in two elements more. */
function Wrapped({ children }: { children: ReactNode }) {
  if (profile().name !== '2026-04') return children
  return (
    <div className={css.wrapped}>
      <span className="html-span">{children}</span>
    </div>
  )
}

function MoreFilters() {
  const [at, setAt] = useState<{ x: number; y: number } | null>(null)
  const words = sideWords()
  const open = (event: MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    setAt({ x: box.left, y: box.bottom + 4 })
  }
  return (
    <Wrapped>
      <button
        id="additional-filters"
        type="button"
        role="tab"
        tabIndex={-1}
        aria-controls="chat-list"
        aria-pressed={false}
        aria-selected={false}
        aria-label={words.moreFilters}
        data-tab="3"
        className={css.moreFilters}
        onClick={open}
      >
        <SideIcon sign="filter" size={16} />
      </button>
      {at && <Menu items={[{ label: words.newList, run: () => press('new_list') }]} at={at} close={() => setAt(null)} />}
    </Wrapped>
  )
}
