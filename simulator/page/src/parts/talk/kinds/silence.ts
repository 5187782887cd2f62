// A sound file of a given length in which nothing is heard.

const RATE = 3000
const HEADER = 44
const LONGEST = 600
/** The middle of eight bits. */
const QUIET = 128

export function silence(seconds: number): string {
  const samples = Math.round(Math.min(Math.max(seconds, 0.2), LONGEST) * RATE)
  const bytes = new Uint8Array(HEADER + samples).fill(QUIET, HEADER)
  const view = new DataView(bytes.buffer)
  const write = (at: number, text: string) => [...text].forEach((letter, place) => (bytes[at + place] = letter.charCodeAt(0)))
  write(0, 'RIFF')
  view.setUint32(4, HEADER - 8 + samples, true)
  write(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, RATE, true)
  view.setUint32(28, RATE, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  write(36, 'data')
  view.setUint32(40, samples, true)
  return URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' }))
}
