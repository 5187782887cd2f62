// Which of the full screens is shown.
import { useAtom } from '../atom'
import css from '../page.module.css'
import { useLook } from '../look/look'
import { isOnline, screen, type Screen } from '../state'
import { Main } from './Main'
import { Loading } from './screens/Loading'
import { Overlays } from './screens/Overlays'
import { CodePage, NumberPage } from './screens/PhoneLink'
import { QrPage } from './screens/QrPage'
import { NeverConnected, Stop } from './screens/Stop'

export function App() {
  const shown = useAtom(screen)
  const isConnected = useAtom(isOnline)
  useLook()
  return (
    <div tabIndex={-1} className={`_aiwn app-wrapper-web font-fix os-win ${shown.name === 'main' ? 'two' : ''} ${css.app}`}>
      <div id="wa-popovers-bucket" />
      {shown.name === 'splash' && !isConnected ? <NeverConnected /> : <Shown told={shown} />}
      <Overlays />
    </div>
  )
}

function Shown({ told }: { told: Screen }) {
  switch (told.name) {
    case 'main':
      return <Main />
    case 'qr':
      return <QrPage stage={told.stage} code={told.ref ?? null} />
    case 'number':
      return <NumberPage number={told.number} isRefused={told.stage === 'refused'} />
    case 'phone_code':
      return <CodePage code={told.code} number={told.number} isExpired={told.stage === 'expired'} />
    case 'stop':
      return <Stop told={told} />
    default:
      return <Loading told={told.name === 'loading' ? told : null} />
  }
}
