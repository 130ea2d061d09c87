require('./globals.cjs');

const file = process.env.E2E_CORE;
delete process.env.E2E_CORE;
process.argv[1] = file;
module.require(file);
