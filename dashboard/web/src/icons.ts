import { _api } from '@iconify/vue'

// Every icon is bundled. One that is not would be asked of a server on the internet: it is refused, loudly.
_api.setFetch((address) => {
  console.error(`an icon is not bundled: ${String(address)}`)
  return Promise.reject(new Error('icons are not fetched'))
})
