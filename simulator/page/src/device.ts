// What this browser remembers: the key of the link, and messages that the world has not taken yet.
import type { Content, Quote } from './wire'

const DATABASE = 'model-storage'
const LINK = 'link'
const PENDING = 'pending'

export interface Waiting {
  id: string
  chat: string
  text: string
  at: string
  /** Missing for words alone, and in what an older page left behind. */
  content?: Content
  quote?: Quote | null
}

export async function linkKey(): Promise<string | null> {
  return ((await run(LINK, 'readonly', (store) => store.get('key'))) as string | undefined) ?? null
}

export async function setLinkKey(key: string | null): Promise<void> {
  await run(LINK, 'readwrite', (store) => (key === null ? store.clear() : store.put(key, 'key')))
  // The real client leaves these two behind as well; readers take them for a hint.
  if (key === null) localStorage.removeItem('last-wid-md')
  else localStorage.setItem('last-wid-md', JSON.stringify('linked'))
}

export async function waiting(): Promise<Waiting[]> {
  const all = (await run(PENDING, 'readonly', (store) => store.getAll())) as Waiting[]
  return all.sort((one, other) => one.at.localeCompare(other.at))
}

export async function keepWaiting(message: Waiting): Promise<void> {
  await run(PENDING, 'readwrite', (store) => store.put(message, message.id))
}

export async function dropWaiting(id: string): Promise<void> {
  await run(PENDING, 'readwrite', (store) => store.delete(id))
}

export async function forgetWaiting(): Promise<void> {
  await run(PENDING, 'readwrite', (store) => store.clear())
}

let opened: Promise<IDBDatabase> | null = null

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(LINK)
      request.result.createObjectStore(PENDING)
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  return opened
}

async function run(
  name: string,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  const transaction = (await database()).transaction(name, mode)
  const request = ask(transaction.objectStore(name))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result)
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
}
