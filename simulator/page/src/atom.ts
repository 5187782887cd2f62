// One piece of state outside React, so that frames of the socket change it without rendering anything by themselves.
import { useSyncExternalStore } from 'react'

export interface Atom<T> {
  get(): T
  set(value: T): void
  subscribe(listener: () => void): () => void
}

export function atom<T>(first: T): Atom<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** One value out of the state; whoever needs no more is not drawn again for the rest of it. */
export function usePart<T, P extends string | number | boolean | null>(source: Atom<T>, part: (value: T) => P): P {
  return useSyncExternalStore(source.subscribe, () => part(source.get()))
}

export function useAtom<T>(source: Atom<T>): T {
  return useSyncExternalStore(source.subscribe, source.get)
}
