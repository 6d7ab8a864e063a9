import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import solc from 'solc';
import type { Abi, Hex } from 'viem';
import { z } from 'zod';

/** The newest rules that every chain the tokens could be deployed to understands. */
const EVM_VERSION = 'paris';
const CONTRACTS_DIR = join(import.meta.dirname, '..', '..', 'contracts');

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

let compiled: Record<string, CompiledContract> | undefined;

/**
 * Compiles everything in `contracts/` with the compiler that npm installed; nothing is downloaded.
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
  const output = OutputSchema.parse(JSON.parse(solc.compile(JSON.stringify(input))));
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
