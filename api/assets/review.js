// One key for each thing a reviewer does; nothing here is needed to do it.

const typing = () => document.activeElement?.matches('input, textarea, select')

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && typing()) return document.activeElement.blur()
  if (event.ctrlKey || event.metaKey || event.altKey || typing()) return
  if (event.key === 'j' || event.key === 'k') return step(event.key === 'j' ? 1 : -1)
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
  if (!wanted) return
  event.preventDefault()
  // To edit is first to type: the key leads into the text, and the button saves it.
  if (event.key === 'e' && !isEdited()) return document.querySelector('textarea')?.focus()
  wanted.click()
})

document.querySelector('.error-summary')?.focus()

function isEdited() {
  return [...document.querySelectorAll('textarea')].some((box) => box.value !== box.defaultValue)
}

function step(by) {
  const texts = [...document.querySelectorAll('.review-text')]
  const at = texts.findIndex((text) => text.contains(document.activeElement))
  texts[Math.min(texts.length - 1, Math.max(0, at + by))]?.focus()
}
