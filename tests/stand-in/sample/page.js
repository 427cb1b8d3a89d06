globalThis.own = 'ran'
globalThis.violations = []
addEventListener('securitypolicyviolation', (event) => {
  globalThis.violations.push(event.effectiveDirective)
})
