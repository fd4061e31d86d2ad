interface Endpoint {
  readonly id: string
  readonly url: string
  readonly isEnabled: boolean
  readonly events: readonly string[]
  readonly apiVersion: string | null
  readonly isThin: boolean
}

/** Where events have to come, which, and in which shape. */
export interface WantedEndpoint {
  readonly url: string
  readonly events: readonly string[]
  readonly apiVersion: string
}

/** Why Stripe does not send us all that it should, a sentence each; several endpoints may share it. */
export function endpointFaults(all: readonly Endpoint[], wanted: WantedEndpoint): string[] {
  const here = all.filter(({ url }) => url === wanted.url)
  if (here.length === 0) return [nowhere(all, wanted)]
  const usable = here.filter((one) => one.isEnabled && !one.isThin)
  const missing = wanted.events.filter(
    (event) => !usable.some(({ events }) => events.includes(event) || events.includes('*')),
  )
  if (missing.length === 0)
    return usable
      .filter(({ apiVersion }) => apiVersion !== wanted.apiVersion)
      .map((one) => otherVersion(one, wanted))
  return [...here.flatMap(unusable), lacking(missing, wanted)]
}

function nowhere(all: readonly Endpoint[], { url }: WantedEndpoint): string {
  const others = all.map((one) => one.url).join(', ')
  const elsewhere = others === '' ? 'There is none' : `There are ${others}`
  return `No webhook endpoint at Stripe points to ${url}. ${elsewhere}: make one, or correct PUBLIC_URL.`
}

function unusable({ id, isEnabled, isThin }: Endpoint): string[] {
  return [
    ...(isEnabled ? [] : [`Webhook endpoint ${id} is disabled: enable it at Stripe.`]),
    ...(isThin ? [`Webhook endpoint ${id} sends thin events: make one for snapshots.`] : []),
  ]
}

function lacking(missing: readonly string[], { url }: WantedEndpoint): string {
  return `No enabled webhook endpoint at ${url} is sent ${missing.join(', ')}: add what is missing at Stripe.`
}

function otherVersion({ id, apiVersion }: Endpoint, wanted: WantedEndpoint): string {
  return `Webhook endpoint ${id} has the API version ${apiVersion ?? 'of the account'}, not ${wanted.apiVersion}: make another with that one, and remove this.`
}
