import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'

/** What we keep in `DATA_DIR`. The folder itself may be somebody else's as well. */
const rooms = ['blobs', 'bundle', 'db', 'keys', 'mail', 'temporal']

/** Closes to other users what an earlier version left open; what is made anew is closed anyway. */
export function closeFolders(dataDir: string): void {
  for (const folder of rooms.map((room) => join(dataDir, room)))
    if (existsSync(folder)) chmodSync(folder, 0o700)
}
