// Keeps what was typed in this browser until the order is paid (then `order.js` drops it), so that
// neither a reload nor a way back empties the form. The key is known to `order.js` too.

const typed = document.getElementById('questionnaire')
const note = document.getElementById('draft')
const draftKey = `packhorse-draft:${typed.elements.namedItem('pack').value}`
/** Consent and confirmations are given with each order anew. */
const notKept = ['pack', 'consent', 'confirmed']
/** A form that came back with its mistakes is newer than what was kept. */
const cameBack = document.getElementById('problems') !== null

if (!cameBack) restore()
typed.addEventListener('input', () => keep(false))
typed.addEventListener('change', () => keep(false))
typed.addEventListener('submit', () => keep(true))
// A browser that goes back fills in the form after this script ran.
window.addEventListener('pageshow', () => (cameBack ? keep(false) : restore()))
// Another tab has the form open: both show the same, so neither overwrites the other.
window.addEventListener('storage', ({ key }) => key === draftKey && restore())
note.querySelector('button').addEventListener('click', startAfresh)

/** @param ordered whether the order went out with these answers; once it is paid they may go */
function keep(ordered) {
  const answers = [...new FormData(typed)].filter(([name]) => !notKept.includes(name))
  try {
    localStorage.setItem(draftKey, JSON.stringify({ answers, ordered }))
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

function restore() {
  const draft = read()
  if (draft === null) return
  for (const control of typed.elements) {
    if (!control.name || notKept.includes(control.name)) continue
    const given = draft.answers.filter(([name]) => name === control.name).map(([, value]) => value)
    if (control.type === 'radio' || control.type === 'checkbox')
      control.checked = given.includes(control.value)
    else control.value = given[0] ?? ''
  }
  note.hidden = false
  typed.dispatchEvent(new Event('restored'))
}

function startAfresh() {
  if (!confirm('Empty all answers and start afresh?')) return
  localStorage.removeItem(draftKey)
  location.assign(note.dataset.afresh)
}
