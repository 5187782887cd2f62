// How the page looks now; the world says it first and may change it at any moment.
import { atom, useAtom } from '../atom'

export interface Drift {
  readonly testids: Readonly<Record<string, string>>
  readonly classes: Readonly<Record<string, string>>
  readonly roles: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
}

export type ProfileName = '2023-06' | '2025-06' | '2026-04' | '2026-05-mixed' | '2026-10'
export type Language = 'en' | 'es' | 'pt'

/** The switches of dom.md S1; the world's side is look.py. */
export interface Look {
  readonly profile: ProfileName
  readonly language: Language
  readonly right_to_left: boolean
  readonly clock: '12' | '24' | null
  readonly date_order: 'mdy' | 'dmy' | 'ymd' | null
  readonly translates: boolean
  readonly drops_testids: boolean
  readonly labels_every_row: boolean
  readonly is_hidden: boolean
  readonly is_empty: boolean
  readonly drift: Drift
}

const nothing: Drift = { testids: {}, classes: {}, roles: {}, labels: {} }

export const look = atom<Look>({
  profile: '2026-10',
  language: 'en',
  right_to_left: false,
  clock: null,
  date_order: null,
  translates: true,
  drops_testids: false,
  labels_every_row: false,
  is_hidden: false,
  is_empty: false,
  drift: nothing,
})

/** Every component that is memoised calls this, so that a change of build reaches rows that are already drawn. */
export function useLook(): Look {
  return useAtom(look)
}

/** The language of labels, which is English where nothing is translated. */
export function language(): Language {
  const now = look.get()
  return now.translates ? now.language : 'en'
}

/** Draws everything again as it is, because something that no atom holds has changed. */
export function redraw(): void {
  look.set({ ...look.get() })
}
