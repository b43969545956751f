// Writes a language model that knows nothing: a real GGUF file of the Llama architecture with one
// small layer, random weights, and a vocabulary of single characters. node random-model.mjs FILE
import {writeFileSync} from "node:fs";

const WIDTH = 32;
const HIDDEN = 64;
const HEADS = 2;
const CONTEXT = 16384;
const ALIGNMENT = 32;

// The numbers that the format gives to types: of values, and of tokens.
const U32 = 4, I32 = 5, F32 = 6, BOOL = 7, STRING = 8, ARRAY = 9;
const NORMAL = 1, UNKNOWN = 2, CONTROL = 3, BYTE = 6;

const vocabulary = [["<unk>", UNKNOWN], ["<s>", CONTROL], ["</s>", CONTROL]];
for (let byte = 0; byte < 256; byte++) {
  vocabulary.push([`<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`, BYTE]);
}
for (let code = 0x20; code < 0x7f; code++) {
  vocabulary.push([code === 0x20 ? "\u2581" : String.fromCharCode(code), NORMAL]);
}

const u32 = value => { const b = Buffer.alloc(4); b.writeUInt32LE(value); return b; };
const u64 = value => { const b = Buffer.alloc(8); b.writeBigUInt64LE(BigInt(value)); return b; };
const f32 = value => { const b = Buffer.alloc(4); b.writeFloatLE(value); return b; };
const text = value => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);
const list = (type, values, write) =>
  [ARRAY, Buffer.concat([u32(type), u64(values.length), ...values.map(write)])];

const metadata = {
  "general.architecture": [STRING, text("llama")],
  "general.name": [STRING, text("random")],
  "llama.context_length": [U32, u32(CONTEXT)],
  "llama.embedding_length": [U32, u32(WIDTH)],
  "llama.block_count": [U32, u32(1)],
  "llama.feed_forward_length": [U32, u32(HIDDEN)],
  "llama.attention.head_count": [U32, u32(HEADS)],
  "llama.attention.layer_norm_rms_epsilon": [F32, f32(1e-5)],
  "llama.rope.dimension_count": [U32, u32(WIDTH / HEADS)],
  "tokenizer.ggml.model": [STRING, text("llama")],
  "tokenizer.ggml.tokens": list(STRING, vocabulary, ([token]) => text(token)),
  "tokenizer.ggml.scores": list(F32, vocabulary, () => f32(0)),
  "tokenizer.ggml.token_type": list(I32, vocabulary, ([, type]) => u32(type)),
  "tokenizer.ggml.unknown_token_id": [U32, u32(0)],
  "tokenizer.ggml.bos_token_id": [U32, u32(1)],
  "tokenizer.ggml.eos_token_id": [U32, u32(2)],
  "tokenizer.ggml.add_bos_token": [BOOL, Buffer.from([1])],
  "tokenizer.ggml.add_space_prefix": [BOOL, Buffer.from([0])],
};

// The same file each time: numbers from a linear congruential generator, made normal.
let state = 14;
const uniform = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const normal = () =>
  Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

const ones = [WIDTH];
const tensors = {
  "token_embd.weight": [WIDTH, vocabulary.length],
  "blk.0.attn_norm.weight": ones,
  "blk.0.attn_q.weight": [WIDTH, WIDTH],
  "blk.0.attn_k.weight": [WIDTH, WIDTH],
  "blk.0.attn_v.weight": [WIDTH, WIDTH],
  "blk.0.attn_output.weight": [WIDTH, WIDTH],
  "blk.0.ffn_norm.weight": ones,
  "blk.0.ffn_gate.weight": [WIDTH, HIDDEN],
  "blk.0.ffn_up.weight": [WIDTH, HIDDEN],
  "blk.0.ffn_down.weight": [HIDDEN, WIDTH],
  "output_norm.weight": ones,
  "output.weight": [WIDTH, vocabulary.length],
};

const padded = buffer =>
  Buffer.concat([buffer, Buffer.alloc((ALIGNMENT - (buffer.length % ALIGNMENT)) % ALIGNMENT)]);
const infos = [];
const data = [];
let offset = 0;
for (const [name, shape] of Object.entries(tensors)) {
  const count = shape.reduce((a, b) => a * b);
  const values = Float32Array.from(
    {length: count}, () => (shape === ones ? 1 : normal() * 2 / Math.sqrt(shape[0])));
  const bytes = padded(Buffer.from(values.buffer));
  infos.push(text(name), u32(shape.length), ...shape.map(u64), u32(0), u64(offset)); // 0: as F32
  data.push(bytes);
  offset += bytes.length;
}
const header = Buffer.concat([
  Buffer.from("GGUF"), u32(3), u64(Object.keys(tensors).length), u64(Object.keys(metadata).length),
  ...Object.entries(metadata).flatMap(([key, [type, value]]) => [text(key), u32(type), value]),
  ...infos,
]);
writeFileSync(process.argv[2], Buffer.concat([padded(header), ...data]));
