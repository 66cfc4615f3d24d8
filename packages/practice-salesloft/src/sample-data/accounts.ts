import type { JsonObject } from '../store/json.ts'
import { stamps } from './times.ts'

type Sample = readonly [name: string, domain: string, industry: string, city: string, country: string, size: string]

const samples: readonly Sample[] = [
  ['Halvorsen Marine Works', 'halvorsen-marine.example', 'Shipbuilding', 'Bergen', 'Norway', '420'],
  ['Castellan Ceramics', 'castellan-ceramics.example', 'Building Materials', 'Porto', 'Portugal', '180'],
  ['Brightwater Dental Group', 'brightwater-dental.example', 'Health Care', 'Tacoma', 'United States', '95'],
  ['Ottermill Paper', 'ottermill-paper.example', 'Paper & Packaging', 'Exeter', 'United Kingdom', '310'],
  [
    'Zürcher Feinmechanik',
    'zuercher-feinmechanik.example',
    'Precision Engineering',
    'Winterthur',
    'Switzerland',
    '260',
  ],
  ['Pampas Grain Cooperative', 'pampas-grain.example', 'Agriculture', 'Rosario', 'Argentina', '730'],
  ['Lumen & Thread', 'lumen-thread.example', 'Textiles', 'Leeds', 'United Kingdom', '64'],
  ['Cobalt Ridge Mining', 'cobalt-ridge.example', 'Mining', 'Sudbury', 'Canada', '1200'],
  ['Saffron Route Logistics', 'saffron-route.example', 'Logistics', 'Kochi', 'India', '540'],
  ['Tidewell Insurance', 'tidewell.example', 'Insurance', 'Hartford', 'United States', '880'],
  ['Mistral Turbines', 'mistral-turbines.example', 'Renewable Energy', 'Avignon', 'France', '350'],
  ['Kestrel Avionics', 'kestrel-avionics.example', 'Aerospace', 'Wichita', 'United States', '610'],
  ['Hoshino Instruments', 'hoshino-instruments.example', 'Electronics', 'Nagano', 'Japan', '220'],
  ['Granite State Brewing', 'granite-state-brewing.example', 'Food & Beverage', 'Concord', 'United States', '72'],
  ['Velde Bloemen', 'velde-bloemen.example', 'Horticulture', 'Aalsmeer', 'Netherlands', '140'],
  ['Sierra Blanca Solar', 'sierra-blanca-solar.example', 'Renewable Energy', 'Almería', 'Spain', '205'],
  ['Ironbridge Castings', 'ironbridge-castings.example', 'Metalworking', 'Telford', 'United Kingdom', '390'],
  ['Aurora Cold Storage', 'aurora-cold-storage.example', 'Logistics', 'Duluth', 'United States', '160'],
  ['Nordlys Software', 'nordlys-software.example', 'Software', 'Tromsø', 'Norway', '48'],
  ['Quillfeather Press', 'quillfeather.example', 'Publishing', 'Dublin', 'Ireland', '36'],
]

export const accounts: JsonObject[] = samples.map(([name, domain, industry, city, country, size], index) => ({
  name,
  domain,
  website: `https://www.${domain}`,
  industry,
  city,
  country,
  size,
  phone: `555010${String(index).padStart(4, '0')}`,
  owner_id: (index % 7) + 1,
  creator_id: 1,
  company_stage_id: (index % 6) + 1,
  account_tier_id: (index % 3) + 1,
  ...stamps,
}))
