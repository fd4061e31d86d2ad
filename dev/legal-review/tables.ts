import adequacy from '../../knowledge/gdpr/adequacy.json' with { type: 'json' }
import authorities from '../../knowledge/gdpr/authorities.json' with { type: 'json' }
import cookieLaws from '../../knowledge/gdpr/cookie-laws.json' with { type: 'json' }
import retention from '../../knowledge/gdpr/retention.json' with { type: 'json' }
import secrecy from '../../knowledge/gdpr/secrecy.json' with { type: 'json' }
import fee from '../../knowledge/gdpr/uk-fee.json' with { type: 'json' }
import vendors from '../../knowledge/gdpr/vendors.json' with { type: 'json' }

/** A statement of a dated table, with how far it was checked. */
export interface Statement {
  readonly says: string
  /** Where it was read; null: nowhere that can be named. */
  readonly source: string | null
  readonly checked: string
  readonly status: string
}

type Row = Omit<Statement, 'says'>

const stated = (row: Row, says: string): Statement => {
  const { source, checked, status } = row
  return { says, source, checked, status }
}

const named = (...parts: readonly (string | null | undefined)[]) => parts.filter(Boolean).join('; ')

/** The dated tables that rules read, each row in words. */
export const tables: Readonly<Record<string, readonly Statement[]>> = {
  'Supervisory authorities': authorities.map((row) =>
    stated(row, `${row.area}: ${named(row.name, row.address, row.site)}`),
  ),
  'What is found adequate': adequacy.map((row) =>
    stated(
      row,
      `${row.country}: EU: ${row.eu ?? 'nothing known'}; UK: ${row.uk ?? 'nothing known'}`,
    ),
  ),
  'Periods for keeping records': retention.map((row) =>
    stated(row, `${row.country}, ${row.record}: ${row.period} from ${row.trigger} (${row.cite})`),
  ),
  'Professional secrecy': secrecy.map((row) =>
    stated(row, `${row.country}, ${row.sector}: ${row.rule} (${row.cite})`),
  ),
  'National law on cookies': cookieLaws.map((row) =>
    stated(row, `${row.country}: ${named(row.cite ?? 'not known', row.authority)}`),
  ),
  'Fee in the United Kingdom': [
    stated(
      fee,
      `${fee.act}, ${fee.regulations}: £${fee.tiers.map(({ pounds }) => pounds).join(', £')}`,
    ),
  ],
  'Vendors and their terms': vendors.map((row) => stated(row, `${row.vendor}: ${row.tool}`)),
}
