import '../../shared/process.test.ts';
