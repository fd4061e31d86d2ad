import { leastWindow } from '../job/size.ts'
import { modelsOf } from '../wire/server.ts'
import type { Endpoint } from './endpoints.ts'

/** How an endpoint differs from its description. */
export interface Finding {
  readonly endpoint: string
  /** One sentence for an operator; null: it is as described. */
  readonly fault: string | null
}

/**
 * What the servers say of themselves, instead of what was assumed of them: the context windows. An
 * endpoint that is away, or not as described, is told of and stays in use: its calls say the same,
 * and it may be put right at any time.
 *
 * @param told once for each endpoint, and again when the finding changes
 */
export function createServed(endpoints: readonly Endpoint[], told: (finding: Finding) => void) {
  const windows = new Map<string, number>()
  const known = new Map<string, string | null>()

  async function look(endpoint: Endpoint): Promise<void> {
    const fault = await faultOf(endpoint, (window) => windows.set(endpoint.name, window))
    if (known.get(endpoint.name) === fault) return
    known.set(endpoint.name, fault)
    told({ endpoint: endpoint.name, fault })
  }

  return {
    /** Asks all of them; at boot, and now and then after. */
    async look(): Promise<void> {
      await Promise.all(endpoints.map(look))
    },
    /** As described, but with the windows that they have. */
    endpoints: (): Endpoint[] =>
      endpoints.map((endpoint) => ({
        ...endpoint,
        contextTokens: windows.get(endpoint.name) ?? endpoint.contextTokens,
      })),
  }
}

async function faultOf(
  endpoint: Endpoint,
  found: (window: number) => void,
): Promise<string | null> {
  const { name, model } = endpoint
  const models = await modelsOf(endpoint).catch((error: unknown) => error as Error)
  if (models instanceof Error)
    return `Endpoint ${name} does not say which models it serves (${models.message}); if that lasts, start its server or correct its url and key.`
  if (!models.has(model))
    return `Endpoint ${name} serves no model ${model}, only ${[...models.keys()].join(', ') || 'none'}; correct its model, or load the adapter.`
  const window = models.get(model) ?? endpoint.contextTokens
  found(window)
  const least = leastWindow()
  return window < least
    ? `Endpoint ${name} holds ${window} tokens, but our prompts with their answers need ${least} and more; serve it with a larger --max-model-len.`
    : null
}
