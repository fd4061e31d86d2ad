import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Euros per million tokens. Of servers of one's own nothing would be counted, and the books never tried. */
const prices = {
  '4b': { in: 0.5, out: 2 },
  '32b': { in: 2, out: 8 },
} as const

export const models = { '4b': 'packhorse-4b-lora', '32b': 'packhorse-32b-awq' } as const

/** @param ports where each tier's model server is called @returns what `ENDPOINTS_FILE` names */
export function writeEndpoints(
  folder: string,
  ports: Readonly<Record<'model-4b' | 'model-32b', number>>,
): string {
  const endpoints = (['4b', '32b'] as const).map((tier) => ({
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
