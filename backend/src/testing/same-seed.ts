import fc from 'fast-check';

/** For `npm run mutation`: always the same sequences, so that a change is noticed or it is not. */
fc.configureGlobal({ seed: 20_261_129 });
