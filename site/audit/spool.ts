import { DatabaseSync } from 'node:sqlite'

export type Spool = ReturnType<typeof createSpool>

/**
 * What comes in any order and is asked for by its subject, an order or a PaymentIntent: in a file without a name, which ends with the
 * process, so that a hundred thousand orders take no more memory than ten. Facts are JSON.
 */
export function createSpool() {
  const database = new DatabaseSync('')
  database.exec(`
    create table facts (subject text not null, kind text not null, fact text not null);
    create index facts_of_subject on facts (subject, kind);
    create table asked (subject text primary key);
    begin`)
  const insert = database.prepare('insert into facts values (?, ?, ?)')
  const select = database.prepare('select fact from facts where subject = ? and kind = ?')
  const note = database.prepare('insert or ignore into asked values (?)')
  const unasked = database.prepare(`
    select distinct subject as id from facts
    where kind = ? and subject not in (select subject from asked) order by id`)
  return {
    add: (subject: string, kind: string, fact: object) =>
      void insert.run(subject, kind, JSON.stringify(fact)),

    /** All of a subject that is of this kind, in the order in which it came. */
    of: <Fact>(subject: string, kind: string): Fact[] =>
      select.all(subject, kind).map(({ fact }) => JSON.parse(String(fact)) as Fact),

    /** The subject is one of those that were asked about. */
    note: (subject: string) => void note.run(subject),

    /** Subjects that facts of this kind name, and that nobody asked about. */
    *unasked(kind: string): Generator<string> {
      for (const { id } of unasked.iterate(kind)) yield String(id)
    },

    close: () => database.close(),
  }
}
