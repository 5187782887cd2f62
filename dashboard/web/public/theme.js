// Runs before the first paint, so that a dark page never flashes white. A file of its own: inline scripts are not allowed.
;(function () {
  var chosen = null
  try {
    chosen = localStorage.getItem('switchboard-theme')
  } catch (_) {
    /* storage may be closed to us */
  }
  var dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.classList.toggle('dark', dark)
})()
