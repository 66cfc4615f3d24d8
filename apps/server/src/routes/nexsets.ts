import {
  appendFile,
  appendRecords,
  changeNexset,
  createEmptyNexset,
  createNexsetFromFile,
  createSampleNexset,
  deleteNexset,
  FileOptions,
  getNexset,
  inspectFile,
  listNexsetProblems,
  listNexsets,
  listRecords,
  Name,
  sampleRecords,
} from '@sluice/schema'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { idempotencyKey } from '../http/idempotency-key.ts'
import { acceptRecords, recordsOf } from '../http/records-body.ts'
import { acceptUploads, readUpload } from '../http/upload.ts'
import type { NexsetIntake } from '../services/nexset-intake.ts'
import type { NexsetService } from '../services/nexsets.ts'

type Services = { readonly nexsets: NexsetService; readonly intake: NexsetIntake }

const Options = FileOptions.prefault({})
const InspectionFields = z.strictObject({ options: Options, size: z.coerce.number().int().min(0).optional() })
const NewFields = z.strictObject({ name: Name, options: Options })
const AppendFields = z.strictObject({ options: Options })
const appendBytes = 10 * 1024 ** 2

/** Nexsets and their records. */
export const nexsetRoutes: FastifyPluginAsyncZod<Services> = async (app, { nexsets, intake }) => {
  await app.register(uploadRoutes, { intake })
  await app.register(recordRoutes, { intake })

  app.get(listNexsets.path, { schema: listNexsets.schema }, ({ query }) => nexsets.list(query))

  app.post(createEmptyNexset.path, { schema: createEmptyNexset.schema }, async (request, reply) => {
    const id = await intake.createEmpty(request.body.name, idempotencyKey(request))
    return reply.code(201).send(await nexsets.get(id))
  })

  app.post(createSampleNexset.path, { schema: createSampleNexset.schema }, async (request, reply) => {
    const id = await intake.createSample(idempotencyKey(request))
    return reply.code(201).send(await nexsets.get(id))
  })

  app.get(getNexset.path, { schema: getNexset.schema }, ({ params }) => nexsets.get(params.id))

  app.patch(changeNexset.path, { schema: changeNexset.schema }, ({ params, body }) => nexsets.change(params.id, body))

  app.delete(deleteNexset.path, { schema: deleteNexset.schema }, async ({ params }, reply) => {
    await nexsets.delete(params.id)
    return reply.code(204).send()
  })

  app.get(listNexsetProblems.path, { schema: listNexsetProblems.schema }, ({ params, query }) =>
    nexsets.problems(params.id, query),
  )

  app.get(sampleRecords.path, { schema: sampleRecords.schema }, ({ params, query }) =>
    nexsets.samples(params.id, query),
  )

  app.get(listRecords.path, { schema: listRecords.schema }, ({ params, query }) => nexsets.page(params.id, query))
}

const uploadRoutes: FastifyPluginAsyncZod<Pick<Services, 'intake'>> = async (app, { intake }) => {
  app.removeAllContentTypeParsers()
  await acceptUploads(app)

  app.post(inspectFile.path, { schema: inspectFile.schema }, async (request) => {
    const { fields, stream } = await readUpload(request, InspectionFields)
    return intake.inspect({ options: fields.options, size: fields.size, stream })
  })

  app.post(createNexsetFromFile.path, { schema: createNexsetFromFile.schema }, async (request, reply) => {
    const key = idempotencyKey(request)
    const { fields, ...file } = await readUpload(request, NewFields)
    const created = await intake.createFromFile({ ...file, ...fields }, key)
    return reply.code(201).send(created)
  })

  app.post(appendFile.path, { schema: appendFile.schema }, async (request, reply) => {
    const key = idempotencyKey(request)
    const { fields, ...file } = await readUpload(request, AppendFields)
    const again = request.query.again === 'true'
    const appended = await intake.appendFile(request.params.id, { ...file, ...fields, again }, key)
    return reply.code(201).send(appended)
  })
}

const recordRoutes: FastifyPluginAsyncZod<Pick<Services, 'intake'>> = async (app, { intake }) => {
  acceptRecords(app, appendBytes)

  app.post(appendRecords.path, { schema: appendRecords.schema, bodyLimit: appendBytes }, async (request, reply) => {
    const appended = await intake.append(request.params.id, recordsOf(request.body), idempotencyKey(request))
    return reply.code(201).send(appended)
  })
}
