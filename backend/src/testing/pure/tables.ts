import '../../tools/docs-tables.test.ts';
import '../../tools/table-rules.test.ts';
