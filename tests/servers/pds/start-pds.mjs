// Bluesky's reference server (PDS) and the directory of identities it needs (PLC), for tests.
//
// Both listen on 127.0.0.1 only and keep everything in a folder that is removed at the end. The process says once, as
// one JSON line, where it is. It ends on SIGTERM, and when its standard input closes: whoever started it holds the other
// end, so a test run that is killed leaves no server behind.
//
//   PDS_MODULES  the folder whose node_modules holds the packages (this file's own folder otherwise)
//   PDS_PORT          0, or nothing: a free one
//   PLC_PORT          0, or nothing: a free one

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const HOST = '127.0.0.1'
const started = performance.now()

/** A server that already has its port: nobody can take it between choosing and listening. */
function listen(port) {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port: Number(port ?? 0), host: HOST }, () => resolve(server))
  })
}

/** Lets an express application answer on a server that listens already, whatever address it would have chosen. */
function answerOn(server, app) {
  server.on('request', app)
  app.listen = () => {
    setImmediate(() => server.emit('listening')) // it waits for this word before it calls itself started
    return server
  }
}

const urlOf = (server) => `http://${HOST}:${server.address().port}`
const secret = () => randomBytes(32).toString('hex')

async function startDirectory(load) {
  const plc = load('@did-plc/server')
  const server = await listen(process.env.PLC_PORT)
  const { app } = plc.PlcServer.create({ db: plc.Database.mock(), port: server.address().port })
  server.on('request', app)
  return server
}

async function startPds(load, directory, folder) {
  const { PDS, envToCfg, envToSecrets, readEnv } = load('@atproto/pds')
  const server = await listen(process.env.PDS_PORT)
  Object.assign(process.env, {
    PDS_ADMIN_PASSWORD: secret(),
    PDS_BLOBSTORE_DISK_LOCATION: join(folder, 'blobs'),
    PDS_DATA_DIRECTORY: folder,
    PDS_DEV_MODE: '1',
    PDS_DID_PLC_URL: urlOf(directory),
    PDS_DISABLE_SSRF_PROTECTION: '1', // or it would refuse the directory, which is on loopback
    PDS_DPOP_SECRET: secret(),
    PDS_HOSTNAME: 'localhost',
    PDS_INVITE_REQUIRED: '0',
    PDS_JWT_SECRET: secret(),
    PDS_PLC_ROTATION_KEY_K256_PRIVATE_KEY_HEX: secret(),
    PDS_PORT: String(server.address().port),
    PDS_RATE_LIMITS_ENABLED: '0', // a whole test run comes from one address
    PDS_SERVICE_HANDLE_DOMAINS: '.test',
  })
  const env = readEnv()
  const pds = await PDS.create(envToCfg(env), envToSecrets(env))
  answerOn(server, pds.app)
  await pds.start()
  return { pds, server }
}

const modules = process.env.PDS_MODULES
const load = createRequire(modules ? pathToFileURL(join(modules, 'package.json')) : import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'smm-test-pds-'))

let ending = false
function end(code) {
  if (ending) return
  ending = true
  // The folder goes first: nothing below may keep it. What the server still wanted to write is of no interest.
  rmSync(folder, { recursive: true, force: true })
  process.exit(code)
}

process.on('SIGTERM', () => end(0))
process.on('SIGINT', () => end(0))
process.stdin.on('end', () => end(0)).on('error', () => end(0)).resume()

try {
  const directory = await startDirectory(load)
  const { server } = await startPds(load, directory, folder)
  const seconds = Math.round((performance.now() - started) / 100) / 10
  console.log(JSON.stringify({ url: urlOf(server), plc: urlOf(directory), pid: process.pid, seconds }))
} catch (error) {
  console.error(error)
  end(1)
}
