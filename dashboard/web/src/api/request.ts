import type { Problem } from './types'

/** What went wrong, in words that can be shown. `status` 0: no answer came at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly fields: Record<string, string> = {},
  ) {
    super(message)
  }
}

export interface Tokens {
  /** The access token in memory, or null when nobody is signed in. */
  current(): string | null
  /** A fresh one, or null when the session is over. */
  renew(): Promise<string | null>
}

export interface Options {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Sent as JSON; a file is sent as it is. */
  body?: unknown
  headers?: Record<string, string>
  /** Milliseconds to wait for the answer. */
  patience?: number
  /** Off for the few routes that work without sign-in. */
  signed?: boolean
}

const PATIENCE = 20_000
const OFFLINE = 'Switchboard cannot be reached. It may be restarting.'

let tokens: Tokens = { current: () => null, renew: () => Promise.resolve(null) }

export function useTokens(given: Tokens): void {
  tokens = given
}

/** The token in memory while it lasts, else a fresh one; null when the session is over. */
export async function accessToken(fresh = false): Promise<string | null> {
  return (fresh ? null : tokens.current()) ?? tokens.renew()
}

/** The only way to the API. Resolves with the parsed body, null when there is none. */
export async function request<T>(path: string, options: Options = {}): Promise<T> {
  const signed = options.signed ?? true
  const token = signed ? await accessToken() : null
  if (signed && token === null) throw new ApiError(401, 'Sign in first.')
  let answer = await send(path, options, token)
  if (answer.status === 401 && signed) {
    const renewed = await tokens.renew()
    if (renewed !== null) answer = await send(path, options, renewed)
  }
  if (!answer.ok) throw await problemOf(answer)
  return (answer.status === 204 ? null : await answer.json()) as T
}

async function send(path: string, options: Options, token: string | null): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers }
  if (token !== null) headers.Authorization = `Bearer ${token}`
  const isFile = options.body instanceof Blob
  if (options.body !== undefined) headers['Content-Type'] = isFile ? 'application/octet-stream' : 'application/json'
  try {
    return await fetch(`/api/v1${path}`, {
      method: options.method ?? 'GET',
      headers,
      body: isFile ? (options.body as Blob) : options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: AbortSignal.timeout(options.patience ?? PATIENCE),
    })
  } catch {
    throw new ApiError(0, OFFLINE)
  }
}

async function problemOf(answer: Response): Promise<ApiError> {
  try {
    const problem = (await answer.json()) as Problem
    const fields = Object.fromEntries((problem.errors ?? []).map((each) => [each.field, each.message]))
    return new ApiError(answer.status, problem.detail || problem.title, fields as Record<string, string>)
  } catch {
    return new ApiError(answer.status, answer.status >= 502 ? OFFLINE : 'Switchboard gave an answer that makes no sense.')
  }
}

/** The words of any failure, for a person. */
export function wordsOf(error: unknown): string {
  return error instanceof ApiError ? error.message : 'Something went wrong in this page. Reload it.'
}
