// Files as messages: what kind each becomes by the way it was chosen, and a hue out of its bytes to paint it with.
import type { Content } from '../../wire'

export type Way = 'media' | 'document' | 'audio' | 'sticker'

export interface Chosen {
  readonly name: string
  readonly content: Content
}

const PER_SECOND = 16_000
const LONGEST = 86_400
const SAMPLE = 65_536

export const accepts: Record<Way, string> = {
  media: 'image/*,video/mp4,video/3gpp,video/quicktime',
  document: '*',
  audio: 'audio/*',
  sticker: 'image/*',
}

export function chosen(files: Iterable<File>, way: Way): Promise<Chosen[]> {
  return Promise.all(Array.from(files, (file) => one(file, way)))
}

async function one(file: File, way: Way): Promise<Chosen> {
  return { name: file.name, content: await content(file, way) }
}

async function content(file: File, way: Way): Promise<Content> {
  if (way === 'sticker') return { kind: 'sticker', emoji: null, hue: await hue(file) }
  const seconds = Math.min(LONGEST, Math.max(1, Math.round(file.size / PER_SECOND)))
  if (way !== 'document') {
    if (file.type.startsWith('image/')) return picture(file)
    if (file.type.startsWith('video/')) return { kind: 'video', seconds, hue: await hue(file) }
    if (file.type.startsWith('audio/')) return { kind: 'audio', seconds }
  }
  return { kind: 'document', name: file.name.slice(0, 300), size: file.size, pages: null }
}

async function picture(file: File): Promise<Content> {
  const size = await createImageBitmap(file).catch(() => ({ width: 640, height: 480 }))
  const within = (side: number) => Math.min(8_000, Math.max(1, side))
  return { kind: 'image', hue: await hue(file), width: within(size.width), height: within(size.height) }
}

async function hue(file: File): Promise<number> {
  const bytes = new Uint8Array(await file.slice(0, SAMPLE).arrayBuffer())
  return bytes.reduce((sum, byte) => (sum * 31 + byte) % 360, file.size % 360)
}

/** As the newest builds do: an input that lives from the press to the choice. */
export function pickFiles(way: Way, take: (files: File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accepts[way]
  input.multiple = way !== 'sticker'
  input.style.display = 'none'
  input.onchange = () => {
    const files = Array.from(input.files ?? [])
    input.remove()
    if (files.length) take(files)
  }
  input.oncancel = () => input.remove()
  document.body.append(input)
  input.click()
}
