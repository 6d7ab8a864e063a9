export { DEMO_PASSWORD, DEMO_PEOPLE, type DemoPerson, type DemoPersonKey } from './demo.people.ts';
export { demoRoutes } from './demo.routes.ts';
export { halfFailNextPayout, moveSandboxClock, payFromTestWallet } from './demo.sandbox.ts';
