/** LangChain and its clients read these by themselves: with one of them set, questions and documents go to a tracing service or the console. */
const foreign = /^(?:LANGSMITH|LANGCHAIN|OPENAI)_/i;

/**
 * Takes settings out of the environment that are not ours but would steer the libraries we stand on. Ours are read by
 * parseConfig. Call it before anything is asked.
 * @param env the environment of this process; changed in place
 * @returns the names that were taken out
 */
export function dropForeignSettings(env: Record<string, string | undefined>): string[] {
  const names = Object.keys(env).filter((name) => foreign.test(name));
  for (const name of names) delete env[name];
  return names;
}
