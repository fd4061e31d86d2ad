/** Of a mail server, as its URL names it: where it is, and how we get in. */
interface MailServer {
  readonly host: string
  readonly port: number
  /** TLS from the first byte. */
  readonly secure: boolean
  /** Null: it asks for none. */
  readonly auth: { readonly user: string; readonly pass: string } | null
}

/** @param ports without TLS from the first byte, and with it, where the URL names none */
export function mailServerIn(
  url: string,
  ports: readonly [plain: number, tls: number],
): MailServer {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol.endsWith('s:')
  const user = decodeURIComponent(username)
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || ports[secure ? 1 : 0],
    secure,
    auth: user === '' ? null : { user, pass: decodeURIComponent(password) },
  }
}
