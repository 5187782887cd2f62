// A question or a note in a popup, with the buttons that end it.
import { testid } from '../../look/profile'
import { Dialog } from '../overlay/Dialog'
import css from './screens.module.css'

/** The first button stands out and is the OK of the popup; `press` gets the name of the one pressed. */
export function Confirm(props: {
  title: string
  text: string
  buttons: Readonly<Record<string, string>>
  press: (what: string) => void
}) {
  const { title, text, buttons, press } = props
  const [ok, ...others] = Object.entries(buttons)
  return (
    <Dialog label={title || text} title={title} name="confirm-popup">
      <div {...testid('popup-contents')}>{text}</div>
      <div className={css.buttons}>
        {others.map(([what, words]) => (
          <button key={what} type="button" {...testid('popup-controls-cancel')} className={css.plain} onClick={() => press(what)}>
            {words}
          </button>
        ))}
        {ok && (
          <button type="button" {...testid('popup-controls-ok')} className={css.main} onClick={() => press(ok[0])}>
            {ok[1]}
          </button>
        )}
      </div>
    </Dialog>
  )
}
