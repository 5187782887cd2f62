// Full screens that stand in the way of the chats: conflicts as a dialog over an empty page, the others as a page.
import { press } from '../../actions'
import { screenWords } from '../../words/screens'
import { stopWords, type StopWords } from '../../words/stops'
import type { ToldScreen } from '../../wire'
import { Icon } from '../Icon'
import { Confirm } from './Confirm'
import { Loading } from './Loading'
import css from './screens.module.css'

type Told = Extract<ToldScreen, { name: 'stop' }>

/** Long enough for the word of the press to leave the page. */
const RELOAD_AFTER = 50

export function Stop({ told }: { told: Told }) {
  const words = wordsOf(told)
  switch (told.stop) {
    case 'conflict_window':
    case 'conflict_computer':
    case 'takeover':
      return (
        <div className={css.stop}>
          <Confirm {...words} press={leave} />
        </div>
      )
    case 'offline':
      return (
        <>
          <Loading told={{ name: 'loading', stage: 'connecting', percent: null, progress: null, may_leave: false }} />
          <Confirm {...words} press={leave} />
        </>
      )
    default:
      return <FullPage words={words} />
  }
}

function FullPage({ words }: { words: StopWords }) {
  return (
    <div className={css.stop}>
      <Icon title="ic-lock" size={52} className={css.mark} />
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <div className={css.buttons}>
        {Object.entries(words.buttons).map(([what, label], place) => (
          <button key={what} type="button" className={place ? css.plain : css.main} onClick={() => leave(what)}>
            {label}
          </button>
        ))}
      </div>
    </div>
  )
}

/** The page lost its line before it ever had one; nobody has told it anything. */
export function NeverConnected() {
  const { offlineHint } = screenWords()
  const { title } = stopWords().stops.offline
  return (
    <>
      <Loading told={null} />
      <Confirm title={title} text={offlineHint} buttons={{}} press={leave} />
    </>
  )
}

function leave(what: string): void {
  press(what)
  if (what === 'refresh') setTimeout(() => location.reload(), RELOAD_AFTER)
}

function wordsOf({ stop, title, text }: Told): StopWords {
  const words = stopWords()
  if (stop !== 'unknown') return words.stops[stop]
  return { title: title ?? '', text: text ?? '', buttons: { continue: words.continue } }
}
