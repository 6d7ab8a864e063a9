import { createRequire } from 'node:module';
import vm from 'node:vm';

const { TestEnvironment } = createRequire(import.meta.url)('jest-environment-node');

/**
 * Jest's own environment, in a context whose global object is an ordinary one. In the usual kind of context each use
 * of a global name (`Map`, `Buffer`, `BigInt`) asks an interceptor, and jest puts a proxy behind it: the MongoDB
 * driver and mongoose take twice the time there. Jest has no setting for the kind of context yet, and makes it in the
 * constructor.
 */
export default class PlainGlobalEnvironment extends TestEnvironment {
  constructor(...options) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(...options);
    } finally {
      vm.createContext = createContext;
    }
  }
}
