// The header of the list: the product's name, New chat and the menu; before 2024 also what the rail holds today.
import { useCallback, useState, type MouseEvent, type ReactNode } from 'react'

import { filter, press, search } from '../../actions'
import { useAtom } from '../../atom'
import { profile, testid } from '../../look/profile'
import { drawer, owner } from '../../state'
import { previewWords } from '../../words/previews'
import { sideWords } from '../../words/side'
import { Avatar } from '../Avatar'
import { Menu, type Item } from '../overlay/Menu'
import css from './side.module.css'
import { Named, SideIcon } from './SideIcon'

export function ListHeader() {
  const words = sideWords()
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null)
  const close = useCallback(() => setMenuAt(null), [])
  const openMenu = (event: MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    setMenuAt({ x: box.left - 150, y: box.bottom + 4 })
  }
  const buttons = (
    <>
      <OldRail />
      <HeaderButton label={words.newChat} name="menu-bar-chat" run={() => drawer.set('new_chat')}>
        <SideIcon sign="newChat" size={22} />
      </HeaderButton>
      <HeaderButton label={words.menu} name="menu-bar-menu" run={openMenu} isMenu isExpanded={menuAt !== null}>
        <SideIcon sign="menu" size={22} />
      </HeaderButton>
    </>
  )
  return (
    <header {...testid('chatlist-header')} className={css.sideHeader}>
      {profile().generation === 'B' ? (
        <div className={`_604FD ${css.headerRow}`}>
          <Brand />
          <span className={css.headerEnd}>{buttons}</span>
        </div>
      ) : (
        <div className={css.headerRow}>
          <div>
            <Brand />
          </div>
          <span>
            <div className={css.headerEnd}>{buttons}</div>
          </span>
        </div>
      )}
      {menuAt && <Menu items={items()} at={menuAt} close={close} />}
    </header>
  )
}

function items(): Item[] {
  const { menu } = previewWords()
  return [
    { label: menu.newGroup, run: () => press('new_group') },
    { label: sideWords().archived, run: showArchive },
    { label: menu.settings, run: () => press('settings') },
    { label: menu.logOut, run: () => press('log_out') },
  ]
}

function showArchive(): void {
  search('')
  filter('archived')
}

function Brand() {
  const name = useAtom(owner)
  const { generation } = profile()
  if (generation === 'B') {
    return (
      <div className="_3WByx">
        <div role="button" className={css.ownPicture}>
          <Avatar kind="person" name={name} size={40} hasPicture />
        </div>
      </div>
    )
  }
  if (generation === 'E') return <h1 className={css.brand}>WhatsApp</h1>
  const Title = profile().name === '2026-04' ? 'h2' : 'h1'
  return (
    <Title className={css.brand}>
      <span aria-label="WhatsApp" data-icon="wa-wordmark-refreshed" className={css.wordmark}>
        WhatsApp
      </span>
    </Title>
  )
}

const old = [
  { place: 3, name: 'menu-bar-community-tab', icon: 'community-tab', what: 'rail_communities', path: 'M9 4a2.200 2.200 0 1 0 .01 0zM4.500 14c.4-2.800 2.100-4.200 4.500-4.200s4.100 1.400 4.500 4.200' },
  { place: 1, name: 'menu-bar-status', icon: 'status-v3-unread', what: 'rail_status', path: 'M9 3.500a5.500 5.500 0 1 0 .01 0zM9 7a2 2 0 1 0 .01 0z' },
] as const

function OldRail() {
  if (profile().generation !== 'B') return null
  return old.map(({ place, name, icon, what, path }) => (
    <HeaderButton key={name} label={sideWords().rail[place] ?? ''} name={name} run={() => press(what)}>
      <Named title={icon} path={path} size={22} />
    </HeaderButton>
  ))
}

interface ButtonProps {
  label: string
  name: string
  run: (event: MouseEvent) => void
  isMenu?: boolean
  isExpanded?: boolean
  children: ReactNode
}

function HeaderButton({ label, name, run, isMenu = false, isExpanded = false, children }: ButtonProps) {
  const { generation, name: build } = profile()
  if (generation === 'B') {
    return (
      <div className="_3OtEr" {...testid(name)}>
        <div aria-disabled={false} role="button" tabIndex={0} className={`_3ndVb ${css.round}`} data-tab="2" title={label} aria-label={label} onClick={run}>
          {children}
        </div>
        <span />
      </div>
    )
  }
  const more = build === '2025-06' ? { role: 'button', title: label } : isMenu || build === '2026-04' ? { 'aria-haspopup': 'menu' as const } : {}
  const button = (
    <button
      type="button"
      aria-label={label}
      aria-expanded={isExpanded}
      aria-disabled={false}
      tabIndex={0}
      data-tab="2"
      {...more}
      className={`${build === '2026-04' ? 'html-button ' : ''}${css.round}`}
      onClick={run}
    >
      {children}
    </button>
  )
  if (build === '2025-06') return <div className="_ajv7">{button}</div>
  return <div>{build === '2026-04' ? <span className="html-span">{button}</span> : button}</div>
}
