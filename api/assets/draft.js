// Keeps what was typed in this browser until the order is paid (then `order.js` drops it), so that
// neither a reload nor a way back empties the form. The key is known to `order.js` too.

const typed = document.getElementById('questionnaire')
const note = document.getElementById('draft')
const draftKey = `packhorse-draft:${typed.elements.namedItem('pack').value}`
/** Consent and confirmations are given with each order anew. */
const notKept = ['pack', 'draft', 'consent', 'confirmed']
/** Names the draft that the answers on this page were sent as; empty where the form came blank. */
const sent = typed.elements.namedItem('draft').dataset.sent
/** An order is offered to be ordered again; a form with mistakes is no order yet. */
const isOrder = sent !== '' && document.getElementById('problems') === null
let arrived = performance.getEntriesByType('navigation')[0]?.type === 'navigate'

settle()
typed.addEventListener('input', () => keep(null))
typed.addEventListener('change', () => keep(null))
typed.addEventListener('submit', () => {
  const name = crypto.getRandomValues(new BigUint64Array(2)).join('')
  typed.elements.namedItem('draft').value = name
  keep(name)
})
// A browser that goes back fills in the form after this script ran.
window.addEventListener('pageshow', settle)
// Another tab has the form open: both show the same, so neither overwrites the other. One that
// slept was told of nothing.
window.addEventListener('storage', ({ key }) => key === draftKey && settle())
document.addEventListener('visibilitychange', () => document.hidden || settle())
note.querySelector('button').addEventListener('click', startAfresh)

/**
 * The draft is what was typed last, so the page shows it, but for a page with the very same answers,
 * whose lists the server has closed up, and for an order that somebody has just asked to see again,
 * unless that would cost what was not sent yet.
 */
function settle() {
  const draft = read()
  const askedFor = isOrder && arrived && draft?.sentAs !== null
  arrived = false
  if (sent !== '' && (draft === null || draft.sentAs === sent || askedFor)) keep(sent)
  else restore(draft)
}

/** @param sentAs the name under which these answers went out; null: they were changed since */
function keep(sentAs) {
  const answers = [...new FormData(typed)].filter(([name]) => !notKept.includes(name))
  try {
    localStorage.setItem(draftKey, JSON.stringify({ answers, sentAs }))
    note.hidden = false
  } catch {
    // The browser keeps nothing for us: the form works all the same.
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(draftKey))
  } catch {
    return null
  }
}

function restore(draft) {
  if (draft === null) return
  for (const control of typed.elements) {
    if (!control.name || notKept.includes(control.name)) continue
    const given = draft.answers.filter(([name]) => name === control.name).map(([, value]) => value)
    if (control.type === 'radio' || control.type === 'checkbox')
      control.checked = given.includes(control.value)
    else if (control.value !== (given[0] ?? '')) control.value = given[0] ?? ''
  }
  note.hidden = false
  typed.dispatchEvent(new Event('restored'))
}

function startAfresh() {
  if (!confirm('Empty all answers and start afresh?')) return
  localStorage.removeItem(draftKey)
  location.assign(note.dataset.afresh)
}
