// The left pane: title, banner, search, filters and the list.
import { useRef } from 'react'

import { filter, search } from '../../actions'
import { useAtom } from '../../atom'
import css from '../../page.module.css'
import { only, query } from '../../state'
import type { Only } from '../../wire'
import { Banner } from '../screens/Banner'
import { ChatGrid } from './ChatGrid'
import { Icon } from '../Icon'
import { testid } from '../../look/profile'
import { CLEAR_SEARCH, sideWords } from '../../words/side'

type Tab = Exclude<Only, 'archived'>

const filterIds: Record<Tab, string> = {
  all: 'all-filter',
  unread: 'unread-filter',
  favorites: 'favorites-filter',
  groups: 'group-filter',
}

export function Side() {
  return (
    <div id="side" className={css.side}>
      <header {...testid('chatlist-header')} className={css.sideHeader}>
        <h1>WhatsApp</h1>
        <span>
          <button type="button" aria-label={sideWords().newChat} data-tab="2" className={css.round}>
            <Icon title="ic-add" />
          </button>
          <button type="button" aria-label={sideWords().menu} data-tab="2" className={css.round}>
            <Icon title="ic-more-vert" />
          </button>
        </span>
      </header>
      <Banner />
      <Search />
      <Filters />
      <ChatGrid />
    </div>
  )
}

function Search() {
  const text = useAtom(query)
  const box = useRef<HTMLInputElement>(null)
  return (
    <div {...testid('chat-list-search-container')} className={css.search}>
      <Icon title="ic-search" />
      <input
        ref={box}
        type="text"
        role="textbox"
        data-tab="3"
        placeholder={sideWords().search}
        aria-label={text ? '' : sideWords().search}
        value={text}
        onChange={(event) => search(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && search('')}
      />
      {text && (
        <button
          type="button"
          aria-label={CLEAR_SEARCH}
          className={css.clear}
          onClick={() => {
            search('')
            box.current?.focus()
          }}
        >
          <Icon title="ic-close" size={16} />
        </button>
      )}
    </div>
  )
}

function Filters() {
  const chosen = useAtom(only)
  return (
    <div role="tablist" aria-label="chat-list-filters" className={css.filters}>
      {(Object.keys(filterIds) as Tab[]).map((name) => (
        <button
          key={name}
          id={filterIds[name]}
          type="button"
          role="tab"
          aria-selected={chosen === name}
          data-tab="3"
          onClick={() => filter(name)}
        >
          {sideWords().filters[name]}
        </button>
      ))}
    </div>
  )
}
