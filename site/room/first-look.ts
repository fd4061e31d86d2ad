import type { Site } from '../site.ts'
import { createLastFound } from './last-found.ts'
import { modelsCalled } from './models-called.ts'

/** Incidents and texts that are looked through. */
const most = 100

/** What is wrong, for whoever comes to look; nothing that moves while it stays as it is. */
export function createFirstLook({ settings, breakers, incidents, reviews, temporal }: Site) {
  const isTemporalThere = createLastFound(temporal.ping)

  return async () => {
    const [standing, known, recorded, open, isThere] = await Promise.all([
      settings.standing(),
      breakers.all(),
      incidents.list(most),
      reviews.open(most),
      isTemporalThere(),
    ])
    const now = Date.now()
    return {
      safeMode: standing.filter(({ key, value }) => key === 'safeMode' && value === true),
      isTemporalAway: !isThere,
      models: modelsCalled(known, now).filter(isAmiss),
      incidents: recorded.filter(({ endedAt }) => endedAt === null),
      lateReviews: open.filter((one) => now > halfTimeOf(one)).length,
    }
  }
}

/** What cools goes on by itself within two minutes, and a page would never come to rest under load. */
function isAmiss({ standing, forced, parts }: ReturnType<typeof modelsCalled>[number]): boolean {
  return standing === 'open' || forced?.to === 'open' || parts.length > 0
}

function halfTimeOf({ since, due }: { readonly since: string; readonly due: string }): number {
  return (Date.parse(since) + Date.parse(due)) / 2
}
