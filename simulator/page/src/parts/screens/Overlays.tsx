// Dialogs and toasts that the world puts over the page.
export function Overlays() {
  return null
}
