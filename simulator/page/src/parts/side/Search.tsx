// The search field above the list: a real input since 2026, a Lexical editor before; results come after a while.
import { useRef } from 'react'

import { filter, search } from '../../actions'
import { useAtom } from '../../atom'
import { profile, testid } from '../../look/profile'
import { only, query } from '../../state'
import { CLEAR_SEARCH, sideWords } from '../../words/side'
import { Field, type Control } from './Field'
import css from './side.module.css'
import { SideIcon } from './SideIcon'

export function Search() {
  const text = useAtom(query)
  const control = useRef<Control>(null)
  const clear = () => {
    control.current?.clear()
    control.current?.focus()
  }
  const { generation, search: kind } = profile()
  const old = { B: '_1s7Pa _3wQ5i o7fBL', D: '_aoq2 _ai01 _asiq _ash7', E: '' }[generation]
  return (
    <div {...testid('chat-list-search-container')} className={`${kind === 'editor' ? old : ''} ${css.search}`}>
      <Magnifier />
      <Field
        control={control}
        text={text}
        label={sideWords().searchOld}
        placeholder={generation === 'B' ? sideWords().searchOldHint : sideWords().search}
        name="chat-list-search"
        changed={search}
      />
      {text && <Clear run={clear} />}
      {generation === 'B' && <UnreadToggle />}
    </div>
  )
}

function Magnifier() {
  const { generation, search: kind } = profile()
  if (kind === 'input') return <SideIcon sign="search" />
  if (generation === 'D') {
    return (
      <button type="button" tabIndex={0} className={`_ai08 ${css.magnifier}`}>
        <div className="_ah_x _ai09">
          <SideIcon sign="search" />
        </div>
      </button>
    )
  }
  return (
    <button type="button" {...testid('icon-search-morph')} aria-label={sideWords().searchOldHint} tabIndex={-1} className={`opCKJ _28iyj ${css.magnifier}`}>
      <div className={css.hidden}>
        <SideIcon sign="back" />
      </div>
      <div>
        <SideIcon sign="search" />
      </div>
    </button>
  )
}

function Clear({ run }: { run: () => void }) {
  const isOld = profile().search === 'editor'
  return (
    <button type="button" aria-label={isOld ? sideWords().cancelSearch : CLEAR_SEARCH} className={css.clear} onClick={run}>
      <SideIcon sign="clear" size={16} />
    </button>
  )
}

/** The only filter that there was before the tabs. */
function UnreadToggle() {
  const isOn = useAtom(only) === 'unread'
  const label = sideWords().unreadFilter
  return (
    <button type="button" data-tab="4" aria-label={label} title={label} className={isOn ? css.toggleOn : css.clear} onClick={() => filter(isOn ? 'all' : 'unread')}>
      <SideIcon sign="filter" />
    </button>
  )
}
