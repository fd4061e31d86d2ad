// Keeps the order page up to date: on each event it asks for the page again and swaps what changed.

const stream = document.querySelector('[data-events]')

if (stream) {
  const events = new EventSource(stream.dataset.events)
  let last = Promise.resolve()
  events.addEventListener('status', () => {
    last = last.then(() => refresh(events)).catch(() => undefined)
  })
}

async function refresh(events) {
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } })
  if (!answer.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const region of document.querySelectorAll('[data-live]')) {
    const next = fresh.getElementById(region.id)
    if (next && next.innerHTML !== region.innerHTML) swap(region, next)
  }
  document.title = fresh.title
  // The server ends the stream at a final state; unclosed, the browser would open it again.
  if (!document.querySelector('[data-events]')) events.close()
}

function swap(region, next) {
  const focused = region.contains(document.activeElement) ? document.activeElement.id : ''
  region.className = next.className
  region.innerHTML = next.innerHTML
  if (focused) document.getElementById(focused)?.focus()
}
