// A dialog over everything, nested as dom.md 2.4 says; while it is open no click reaches the page behind it.
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

import { testid } from '../../look/profile'
import css from './overlay.module.css'

export function Dialog({ label, title, name, children }: { label: string; title?: string; name?: string; children: ReactNode }) {
  return createPortal(
    <div data-animate-modal-backdrop="true" className={css.backdrop}>
      <div role="dialog" aria-modal="true" tabIndex={-1} className={css.dialog}>
        <div data-animate-modal-popup="true" aria-label={label} className={css.popup} {...(name ? testid(name) : {})}>
          <div data-animate-modal-body="true" className={css.body}>
            {title && <h1 className={css.title}>{title}</h1>}
            {children}
          </div>
        </div>
      </div>
    </div>,
    document.body,
  )
}
