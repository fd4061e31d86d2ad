// Keeps the order page up to date: on each event, or every few seconds where no event comes
// through, it asks for the page again and swaps what changed.

/** Milliseconds. The server's stream gives a sign of life every 15 seconds. */
const silence = 40_000
const pause = 10_000
const copiedFor = 2_000

const stream = document.querySelector('[data-events]')

inLocalTime(document)
forgetDraft()
offerCopy(document.querySelector('[data-copy]'))
if (stream) follow(new EventSource(stream.dataset.events))

function follow(events) {
  let heard = 0
  let last = Promise.resolve()
  const ask = () => {
    last = last.then(refresh).catch(() => undefined).then(closeAtEnd)
  }
  events.addEventListener('heartbeat', () => {
    heard = Date.now()
  })
  events.addEventListener('status', () => {
    heard = Date.now()
    ask()
  })
  const timer = setInterval(() => {
    if (events.readyState === EventSource.CLOSED || Date.now() - heard > silence) ask()
  }, pause)

  // The server ends the stream at a final state; unclosed, the browser would open it again.
  function closeAtEnd() {
    if (document.querySelector('[data-events]')) return
    events.close()
    clearInterval(timer)
  }
}

async function refresh() {
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } })
  // It was erased meanwhile: nothing of it shall stay on the screen.
  if (answer.status === 410) return location.reload()
  if (!answer.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  inLocalTime(fresh)
  for (const region of document.querySelectorAll('[data-live]')) {
    const next = fresh.getElementById(region.id)
    if (next && next.innerHTML !== region.innerHTML) swap(region, next)
  }
  document.title = fresh.title
  forgetDraft()
}

function swap(region, next) {
  const focused = region.contains(document.activeElement) ? document.activeElement.id : ''
  region.className = next.className
  region.innerHTML = next.innerHTML
  if (focused) document.getElementById(focused)?.focus()
}

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

/** Moments are written in UTC; here they become the visitor's own. */
function inLocalTime(page) {
  const words = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  })
  for (const time of page.querySelectorAll('time[data-moment]'))
    time.textContent = words.format(new Date(time.dateTime))
}
