import { expect, it } from 'vitest'
import { type Retention, retentionOf, usualYears } from '../../pack/retention.ts'

it('docs/retention.md is the table that programs delete by', async () => {
  const rows: Retention[] = Object.values(retentionOf(usualYears, 7))
  const lines = rows.map(({ what, long, why, by }) => `| ${what} | ${long} | ${why} | ${by} |`)
  const table = ['| What | Kept | Because | Deleted by |', '|---|---|---|---|', ...lines].join('\n')
  await expect(`${head}\n${table}\n${tail}`).toMatchFileSnapshot('../../docs/retention.md')
})

const head = `# How long what is kept

The same table stands on \`/privacy\`, with the years and days that are set (\`ORDER_RETENTION_YEARS\`, \`KEY_BACKUP_DAYS\`).
\`pack/retention.ts\` is its source, and each row has a test that finds the thing before and not after.
`

const tail = `
**Why six years**: in England a claim from a contract ends after six (Limitation Act 1980, section 5), in Germany after three
full ones (BGB §§ 195, 199); until then the pack is what was sold, and stays downloadable. Where books of payments may be
deleted, the seller decides: nothing of ours does ([decision 520](decisions/520-erased-orders.md)).

**Copies of keys**: the table \`order_keys\` is backed up apart from all else, and such a backup is deleted before it is
\`KEY_BACKUP_DAYS\` old. Whoever keeps one for longer makes certificates of erasure untrue, and so do snapshots and archived logs (WAL)
of the database server, as providers make them: they hold the keys, too, so let them end as soon.

**Letters of a trial** (no \`SMTP_URL\`) are files under \`DATA_DIR/mail\`. \`upkeep\` removes those of an order ten minutes after it was
erased; whoever keeps the letters that a mail server took, for the audit, has to do the same.
`
