import { defineStore } from 'pinia'
import { computed, readonly, ref } from 'vue'

import { request, useTokens } from '../api/request'
import type { Operator, Session } from '../api/types'
import { live } from '../live'

const RANK = { viewer: 0, operator: 1, admin: 2 } as const
/** A token is renewed while this much of it is left, so that no request is ever refused for its age. */
const MARGIN = 60_000

/** Who is signed in. The access token lives in this closure and nowhere else. */
export const useSession = defineStore('session', () => {
  const operator = ref<Operator | null>(null)
  const isKnown = ref(false)
  let token: string | null = null
  let until = 0
  let isLeaving = false
  let renewing: Promise<string | null> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  useTokens({ current: () => (Date.now() < until ? token : null), renew })

  async function signIn(name: string, password: string): Promise<void> {
    isLeaving = false
    keep(await request<Session>('/auth/sign-in', { method: 'POST', body: { name, password }, signed: false }))
  }

  /** Finds out, once, whether this browser is still signed in. */
  async function recall(): Promise<void> {
    if (isKnown.value) return
    await renew().catch(() => null)
    isKnown.value = true
  }

  async function signOut(): Promise<void> {
    // First of all nothing more is asked in this person's name, nor is the cookie used again.
    isLeaving = true
    forget()
    await request('/auth/sign-out', { method: 'POST', signed: false }).catch(() => null)
  }

  function renew(): Promise<string | null> {
    if (isLeaving) return Promise.resolve(null)
    renewing ??= request<Session | null>('/auth/refresh', { method: 'POST', signed: false })
      .then((session) => (session === null ? forget() : keep(session)))
      .finally(() => (renewing = null))
    return renewing
  }

  function keep(session: Session): string {
    token = session.access_token
    until = Date.now() + session.expires_in * 1000
    operator.value = session.operator
    isKnown.value = true
    clearTimeout(timer)
    timer = setTimeout(() => void renew().catch(() => null), Math.max(5_000, session.expires_in * 1000 - MARGIN))
    live.start()
    return token
  }

  function forget(): null {
    token = null
    until = 0
    operator.value = null
    isKnown.value = true
    clearTimeout(timer)
    live.stop()
    return null
  }

  function may(role: Operator['role']): boolean {
    return operator.value !== null && RANK[operator.value.role] >= RANK[role]
  }

  return {
    operator: readonly(operator),
    isSignedIn: computed(() => operator.value !== null),
    isAdmin: computed(() => may('admin')),
    mayWrite: computed(() => may('operator')),
    recall,
    signIn,
    signOut,
  }
})
