// What every target of a page is made of: tag, role, attribute names, test id, stable classes and the chain above it.
([targets, stableClasses]) => {
  const stable = new RegExp(stableClasses)
  const plain = (value) => value.replace(/(conv-msg|list-item)-.*/, '$1-N').replace(/_$/, '')
  const named = (node) => {
    const marks = []
    if (node.id) marks.push(`#${plain(node.id.replace(/^mount_0_0_.*/, 'mount_0_0_xx'))}`)
    for (const name of ['role', 'data-testid', 'data-tab', 'aria-colindex']) {
      if (node.hasAttribute(name)) marks.push(`[${name}=${plain(node.getAttribute(name))}]`)
    }
    for (const { name } of node.attributes) {
      if (/^data-(id|virtualized|pre-plain-text|ref|link-code|lexical-editor|scrolltracepolicy)$/.test(name)) {
        marks.push(`[${name}]`)
      }
    }
    return marks.length ? node.localName + marks.join('') : ''
  }
  const chain = (node) => {
    const above = []
    // Two are enough: whoever stands above them is a target of its own, and one wrong node is told once.
    for (let up = node.parentElement; up && above.length < 2; up = up.parentElement) {
      const mark = named(up)
      if (mark) above.unshift(mark)
      if (['side', 'main', 'app'].includes(up.id)) break
    }
    return above.join(' > ')
  }
  const facts = (node) => ({
    tag: node.localName,
    role: node.getAttribute('role') ?? '(none)',
    testid: node.hasAttribute('data-testid') ? plain(node.getAttribute('data-testid')) : '(none)',
    attributes: [...node.attributes].map(({ name }) => name).filter((name) => name !== 'class' && name !== 'style'),
    classes: [...node.classList].filter((name) => stable.test(name)),
    chain: chain(node) || '(top)',
  })
  const seen = {}
  for (const { name, css, text } of targets) {
    const matches = text ? new RegExp(text) : null
    const nodes = [...document.querySelectorAll(css)].filter((node) => !matches || matches.test(node.textContent.trim()))
    const counted = new Map()
    for (const node of nodes) {
      const key = JSON.stringify(facts(node))
      counted.set(key, (counted.get(key) ?? 0) + 1)
    }
    seen[name] = [...counted].map(([key, count]) => ({ ...JSON.parse(key), count }))
  }
  return seen
}
