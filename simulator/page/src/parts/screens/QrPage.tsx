// Linking this browser: steps, the code, and what lies over the code when it has run out.
import { generate } from 'lean-qr'
import { useLayoutEffect, useRef } from 'react'

import { refreshCode } from '../../actions'
import css from '../../page.module.css'
import { Icon } from '../Icon'
import { testid } from '../../look/profile'
import { QR_CANVAS, screenWords } from '../../words/screens'

const SIDE = 228
const CELL_ROOM = 4

type Stage = 'blank' | 'hint' | 'code' | 'expired'

export function QrPage({ stage, code }: { stage: Stage; code: string | null }) {
  return (
    <div className={css.qrPage}>
      <div className={css.qrCard}>
        <div>
          <h1 className={css.qrTitle}>{screenWords().qrTitle}</h1>
          <ol id="link-device-instructions-list" className={css.qrSteps}>
            {screenWords().qrSteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <label className={css.quiet}>
            <input id="auto-logout-toggle" type="checkbox" defaultChecked /> {screenWords().stay}
          </label>
        </div>
        <div className={css.qrSide}>
          {stage !== 'blank' && (
            <div {...testid('link-device-qr-code')}>
              <div className={css.qrRoom}>{code && <Code code={code} isExpired={stage === 'expired'} />}</div>
              <div {...testid('link-device-qrcode-alt-linking-hint')} className={css.quiet}>
                <span role="button" tabIndex={0} {...testid('link_device_qr_phone_number_link')}>
                  {screenWords().byPhone}
                </span>
              </div>
            </div>
          )}
        </div>
      </div>
    </div>
  )
}

function Code({ code, isExpired }: { code: string; isExpired: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => drawCode(canvas.current, code), [code])
  return (
    <div data-ref={code} className={css.qrCode}>
      <canvas ref={canvas} role="img" aria-label={QR_CANVAS} />
      {isExpired && (
        <span className={css.qrOver}>
          <button
            type="button"
            className={css.qrReload}
            onClick={refreshCode}
            {...testid('link_device_qr_expired_refresh_button')}
          >
            <Icon title="refresh-large" size={28} />
            <span>{screenWords().qrReload}</span>
          </button>
        </span>
      )}
    </div>
  )
}

/** Whole pixels per module, so that a picture of the canvas can be read by any scanner. */
function drawCode(canvas: HTMLCanvasElement | null, text: string): void {
  const paint = canvas?.getContext('2d')
  if (!canvas || !paint) return
  const code = generate(text)
  canvas.width = canvas.height = code.size * CELL_ROOM
  canvas.style.width = canvas.style.height = `${SIDE}px`
  paint.fillStyle = '#fff'
  paint.fillRect(0, 0, canvas.width, canvas.height)
  paint.fillStyle = '#111'
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (code.get(x, y)) paint.fillRect(x * CELL_ROOM, y * CELL_ROOM, CELL_ROOM, CELL_ROOM)
    }
  }
}
