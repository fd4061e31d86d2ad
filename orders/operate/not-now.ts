/** Errors, by their names, of what may succeed in a while: it is tried again. */
export const notNow: readonly string[] = ['StripeUnavailable', 'TemporalAway', 'NotRebuilt']
