"""A local WhatsApp Web: a world of people and chats, the page that shows it, a phone and a control API."""
