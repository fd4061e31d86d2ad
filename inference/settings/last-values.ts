import type { SettingKey, Settings } from './settings.ts'
import type { Target } from './snapshot.ts'

/** What a provider said of a setting. */
export interface Said {
  readonly value: Settings[SettingKey]
  /** It divides the orders: another order may be told another value. */
  readonly isSplit: boolean
}

/** Parts of orders whose share is remembered. */
const mostOrders = 500

type Values = Map<SettingKey, Pick<Said, 'value'> & { readonly asked: number }>

/**
 * What was last said of each setting: to calls of an operation, risk and tier; and where the orders
 * are divided, to those of one order, so that a trial does not spread.
 */
export function createLastValues() {
  const all = new Map<string, Values>()
  const shares = new Map<string, Values>()
  let asks = 0

  /** Of a call that asks now. */
  return ({ order, operation, risk, tier }: Target) => {
    const asked = (asks += 1)
    const kind = [operation, risk, tier].join(' ')
    const own = `${order} ${kind}`
    return {
      /** What comes late does not replace what was asked for later. */
      keep(key: SettingKey, { value, isSplit }: Said): void {
        const values = isSplit ? newest(shares, own) : newest(all, kind)
        if ((values.get(key)?.asked ?? 0) < asked) values.set(key, { value, asked })
        if (shares.size > mostOrders) shares.delete(shares.keys().next().value!)
      },
      find(key: SettingKey): Settings[SettingKey] | undefined {
        const found = [shares.get(own)?.get(key), all.get(kind)?.get(key)]
        const known = found.filter((one) => one !== undefined)
        return known.sort((a, b) => b.asked - a.asked)[0]?.value
      },
    }
  }
}

/** A map gives its entries in the order in which they were put in. */
function newest(entries: Map<string, Values>, name: string): Values {
  const values: Values = entries.get(name) ?? new Map()
  entries.delete(name)
  entries.set(name, values)
  return values
}
