// Linking this browser without scanning: a number is typed here, and eight characters on the phone.
import { Fragment, useState } from 'react'

import { press } from '../../actions'
import { testid } from '../../look/profile'
import { screenWords } from '../../words/screens'
import { Icon } from '../Icon'
import { Encrypted } from './QrPage'
import css from './screens.module.css'

export function NumberPage({ number, isRefused }: { number: string; isRefused: boolean }) {
  const words = screenWords().number
  const [typed, setTyped] = useState(number)
  const digits = typed.replace(/\D/g, '')
  return (
    <div className={css.page}>
      <div {...testid('link-device-phone-number-entry-screen')} className={css.linking}>
        <h1>{words.title}</h1>
        <p>{words.hint}</p>
        <button type="button" className={css.country} onClick={() => press('number_country')}>
          {words.country}
          <Icon title="chevron" size={16} />
        </button>
        <input
          type="text"
          inputMode="tel"
          dir="ltr"
          aria-label={words.label}
          {...testid('phone-number-input')}
          className={css.number}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && digits && press('number_next', digits)}
        />
        {isRefused && (
          <p role="alert" className={css.wrong}>
            {words.tooMany}
          </p>
        )}
        <button type="button" className={css.main} onClick={() => digits && press('number_next', digits)}>
          {words.next}
        </button>
        <BackToCode />
      </div>
      <Encrypted />
    </div>
  )
}

export function CodePage({ code, number, isExpired }: { code: string; number: string; isExpired: boolean }) {
  const words = screenWords().code
  const letters = code.split(',')
  return (
    <div className={css.page}>
      <div {...testid('link-device-phone-number-code-view')} className={css.linking}>
        <h1>{words.title}</h1>
        <p>
          {words.on('')}
          <span dir="ltr">+{number}</span> (
          <span role="button" tabIndex={0} className={css.linkButton} onClick={() => press('edit_number')}>
            {words.edit}
          </span>
          )
        </p>
        <div data-link-code={code} {...testid('link-with-phone-number-code-cells')} className={css.cells}>
          {letters.map((letter, place) => (
            <Fragment key={place}>
              {place === letters.length / 2 && (
                <div aria-hidden="true" className={css.dash}>
                  -
                </div>
              )}
              <div className={css.cell}>{letter}</div>
            </Fragment>
          ))}
          {isExpired && (
            <div className={css.over}>
              <div>
                <div>{words.expired}</div>
                <button type="button" className={css.linkButton} onClick={() => press('new_phone_code')}>
                  {words.again}
                </button>
              </div>
            </div>
          )}
        </div>
        <p>{words.hint}</p>
        <BackToCode />
      </div>
      <Encrypted />
    </div>
  )
}

function BackToCode() {
  return (
    <span role="button" tabIndex={0} className={css.hint} onClick={() => press('link_by_code')}>
      {screenWords().byCode}
      <Icon title="chevron" size={14} />
    </span>
  )
}
