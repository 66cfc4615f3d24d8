import type { FileInspection, FileOptions } from '@sluice/schema'
import { OptionSelect } from './option-select.tsx'
import classes from './upload-dialog.module.css'

type Props = {
  inspection: FileInspection
  /** What was set by hand; the rest is guessed. */
  options: FileOptions
  onChange: (options: FileOptions) => void
  isLocked: boolean
}

const formats = [
  { value: 'csv', label: 'CSV' },
  { value: 'tsv', label: 'TSV' },
  { value: 'ndjson', label: 'NDJSON' },
  { value: 'json', label: 'JSON' },
] as const
const delimiters = [
  { value: ',', label: 'Comma ,' },
  { value: ';', label: 'Semicolon ;' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar |' },
] as const
const quotes = [
  { value: '"', label: 'Double "' },
  { value: "'", label: "Single '" },
  { value: '', label: 'None' },
] as const
const encodings = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'utf-16le', label: 'UTF-16 LE' },
  { value: 'utf-16be', label: 'UTF-16 BE' },
  { value: 'windows-1252', label: 'Windows-1252' },
] as const
const firstRows = [
  { value: 'names', label: 'Names' },
  { value: 'record', label: 'A record' },
] as const
const emptyCells = [
  { value: 'omit', label: 'Left out' },
  { value: 'null', label: 'null' },
  { value: 'text', label: 'Empty text' },
] as const

/** How the file is read: guesses, marked as guesses, that can be overridden. */
export function FileOptionsFields({ inspection, options, onChange, isLocked }: Props) {
  const used = inspection.options
  const hasCells = used.format === 'csv' || used.format === 'tsv'
  const set = (change: FileOptions) => onChange({ ...options, ...change })
  const common = { isLocked, guessed: inspection.guessed }
  return (
    <div className={classes.options}>
      <OptionSelect
        {...common}
        name="format"
        label="Format"
        data={formats}
        value={used.format}
        onPick={(format) => onChange({ encoding: options.encoding, format })}
      />
      {hasCells && (
        <>
          <OptionSelect
            {...common}
            name="delimiter"
            label="Delimiter"
            data={delimiters}
            value={used.delimiter}
            onPick={(delimiter) => set({ delimiter })}
          />
          <OptionSelect
            {...common}
            name="quote"
            label="Quotes"
            data={quotes}
            value={used.quote}
            onPick={(quote) => set({ quote })}
          />
        </>
      )}
      <OptionSelect
        {...common}
        name="encoding"
        label="Encoding"
        data={encodings}
        value={used.encoding}
        onPick={(encoding) => set({ encoding })}
      />
      {hasCells && (
        <>
          <OptionSelect
            {...common}
            name="header"
            label="First row"
            data={firstRows}
            value={used.header === false ? 'record' : 'names'}
            onPick={(value) => set({ header: value === 'names' })}
          />
          <OptionSelect
            {...common}
            name="emptyCells"
            label="Empty cells"
            data={emptyCells}
            value={used.emptyCells ?? 'omit'}
            onPick={(value) => set({ emptyCells: value })}
          />
        </>
      )}
    </div>
  )
}
