import { createPublicKey } from 'node:crypto'
import { Difference } from '../../commands/verify/difference.ts'
import { checkPack } from '../../commands/verify/pack.ts'
import { createSigner } from '../../documents/bundle/signature.ts'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { firstRelease, makePack, seed } from './rig.ts'
import { readZip } from './zip-reader.ts'
import { anatomyOf } from './zip-surgery.ts'

const keys = [createPublicKey(createSigner(seed).publicPem)]
const order = orderOf(mainFirm.answers)
const made = await makePack(order, firstRelease(order))

/** A real pack, with its parts. */
export const whole = Buffer.from(made.zip)
export const top = made.text.folder
export const entries = await readZip(whole)
export const anatomy = anatomyOf(whole)

/** The first difference that the verifier finds; null for a genuine pack. */
export function differenceOf(pack: Buffer): string | null {
  try {
    checkPack(pack, keys)
    return null
  } catch (error) {
    if (error instanceof Difference) return error.message
    throw error
  }
}
