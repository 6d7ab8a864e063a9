declare module 'solc' {
  const solc: {
    /** Takes and returns solc's standard JSON as text. */
    compile(standardJsonInput: string): string;
    version(): string;
  };
  export default solc;
}
