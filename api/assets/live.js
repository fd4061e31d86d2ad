// Keeps a page up to date: on each event, or every few seconds where no event comes through, it asks
// for the page again and swaps what changed.

/** Milliseconds. The server's streams give a sign of life every 15 seconds. */
const silence = 40_000
const pause = 10_000

inLocalTime(document)
const stream = document.querySelector('[data-events]')
if (stream) follow(new EventSource(stream.dataset.events))

function follow(events) {
  let heard = 0
  let isReached = true
  let last = Promise.resolve()
  const ask = () => {
    last = last.then(refresh).catch(() => false).then(tellReached).then(closeAtEnd)
  }
  // What changed while nobody was connected is told by no stream.
  let isOpened = false
  events.addEventListener('open', () => {
    if (isOpened) ask()
    isOpened = true
  })
  events.addEventListener('heartbeat', () => {
    heard = Date.now()
    if (!isReached) ask()
  })
  events.addEventListener('status', () => {
    heard = Date.now()
    ask()
  })
  const timer = setInterval(() => {
    if (events.readyState === EventSource.CLOSED || Date.now() - heard > silence) ask()
  }, pause)

  /** Whoever looks at figures has to know that they may be old. */
  function tellReached(isAnswered) {
    isReached = isAnswered
    const note = document.querySelector('[data-unreached]')
    if (note) note.hidden = isAnswered
  }

  // The server ends the stream at a final state; unclosed, the browser would open it again.
  function closeAtEnd() {
    if (document.querySelector('[data-events]')) return
    events.close()
    clearInterval(timer)
  }
}

/** @returns whether the page was there to be asked */
async function refresh() {
  const answer = await fetch(location.pathname + location.search, {
    headers: { accept: 'text/html' },
  })
  // It was erased meanwhile, or the session is over: nothing of it shall stay on the screen.
  if (answer.status === 410 || answer.redirected) return location.reload()
  const stale = document.querySelector('[data-stale]')
  // What it shows is there no more: somebody else has dealt with it.
  if (answer.status === 404 && stale) {
    stale.hidden = false
    document.querySelector('[data-events]').remove()
    return true
  }
  if (!answer.ok) return false
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  inLocalTime(fresh)
  for (const region of document.querySelectorAll('[data-live]')) {
    const next = fresh.getElementById(region.id)
    if (next && next.innerHTML !== region.innerHTML) renew(region, next)
  }
  document.title = fresh.title
  document.dispatchEvent(new Event('refreshed'))
  return true
}

/** What somebody reads in or types into is theirs; they are told that it is no longer new. */
function renew(region, next) {
  const stale = document.querySelector('[data-stale]')
  if (stale && isInUse(region)) stale.hidden = false
  else swap(region, next)
}

function isInUse(region) {
  const fields = [...region.querySelectorAll('input, textarea, select')]
  return (
    region.querySelector('details[open]') !== null ||
    fields.some((field) => field === document.activeElement || isChanged(field))
  )
}

function isChanged(field) {
  if (field.matches('[type=checkbox], [type=radio]')) return field.checked !== field.defaultChecked
  if (!field.matches('select')) return field.value !== field.defaultValue
  // The first option is chosen where none is said to be.
  const isMoved = (one) => one.selected !== one.defaultSelected && one.index > 0
  return [...field.options].some(isMoved)
}

function swap(region, next) {
  const focused = region.contains(document.activeElement) ? document.activeElement.id : ''
  region.className = next.className
  region.innerHTML = next.innerHTML
  if (focused) document.getElementById(focused)?.focus()
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
