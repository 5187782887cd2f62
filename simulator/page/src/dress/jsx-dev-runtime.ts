// The same while developing, where a static list of children needs no mark.
import type { ElementType, Key } from 'react'

import { Fragment, jsx } from './jsx-runtime'

export { Fragment }
export type { JSX } from 'react/jsx-runtime'

export function jsxDEV(type: ElementType, props: Record<string, unknown>, key?: Key) {
  return jsx(type, props, key)
}
