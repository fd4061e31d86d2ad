// Comfort only: hides questions that other answers rule out, and offers the rows of a list one by
// one. Without it every question and every row is on the page.

const form = document.getElementById('questionnaire')

document.documentElement.classList.add('js')
for (const list of form.querySelectorAll('[data-rows]')) offerRowByRow(list)
form.addEventListener('change', showWhatIsAsked)
// Going back in the browser restores the answers after this script ran.
window.addEventListener('pageshow', showWhatIsAsked)
showWhatIsAsked()
document.getElementById('problems')?.focus()

function showWhatIsAsked() {
  for (const question of form.querySelectorAll('[data-when]')) {
    const answers = new FormData(form).getAll(question.dataset.when)
    const asked = question.dataset.is.split(' ').some((value) => answers.includes(value))
    question.hidden = !asked
    for (const control of question.querySelectorAll('input, select, textarea'))
      control.disabled = !asked
  }
}

function offerRowByRow(list) {
  const fold = list.querySelector('details')
  const rows = [...list.querySelectorAll('[data-row]')]
  const add = list.querySelector('[data-add]')
  fold?.replaceWith(...fold.querySelectorAll('[data-row]'))
  let shown = Number(list.dataset.shown)
  const show = () => {
    rows.forEach((row, index) => {
      row.hidden = index >= shown
    })
    add.hidden = shown >= rows.length
  }
  add.addEventListener('click', () => {
    shown += 1
    show()
    rows[shown - 1].querySelector('input, select, textarea').focus()
  })
  show()
}
