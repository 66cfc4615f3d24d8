import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

const names = [
  'Nordwind',
  'Café Société',
  'Müller & Söhne',
  'Blue Harbor',
  'Quartz',
  'Lindqvist',
  'Ōkami',
  'Peña',
  'Atlas',
  'Verdant',
]
const kinds = ['Logistics', 'Software', 'Foods', 'Energy', 'Textiles', 'Health', 'Robotics', 'Media']
const forms = ['GmbH', 'Inc.', 'Ltd', 'S.A.', 'AB', 'LLC']
const cities = ['Zürich', 'Lyon', 'Boston', 'Gdańsk', 'Porto', 'Ghent', 'Austin', 'Malmö', 'Kyoto']
const countries = ['CH', 'FR', 'US', 'PL', 'PT', 'BE', 'US', 'SE', 'JP']
const streets = ['Harbour Road', 'Rue de l’Église', 'Hauptstraße', 'Mill Lane', 'Kungsgatan']

/** Column names of the generated accounts. */
const accountColumns = [
  'external_id',
  'name',
  'domain',
  'industry',
  'street',
  'city',
  'postal_code',
  'country',
  'phone',
  'size',
  'founded',
  'owner_id',
  'do_not_contact',
  'last_order_at',
]

/** One account as a CSV line: quotes, accents, leading zeros, now and then an empty cell or a line break. */
function accountLine(index: number): string {
  const pick = (list: readonly string[], step: number) => list[Math.floor(index / step) % list.length] ?? ''
  const city = index % cities.length
  const name = `${pick(names, 1)} ${pick(kinds, 3)} ${index}`
  const quoted =
    index % 5 === 0 ? `"${name}, ${pick(forms, 7)}"` : index % 23 === 0 ? `"${name} ""${pick(forms, 2)}"""` : name
  const street =
    index % 41 === 0 ? `"${pick(streets, 2)} ${index % 300}\nBack entrance"` : `${pick(streets, 2)} ${index % 300}`
  return [
    `ACC-${String(index).padStart(8, '0')}`,
    quoted,
    `account-${index}.example.com`,
    pick(kinds, 3),
    street,
    cities[city],
    String((index * 7919) % 100_000).padStart(5, '0'),
    countries[city],
    index % 13 === 0 ? '' : `+49${String(301_000_000 + ((index * 104_729) % 1_000_000_00)).padStart(9, '0')}`,
    String((index * 31) % 9973),
    String(1900 + (index % 125)),
    String(100_000 + (index % 57)),
    index % 9 === 0 ? 'true' : 'false',
    `2026-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
  ].join(',')
}

/** Writes a CSV file of `count` accounts, in a stream. */
export async function writeAccounts(path: string, count: number): Promise<void> {
  const file = createWriteStream(path)
  const block = 5_000
  file.write(`${accountColumns.join(',')}\n`)
  for (let first = 1; first <= count; first += block) {
    const lines = Array.from({ length: Math.min(block, count - first + 1) }, (_, at) => accountLine(first + at))
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain')
  }
  file.end()
  await finished(file)
}
