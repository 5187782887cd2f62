"""What an operator is to do next, in their language; English stands where the sentence is made."""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "es"]

SCAN = "En el teléfono: Ajustes > Dispositivos vinculados > Vincular un dispositivo, y escanea el código."
SPANISH = {
    "On the phone: Settings > Linked devices > Link a device, then scan the code.": SCAN,
    "On the phone: Settings > Linked devices > Link a device > Link with phone number instead, "
    "then type the code.": "En el teléfono: Ajustes > Dispositivos vinculados > Vincular un dispositivo > "
    "Vincular con el número de teléfono, y escribe el código.",
    "Enter the number, or the code it shows on the phone; or go back to the QR code.": "Escribe el número, o "
    "en el teléfono el código que se muestra; o vuelve al código QR.",
    "Enter the number, or go back to the QR code.": "Escribe el número, o vuelve al código QR.",
    "WhatsApp gives no more codes for a while: scan the QR code, or try again later.": "WhatsApp no da más "
    "códigos por un tiempo: escanea el código QR, o inténtalo más tarde.",
    "WhatsApp restricts this account: send nothing, and look at WhatsApp on the phone.": "WhatsApp limita "
    "esta cuenta: no envíes nada y mira WhatsApp en el teléfono.",
    'WhatsApp is open elsewhere: close it there, or press "Use here" in this browser.': "WhatsApp está "
    "abierto en otro lugar: ciérralo allí, o pulsa «Usar aquí» en este navegador.",
    "WhatsApp has no connection: look at the network of this machine; it goes on by itself.": "WhatsApp no "
    "tiene conexión: mira la red de esta máquina; luego sigue solo.",
    "WhatsApp ends the link to this number; a new code to scan comes in a moment.": "WhatsApp termina el "
    "vínculo con este número; en un momento aparece un código nuevo.",
    "WhatsApp refuses this browser: update it, or name another in browser.executable.": "WhatsApp rechaza "
    "este navegador: actualízalo, o indica otro en browser.executable.",
    "WhatsApp shows an unknown page: set browser.headless to false and look.": "WhatsApp muestra una página "
    "desconocida: pon browser.headless en false y mírala.",
    "WhatsApp shows an unknown page: set browser.headless to false and look. It says: “{}”": "WhatsApp "
    "muestra una página desconocida: pon browser.headless en false y mírala. Dice: «{}»",
    "WhatsApp shows an unknown page: open the live view in the dashboard and look.": "WhatsApp muestra una "
    "página desconocida: abre la vista en vivo del panel y mírala.",
    "WhatsApp shows an unknown page: open the live view in the dashboard and look. It says: “{}”": "WhatsApp "
    "muestra una página desconocida: abre la vista en vivo del panel y mírala. Dice: «{}»",
    "The browser ended; Switchboard starts it again by itself.": "El navegador terminó; Switchboard lo "
    "inicia de nuevo por sí solo.",
    "The code has expired; ask for a new one.": "El código caducó; pide uno nuevo.",
    "The link to the phone was ended, there or by WhatsApp. Link again. On the phone: Settings > Linked "
    "devices > Link a device, then scan the code.": "El vínculo con el teléfono terminó, allí o por "
    f"WhatsApp. Vincula de nuevo. {SCAN}",
    "WhatsApp asks: “{}”. Set browser.headless to false and answer it there.": "WhatsApp pregunta: «{}». Pon "
    "browser.headless en false y responde allí.",
    "WhatsApp asks: “{}”. Open the live view in the dashboard and answer it there.": "WhatsApp pregunta: "
    "«{}». Abre la vista en vivo del panel y responde allí.",
    "The phone is not connected: open WhatsApp on it and look at its network.": "El teléfono no está "
    "conectado: abre WhatsApp en él y mira su red.",
    "WhatsApp has a new version: it is used after the next start of the browser.": "WhatsApp tiene una "
    "versión nueva: se usa tras el próximo inicio del navegador.",
    "The browser is starting.": "El navegador se está iniciando.",
    "WhatsApp is loading.": "WhatsApp se está cargando.",
    "WhatsApp is loading your messages.": "WhatsApp está cargando tus mensajes.",
}


def said(sentence: str, language: Language) -> str:
    """The sentence in a language; one that nobody translated stays English."""
    if language == "en":
        return sentence
    if sentence in SPANISH:
        return SPANISH[sentence]
    for english, spanish in SPANISH.items():
        start, hole, end = english.partition("{}")
        if hole and sentence.startswith(start) and sentence.endswith(end):
            said_there = sentence[len(start) : len(sentence) - len(end)]
            return spanish.replace("{}", said_there)
    return sentence
