// What can be attached. Older builds keep a file input in each item, newer ones make one for each press.
import { useEffect, useRef, useState } from 'react'

import { press } from '../../actions'
import { testid } from '../../look/profile'
import { composeWords, itemLabel } from '../../words/compose'
import { Icon } from '../Icon'
import { Menu } from '../overlay/Menu'
import { build } from './build'
import { AttachButton } from './Buttons'
import css from './compose.module.css'
import { accepts, pickFiles, type Way } from './files'

type Take = (files: File[], way: Way) => void
type Name = keyof ReturnType<typeof composeWords>['items']

const ways: Partial<Record<Name, Way>> = { document: 'document', media: 'media', audio: 'audio', sticker: 'sticker' }
const names: readonly Name[] = ['document', 'media', 'camera', 'audio', 'contact', 'poll', 'event', 'sticker']
const older: readonly Name[] = ['media', 'camera', 'document', 'contact', 'poll']

export function AttachMenu({ take }: { take: Take }) {
  const [at, setAt] = useState<{ x: number; y: number } | null>(null)
  const close = () => setAt(null)
  const isStatic = build().fileInputs === 'static'
  const toggle = (event: React.MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    setAt(at ? null : { x: box.left, y: box.top - 44 * names.length - 28 })
  }
  const items = names.map((name) => ({ label: itemLabel(name), run: () => choose(name, take) }))
  return (
    <>
      <AttachButton press={toggle} isOpen={at !== null} />
      <span className={css.holder}>{at && isStatic && <StaticMenu take={take} close={close} />}</span>
      {at && !isStatic && <Menu name="attach-menu-popup" items={items} at={at} close={close} />}
    </>
  )
}

function choose(name: Name, take: Take): void {
  const way = ways[name]
  if (way) pickFiles(way, (files) => take(files, way))
  else press(`attach_${name}`)
}

function StaticMenu({ take, close }: { take: Take; close: () => void }) {
  const listed = build().buttons === 'clip' ? older : names
  const here = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const ended = new AbortController()
    const { signal } = ended
    const outside = (event: Event) => {
      // The button itself closes the menu by its own press.
      const isOurs = event.target instanceof Element && event.target.closest('[data-tab="10"]') !== null
      if (!isOurs && !here.current?.contains(event.target as Node)) close()
    }
    document.addEventListener('mousedown', outside, { signal })
    document.addEventListener('keydown', (event) => event.key === 'Escape' && close(), { signal })
    return () => ended.abort()
  }, [close])
  return (
    <ul ref={here} className={css.attachList}>
      {listed.map((name) => (
        <li key={name} tabIndex={0} data-animate-dropdown-item="true" className={css.attachItem}>
          <StaticItem name={name} take={take} close={close} />
        </li>
      ))}
    </ul>
  )
}

function StaticItem({ name, take, close }: { name: Name; take: Take; close: () => void }) {
  const way = ways[name]
  const label = itemLabel(name)
  const chosen = (event: React.ChangeEvent<HTMLInputElement>) => {
    const files = Array.from(event.target.files ?? [])
    close()
    if (way && files.length) take(files, way)
  }
  const pressed = (event: React.MouseEvent) => {
    if (way) event.currentTarget.querySelector('input')?.click()
    else {
      close()
      choose(name, take)
    }
  }
  return (
    <div role="button" tabIndex={0} aria-label={label} {...testid(`mi-attach-${name}`)} className={css.attachButton} onClick={pressed}>
      <Icon title={`attach-${name}`} size={20} />
      <span>{label}</span>
      {way && (
        <input
          type="file"
          accept={accepts[way]}
          multiple={way !== 'sticker'}
          style={{ display: 'none' }}
          onClick={(event) => event.stopPropagation()}
          onChange={chosen}
        />
      )}
    </div>
  )
}

/** In every build seen up to 2026-06 the footer holds this one; what it is given goes as a sticker. */
export function StickerInput({ take }: { take: Take }) {
  return (
    <input
      accept={accepts.sticker}
      type="file"
      style={{ display: 'none' }}
      onChange={(event) => {
        take(Array.from(event.target.files ?? []), 'sticker')
        event.target.value = ''
      }}
    />
  )
}
