/** Nothing is counted: nobody pays for what is measured but who measures. */
const boundless = {
  reserve: async () => ({ verdict: 'admitted', scope: null, full: [] }) as const,
}

export const admission = {
  budgets: boundless,
  observe: { reserved() {}, settled() {}, overBudget() {} },
}

/** Each is asked, whatever became of the one before. */
export const noBreakers = {
  store: {
    ofTier: async () => [],
    write: () => Promise.reject(new Error('Without a quarantine no breaker is written.')),
  },
  quarantine: 0,
  observe: { breakerChanged() {}, breakerNotStored() {} },
}
