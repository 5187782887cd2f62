// Which of the full screens is shown.
import { useAtom } from '../atom'
import css from '../page.module.css'
import { useLook } from '../look/look'
import { screen } from '../state'
import { Loading } from './screens/Loading'
import { Main } from './Main'
import { Overlays } from './screens/Overlays'
import { QrPage } from './screens/QrPage'

export function App() {
  const shown = useAtom(screen)
  useLook()
  return (
    <div className={`app-wrapper-web font-fix os-win ${shown.name === 'main' ? 'two' : ''} ${css.app}`}>
      {shown.name === 'main' ? (
        <Main />
      ) : shown.name === 'qr' ? (
        <QrPage stage={shown.stage} code={shown.ref} />
      ) : (
        <Loading
          text={shown.name === 'loading' ? shown.text : 'WhatsApp'}
          progress={shown.name === 'loading' ? shown.progress : null}
        />
      )}
      <Overlays />
    </div>
  )
}
