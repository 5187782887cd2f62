// The phone page's own drawings: one line each, in the colour of the text around them.
const PATHS = {
  back: 'M15 5l-7 7 7 7',
  send: 'M4 12l16-7-6 7 6 7z',
  smile: 'M12 3a9 9 0 100 18 9 9 0 000-18zM8.5 10h.01M15.5 10h.01M8 14.2c1 1.5 2.4 2.3 4 2.3s3-.8 4-2.3',
  clip: 'M19 11l-7.5 7.5a4.5 4.5 0 01-6.4-6.4l8-8a3 3 0 014.3 4.3l-8 8a1.5 1.5 0 01-2.1-2.1l7-7',
  mic: 'M12 3a3 3 0 00-3 3v5a3 3 0 006 0V6a3 3 0 00-3-3zM6 11a6 6 0 0012 0M12 17v4',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  search: 'M11 4a7 7 0 100 14 7 7 0 000-14zM16 16l4 4',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  reply: 'M10 7l-5 5 5 5M5 12h9a5 5 0 015 5v1',
  edit: 'M5 19l1-4L16 5l3 3L9 18z',
  bin: 'M5 7h14M9 7V5h6v2M7 7l1 12h8l1-12',
  eye: 'M3 12c2.5-4 5.500-6 9-6s6.500 2 9 6c-2.500 4-5.500 6-9 6s-6.500-2-9-6zM12 9.500a2.500 2.500 0 100 5 2.500 2.500 0 000-5z',
  play: 'M8 5l11 7-11 7z',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  pin: 'M12 21c-4-4.500-6-7.800-6-10.500a6 6 0 0112 0c0 2.700-2 6-6 10.500zM12 8.500a2 2 0 100 4 2 2 0 000-4z',
  person: 'M12 4a4 4 0 100 8 4 4 0 000-8zM4.500 20c1.200-4 4-6 7.500-6s6.300 2 7.500 6',
  once: 'M12 3a9 9 0 109 9M12 8l-2 1.500M12 8v8M15 3.500l.01 0M19 7l.01 0',
  block: 'M12 4a8 8 0 100 16 8 8 0 000-16zM6.500 6.500l11 11',
  picture: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01',
  album: 'M7 7h13v11H7zM4 15V4h12M7 15l4-4 3 3 2-2 4 4',
  film: 'M4 6h11v12H4zM15 10l5-3v10l-5-3',
  note: 'M9 18V6l10-2v12M9 18a2.500 2 0 11-5 0 2.500 2 0 015 0zM19 16a2.500 2 0 11-5 0 2.500 2 0 015 0z',
  star: 'M12 4l2.400 5 5.600.700-4 3.900 1 5.400-5-2.700-5 2.700 1-5.400-4-3.900 5.600-.700z',
  poll: 'M5 7h14M5 12h9M5 17h5',
  radar: 'M12 12h.01M8.500 8.500a5 5 0 000 7M15.500 8.500a5 5 0 010 7M5.500 5.500a9 9 0 000 13M18.500 5.500a9 9 0 010 13',
  gif: 'M4 6h16v12H4zM10 10.500H7.500v3H10V12M12.500 10.500v3M15 13.500v-3h2.500M15 12h2',
  tick: 'M5 12.500l4 4L18 7',
  ticks: 'M2.500 12.500l4 4L15 7M10.500 15.500l1 1L20.500 7',
} as const

export type PhoneIconName = keyof typeof PATHS

export function PhoneIcon({ name, size = 20 }: { name: PhoneIconName; size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" fill="none" stroke="currentColor" strokeWidth={name === 'more' ? 3 : 1.8} strokeLinecap="round" strokeLinejoin="round">
      <path d={PATHS[name]} />
    </svg>
  )
}
