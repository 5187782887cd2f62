// Words for what a row of the chat list says of a message that is more than text, and for the new-chat drawer.
import { number, spoken, type Table } from './words'

interface Words {
  you: string
  photo: string
  photos: (count: number) => string
  video: string
  audio: string
  voice: string
  sticker: string
  location: string
  liveLocation: string
  pages: (count: number) => string
  opened: string
  waiting: string
  deletedByMe: string
  deleted: string
  deletedBy: (admin: string) => string
  reactedByMe: (emoji: string) => string
  reacted: (emoji: string) => string
  calls: { voice: string; video: string; missedVoice: string; missedVideo: string }
  drawer: {
    search: string
    newGroup: string
    newContact: string
    newCommunity: string
    contacts: string
    others: string
    nobody: (query: string) => string
    looking: string
  }
  menu: { newGroup: string; settings: string; logOut: string; pin: string; mute: string; archive: string; mark: string }
}

const words: Table<Words> = {
  en: {
    you: 'You',
    photo: 'Photo',
    photos: (count) => `${number(count)} photos`,
    video: 'Video',
    audio: 'Audio',
    voice: 'Voice message',
    sticker: 'Sticker',
    location: 'Location',
    liveLocation: 'Live location',
    pages: (count) => (count === 1 ? '1 page' : `${number(count)} pages`),
    opened: 'Opened',
    waiting: 'Waiting for this message. This may take a while.',
    deletedByMe: 'You deleted this message',
    deleted: 'This message was deleted',
    deletedBy: (admin) => `This message was deleted by admin ${admin}`,
    reactedByMe: (emoji) => `You reacted ${emoji} to:`,
    reacted: (emoji) => `Reacted ${emoji} to:`,
    calls: { voice: 'Voice call', video: 'Video call', missedVoice: 'Missed voice call', missedVideo: 'Missed video call' },
    drawer: {
      search: 'Search name or number',
      newGroup: 'New group',
      newContact: 'New contact',
      newCommunity: 'New community',
      contacts: 'Contacts on WhatsApp',
      others: 'Not in your contacts',
      nobody: (query) => `No results found for “${query}”`,
      looking: 'Looking outside your contacts…',
    },
    menu: {
      newGroup: 'New group',
      settings: 'Settings',
      logOut: 'Log out',
      pin: 'Pin chat',
      mute: 'Mute notifications',
      archive: 'Archive chat',
      mark: 'Mark as unread',
    },
  },
  es: {
    you: 'Tú',
    photo: 'Foto',
    photos: (count) => `${number(count)} fotos`,
    video: 'Video',
    audio: 'Audio',
    voice: 'Mensaje de voz',
    sticker: 'Sticker',
    location: 'Ubicación',
    liveLocation: 'Ubicación en tiempo real',
    pages: (count) => (count === 1 ? '1 página' : `${number(count)} páginas`),
    opened: 'Se abrió',
    waiting: 'Esperando el mensaje. Esto puede tardar un poco.',
    deletedByMe: 'Eliminaste este mensaje',
    deleted: 'Se eliminó este mensaje',
    deletedBy: (admin) => `El admin. ${admin} eliminó este mensaje`,
    reactedByMe: (emoji) => `Reaccionaste con ${emoji} a:`,
    reacted: (emoji) => `Reaccionó con ${emoji} a:`,
    calls: { voice: 'Llamada', video: 'Videollamada', missedVoice: 'Llamada perdida', missedVideo: 'Videollamada perdida' },
    drawer: {
      search: 'Buscar un nombre o número',
      newGroup: 'Nuevo grupo',
      newContact: 'Nuevo contacto',
      newCommunity: 'Nueva comunidad',
      contacts: 'Contactos en WhatsApp',
      others: 'No está en tus contactos',
      nobody: (query) => `No hay resultados para “${query}”`,
      looking: 'Buscando fuera de tus contactos…',
    },
    menu: {
      newGroup: 'Nuevo grupo',
      settings: 'Ajustes',
      logOut: 'Cerrar sesión',
      pin: 'Fijar chat',
      mute: 'Silenciar notificaciones',
      archive: 'Archivar chat',
      mark: 'Marcar como no leído',
    },
  },
  pt: {
    you: 'Você',
    photo: 'Foto',
    photos: (count) => `${number(count)} fotos`,
    video: 'Vídeo',
    audio: 'Áudio',
    voice: 'Mensagem de voz',
    sticker: 'Figurinha',
    location: 'Localização',
    liveLocation: 'Localização em tempo real',
    pages: (count) => (count === 1 ? '1 página' : `${number(count)} páginas`),
    opened: 'Aberta',
    waiting: 'Aguardando mensagem. Essa ação pode levar alguns instantes.',
    deletedByMe: 'Você apagou esta mensagem',
    deleted: 'Esta mensagem foi apagada',
    deletedBy: (admin) => `Esta mensagem foi apagada pelo admin ${admin}`,
    reactedByMe: (emoji) => `Você reagiu com ${emoji} a:`,
    reacted: (emoji) => `Reagiu com ${emoji} a:`,
    calls: {
      voice: 'Ligação de voz',
      video: 'Ligação de vídeo',
      missedVoice: 'Ligação de voz perdida',
      missedVideo: 'Ligação de vídeo perdida',
    },
    drawer: {
      search: 'Pesquisar nome ou número',
      newGroup: 'Novo grupo',
      newContact: 'Novo contato',
      newCommunity: 'Nova comunidade',
      contacts: 'Contatos no WhatsApp',
      others: 'Não está nos seus contatos',
      nobody: (query) => `Nenhum resultado encontrado para “${query}”`,
      looking: 'Procurando fora dos seus contatos…',
    },
    menu: {
      newGroup: 'Novo grupo',
      settings: 'Configurações',
      logOut: 'Desconectar',
      pin: 'Fixar conversa',
      mute: 'Silenciar notificações',
      archive: 'Arquivar conversa',
      mark: 'Marcar como não lida',
    },
  },
}

export function previewWords(): Words {
  return spoken(words)
}
