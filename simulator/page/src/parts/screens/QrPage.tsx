// Linking this browser by a code: steps, the code, and what lies over it when it has run out.
import { generate } from 'lean-qr'
import { useLayoutEffect, useRef, type ReactNode } from 'react'

import { press, reconnect, refreshCode } from '../../actions'
import { useAtom } from '../../atom'
import { testid } from '../../look/profile'
import { isOnline } from '../../state'
import { screenWords } from '../../words/screens'
import { Icon } from '../Icon'
import { byPhoneWords, era, reloadWords } from './eras'
import css from './screens.module.css'

const CELL_ROOM = 4

type Stage = 'blank' | 'hint' | 'code' | 'expired'

export function QrPage({ stage, code }: { stage: Stage; code: string | null }) {
  return era().isLanding ? <Landing stage={stage} code={code} /> : <Newer stage={stage} code={code} />
}

/** Up to the beginning of 2024, nested as in the saved page of 2022-11. */
function Landing({ stage, code }: { stage: Stage; code: string | null }) {
  const words = screenWords()
  return (
    <div className={`landing-wrapper ${css.page}`}>
      <div className="landing-wrapper-before" />
      <div className={`landing-header ${css.top}`}>
        <Icon title="wa-logo" size={32} />
        <div className="landing-headerTitle">WhatsApp Web</div>
      </div>
      <div className={`landing-window ${css.card}`}>
        <div className="landing-main">
          <div className={`landing-title ${css.title}`}>{words.qrTitleOld}</div>
          <Steps id="" />
          <ByPhone />
        </div>
        <div className={css.side}>{code && <Code code={code} isExpired={stage === 'expired'} name="qrcode" />}</div>
      </div>
    </div>
  )
}

function Newer({ stage, code }: { stage: Stage; code: string | null }) {
  const words = screenWords()
  return (
    <div className={css.page}>
      <div className={css.top}>
        <Icon title="wa-logo" size={28} />
        <Icon title="wa-wordmark" size={1} />
        WhatsApp
      </div>
      <div className={css.card}>
        <div>
          <h1 className={css.title}>{words.qrTitle}</h1>
          <Steps id={era().stepsId} />
          <label className={css.stay}>
            <input id="auto-logout-toggle" type="checkbox" defaultChecked /> {words.stay}
          </label>
        </div>
        <div className={css.side}>
          {stage !== 'blank' && (
            <div {...testid('link-device-qr-code')}>
              <div className={css.room}>{code && <Code code={code} isExpired={stage === 'expired'} />}</div>
              <div {...testid('link-device-qrcode-alt-linking-hint')}>
                <ByPhone />
              </div>
            </div>
          )}
        </div>
      </div>
      <Encrypted />
    </div>
  )
}

export function Encrypted(): ReactNode {
  return (
    <div className={css.lock} style={{ justifyContent: 'center', padding: 18 }}>
      <Icon title={era().lock} size={14} /> {screenWords().encrypted}
    </div>
  )
}

function Steps({ id }: { id: string }) {
  return (
    <ol id={id || undefined} className={css.steps}>
      {screenWords().qrSteps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  )
}

function ByPhone() {
  return (
    <span
      role="button"
      tabIndex={0}
      className={css.hint}
      {...testid('link_device_qr_phone_number_link')}
      onClick={() => press('link_by_phone')}
    >
      {byPhoneWords()}
      <Icon title="chevron" size={14} />
    </span>
  )
}

function Code({ code, isExpired, name }: { code: string; isExpired: boolean; name?: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { side, canvas: label } = era()
  const isConnected = useAtom(isOnline)
  useLayoutEffect(() => drawCode(canvas.current, code, side), [code, side])
  return (
    <div {...(name ? testid(name) : {})} data-ref={code} className={css.code}>
      <span>{isConnected ? isExpired && <Reload /> : <Offline />}</span>
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  )
}

function Reload() {
  return (
    <span className={css.over}>
      <button
        type="button"
        className={css.reload}
        onClick={refreshCode}
        {...testid('link_device_qr_expired_refresh_button')}
      >
        <Icon title="refresh-large" size={28} />
        <span>{reloadWords()}</span>
      </button>
    </span>
  )
}

function Offline() {
  return (
    <span className={css.over}>
      <button type="button" className={css.reload} onClick={reconnect}>
        <Icon title="ic-wifi-off" size={28} />
        <span>{screenWords().qrOffline}</span>
      </button>
    </span>
  )
}

/** Whole pixels per module, so that a picture of the canvas can be read by any scanner. */
function drawCode(canvas: HTMLCanvasElement | null, text: string, side: number): void {
  const paint = canvas?.getContext('2d')
  if (!canvas || !paint) return
  const code = generate(text)
  canvas.width = canvas.height = code.size * CELL_ROOM
  canvas.style.width = canvas.style.height = `${side}px`
  paint.fillStyle = '#fff'
  paint.fillRect(0, 0, canvas.width, canvas.height)
  paint.fillStyle = '#111'
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (code.get(x, y)) paint.fillRect(x * CELL_ROOM, y * CELL_ROOM, CELL_ROOM, CELL_ROOM)
    }
  }
}
