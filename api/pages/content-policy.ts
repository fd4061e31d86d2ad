/**
 * Directives for the Content-Security-Policy header (helmet's shape). Chromium holds `form-action`
 * against the redirect that follows a form too, so the checkout's origins must be named.
 */
export function contentPolicy(checkoutOrigins: readonly string[]) {
  return {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'", ...checkoutOrigins],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  }
}
