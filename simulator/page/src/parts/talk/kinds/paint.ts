// Pictures that need no file: painted from a hue, as a tiny blurred preview first and then in full as a blob.
import { useEffect, useState } from 'react'

const LONGEST_SIDE = 330
/** A picture takes a moment to load; until then its preview is there. */
const LOADING = 150

const previews = new Map<number, string>()
const loaded = new Map<string, string>()
const loading = new Map<string, Promise<string>>()

export function thumbnail(hue: number): string {
  let made = previews.get(hue)
  if (!made) {
    const canvas = paint(hue, 12, 9)
    made = canvas.toDataURL('image/jpeg', 0.6)
    previews.set(hue, made)
  }
  return made
}

/** The address of the whole picture, or null while it loads. */
export function usePicture(hue: number, width: number, height: number): string | null {
  const key = `${hue} ${width} ${height}`
  const [address, setAddress] = useState(loaded.get(key) ?? null)
  useEffect(() => {
    let isWanted = true
    void load(key, hue, width, height).then((made) => isWanted && setAddress(made))
    return () => {
      isWanted = false
    }
  }, [key, hue, width, height])
  return loaded.get(key) ?? address
}

function load(key: string, hue: number, width: number, height: number): Promise<string> {
  let made = loading.get(key)
  if (!made) {
    made = make(hue, width, height).then((address) => {
      loaded.set(key, address)
      return address
    })
    loading.set(key, made)
  }
  return made
}

async function make(hue: number, width: number, height: number): Promise<string> {
  await new Promise((done) => setTimeout(done, LOADING))
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height))
  const canvas = paint(hue, Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)))
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
  return blob ? URL.createObjectURL(blob) : thumbnail(hue)
}

/** A sky, a sun and two hills. */
function paint(hue: number, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  if (!pen) return canvas
  const sky = pen.createLinearGradient(0, 0, 0, height)
  sky.addColorStop(0, `hsl(${hue} 55% 52%)`)
  sky.addColorStop(1, `hsl(${(hue + 40) % 360} 65% 80%)`)
  pen.fillStyle = sky
  pen.fillRect(0, 0, width, height)
  pen.fillStyle = `hsl(${(hue + 180) % 360} 80% 88%)`
  pen.beginPath()
  pen.arc(width * 0.7, height * 0.3, Math.min(width, height) * 0.12, 0, Math.PI * 2)
  pen.fill()
  hill(pen, `hsl(${hue} 30% 38%)`, 0.62, 0.2)
  hill(pen, `hsl(${(hue + 20) % 360} 35% 27%)`, 0.78, 0.75)
  return canvas
}

function hill(pen: CanvasRenderingContext2D, colour: string, top: number, bend: number): void {
  const { width, height } = pen.canvas
  pen.fillStyle = colour
  pen.beginPath()
  pen.moveTo(0, height)
  pen.lineTo(0, height * (top + 0.1))
  pen.quadraticCurveTo(width * bend, height * (top - 0.18), width, height * (top + 0.08))
  pen.lineTo(width, height)
  pen.fill()
}
