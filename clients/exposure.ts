/** What tells a process whether it takes real money, and from whom. */
export interface Exposure {
  /** The address that the API listens on. */
  readonly host: string
  readonly publicUrl: string | undefined
  readonly secretKey: string | undefined
}

const loopback = /^(127(\.\d+){3}|localhost|\[?::1\]?)$/

export function isLoopback(host: string): boolean {
  return loopback.test(host)
}

export const isPublic = (url: string | undefined) =>
  url !== undefined && !isLoopback(new URL(url).hostname)

export const isPlain = (url: string | undefined) => url !== undefined && /^http:/i.test(url)

export const isLive = (key: string | undefined) => /^(sk|rk)_live_/.test(key ?? '')

/** A public address or a live key: then nothing made for development may be in use. */
export function isProduction({ publicUrl, secretKey }: Exposure): boolean {
  return isPublic(publicUrl) || isLive(secretKey)
}

/** Production, or a trial that other machines reach: trial keys must not protect either. */
export function isExposed(exposure: Exposure): boolean {
  return isProduction(exposure) || !isLoopback(exposure.host)
}
