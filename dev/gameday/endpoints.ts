import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type EndpointTier, endpointTiers } from '../../pack/order.ts'

/** Euros per million tokens. Of servers of one's own nothing would be counted, and the books never tried. */
const prices: Readonly<Record<EndpointTier, object>> = {
  '4b': { in: 0.5, out: 2 },
  '32b': { in: 2, out: 8 },
  judge: { in: 0.5, out: 2 },
}

export const models: Readonly<Record<EndpointTier, string>> = {
  '4b': 'packhorse-4b-lora',
  '32b': 'packhorse-32b-awq',
  judge: 'packhorse-judge',
}

/** Served beside the smaller model, as an adapter is; nothing that it writes is sound. */
export const candidateModel = 'packhorse-4b-next'

/** @param ports where each tier's model server is called @returns what `ENDPOINTS_FILE` names */
export function writeEndpoints(
  folder: string,
  ports: Readonly<Record<`model-${EndpointTier}`, number>>,
): string {
  const endpoints = endpointTiers.map((tier) => ({
    name: `model-${tier}`,
    tier,
    url: `http://127.0.0.1:${ports[`model-${tier}`]}/v1`,
    model: models[tier],
    infrastructure: `model-${tier}`,
    pricePerMTok: prices[tier],
  }))
  const file = join(folder, 'endpoints.json')
  writeFileSync(file, JSON.stringify(endpoints))
  return file
}
