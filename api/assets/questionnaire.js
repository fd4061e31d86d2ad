// Comfort only: hides questions that other answers rule out, and offers the rows of a list one by
// one. Without it every question and every row is on the page.

const form = document.getElementById('questionnaire')
const lists = [...form.querySelectorAll('[data-rows]')]

document.documentElement.classList.add('js')
for (const list of lists) offerRowByRow(list)
form.addEventListener('change', showWhatIsAsked)
form.addEventListener('restored', show)
// Going back in the browser restores the answers after this script ran.
window.addEventListener('pageshow', show)
show()
document.getElementById('problems')?.focus()

function show() {
  showWhatIsAsked()
  for (const list of lists) showRows(list)
}

/** Hidden, not disabled, or a browser that goes back would not restore it; the server drops it. */
function showWhatIsAsked() {
  for (const question of form.querySelectorAll('[data-when]')) {
    const answers = new FormData(form).getAll(question.dataset.when)
    question.hidden = !question.dataset.is.split(' ').some((value) => answers.includes(value))
  }
}

function offerRowByRow(list) {
  const fold = list.querySelector('details')
  fold?.replaceWith(...fold.querySelectorAll('[data-row]'))
  list.querySelector('[data-add]').addEventListener('click', () => {
    const next = list.querySelector('[data-row][hidden]')
    list.dataset.shown = Number(list.dataset.shown) + 1
    showRows(list)
    next.querySelector('input, select, textarea').focus()
  })
}

/** As many as were asked for, and never fewer than are filled in. */
function showRows(list) {
  const rows = [...list.querySelectorAll('[data-row]')]
  const shown = Math.max(Number(list.dataset.shown), rows.findLastIndex(isFilled) + 1)
  list.dataset.shown = shown
  rows.forEach((row, index) => {
    row.hidden = index >= shown
  })
  list.querySelector('[data-add]').hidden = shown >= rows.length
}

function isFilled(row) {
  return [...row.querySelectorAll('input, select, textarea')].some(({ type, checked, value }) =>
    type === 'radio' || type === 'checkbox' ? checked : value !== '',
  )
}
