// A shell of ours around a true engine: llama.cpp, through node-llama-cpp, behind the part of
// OpenAI's protocol that Stowbench asks. node engine.mjs MODEL.gguf; prints its port.
//
// The engine reads the prompt, draws the tokens, keeps to the JSON schema by a grammar, and gives
// log probabilities; the shell only translates. Several requests are answered at once.
import {createServer} from "node:http";
import {getLlama, LlamaGrammarEvaluationState} from "node-llama-cpp";

const SEQUENCES = 4;

const llama = await getLlama({build: "never", gpu: false, maxThreads: 1, logLevel: "error"});
const model = await llama.loadModel({modelPath: process.argv[2]});
const context = await model.createContext({
  sequences: SEQUENCES,
  contextSize: model.trainContextSize,
});

const free = Array.from({length: SEQUENCES}, () => context.getSequence());
const waiting = [];
const take = () => free.pop() ?? new Promise(resolve => waiting.push(resolve));
const giveBack = sequence => waiting.length > 0 ? waiting.shift()(sequence) : free.push(sequence);

// A schema's grammar is the same for all that ask for it.
const grammars = new Map();
function grammar(schema) {
  const key = JSON.stringify(schema);
  if (!grammars.has(key)) {
    grammars.set(key, llama.createGrammarForJsonSchema(schema));
  }
  return grammars.get(key);
}

const shown = (token, probability) => {
  const text = model.detokenize([token], true);
  return {token: text, logprob: Math.log(probability), bytes: [...Buffer.from(text)]};
};

class Refused extends Error {}

async function complete(request) {
  const schema = request.response_format?.json_schema?.schema;
  const most = request.max_completion_tokens ?? request.max_tokens ?? Infinity;
  const prompt = request.messages
    .map(({role, content}) => `${role}: ${content}\n`).join("") + "assistant: ";
  const tokens = [model.tokens.bos, ...model.tokenize(prompt)];
  if (tokens.length >= model.trainContextSize) {
    throw new Refused(`the prompt has ${tokens.length} tokens, the context ${model.trainContextSize}`);
  }
  const room = Math.min(most, model.trainContextSize - tokens.length);
  const said = [];
  const logprobs = [];
  let finish = "length";
  const sequence = await take();
  try {
    await sequence.clearHistory();
    const draws = sequence.evaluateWithMetadata(tokens, {probabilities: !!request.logprobs}, {
      temperature: request.temperature ?? 1,
      topK: 0,
      topP: request.top_p ?? 1,
      seed: request.seed,
      yieldEogToken: true,
      grammarEvaluationState: schema && new LlamaGrammarEvaluationState(
        {model, grammar: await grammar(schema)}),
    });
    for await (const {token, probabilities} of draws) {
      if (model.isEogToken(token)) {
        finish = "stop";
        break;
      }
      said.push(token);
      if (request.logprobs) {
        logprobs.push({
          ...shown(token, probabilities.get(token)),
          top_logprobs: [...probabilities].slice(0, request.top_logprobs ?? 0)
            .filter(([, p]) => p > 0).map(([t, p]) => shown(t, p)),
        });
      }
      if (said.length >= room) {
        break;
      }
    }
  } finally {
    giveBack(sequence);
  }
  return {
    id: "chatcmpl-random",
    object: "chat.completion",
    created: 0,
    model: request.model,
    choices: [{
      index: 0,
      message: {role: "assistant", content: model.detokenize(said)},
      logprobs: request.logprobs ? {content: logprobs} : null,
      finish_reason: finish,
    }],
    usage: {
      prompt_tokens: tokens.length,
      completion_tokens: said.length,
      total_tokens: tokens.length + said.length,
    },
  };
}

createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  let status = 200;
  let body;
  try {
    body = request.url === "/v1/chat/completions"
      ? await complete(JSON.parse(Buffer.concat(parts)))
      : (status = 404, {error: {message: `there is no ${request.url}`, type: "not_found"}});
  } catch (e) {
    status = e instanceof Refused ? 400 : 500;
    body = {error: {message: e.message, type: status === 400 ? "invalid_request_error" : "server_error"}};
  }
  response.writeHead(status, {"Content-Type": "application/json"});
  response.end(JSON.stringify(body));
}).listen(Number(process.argv[3]), "127.0.0.1");
