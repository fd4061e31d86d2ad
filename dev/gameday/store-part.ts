import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { newBucket, prepareVersitygw, s3Server } from '../versitygw.ts'
import type { Place } from './place.ts'

/** An object store whose disk can be full. */
export interface StorePart {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** For those who keep their files there. */
  readonly environment: Readonly<Record<string, string>>
  /** No block more can be written, or the disk has room again. */
  fill(isFull: boolean): void
  remove(): void
}

/** A thousand orders fill about ten, as pages and packs; it is memory only as far as it is filled. */
const room = '16g'

/** A real S3 server with a disk of its own, by the proxy before it. */
export async function objectStore({ folder, ports, proxies }: Place): Promise<StorePart> {
  if (!(await prepareVersitygw()))
    throw new Error('The S3 server is built with Go, which is absent; install it, or add --small.')
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  const owned = process.getuid?.() === 0 ? mounted(disk) : closable(disk)
  const [buckets, metadata] = [join(disk, 'buckets'), join(disk, 'metadata')]
  for (const each of [buckets, metadata]) mkdirSync(each)
  const url = `http://127.0.0.1:${proxies.s3}`
  return {
    ...s3Server(ports.s3, buckets, metadata),
    environment: newBucket({ url, buckets }),
    ...owned,
  }
}

/** A file system in memory, which is full as soon as it is no larger than what is in it. */
function mounted(disk: string) {
  const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'pipe' })
  mount('-t', 'tmpfs', '-o', `size=${room}`, 'tmpfs', disk)
  const resize = (size: string) => mount('-o', `remount,size=${size}`, disk)

  /** What is written between the two steps makes the second impossible: then both once more. */
  function fill(tries: number): void {
    const { blocks, bfree, bsize } = statfsSync(disk)
    try {
      resize(String((blocks - bfree) * bsize))
    } catch (error) {
      if (tries <= 1) throw error
      fill(tries - 1)
    }
  }

  return {
    fill: (isFull: boolean) => void (isFull ? fill(20) : resize(room)),
    remove: () => void execFileSync('umount', ['--lazy', disk]),
  }
}

/** Where nothing can be mounted: new folders are refused, as on a disk that is read-only. */
function closable(disk: string) {
  return {
    fill: (isFull: boolean) => chmodSync(join(disk, 'buckets'), isFull ? 0o555 : 0o755),
    remove: () => {},
  }
}
