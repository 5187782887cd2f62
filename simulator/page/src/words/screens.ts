// Words of the full screens before the chats: loading and linking.
import { spoken, type Table } from './words'

interface Words {
  encrypted: string
  dontClose: string
  loading: {
    whatsapp: string
    connecting: string
    downloading: (percent: number) => string
    organizing: string
    chats: string
    logging_out: string
  }
  logOut: string
  qrTitle: string
  /** Before 2024. */
  qrTitleOld: string
  qrSteps: readonly string[]
  qrReload: string
  qrReloadOld: string
  qrOffline: string
  stay: string
  byPhone: string
  byPhoneOld: string
  byCode: string
  number: { title: string; hint: string; country: string; label: string; next: string; tooMany: string }
  code: { title: string; hint: string; on: (number: string) => string; edit: string; expired: string; again: string }
  offline: string
  offlineHint: string
  syncing: (percent: number) => string
}

const en: Words = {
  encrypted: 'End-to-end encrypted',
  dontClose: "Don't close this window. Your messages are downloading.",
  loading: {
    whatsapp: 'WhatsApp',
    connecting: 'Connecting…',
    downloading: (percent) => `Downloading messages: ${percent}%`,
    organizing: 'Organizing messages',
    chats: 'Loading your chats',
    logging_out: 'Logging out',
  },
  logOut: 'Log out',
  qrTitle: 'Steps to log in',
  qrTitleOld: 'To use WhatsApp on your computer:',
  qrSteps: [
    'Open WhatsApp on your phone',
    'Tap Menu or Settings, then Linked devices',
    'Tap Link a device and point your phone at this screen',
  ],
  qrReload: 'Select to reload QR code',
  qrReloadOld: 'Click to reload QR code',
  qrOffline: 'No internet connection',
  stay: 'Stay logged in on this browser',
  byPhone: 'Log in with phone number',
  byPhoneOld: 'Link with phone number',
  byCode: 'Log in with QR code',
  number: {
    title: 'Enter phone number',
    hint: 'Select a country and enter your phone number.',
    country: 'United States',
    label: 'Type your phone number to log in to WhatsApp',
    next: 'Next',
    tooMany: 'There were too many attempts to link a device. Please try again later.',
  },
  code: {
    title: 'Enter code on phone',
    hint: 'Open WhatsApp on your phone, tap Linked devices, then Link with phone number instead, and type these characters.',
    on: (number) => `Linking WhatsApp account ${number}`,
    edit: 'edit',
    expired: 'Code expired',
    again: 'Click to generate new code',
  },
  offline: 'Computer not connected',
  offlineHint: 'Make sure your computer has an active internet connection.',
  syncing: (percent) => `Loading messages (${percent}%)`,
}

const es: Words = {
  encrypted: 'Cifrado de extremo a extremo',
  dontClose: 'No cierres esta ventana. Tus mensajes se están descargando.',
  loading: {
    whatsapp: 'WhatsApp',
    connecting: 'Conectando…',
    downloading: (percent) => `Descargando mensajes: ${percent}%`,
    organizing: 'Organizando mensajes',
    chats: 'Cargando tus chats',
    logging_out: 'Cerrando sesión',
  },
  logOut: 'Cerrar sesión',
  qrTitle: 'Pasos para iniciar sesión',
  qrTitleOld: 'Para usar WhatsApp en tu computadora:',
  qrSteps: [
    'Abre WhatsApp en tu teléfono',
    'Toca Menú o Ajustes y luego Dispositivos vinculados',
    'Toca Vincular dispositivo y apunta tu teléfono hacia esta pantalla',
  ],
  qrReload: 'Selecciona para actualizar el código QR',
  qrReloadOld: 'Haz clic para volver a cargar el código QR',
  qrOffline: 'Sin conexión a internet',
  stay: 'Mantener la sesión iniciada en este navegador',
  byPhone: 'Iniciar sesión con número de teléfono',
  byPhoneOld: 'Vincular con el número de teléfono',
  byCode: 'Iniciar sesión con código QR',
  number: {
    title: 'Ingresa tu número de teléfono',
    hint: 'Selecciona un país e ingresa tu número de teléfono.',
    country: 'México',
    label: 'Escribe tu número de teléfono para iniciar sesión en WhatsApp',
    next: 'Siguiente',
    tooMany: 'Hubo demasiados intentos de vincular un dispositivo. Inténtalo de nuevo más tarde.',
  },
  code: {
    title: 'Ingresa el código en tu teléfono',
    hint: 'Abre WhatsApp en tu teléfono, toca Dispositivos vinculados, luego Vincular con el número de teléfono y escribe estos caracteres.',
    on: (number) => `Vinculando la cuenta de WhatsApp ${number}`,
    edit: 'editar',
    expired: 'El código venció',
    again: 'Haz clic para generar un código nuevo',
  },
  offline: 'Computadora sin conexión',
  offlineHint: 'Asegúrate de que tu computadora tenga una conexión activa a internet.',
  syncing: (percent) => `Cargando mensajes (${percent}%)`,
}

const pt: Words = {
  encrypted: 'Protegido com a criptografia de ponta a ponta',
  dontClose: 'Não feche esta janela. Suas mensagens estão sendo baixadas.',
  loading: {
    whatsapp: 'WhatsApp',
    connecting: 'Conectando…',
    downloading: (percent) => `Baixando mensagens: ${percent}%`,
    organizing: 'Organizando mensagens',
    chats: 'Carregando suas conversas',
    logging_out: 'Desconectando',
  },
  logOut: 'Desconectar',
  qrTitle: 'Etapas para entrar',
  qrTitleOld: 'Para usar o WhatsApp no seu computador:',
  qrSteps: [
    'Abra o WhatsApp no seu celular',
    'Toque em Mais opções ou Configurações e depois em Dispositivos conectados',
    'Toque em Conectar dispositivo e aponte o celular para esta tela',
  ],
  qrReload: 'Selecione para recarregar o código QR',
  qrReloadOld: 'Clique para recarregar o código QR',
  qrOffline: 'Sem conexão com a internet',
  stay: 'Continuar conectado neste navegador',
  byPhone: 'Entrar com número de telefone',
  byPhoneOld: 'Conectar com número de telefone',
  byCode: 'Entrar com código QR',
  number: {
    title: 'Insira o número de telefone',
    hint: 'Selecione um país e insira seu número de telefone.',
    country: 'Brasil',
    label: 'Digite seu número de telefone para entrar no WhatsApp',
    next: 'Avançar',
    tooMany: 'Houve muitas tentativas de conectar um dispositivo. Tente novamente mais tarde.',
  },
  code: {
    title: 'Insira o código no celular',
    hint: 'Abra o WhatsApp no celular, toque em Dispositivos conectados, depois em Conectar com número de telefone e digite estes caracteres.',
    on: (number) => `Conectando a conta do WhatsApp ${number}`,
    edit: 'editar',
    expired: 'O código expirou',
    again: 'Clique para gerar um novo código',
  },
  offline: 'Computador sem conexão',
  offlineHint: 'Verifique se o computador está conectado à internet.',
  syncing: (percent) => `Carregando mensagens (${percent}%)`,
}

const words: Table<Words> = { en, es, pt }

/** English on the page in every language. */
export const QR_CANVAS = 'Scan this QR code to link a device!'
export const QR_CANVAS_OLD = 'Scan me!'

export function screenWords(): Words {
  return spoken(words)
}
