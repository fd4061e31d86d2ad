// What an order's page can do beside being kept up to date by `live.js`.

const copiedFor = 2_000

forgetDraft()
document.addEventListener('refreshed', forgetDraft)
offerCopy(document.querySelector('[data-copy]'))

/** Browsers give the clipboard to pages by https or of this machine alone. */
function offerCopy(button) {
  if (!button || !navigator.clipboard) return
  const label = button.textContent
  button.hidden = false
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value)
    button.textContent = 'Copied'
    setTimeout(() => {
      button.textContent = label
    }, copiedFor)
  })
}

/** What `draft.js` kept of this order goes once it is paid; what was typed since then stays. */
function forgetDraft() {
  const paid = document.querySelector('[data-draft]')
  if (!paid) return
  const key = `packhorse-draft:${paid.dataset.paid}`
  try {
    const { sentAs } = JSON.parse(localStorage.getItem(key)) ?? {}
    if (sentAs === paid.dataset.draft) localStorage.removeItem(key)
  } catch {
    // The browser keeps nothing for us.
  }
}
