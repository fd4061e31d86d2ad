/** How the status of an order is shown where its links and corrections do not matter. */
export const shown = { downloadUrl: () => '', correctionWindow: 0, clock: () => new Date() }
