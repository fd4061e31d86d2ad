/** Of one body; the longest answer that we ask for takes a third of it, token by token. */
const mostBytes = 4 * 1024 * 1024

/** A server that sends more than any answer of ours can take. */
export class Flooded extends Error {}

/** `fetch`, but no body is read past its bound, be it an answer, an error or a proxy's page. */
export const boundedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init)
  const { status, statusText, headers } = response
  const body = response.body?.pipeThrough(bounded()) ?? null
  return new Response(body, { status, statusText, headers })
}

function bounded(): TransformStream<Uint8Array, Uint8Array> {
  let read = 0
  return new TransformStream({
    transform(bytes, stream) {
      read += bytes.length
      if (read > mostBytes) throw new Flooded(`The server sent more than ${mostBytes} bytes.`)
      stream.enqueue(bytes)
    },
  })
}
