import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type solc from 'solc';
import type { Abi, Hex } from 'viem';
import { z } from 'zod';

/** The newest rules that every chain the tokens could be deployed to understands. */
const EVM_VERSION = 'paris';
const CONTRACTS_DIR = join(import.meta.dirname, '..', '..', 'contracts');
const CACHE_DIR = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'contracts');
const require = createRequire(import.meta.url);

export interface CompiledContract {
  abi: Abi;
  bytecode: Hex;
}

const OutputSchema = z.object({
  errors: z.array(z.object({ severity: z.string(), formattedMessage: z.string() })).default([]),
  contracts: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ abi: z.array(z.unknown()), evm: z.object({ bytecode: z.object({ object: z.string() }) }) }),
    ),
  ),
});

/**
 * What the compiler makes of its input. Loading it and compiling takes two seconds of every start, and gives the same
 * each time: the answer is kept under what it depends on, the input and the compiler's version.
 */
function outputFor(input: string): string {
  const { version } = require('solc/package.json') as { version: string };
  const key = createHash('sha256').update(version).update(input).digest('hex');
  const file = join(CACHE_DIR, `${key}.json`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const output = (require('solc') as typeof solc).compile(input);
  mkdirSync(CACHE_DIR, { recursive: true });
  // At one moment: another process may be looking for the same file.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, output);
  renameSync(unfinished, file);
  return output;
}

let compiled: Record<string, CompiledContract> | undefined;

/**
 * Compiles everything in `contracts/` with the compiler that npm installed; nothing is downloaded, and what is
 * unchanged is compiled once.
 *
 * @returns The contracts by their Solidity name; the same object on every call.
 * @throws Error with the compiler's own words where a contract does not compile or gives a warning.
 */
export function compileContracts(): Record<string, CompiledContract> {
  if (compiled) return compiled;
  const files = readdirSync(CONTRACTS_DIR).filter((name) => name.endsWith('.sol'));
  const sources = Object.fromEntries(
    files.map((name) => [name, { content: readFileSync(join(CONTRACTS_DIR, name), 'utf8') }]),
  );
  const input = {
    language: 'Solidity',
    sources,
    settings: {
      evmVersion: EVM_VERSION,
      optimizer: { enabled: true, runs: 200 },
      outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
    },
  };
  const output = OutputSchema.parse(JSON.parse(outputFor(JSON.stringify(input))));
  const complaints = output.errors.filter((error) => error.severity !== 'info');
  if (complaints.length > 0) throw new Error(complaints.map((error) => error.formattedMessage).join('\n'));

  const contracts: Record<string, CompiledContract> = {};
  for (const file of Object.values(output.contracts)) {
    for (const [name, contract] of Object.entries(file)) {
      contracts[name] = { abi: contract.abi as Abi, bytecode: `0x${contract.evm.bytecode.object}` };
    }
  }
  compiled = contracts;
  return contracts;
}
