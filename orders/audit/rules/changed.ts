import { isDeepStrictEqual } from 'node:util'
import type { Row } from '../../../pack/section.ts'
import type {
  AuditedOrder,
  KnownOutcome,
  KnownReading,
  KnownRelease,
  StoredFile,
} from '../audited-order.ts'
import type { Rule } from '../rule.ts'

export const changed: Rule = {
  name: 'changed',
  about: 'delivered, and no longer what was delivered',
  look(order) {
    const { releases, unreadable, state } = order
    if (releases.length + unreadable.length === 0 || state === 'erased') return null
    return [
      ...unreadable.map((name) => `what is kept under “${name}” is not what was sealed.`),
      ...releases.flatMap((release) =>
        [...fileFaults(order.id, release), ...textFaults(order, release)].map(
          (fault) => `release ${release.version}: ${fault}`,
        ),
      ),
    ]
  },
}

function fileFaults(id: string, release: KnownRelease): string[] {
  const { sha256, publishedSha256, file } = release
  const rebuilt =
    sha256 === publishedSha256
      ? []
      : [`its file was lost and came out otherwise: ${publishedSha256} was delivered.`]
  return file === null ? rebuilt : [...rebuilt, ...storedFaults(id, release, file)]
}

function storedFaults(id: string, release: KnownRelease, file: StoredFile): string[] {
  if (!file.found)
    return [
      file.fault === null
        ? 'its file is not in the storage; a download builds it anew. Look at the storage.'
        : `its file cannot be read: ${file.fault}`,
    ]
  const { sha256, version, manifestSha256 } = release
  if (file.sha256 !== sha256)
    return [`its file has the SHA-256 ${file.sha256}, but ${sha256} was published.`]
  if (file.fault !== null) return [`its file is not genuine: ${file.fault}`]
  if (file.order !== id || file.release !== version)
    return [`its file says that it is release ${file.release} of ${file.order}.`]
  // The manifest of a file that was built anew is another.
  const isKept = manifestSha256 !== null && sha256 === release.publishedSha256
  return isKept && file.manifestSha256 !== manifestSha256
    ? ['its manifest is not the one that was published.']
    : []
}

/** What a release says was recorded, word by word. */
function textFaults(
  { outcomes, readings }: AuditedOrder,
  { revision, composition }: KnownRelease,
): string[] {
  // A correction records anew what stands for its answers, too.
  const own = outcomes.filter((outcome) => outcome.revision === revision)
  return (composition?.sections ?? []).flatMap(({ id, rows }) =>
    rows
      .filter((row) => row.written !== null && !isRecorded(row, own.filter(of(id, row.part))))
      // A person has written other words since.
      .filter((row) => !readings.some((one) => of(id, row.part)(one) && isSame(one, row)))
      .map(({ part }) => {
        const what = [id, part].filter(Boolean).join('/')
        return `what it says in ${what} is not what was recorded.`
      }),
  )
}

const of = (section: string, wanted: string) => {
  return ({ artefact, part }: Pick<KnownOutcome, 'artefact' | 'part'>) =>
    artefact === section && part === wanted
}

const isSame = ({ before }: KnownReading, { written }: Row) =>
  isDeepStrictEqual(before, written?.content)

/** The larger model's text takes the place of the smaller one's in the record of the same round. */
function isRecorded({ written }: Row, records: readonly KnownOutcome[]): boolean {
  return records.some(({ outcome }) => {
    if (written === null || outcome.source === 'none') return false
    if (outcome.tier !== written.tier) return outcome.tier === '32b'
    return isDeepStrictEqual(outcome.content, written.content)
  })
}
