import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  createPublicClient,
  createWalletClient,
  erc20Abi,
  http,
  parseAbi,
  parseEther,
  type Address,
} from 'viem';
import { foundry } from 'viem/chains';
import { startAnvil, type Anvil } from '../shkeeper/testing/anvil.ts';
import { compileContracts } from './compile.ts';
import { deployTokens, tokenList, type TestTokens } from './deploy-tokens.ts';
import { testWallet, testWallets } from './test-wallets.ts';

const WHOLE = 1_000_000n;

describe('the test tokens', () => {
  let anvil: Anvil;
  let tokens: TestTokens;
  before(async () => {
    anvil = await startAnvil();
    tokens = await deployTokens(anvil.rpcUrl);
  });
  after(() => anvil.stop());

  const reader = () => createPublicClient({ transport: http(anvil.rpcUrl), pollingInterval: 20 });
  const wallet = (name: string) =>
    createWalletClient({ account: testWallet(name).account, chain: foundry, transport: http(anvil.rpcUrl) });
  const tokensOf = (token: Address, holder: Address) =>
    reader().readContract({ address: token, abi: erc20Abi, functionName: 'balanceOf', args: [holder] });

  it('give every buyer and seller ether and a million of each, once', async () => {
    const again = await deployTokens(anvil.rpcUrl);
    assert.deepEqual(again, tokens);
    for (const { role, account } of testWallets()) {
      if (role === 'bank') continue;
      assert.equal(await tokensOf(tokens.usdt, account.address), 1_000_000n * WHOLE);
      assert.equal(await tokensOf(tokens.usdc, account.address), 1_000_000n * WHOLE);
      assert.ok((await reader().getBalance({ address: account.address })) >= parseEther('1000'));
    }
  });

  it('have six decimals, and are listed for the gateway by its asset codes', async () => {
    for (const { code, decimals, contract } of tokenList(tokens)) {
      if (!contract) continue;
      const call = { address: contract, abi: erc20Abi } as const;
      assert.equal(await reader().readContract({ ...call, functionName: 'decimals' }), decimals);
      assert.equal(`ETH-${await reader().readContract({ ...call, functionName: 'symbol' })}`, code);
    }
  });

  it('USDT returns nothing from a transfer, USDC returns true', () => {
    const outputs = (name: string) => {
      const entry = compileContracts()[name]?.abi.find(
        (item) => item.type === 'function' && item.name === 'transfer',
      );
      assert.ok(entry?.type === 'function');
      return entry.outputs.map((output) => output.type);
    };
    assert.deepEqual(outputs('TestUSDT'), []);
    assert.deepEqual(outputs('TestUSDC'), ['bool']);
  });

  it('USDT wants an allowance to go through zero', async () => {
    const buyer = wallet('buyer-1');
    const approve = { address: tokens.usdt, abi: erc20Abi, functionName: 'approve' } as const;
    await buyer.writeContract({ ...approve, args: [tokens.splitSender, 5n] });
    await assert.rejects(buyer.writeContract({ ...approve, args: [tokens.splitSender, 6n] }), /zero first/);
    await buyer.writeContract({ ...approve, args: [tokens.splitSender, 0n] });
    await buyer.writeContract({ ...approve, args: [tokens.splitSender, 6n] });
  });

  it('USDT can block a sender, be paused, and take a fee out of what arrives', async () => {
    const abi = parseAbi([
      'function addBlackList(address)',
      'function removeBlackList(address)',
      'function pause()',
      'function unpause()',
      'function setParams(uint256, uint256)',
    ]);
    const bank = wallet('bank');
    const buyer = wallet('buyer-1');
    const to = testWallet('seller-1').account.address;
    const rule = { address: tokens.usdt, abi } as const;
    const send = () =>
      buyer.writeContract({
        address: tokens.usdt,
        abi: erc20Abi,
        functionName: 'transfer',
        args: [to, 1000n * WHOLE],
      });

    await bank.writeContract({ ...rule, functionName: 'addBlackList', args: [buyer.account.address] });
    await assert.rejects(send(), /blocked/);
    await bank.writeContract({ ...rule, functionName: 'removeBlackList', args: [buyer.account.address] });
    await bank.writeContract({ ...rule, functionName: 'pause' });
    await assert.rejects(send(), /paused/);
    await bank.writeContract({ ...rule, functionName: 'unpause' });
    await bank.writeContract({ ...rule, functionName: 'setParams', args: [10n, 10n] });
    const before = await tokensOf(tokens.usdt, to);
    await send();
    assert.equal((await tokensOf(tokens.usdt, to)) - before, 999n * WHOLE, 'a tenth of a per cent is kept');
    await bank.writeContract({ ...rule, functionName: 'setParams', args: [0n, 0n] });
    await assert.rejects(buyer.writeContract({ ...rule, functionName: 'pause' }), /only the owner/);
  });
});
