import { existsSync, readFileSync } from 'node:fs'
import { type Environment, readModels } from '../../clients/config.ts'
import { UsageError } from '../../clients/failure.ts'
import {
  type Endpoint,
  endpointsFromUrls,
  isWriter,
  parseEndpoints,
} from '../../inference/route/endpoints.ts'
import { createServed } from '../../inference/route/served.ts'
import type { ModelTier } from '../../pack/order.ts'
import type { NamedEndpoint } from './request.ts'

/** Cases at a time, where nobody says otherwise: more than a small server has room for is a queue. */
const fewSlots = 8

/** The endpoints of a file in the format of `ENDPOINTS_FILE`, of one tier where it is named. */
export function endpointsIn(file: string, tier: ModelTier | null, environment: Environment) {
  const all = readFileOf(file, environment)
  const ofTier = all.filter((one) => tier === null || one.tier === tier)
  if (ofTier.length === 0) throw new UsageError(`${file} has no endpoint of the tier ${tier}.`)
  return ofTier
}

/** As the command line names it, with the price and the key that `ENDPOINTS_FILE` has for it. */
export function endpointOf(
  { url, model, keyEnv, slots = fewSlots }: NamedEndpoint,
  tier: ModelTier | null,
  environment: Environment,
): Endpoint<ModelTier> {
  const { file } = readModels(environment)
  const listed = file ? readFileOf(file, environment) : []
  const known = listed.find((one) => one.url === url && one.model === model)
  const key = keyEnv === undefined ? (known?.key ?? null) : environment[keyEnv]
  if (!key && keyEnv !== undefined)
    throw new UsageError(
      `${keyEnv} is not set, so there is no key; set it, or leave out --key-env.`,
    )
  return {
    ...(known ?? unlisted(url, model)),
    tier: tier ?? known?.tier ?? '4b',
    slots,
    key: key ?? null,
  }
}

/** The stand-in, as an endpoint without a price. */
export function unlisted(url: string, model: string): Endpoint<ModelTier> {
  const [endpoint] = endpointsFromUrls({ tier: '4b', urls: [url], model, key: null })
  return { ...endpoint!, name: model, slots: fewSlots }
}

function readFileOf(file: string, environment: Environment): Endpoint<ModelTier>[] {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file} to read endpoints from.`)
  try {
    const all = parseEndpoints(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''), environment)
    return all.filter(isWriter)
  } catch (error) {
    throw new UsageError((error as Error).message.replace('ENDPOINTS_FILE', file))
  }
}

/**
 * With the window that its server says it has.
 *
 * @throws Error with one sentence when it does not answer, or not as an endpoint of ours
 */
export async function reached(endpoint: Endpoint<ModelTier>): Promise<Endpoint<ModelTier>> {
  let found: string | null = null
  const served = createServed([endpoint], ({ fault }) => {
    found = fault
  })
  await served.look()
  if (found !== null) throw new Error(found)
  const { contextTokens } = served.endpoints()[0]!
  return { ...endpoint, contextTokens }
}
