/**
 * The data of each event of a `text/event-stream`, as they come. Comments, by which proxies keep a
 * connection open, are no events. Throws a TypeError where the bytes are not UTF-8, and whatever the
 * body throws.
 */
export async function* eventsIn(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let data: string[] = []
  for await (const line of linesIn(body)) {
    if (line.startsWith('data:')) data.push(line.slice('data:'.length).trimStart())
    if (line !== '' || data.length === 0) continue
    yield data.join('\n')
    data = []
  }
  // Some servers close without the last empty line.
  if (data.length > 0) yield data.join('\n')
}

async function* linesIn(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  for await (const bytes of body) {
    // Only what is new is looked through, or a long line in many pieces would take its square.
    const [end = '', ...lines] = decoder.decode(bytes, { stream: true }).split(/\r\n|\r|\n/)
    rest += end
    for (const line of lines) {
      yield rest
      rest = line
    }
  }
  yield rest + decoder.decode()
}

/** A whole body as text. Throws as above. */
export async function textIn(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  for await (const bytes of body) text += decoder.decode(bytes, { stream: true })
  return text + decoder.decode()
}
