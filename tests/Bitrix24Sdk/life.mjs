// The whole life of a conversation, spoken by Bitrix24's own client to a running host. Its settings come as JSON in the
// environment; it ends with a line of what it found, or with an error.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { ApiVersion, B24Hook, B24OAuth } from '@bitrix24/b24jssdk'

const world = JSON.parse(process.env.RATING_GRAINS)
const host = new URL(world.host)
const unhurried = { restrictionParams: { rateLimit: { burstLimit: 1000, drainRate: 1000, adaptiveEnabled: false } } }

// The client speaks https to webhooks, whatever it is told; what it says is the same over http.
function webhook(path) {
  const client = B24Hook.fromWebhookUrl(`https://${host.host}/rest/${path}`, unhurried)
  client.getHttpClient(ApiVersion.v2).ajaxClient.interceptors.request.use((request) => {
    for (const part of ['url', 'baseURL'])
      request[part] = request[part]?.replace(/^https:/, 'http:')
    return request
  })
  client.offClientSideWarning()
  return client
}

function application(token, slash = '') {
  const client = new B24OAuth({
    applicationToken: 'none', userId: 1, memberId: 'here', accessToken: token, refreshToken: 'none',
    expires: Math.floor(Date.now() / 1000) + 3600, expiresIn: 3600, scope: 'imconnector', domain: host.host,
    clientEndpoint: `${host.origin}/rest${slash}`, serverEndpoint: `${host.origin}/rest/`, status: 'L', issuer: 'store',
  }, { clientId: 'none', clientSecret: 'none' }, unhurried)
  client.offClientSideWarning()
  return client
}

async function call(client, method, params = {}) {
  const answer = await client.actions.v2.call.make({ method, params })
  assert.ok(answer.isSuccess, `${method}: ${answer.getErrorMessages().join('; ')}`)
  return answer.getData().result
}

async function failure(client, method, params) {
  const error = await client.actions.v2.call.make({ method, params }).then(
    (answer) => answer.isSuccess ? null : [...answer.getErrors()][0], (thrown) => thrown)
  assert.ok(error, `${method} was not refused`)
  return error
}

async function refused(client, method, params, code) {
  const error = await failure(client, method, params)
  assert.equal(error.code ?? error.answerError?.error, code, `${method}: ${error}`)
}

// The handler of the application's events: reads a form with PHP's brackets, and keeps what it says.
function decode(form) {
  const root = {}
  for (const [name, value] of new URLSearchParams(form)) {
    const path = name.split(/\]?\[|\]$/).filter((step) => step !== '')
    path.slice(0, -1).reduce((branch, step) => branch[step] ??= {}, root)[path.at(-1)] = value
  }
  return root
}

const events = []
const handler = createServer(async (request, response) => {
  const chunks = []
  for await (const chunk of request)
    chunks.push(chunk)
  events.push(decode(Buffer.concat(chunks).toString()))
  response.end()
  handler.emit('told')
})
await once(handler.listen(0, '127.0.0.1'), 'listening')

async function told(count) {
  while (events.length < count)
    await once(handler, 'told', { signal: AbortSignal.timeout(20_000) })
  return events[count - 1]
}

const [admin, anna, olga] = [world.admin, world.anna, world.olga].map(webhook)
const shop = application(world.application)
const found = {}

assert.equal(await admin.tools.healthCheck.make(), true)
assert.equal((await call(anna, 'profile')).NAME, 'anna')
assert.equal(await call(application(world.application, '/'), 'user.admin'), false)
// A token that is refused the client tries to renew, and learns that it cannot.
assert.match(String(await failure(application('wrong'), 'profile', {})), /Keys are not renewed/)

// The line is configured.
const line = await call(admin, 'imopenlines.config.add', {
  PARAMS: {
    LINE_NAME: 'Shop', VOTE_MESSAGE: 'Y', VOTE_TIME_LIMIT: 86400, VOTE_CLOSING_DELAY: 'Y', CRM: 'Y',
    VOTE_MESSAGE_2_TEXT: 'Please rate us: 1 good, 0 bad', QUEUE: [{ ENTITY_TYPE: 'user', ENTITY_ID: world.annasNumber }],
  },
})
assert.equal((await call(admin, 'imopenlines.config.get', { CONFIG_ID: line })).VOTE_TIME_LIMIT, '86400')
assert.equal(await call(admin, 'imopenlines.config.update', { CONFIG_ID: line, PARAMS: { FULL_CLOSE_TIME: 5 } }), true)
assert.equal((await call(admin, 'imopenlines.config.get', { CONFIG_ID: line })).CRM, 'Y')

// The connector is registered on the line that its key is for, and customers write.
const connector = {
  ID: 'sdkchat', NAME: 'SDK chat', ICON: { DATA_IMAGE: 'data:image/svg+xml,' }, PLACEMENT_HANDLER: 'https://shop.example',
}
assert.deepEqual(await call(shop, 'imconnector.register', connector), { result: true })
assert.equal(await call(shop, 'imconnector.activate', { CONNECTOR: 'sdkchat', LINE: world.line, ACTIVE: 1 }), true)
const status = await call(shop, 'imconnector.status', { CONNECTOR: 'sdkchat', LINE: world.line })
assert.equal(status.STATUS, true)
const message = (customer, id, text) => ({
  user: { id: customer, name: 'Ann', last_name: 'Lee' }, message: { id, date: 1773681878, text }, chat: { id: customer },
})
const send = async (...messages) => (await call(shop, 'imconnector.send.messages', {
  CONNECTOR: 'sdkchat', LINE: world.line, MESSAGES: messages,
})).DATA.RESULT
const [{ session }] = await send(message('ann', 'm1', 'Where is my parcel? Ä 👍'))

// The agent takes it and finishes; the connector shows its customer the request, and the customer rates by text.
const address = `http://127.0.0.1:${handler.address().port}/handler`
assert.equal(await call(shop, 'event.bind', { event: 'OnImConnectorMessageAdd', handler: address }), true)
const [bound] = await call(shop, 'event.get')
await refused(olga, 'imopenlines.operator.finish', { CHAT_ID: session.CHAT_ID }, 'ERROR_USER_NOT_OPERATOR')
assert.equal(await call(anna, 'imopenlines.operator.answer', { CHAT_ID: session.CHAT_ID }), true)
assert.equal(await call(anna, 'imopenlines.operator.finish', { CHAT_ID: session.CHAT_ID }), true)
const asked = await told(1)
assert.equal(asked.event, 'ONIMCONNECTORMESSAGEADD')
assert.equal(asked.auth.application_token, bound.application_token)
assert.deepEqual([asked.data.CONNECTOR, asked.data.LINE], ['sdkchat', String(world.line)])
const shown = asked.data.MESSAGES[0]
assert.match(shown.message.text, /1.*0/s)
assert.deepEqual([shown.chat.id, shown.im.chat_id], ['ann', session.CHAT_ID])
const arrived = await call(shop, 'imconnector.send.status.delivery', {
  CONNECTOR: 'sdkchat', LINE: world.line, MESSAGES: [{ im: shown.im, message: { id: ['p1'] }, chat: shown.chat }],
})
assert.equal(arrived.SUCCESS, true)
const [rated] = await send(message('ann', 'm2', '1'))
assert.equal(rated.session.ID, session.ID)
const thanked = (await told(2)).data.MESSAGES[0]
assert.equal(thanked.chat.id, 'ann')
Object.assign(found, { request: shown.message.text, thanks: thanked.message.text })
assert.deepEqual(await call(shop, 'event.unbind', { event: 'OnImConnectorMessageAdd', handler: address }), { count: 1 })

// The supervisor votes, and reads it back.
await refused(olga, 'imopenlines.session.head.vote', { SESSION_ID: session.ID }, 'EMPTY_VOTE_PARAMS')
assert.equal(await call(olga, 'imopenlines.session.head.vote', { SESSION_ID: session.ID, RATING: 4, COMMENT: 'Kind' }), true)
const history = await call(olga, 'imopenlines.session.history.get', { SESSION_ID: session.ID })
assert.equal(history.sessionVoteHead, 4)
assert.equal(history.sessionCommentHead, 'Kind')
assert.ok(Object.values(history.message).some((one) => one.text === 'Where is my parcel? Ä 👍'))

// Commands that name what others answered.
const batch = await admin.actions.v2.batch.make({
  calls: {
    lines: { method: 'imopenlines.config.list.get', params: { PARAMS: { select: ['ID'], filter: { LINE_NAME: 'Shop' } } } },
    line: { method: 'imopenlines.config.get', params: { CONFIG_ID: '$result[lines][0][ID]' } },
    wrong: { method: 'imopenlines.session.head.vote', params: {} },
    dialog: { method: 'imopenlines.dialog.get', params: { SESSION_ID: session.ID } },
  },
  options: { isHaltOnError: false, returnAjaxResult: true },
})
const commands = batch.getData()
assert.equal(commands.line.getData().result.LINE_NAME, 'Shop')
assert.equal(commands.wrong.isSuccess, false)
assert.equal(String(commands.dialog.getData().result.id), session.CHAT_ID)
const halted = await admin.actions.v2.batch.make({
  calls: [['server.time'], ['no.such.method'], ['server.time']], options: { isHaltOnError: true, returnAjaxResult: true },
}).then((answer) => answer.isSuccess, () => false)
assert.equal(halted, false)

// A list over several pages: by positions, and by the last ID.
const customers = Array.from({ length: 120 }, (_, one) => message(`c${one}`, `c${one}`, 'Hello'))
assert.ok((await send(...customers)).every((one) => one.SUCCESS))
const pages = await admin.callListMethod('rating.conversation.list', { filter: { CONFIG_ID: world.line } })
found.byPosition = pages.getData().length
const all = await admin.actions.v2.callList.make({
  method: 'rating.conversation.list', params: { filter: { CONFIG_ID: world.line } }, idKey: 'ID',
})
found.byId = all.getData().length
const mine = (await call(admin, 'rating.conversation.list', { filter: { ID: session.ID } }))[0]
Object.assign(found, { session: session.ID, vote: mine.VOTE, voteHead: mine.VOTE_HEAD, comment: mine.COMMENT_HEAD })

console.log(JSON.stringify(found))
process.exit(0)
