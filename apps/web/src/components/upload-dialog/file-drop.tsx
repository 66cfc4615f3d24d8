import { Dropzone } from '@mantine/dropzone'
import { IconUpload } from '@tabler/icons-react'
import classes from './upload-dialog.module.css'

/** Takes one file, dropped or chosen. What it holds is told by its content, not its name. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  return (
    <Dropzone
      multiple={false}
      className={classes.drop}
      aria-label="Choose a file, or drop one here"
      inputProps={{ 'aria-label': 'File to upload' }}
      onDrop={(files: File[]) => {
        const [file] = files
        if (file) onFile(file)
      }}
    >
      <IconUpload size={22} className={classes.dropIcon} aria-hidden />
      <strong>Drop a file here, or click to choose one</strong>
      <span className={classes.dim}>
        CSV, TSV, NDJSON or JSON, also gzipped. You see the first rows before anything is kept.
      </span>
    </Dropzone>
  )
}
