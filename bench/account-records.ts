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
const cities = ['Zürich', 'Lyon', 'Boston', 'Gdańsk', 'Porto', 'Ghent', 'Austin', 'Malmö', 'Kyoto']
const countries = ['CH', 'FR', 'US', 'PL', 'PT', 'BE', 'US', 'SE', 'JP']

/** JSON lines of so many account records, the same on every machine: what a team's export of accounts looks like. */
export function accountRecords(count: number): string[] {
  return Array.from({ length: count }, (_, index) => JSON.stringify(accountRecord(index + 1)))
}

function accountRecord(index: number) {
  const pick = (list: readonly string[], step: number) => list[Math.floor(index / step) % list.length]
  const domain = `account-${index}.example.com`
  return {
    name: `${pick(names, 1)} ${pick(kinds, 3)} ${index}`,
    domain,
    website: `https://www.${domain}/about`,
    phone: `+49${301_000_000 + ((index * 104_729) % 100_000_000)}`,
    description: `Makes "${pick(kinds, 5)}" for ${pick(cities, 7)},\nsince ${1900 + (index % 125)}; rated 4.5 of 5 by its customers.`,
    industry: pick(kinds, 3),
    street: `${index % 300} Harbour Road`,
    city: pick(cities, 1),
    postal_code: String((index * 7919) % 100_000).padStart(5, '0'),
    country: pick(countries, 1),
    linkedin_url: `https://www.linkedin.com/company/account-${index}`,
    company_type: index % 3 === 0 ? 'Private' : 'Public',
    founded: String(1900 + (index % 125)),
    revenue_range: index % 4 === 0 ? '10M-50M' : '1M-10M',
    size: String((index * 31) % 9973),
    owner_id: index % 2 === 0 ? 100_000 + (index % 57) : String(100_000 + (index % 57)),
    company_stage_id: 1 + (index % 9),
    do_not_contact: index % 9 === 0,
    tags: ['customer', `segment-${index % 12}`],
    custom_fields: { Tier: index % 5 === 0 ? 'A' : 'B', Region: pick(countries, 2), Score: (index % 400) / 4 },
  }
}
