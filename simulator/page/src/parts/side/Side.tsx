// The left pane: header, banner, search, filters and the list; the drawer of the new chat lies over it.
import { filter } from '../../actions'
import { useAtom } from '../../atom'
import { useLook } from '../../look/look'
import { profile } from '../../look/profile'
import { drawer, only } from '../../state'
import { sideWords } from '../../words/side'
import { Banner } from '../screens/Banner'
import { ChatGrid } from './ChatGrid'
import { cls } from './era'
import { Filters } from './Filters'
import { ListHeader } from './ListHeader'
import { NewChat } from './NewChat'
import { Search } from './Search'
import css from './side.module.css'
import { SideIcon } from './SideIcon'

export function Side() {
  useLook()
  const isArchive = useAtom(only) === 'archived'
  const over = useAtom(drawer)
  const { generation } = profile()
  const isHeaderInside = generation === 'E'
  const old = { B: '_2Ts6i _3RGKj', D: '_aigw _as6h', E: '' }[generation]
  return (
    <div className={`${old} ${css.leftPane}`}>
      {!isHeaderInside && !isArchive && <ListHeader />}
      <div id="side" className={`${{ B: 'k8VZe', D: '_ak9p', E: '' }[generation]} ${css.side}`}>
        {isHeaderInside && !isArchive && <ListHeader />}
        {isArchive && <ArchiveHeader />}
        {isHeaderInside && <Banner />}
        {!isArchive && (
          <div tabIndex={generation === 'B' ? -1 : undefined} className={cls('searchArea')}>
            <Search />
          </div>
        )}
        {!isArchive && generation !== 'B' && <Filters />}
        {!isHeaderInside && <Banner />}
        <ChatGrid />
      </div>
      {over === 'new_chat' && <NewChat />}
    </div>
  )
}

function ArchiveHeader() {
  const words = sideWords()
  return (
    <header className={css.drawerHeader}>
      <button type="button" aria-label={words.back} className={css.round} onClick={() => filter('all')}>
        <SideIcon sign="back" size={22} />
      </button>
      <h1 className={css.drawerTitle}>{words.archived}</h1>
    </header>
  )
}
