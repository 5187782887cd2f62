"""WhatsApp Web: the only folder that knows the page and Playwright."""
