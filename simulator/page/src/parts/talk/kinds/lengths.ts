// Sizes and lengths as they are written beside media.

export function lengthOf(seconds: number): string {
  const whole = Math.floor(seconds)
  const rest = String(whole % 60).padStart(2, '0')
  const minutes = Math.floor(whole / 60)
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`
}

/** `kilo`: how the build writes it. */
export function sizeOf(bytes: number, kilo: 'kB' | 'KB'): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} ${kilo}`
  return bytes < 1_000_000_000 ? `${Math.round(bytes / 1_000_000)} MB` : `${(bytes / 1_000_000_000).toFixed(1)} GB`
}

/** A box of the picture's shape, as wide as the page draws it. */
export function boxOf(width: number, height: number): { width: number; height: number } {
  const isTall = height > width
  const wide = isTall ? 240 : 330
  const high = Math.min(Math.max((wide * height) / width, 100), 338)
  return { width: wide, height: Math.round(high * 1000) / 1000 }
}
