import { afterEach, expect, it } from 'vitest'
import { createFileBlobs } from '../../clients/blobs/files.ts'
import { canMount, mountSmallDisk, whyNot } from '../small-disk.ts'

const mounted: ReturnType<typeof mountSmallDisk>[] = []
afterEach(() => mounted.splice(0).forEach((disk) => disk.remove()))

function diskOf(size: string) {
  const disk = mountSmallDisk(size)
  mounted.push(disk)
  return { ...disk, blobs: createFileBlobs(disk.folder) }
}

it.skipIf(!canMount)(
  `the check fails on a disk that has no room for some packs, until it has${whyNot}`,
  async () => {
    const { folder, blobs, fill, resize } = diskOf('256k')
    fill(40 * 1_024)
    await blobs.put('packs/a.zip', Buffer.from('%PDF'))
    await expect(blobs.ping()).rejects.toThrow(
      `The disk of ${folder} (STORE_URL) has less than 64 MiB left, which the next packs may need; make room there.`,
    )
    resize('256m')
    await expect(blobs.ping()).resolves.toBeUndefined()
  },
)

it.skipIf(!canMount)(
  `the check takes a disk that does not say how large it is${whyNot}`,
  async () => {
    await expect(diskOf('0').blobs.ping()).resolves.toBeUndefined()
  },
)
