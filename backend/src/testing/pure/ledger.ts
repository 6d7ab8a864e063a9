import '../same-seed.ts';
import '../../modules/ledger/ledger.accounts.test.ts';
import '../../modules/ledger/ledger.flows.test.ts';
import '../../modules/ledger/ledger.postings.test.ts';
import '../../modules/ledger/ledger.posting-rows.test.ts';
