// Every element of the page is made here, so that builds and page updates need no word in the components.
import { Fragment, jsx as make, jsxs as makeMany } from 'react/jsx-runtime'
import type { ElementType, Key } from 'react'

import { dress } from './dress'

export { Fragment }
export type { JSX } from 'react/jsx-runtime'

type Props = Record<string, unknown>

export function jsx(type: ElementType, props: Props, key?: Key) {
  return make(type, typeof type === 'string' ? dress(props) : props, key)
}

export function jsxs(type: ElementType, props: Props, key?: Key) {
  return makeMany(type, typeof type === 'string' ? dress(props) : props, key)
}
