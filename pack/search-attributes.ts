/** What operators search workflows by; types are Temporal's. No personal data: they are not encrypted. */
export const searchAttributes = {
  PackhorsePack: 'KEYWORD',
  PackhorseTier: 'KEYWORD',
  PackhorseState: 'KEYWORD',
  PackhorseRelease: 'INT',
  PackhorseFallbacks: 'INT',
  PackhorseAttention: 'KEYWORD',
} as const
