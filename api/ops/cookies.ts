export interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
  /** 0: the browser is to forget it. */
  readonly seconds: number
  /** `Lax`: another site's link or redirect brings it along. */
  readonly sameSite: 'Strict' | 'Lax'
}

/** What a browser sends, the oldest first where they are of one path. */
export function cookiesIn(
  header = '',
): readonly { readonly name: string; readonly value: string }[] {
  return header.split(';').map((pair) => {
    const [name = '', ...value] = pair.trim().split('=')
    return { name, value: value.join('=') }
  })
}

/** Empty: there is none. */
export function cookieOf(header: string | undefined, name: string): string {
  return cookiesIn(header).find((one) => one.name === name)?.value ?? ''
}

/**
 * For `set-cookie`: no script reads it.
 *
 * @param secure whether the shop is reached by https
 */
export function cookieText(
  { name, value, path, seconds, sameSite }: Cookie,
  secure: boolean,
): string {
  const parts = [`${name}=${value}`, `Path=${path}`, `Max-Age=${seconds}`, 'HttpOnly']
  return [...parts, `SameSite=${sameSite}`, ...(secure ? ['Secure'] : [])].join('; ')
}
