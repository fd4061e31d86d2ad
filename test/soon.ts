/** As patient as a poll (`.vitest.config.ts`), for waits that are none. */
export const soon = { timeout: 120_000 }
