// The rail of the builds since 2024: chats, updates, channels, communities; settings and the own profile below.
import type { ButtonHTMLAttributes } from 'react'

import { press } from '../../actions'
import { useAtom, usePart } from '../../atom'
import { useLook } from '../../look/look'
import { profile, testid } from '../../look/profile'
import { list, owner } from '../../state'
import { sideWords } from '../../words/side'
import { number } from '../../words/words'
import { Avatar } from '../Avatar'
import css from './side.module.css'
import { Named } from './SideIcon'

interface Place {
  what: string
  titles: { d25: string; d26: string; e: string }
  path: string
}

const places: readonly Place[] = [
  {
    what: 'chats',
    titles: { d25: 'chat-filled-refreshed', d26: 'chat-filled-refreshed', e: 'ic-chat-filled' },
    path: 'M3.500 4.500h11v7.500H8l-3 2.500V12H3.500z',
  },
  {
    what: 'status',
    titles: { d25: 'status-refreshed', d26: 'status-refreshed', e: 'ic-status' },
    path: 'M9 3.500a5.500 5.500 0 1 0 .01 0zM9 7a2 2 0 1 0 .01 0z',
  },
  {
    what: 'channels',
    titles: { d25: 'newsletter-outline', d26: 'wds-ic-channels', e: 'wds-ic-channels' },
    path: 'M9 8a1 1 0 1 0 .01 0zM5.500 12.500a5 5 0 0 1 0-7M12.500 5.500a5 5 0 0 1 0 7',
  },
  {
    what: 'communities',
    titles: { d25: 'community-refreshed-32', d26: 'community-refreshed-32', e: 'ic-communities' },
    path: 'M9 4.500a1.900 1.900 0 1 0 .01 0zM4.800 13.500c.4-2.500 2-3.800 4.200-3.800s3.800 1.300 4.200 3.800M4.200 6.600a1.300 1.300 0 1 0 .01 0zM13.800 6.600a1.300 1.300 0 1 0 .01 0z',
  },
  {
    what: 'settings',
    titles: { d25: 'settings-refreshed', d26: 'settings-refreshed', e: 'ic-settings' },
    path: 'M9 6.500a2.500 2.500 0 1 0 .01 0zM9 3v1.500M9 13.500V15M3 9h1.500M13.500 9H15M4.800 4.800l1 1M12.200 12.200l1 1M13.200 4.800l-1 1M5.800 12.200l-1 1',
  },
]

export function Rail() {
  useLook()
  const unread = usePart(list, (known) => known.unread)
  const { generation } = profile()
  if (generation === 'B') return null
  const buttons = places.map((place, index) => <Button key={place.what} place={place} index={index} unread={index === 0 ? unread : 0} />)
  return (
    <header {...(generation === 'D' ? { tabIndex: 0, 'data-tab': '2' } : {})} className={css.rail}>
      <div className={css.railInner}>
        <div {...testid('navbar-primary-section')} className={css.railPart}>
          {buttons.slice(0, 4)}
        </div>
        <div className={css.railPart}>
          {buttons.slice(4)}
          <Profile index={places.length} />
        </div>
      </div>
    </header>
  )
}

function attributes(index: number): ButtonHTMLAttributes<HTMLButtonElement> & Record<`data-${string}`, string | number> {
  if (profile().generation === 'E') return { type: 'button', 'data-tab': '2' }
  return {
    'aria-pressed': index === 0,
    tabIndex: -1,
    'data-navbar-item': 'true',
    'data-navbar-item-selected': String(index === 0),
    'data-navbar-item-index': index,
  }
}

function Button({ place, index, unread }: { place: Place; index: number; unread: number }) {
  const words = sideWords()
  const label = place.what === 'status' ? words.statusNews : (words.rail[index] ?? place.what)
  return (
    <button
      aria-label={label}
      {...attributes(index)}
      className={`${css.round} ${index === 0 ? css.railChosen : ''}`}
      onClick={() => index > 0 && press(`rail_${place.what}`)}
    >
      <div>
        <Named title={title(place)} path={place.path} size={23} />
      </div>
      {unread > 0 && (
        <div className={css.railBadge}>
          <span aria-label={words.unread(unread)}>{number(unread)}</span>
        </div>
      )}
    </button>
  )
}

function Profile({ index }: { index: number }) {
  const name = useAtom(owner)
  return (
    <button aria-label={sideWords().profile} {...attributes(index)} className={css.round} onClick={() => press('rail_profile')}>
      <Avatar kind="person" name={name} size={28} hasPicture />
    </button>
  )
}

function title({ titles }: Place): string {
  const { name, generation } = profile()
  return generation === 'E' ? titles.e : name === '2025-06' ? titles.d25 : titles.d26
}
