/** The one version of Stripe's API whose shapes these are: that of the pinned `stripe` package. */
export const apiVersion = '2026-10-28.endive'
