// Words of the open conversation.
import { spoken, type Table } from './words'

interface Words {
  quoted: string
  profile: string
  searchInChat: string
  menu: string
  you: string
  contactInfo: string
  groupInfo: string
  me: string
  loadingOlder: string
  loadOlder: string
  loadRecent: string
  toBottom: string
  failed: string
  introTitle: string
  introHint: string
}

const words: Table<Words> = {
  en: {
    quoted: 'Quoted message',
    profile: 'Profile details',
    searchInChat: 'Search',
    menu: 'Menu',
    you: 'You:',
    contactInfo: 'click here for contact info',
    groupInfo: 'click here for group info',
    me: 'You',
    loadingOlder: 'Loading messages…',
    loadOlder: 'Load earlier messages…',
    loadRecent: 'Load recent messages…',
    toBottom: 'Scroll to bottom',
    failed: "Couldn't send this message.",
    introTitle: 'Send and receive messages on your computer',
    introHint: 'Choose a chat on the left to read it and to answer.',
  },
  es: {
    quoted: 'Mensaje citado',
    profile: 'Información del perfil',
    searchInChat: 'Buscar',
    menu: 'Menú',
    you: 'Tú:',
    contactInfo: 'haz clic aquí para ver la información del contacto',
    groupInfo: 'haz clic aquí para ver la información del grupo',
    me: 'Tú',
    loadingOlder: 'Cargando mensajes…',
    loadOlder: 'Cargar mensajes anteriores…',
    loadRecent: 'Cargar mensajes recientes…',
    toBottom: 'Ir al final',
    failed: 'No se pudo enviar este mensaje.',
    introTitle: 'Envía y recibe mensajes en tu computadora',
    introHint: 'Elige un chat a la izquierda para leerlo y responder.',
  },
  pt: {
    quoted: 'Mensagem citada',
    profile: 'Dados do perfil',
    searchInChat: 'Pesquisar',
    menu: 'Mais opções',
    you: 'Você:',
    contactInfo: 'clique aqui para ver os dados do contato',
    groupInfo: 'clique aqui para ver os dados do grupo',
    me: 'Você',
    loadingOlder: 'Carregando mensagens…',
    loadOlder: 'Carregar mensagens anteriores…',
    loadRecent: 'Carregar mensagens recentes…',
    toBottom: 'Ir para o fim',
    failed: 'Não foi possível enviar esta mensagem.',
    introTitle: 'Envie e receba mensagens no seu computador',
    introHint: 'Escolha uma conversa à esquerda para ler e responder.',
  },
}

export function talkWords(): Words {
  return spoken(words)
}
