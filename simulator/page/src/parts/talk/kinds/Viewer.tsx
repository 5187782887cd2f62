// A picture in full size over everything, until it is closed.
import { useEffect } from 'react'
import { createPortal } from 'react-dom'

import { testid } from '../../../look/profile'
import { kindWords } from '../../../words/kinds'
import { Icon } from '../../Icon'
import css from './viewer.module.css'

export function Viewer({ picture, close }: { picture: string; close: () => void }) {
  useEffect(() => {
    const key = (event: KeyboardEvent) => event.key === 'Escape' && close()
    document.addEventListener('keydown', key)
    return () => document.removeEventListener('keydown', key)
  }, [close])
  return createPortal(
    <div {...testid('media-viewer-modal')} role="dialog" aria-modal="true" className={css.viewer} onClick={(event) => event.stopPropagation()}>
      <button type="button" aria-label={kindWords().close} className={css.close} onClick={close}>
        <Icon title="ic-close" size={26} />
      </button>
      <img src={picture} className={css.whole} />
    </div>,
    document.body,
  )
}
