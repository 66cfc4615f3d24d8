/** A CSV of accounts with what CSV files hold: quotes, line breaks, accents, leading zeros, empty cells. */
export function accountsFile(count: number, prefix: string): string {
  const rows = Array.from({ length: count }, (_, index) => row(index + 1, prefix))
  return `name,domain,industry,postal_code,description,phone,founded\r\n${rows.join('\r\n')}\r\n`
}

function row(number: number, prefix: string): string {
  const name = names[number % names.length]
  return [
    `"${name} ""${prefix}"" ${number}"`,
    `${prefix.toLowerCase()}-${number}.example`,
    number % 7 === 0 ? '' : 'Énergie & Eau',
    String(number % 10_000).padStart(5, '0'),
    number % 3 === 0 ? `"First line, with a comma\nSecond line no. ${number}"` : `Plain ${number}`,
    `+49${String(number).padStart(9, '0')}`,
    number % 5 === 0 ? '' : String(1900 + (number % 120)),
  ].join(',')
}

const names = ['Zoë & Söhne', 'Société Générale du Bois', 'Ångström Labs', 'Łódź Textiles', '株式会社みなと']
