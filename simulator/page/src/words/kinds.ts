// Words of single kinds of message: pictures, voices, files, polls, calls and what cannot be read.
import type { Content } from '../wire'
import { profile } from '../look/profile'
import { spoken, type Table } from './words'

type Seen = 'photo' | 'video' | 'voice'

interface Words {
  openPicture: string
  playGif: string
  play: string
  pause: string
  voice: string
  progress: string
  download: (name: string) => string
  view: (name: string) => string
  pages: (count: number) => string
  sticker: (emoji: string) => string
  stickerBare: string
  liveLocation: string
  writeTo: string
  writeToName: (name: string) => string
  selectOne: string
  selectMore: string
  viewVotes: string
  viewOnce: Record<Seen, string>
  viewOnceBy: Record<Seen, string>
  opened: string
  expired: Record<Seen, string>
  waiting: string
  learnMore: string
  deleted: string
  deletedByMe: string
  deletedBy: (admin: string) => string
  call: Record<'voice' | 'video', string>
  encryption: string
  missedCall: Record<'voice' | 'video', string>
  callHint: string
  brief: Partial<Record<Content['kind'], string>>
  pictures: (count: number) => string
  close: string
}

const words: Table<Words> = {
  en: {
    openPicture: 'Open picture',
    playGif: 'Play GIF',
    play: 'Play voice message',
    pause: 'Pause voice message',
    voice: 'Voice message',
    progress: 'Voice note progress slider',
    download: (name) => `Download "${name}"`,
    view: (name) => `Download "${name}"`,
    pages: (count) => (count === 1 ? '1 page' : `${count} pages`),
    sticker: (emoji) => `Sticker with: ${emoji}`,
    stickerBare: 'Sticker with no label',
    liveLocation: 'Live location',
    writeTo: 'Message',
    writeToName: (name) => `Message ${name}`,
    selectOne: 'Select one',
    selectMore: 'Select one or more',
    viewVotes: 'View votes',
    viewOnce: { photo: 'Photo', video: 'Video', voice: 'Voice message' },
    viewOnceBy: { photo: 'View once photo', video: 'View once video', voice: 'View once voice message' },
    opened: 'Opened',
    expired: { photo: 'Photo expired', video: 'Video expired', voice: 'Voice message expired' },
    waiting: 'Waiting for this message. This may take a while.',
    learnMore: 'Learn more',
    deleted: 'This message was deleted',
    deletedByMe: 'You deleted this message',
    deletedBy: (admin) => `This message was deleted by admin ${admin}`,
    call: { voice: 'Voice call', video: 'Video call' },
    encryption:
      'Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them. Click to learn more.',
    missedCall: { voice: 'Missed voice call', video: 'Missed video call' },
    callHint: 'Make calls with the Windows app',
    brief: {
      image: 'Photo',
      video: 'Video',
      gif: 'GIF',
      voice: 'Voice message',
      audio: 'Audio',
      sticker: 'Sticker',
      location: 'Location',
      live_location: 'Live location',
      poll: 'Poll',
      view_once: 'View once',
    },
    pictures: (count) => `${count} photos`,
    close: 'Close',
  },
  es: {
    openPicture: 'Abrir imagen',
    playGif: 'Reproducir GIF',
    play: 'Reproducir mensaje de voz',
    pause: 'Pausar mensaje de voz',
    voice: 'Mensaje de voz',
    progress: 'Control deslizante del mensaje de voz',
    download: (name) => `Descargar "${name}"`,
    view: (name) => `Ver "${name}"`,
    pages: (count) => (count === 1 ? '1 página' : `${count} páginas`),
    sticker: (emoji) => `Sticker con: ${emoji}`,
    stickerBare: 'Sticker sin etiqueta',
    liveLocation: 'Ubicación en tiempo real',
    writeTo: 'Enviar mensaje',
    writeToName: (name) => `Enviar mensaje a ${name}`,
    selectOne: 'Selecciona una opción.',
    selectMore: 'Selecciona una o más opciones.',
    viewVotes: 'Ver votos',
    viewOnce: { photo: 'Foto', video: 'Video', voice: 'Mensaje de voz' },
    viewOnceBy: {
      photo: 'Foto de visualización única',
      video: 'Video de visualización única',
      voice: 'Mensaje de voz de reproducción única',
    },
    opened: 'Mensaje abierto',
    expired: { photo: 'La foto caducó', video: 'El video caducó', voice: 'El mensaje de voz caducó' },
    waiting: 'Esperando este mensaje. Esto puede tomar tiempo.',
    learnMore: 'Más información',
    deleted: 'Se eliminó este mensaje.',
    deletedByMe: 'Eliminaste este mensaje.',
    deletedBy: (admin) => `El administrador ${admin} eliminó este mensaje.`,
    call: { voice: 'Llamada', video: 'Videollamada' },
    encryption:
      'Los mensajes y las llamadas están cifrados de extremo a extremo. Solo las personas de este chat pueden leerlos, escucharlos o compartirlos. Haz clic para obtener más información.',
    missedCall: { voice: 'Llamada perdida', video: 'Videollamada perdida' },
    callHint: 'Haz llamadas con la app para Windows',
    brief: {
      image: 'Foto',
      video: 'Video',
      gif: 'GIF',
      voice: 'Mensaje de voz',
      audio: 'Audio',
      sticker: 'Sticker',
      location: 'Ubicación',
      live_location: 'Ubicación en tiempo real',
      poll: 'Encuesta',
      view_once: 'Visualización única',
    },
    pictures: (count) => `${count} fotos`,
    close: 'Cerrar',
  },
  pt: {
    openPicture: 'Abrir imagem',
    playGif: 'Reproduzir GIF',
    play: 'Reproduzir mensagem de voz',
    pause: 'Pausar mensagem de voz',
    voice: 'Mensagem de voz',
    progress: 'Controle de progresso da mensagem de voz',
    download: (name) => `Baixar "${name}"`,
    view: (name) => `Mostrar "${name}"`,
    pages: (count) => (count === 1 ? '1 página' : `${count} páginas`),
    sticker: (emoji) => `Figurinha com: ${emoji}`,
    stickerBare: 'Figurinha sem etiqueta',
    liveLocation: 'Localização em tempo real',
    writeTo: 'Conversar',
    writeToName: (name) => `Conversar com ${name}`,
    selectOne: 'Selecione uma opção.',
    selectMore: 'Selecione uma ou mais opções.',
    viewVotes: 'Mostrar votos',
    viewOnce: { photo: 'Foto', video: 'Vídeo', voice: 'Mensagem de voz' },
    viewOnceBy: {
      photo: 'Foto de visualização única',
      video: 'Vídeo de visualização única',
      voice: 'Mensagem de voz de reprodução única',
    },
    opened: 'Mensagem aberta',
    expired: { photo: 'A foto expirou', video: 'O vídeo expirou', voice: 'A mensagem de voz expirou' },
    waiting: 'Aguardando mensagem. Essa ação pode levar alguns instantes.',
    learnMore: 'Saiba mais',
    deleted: 'Mensagem apagada',
    deletedByMe: 'Você apagou esta mensagem',
    deletedBy: (admin) => `Esta mensagem foi apagada pelo admin ${admin}`,
    call: { voice: 'Ligação de voz', video: 'Ligação de vídeo' },
    encryption:
      'As mensagens e ligações são protegidas com a criptografia de ponta a ponta. Só quem participa desta conversa pode ler, ouvir ou compartilhar. Clique para saber mais.',
    missedCall: { voice: 'Ligação de voz perdida', video: 'Ligação de vídeo perdida' },
    callHint: 'Faça ligações com o app para Windows',
    brief: {
      image: 'Foto',
      video: 'Vídeo',
      gif: 'GIF',
      voice: 'Mensagem de voz',
      audio: 'Áudio',
      sticker: 'Figurinha',
      location: 'Localização',
      live_location: 'Localização em tempo real',
      poll: 'Enquete',
      view_once: 'Visualização única',
    },
    pictures: (count) => `${count} fotos`,
    close: 'Fechar',
  },
}

export function kindWords(): Words {
  return spoken(words)
}

/** "Open Picture" in 2023, and `Abrir foto` in Spanish up to April 2026. */
export function openPicture(): string {
  const now = kindWords().openPicture
  if (profile().generation === 'B' && now === 'Open picture') return 'Open Picture'
  return profile().generation !== 'E' && now === 'Abrir imagen' ? 'Abrir foto' : now
}
