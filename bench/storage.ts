import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Blobs, ByteRange } from '../clients/blobs/blobs.ts'
import { readStore } from '../clients/blobs/config.ts'
import { createFileBlobs } from '../clients/blobs/files.ts'
import { openBlobs } from '../clients/blobs/open.ts'
import { createOrderBlobs, type KeptBlobs } from '../clients/blobs/order-blobs.ts'
import { createVault } from '../clients/vault.ts'
import { goInstallLine } from '../dev/go-program.ts'
import { newBucket, prepareVersitygw, startVersitygw } from '../dev/versitygw.ts'
import type { Bench, Figure, Skipped } from './benchmark.ts'
import { bind, compose, firstRelease, type Rendered, renderNew } from './made-pack.ts'
import { mainOrder } from './sample-order.ts'
import { quantile, round } from './statistics.ts'

const rounds = 30

/** Clear files, sealed ones and sealed objects of S3 in turn: put, get and a part of the main firm's pack. */
export async function storage({ say, signal }: Bench): Promise<readonly Figure[] | Skipped> {
  if (!(await prepareVersitygw())) return { skipped: `No S3 server is there: ${goInstallLine}` }
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-bench-storage-'))
  const server = await startVersitygw()
  try {
    const files = createFileBlobs(join(folder, 'clear'))
    const places = {
      clear: files,
      sealed: sealedOn(createFileBlobs(join(folder, 'sealed'))),
      s3: sealedOn(await openBlobs(readStore(newBucket(server), folder))),
    }
    say('making the pack')
    const made = await makePack()
    const times = await measure(places, made.zip, signal)
    return figuresOf(times, made)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true })
  }
}

type Place = Pick<Blobs, 'put' | 'get' | 'read'>
const acts = ['put', 'get', 'part'] as const
/** Milliseconds of each act of each place. */
type Times<Name extends string> = Record<Name, Record<(typeof acts)[number], number[]>>

/** Blobs of one order. */
function sealedOn(store: Blobs): KeptBlobs {
  const vault = createVault([randomBytes(32).toString('base64')])
  const key = vault.newKey('ord_bench')
  const keys = { wrapped: async () => key }
  return createOrderBlobs({ store, keys, vault, observe: { damaged() {} } }).of('ord_bench')
}

/** v1 of the main firm, and how long making it takes without keeping it. */
async function makePack() {
  const order = mainOrder()
  const make = async () => {
    const text = compose(order, firstRelease(order))
    const rendered: Rendered = {}
    await renderNew(text.documents, rendered)
    return bind(order, text, rendered)
  }
  await make()
  const { ms, result } = await timed(make)
  return { zip: Buffer.from(result.zip), ms }
}

async function measure<Name extends string>(
  places: Readonly<Record<Name, Place>>,
  zip: Buffer,
  signal: AbortSignal,
): Promise<Times<Name>> {
  const names = Object.keys(places) as Name[]
  const none = () => ({ put: [], get: [], part: [] })
  const times = Object.fromEntries(names.map((name) => [name, none()])) as unknown as Times<Name>
  const middle = Math.floor(zip.length / 2)
  for (let n = 0; n <= rounds; n++)
    for (const name of names) {
      signal.throwIfAborted()
      const key = `packs/${n}.zip`
      const put = await timed(() => places[name].put(key, zip))
      const get = await timed(() => places[name].get(key))
      const part = { start: middle, end: middle + 999 }
      const partly = await timed(() => partOf(places[name], key, part))
      // The first round warms up.
      if (n > 0)
        for (const [act, { ms }] of Object.entries({ put, get, part: partly }))
          times[name][act as (typeof acts)[number]].push(ms)
    }
  return times
}

async function partOf(place: Place, key: string, range: ByteRange): Promise<Buffer> {
  const stream = await place.read(key, range)
  if (stream === null) throw new Error(`${key} was put and is not there.`)
  return buffer(stream)
}

async function timed<T>(work: () => Promise<T>) {
  const began = performance.now()
  const result = await work()
  return { result, ms: performance.now() - began }
}

function figuresOf(
  times: Times<'clear' | 'sealed' | 's3'>,
  made: { readonly zip: Buffer; readonly ms: number },
): Figure[] {
  // What else the machine does at a time is in the slower three quarters.
  const typical = (name: keyof typeof times, act: (typeof acts)[number]) =>
    quantile(times[name][act], 0.25)
  const ratio = (
    figure: string,
    [one, other]: [keyof typeof times, keyof typeof times],
    act: (typeof acts)[number],
    atMost: number,
  ): Figure => ({
    figure,
    aim: { atMost },
    measured: round(typical(one, act) / typical(other, act)),
    unit: '',
    detail: {
      [`${one} ms`]: round(typical(one, act)),
      [`${other} ms`]: round(typical(other, act)),
      bytes: made.zip.length,
    },
    leavesOut: 'the network and a disk that is busy: all of it is one machine.',
  })
  const [sealed, clear] = [typical('sealed', 'put'), typical('clear', 'put')]
  return [
    ratio('a pack put sealed against clear, in files', ['sealed', 'clear'], 'put', 2),
    ratio('a pack read sealed against clear, in files', ['sealed', 'clear'], 'get', 15),
    ratio(
      '1,000 bytes of its middle, sealed against clear, in files',
      ['sealed', 'clear'],
      'part',
      10,
    ),
    ratio('a pack put in S3 against files, sealed', ['s3', 'sealed'], 'put', 5),
    ratio('a pack read from S3 against files, sealed', ['s3', 'sealed'], 'get', 5),
    ratio('1,000 bytes of its middle, from S3 against files, sealed', ['s3', 'sealed'], 'part', 10),
    {
      figure: 'v1 made and kept, sealed against clear',
      aim: { atMost: 1.1 },
      measured: round((made.ms + sealed) / (made.ms + clear)),
      unit: '',
      detail: { 'made ms': round(made.ms), 'sealed ms': round(sealed), 'clear ms': round(clear) },
      leavesOut:
        'pages, which together are as large as the pack, database and workflow, which are the same in both.',
    },
  ]
}
