// A sheet for new people and groups.
import { useEffect, useRef, useState } from 'react'

import css from './phone.module.css'
import { ask } from './wire'

type Kind = 'saved' | 'unknown' | 'group'

export function NewChat({ isOpen, close }: { isOpen: boolean; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])
  return (
    <dialog ref={dialog} className={css.sheet} aria-label="New contact or group" onClose={close}>
      {isOpen && <Form close={close} />}
    </dialog>
  )
}

function Form({ close }: { close: () => void }) {
  const [kind, setKind] = useState<Kind>('saved')
  const [name, setName] = useState('')
  const [more, setMore] = useState('')
  const members = more.split(/[\n,]/).map((one) => one.trim()).filter(Boolean)
  const isReady = name.trim() !== '' && (kind === 'saved' || (kind === 'group' ? members.length > 0 : more.trim() !== ''))
  const meet = () => {
    if (!isReady) return
    if (kind === 'group') ask({ t: 'meet', name: name.trim(), kind: 'group', members })
    else if (kind === 'unknown') ask({ t: 'meet', name: name.trim(), kind: 'person', push_name: more.trim() })
    else ask({ t: 'meet', name: name.trim(), kind: 'person' })
    close()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        meet()
      }}
    >
      <h2>New chat</h2>
      <fieldset className={css.choice}>
        <legend className={css.hidden}>Kind</legend>
        {(['saved', 'unknown', 'group'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />
            <span>{{ saved: 'Contact', unknown: 'Unknown number', group: 'Group' }[one]}</span>
          </label>
        ))}
      </fieldset>
      <label className={css.field}>
        <span>{kind === 'unknown' ? 'Phone number' : kind === 'group' ? 'Name of the group' : 'Name'}</span>
        <input autoFocus dir="auto" maxLength={200} value={name} onChange={(event) => setName(event.target.value)} placeholder={kind === 'unknown' ? '+55 11 90000-0111' : ''} />
      </label>
      {kind === 'unknown' && (
        <label className={css.field}>
          <span>Calls themselves</span>
          <input dir="auto" maxLength={200} value={more} onChange={(event) => setMore(event.target.value)} />
        </label>
      )}
      {kind === 'group' && (
        <label className={css.field}>
          <span>Members, one a line</span>
          <textarea dir="auto" rows={4} value={more} onChange={(event) => setMore(event.target.value)} />
        </label>
      )}
      <div className={css.sheetButtons}>
        <button type="button" className={css.plain} onClick={close}>
          Cancel
        </button>
        <button type="submit" className={css.main} disabled={!isReady}>
          Add
        </button>
      </div>
    </form>
  )
}
