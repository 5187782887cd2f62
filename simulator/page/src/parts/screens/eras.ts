// What the screens before the chats look like in each build.
import { profile } from '../../look/profile'
import { QR_CANVAS, QR_CANVAS_OLD, screenWords } from '../../words/screens'

interface Era {
  readonly isLanding: boolean
  readonly canvas: string
  readonly side: number
  readonly stepsId: string
  readonly lock: string
  readonly close: string
}

/** The saved login pages of 2022-11 and 2025-03, and the notes of 2026. */
export function era(): Era {
  switch (profile().generation) {
    case 'B':
      return { isLanding: true, canvas: QR_CANVAS_OLD, side: 264, stepsId: '', lock: 'lock-outline', close: 'x' }
    case 'D':
      return {
        isLanding: false,
        canvas: QR_CANVAS,
        side: profile().name === '2025-06' ? 264 : 228,
        stepsId: profile().name === '2025-06' ? 'link-device-phone-number-code-screen-instructions' : 'link-device-instructions-list',
        lock: 'lock-outline',
        close: 'x',
      }
    default:
      return {
        isLanding: false,
        canvas: QR_CANVAS,
        side: 228,
        stepsId: 'link-device-instructions-list',
        lock: 'ic-lock',
        close: 'ic-close',
      }
  }
}

/** "Click" until the summer of 2026, "Select" after it. */
export function reloadWords(): string {
  return profile().name === '2026-10' ? screenWords().qrReload : screenWords().qrReloadOld
}

export function byPhoneWords(): string {
  return profile().generation === 'B' ? screenWords().byPhoneOld : screenWords().byPhone
}
