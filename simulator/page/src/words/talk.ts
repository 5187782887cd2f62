// Words of the open conversation, besides those of single kinds of message.
import { profile } from '../look/profile'
import { spoken, type Table } from './words'

interface Words {
  quoted: string
  profile: string
  videoCall: string
  searchInChat: string
  menu: string
  you: string
  contactInfo: string
  groupInfo: string
  me: string
  online: string
  recording: string
  loadingOlder: string
  loadOlder: string
  onPhone: string
  loadRecent: string
  toBottom: string
  failed: string
  readMore: string
  edited: string
  forwarded: string
  forwardedOften: string
  forwardMedia: string
  reaction: (emoji: string) => string
  reactions: (emoji: string, count: number) => string
  introTitle: string
  introHint: string
}

const words: Table<Words> = {
  en: {
    quoted: 'Quoted message',
    profile: 'Profile details',
    videoCall: 'Video call',
    searchInChat: 'Search',
    menu: 'Menu',
    you: 'You:',
    contactInfo: 'click here for contact info',
    groupInfo: 'click here for group info',
    me: 'You',
    online: 'online',
    recording: 'recording audio…',
    loadingOlder: 'Loading messages…',
    loadOlder: 'Load earlier messages…',
    onPhone: 'Use WhatsApp on your phone to see older messages.',
    loadRecent: 'Load recent messages…',
    toBottom: 'Scroll to bottom',
    failed: "Couldn't send this message.",
    readMore: 'Read more',
    edited: 'Edited',
    forwarded: 'Forwarded',
    forwardedOften: 'Forwarded many times',
    forwardMedia: 'Forward media',
    reaction: (emoji) => `reaction ${emoji}. View reactions`,
    reactions: (emoji, count) => `Reactions ${emoji} ${count} in total. View reactions`,
    introTitle: 'Send and receive messages on your computer',
    introHint: 'Choose a chat on the left to read it and to answer.',
  },
  es: {
    quoted: 'Mensaje citado',
    profile: 'Información del perfil',
    videoCall: 'Videollamada',
    searchInChat: 'Buscar',
    menu: 'Menú',
    you: 'Tú:',
    contactInfo: 'haz clic aquí para ver la información del contacto',
    groupInfo: 'haz clic aquí para ver la información del grupo',
    me: 'Tú',
    online: 'en línea',
    recording: 'grabando audio…',
    loadingOlder: 'Cargando mensajes…',
    loadOlder: 'Cargar mensajes anteriores…',
    onPhone: 'Usa WhatsApp en tu teléfono para ver mensajes anteriores.',
    loadRecent: 'Cargar mensajes recientes…',
    toBottom: 'Ir al final',
    failed: 'No se pudo enviar este mensaje.',
    readMore: 'Leer más',
    edited: 'Editado',
    forwarded: 'Reenviado',
    forwardedOften: 'Reenviado muchas veces',
    forwardMedia: 'Reenviar archivo multimedia',
    reaction: (emoji) => `reacción ${emoji}. Ver reacciones`,
    reactions: (emoji, count) => `Reacciones ${emoji} ${count} en total. Ver reacciones`,
    introTitle: 'Envía y recibe mensajes en tu computadora',
    introHint: 'Elige un chat a la izquierda para leerlo y responder.',
  },
  pt: {
    quoted: 'Mensagem citada',
    profile: 'Dados do perfil',
    videoCall: 'Ligação de vídeo',
    searchInChat: 'Pesquisar',
    menu: 'Mais opções',
    you: 'Você:',
    contactInfo: 'clique aqui para ver os dados do contato',
    groupInfo: 'clique aqui para ver os dados do grupo',
    me: 'Você',
    online: 'online',
    recording: 'gravando áudio…',
    loadingOlder: 'Carregando mensagens…',
    loadOlder: 'Carregar mensagens anteriores…',
    onPhone: 'Use o WhatsApp no seu celular para ver mensagens mais antigas.',
    loadRecent: 'Carregar mensagens recentes…',
    toBottom: 'Deslizar para o fim da página',
    failed: 'Não foi possível enviar esta mensagem.',
    readMore: 'Ler mais',
    edited: 'Editada',
    forwarded: 'Encaminhada',
    forwardedOften: 'Encaminhada muitas vezes',
    forwardMedia: 'Encaminhar mídia',
    reaction: (emoji) => `reação ${emoji}. Mostrar reações`,
    reactions: (emoji, count) => `Reações ${emoji} ${count} no total. Mostrar reações`,
    introTitle: 'Envie e receba mensagens no seu computador',
    introHint: 'Escolha uma conversa à esquerda para ler e responder.',
  },
}

/** Wordings that were changed since. */
const older: Partial<Record<string, Table<Partial<Words>>>> = {
  '2023-06': {
    en: { quoted: 'Quoted Message', profile: 'Profile Details', searchInChat: 'Search…', reaction: (emoji) => `reaction ${emoji}` },
    es: { profile: 'Detalles del perfil', searchInChat: 'Buscar…', reaction: (emoji) => `reacción ${emoji}` },
    pt: { searchInChat: 'Pesquisar…', menu: 'Menu', reaction: (emoji) => `reação ${emoji}` },
  },
  '2025-06': {
    en: { videoCall: 'Get the app for calling', searchInChat: 'Search…', reaction: (emoji) => `reaction ${emoji}` },
    es: { profile: 'Detalles del perfil', reaction: (emoji) => `reacción ${emoji}` },
    pt: { videoCall: 'Baixe o app para fazer ligações', reaction: (emoji) => `reação ${emoji}` },
  },
  '2026-04': { en: {}, es: { profile: 'Detalles del perfil' }, pt: {} },
}

export function talkWords(): Words {
  const old = older[profile().name]
  return old ? { ...spoken(words), ...spoken(old) } : spoken(words)
}
