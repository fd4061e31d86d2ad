import type { Written } from '../../pack/outcome.ts'

/** A text as the store keeps it; use cases do not look into it. */
export function textBy(tier: Written['tier']): Written {
  return {
    source: 'model',
    content: { words: 'Tailored.' },
    model: `model-${tier}`,
    tier,
    promptVersion: '1',
    generatedAt: '2026-11-21T10:05:00.000Z',
    freshUntil: null,
  }
}
