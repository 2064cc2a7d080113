import { describe, expect, it } from 'vitest';
import { createUploadIntake } from '../../src/api/upload-intake.ts';

/** Lets what is resolved go on. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

function queue() {
  const intake = createUploadIntake();
  const inside: { employerId: string; leave: () => void }[] = [];
  const refused: unknown[] = [];
  const enter = (employerId: string, signal = new AbortController().signal) =>
    intake.enter(employerId, signal).then(
      (leave) => inside.push({ employerId, leave }),
      (error: unknown) => refused.push(error),
    );
  return { enter, inside, refused };
}

describe('the intake of uploads', () => {
  it('takes two of an employer at a time, and in the end all fifty', async () => {
    const { enter, inside } = queue();
    for (let i = 0; i < 50; i++) void enter('acme');
    let done = 0;
    for (; done < 50; done++) {
      await turn();
      expect(inside.length).toBe(Math.min(2, 50 - done));
      inside.shift()?.leave();
    }
    await turn();
    expect(inside).toEqual([]);
  });

  it('keeps no employer waiting for another, up to six in all', async () => {
    const { enter, inside } = queue();
    for (let i = 0; i < 10; i++) void enter('acme');
    for (const employerId of ['borealis', 'cedrus', 'cedrus', 'delta', 'delta']) void enter(employerId);
    await turn();
    expect(inside.map((one) => one.employerId)).toEqual([
      'acme',
      'acme',
      'borealis',
      'cedrus',
      'cedrus',
      'delta',
    ]);
    inside[0]?.leave();
    inside[0]?.leave();
    await turn();
    expect(inside.map((one) => one.employerId).slice(6)).toEqual(['acme']);
  });

  it('lets go of one that gives up while it waits, and refuses when hundreds wait', async () => {
    const { enter, inside, refused } = queue();
    const gone = new AbortController();
    for (let i = 0; i < 2; i++) void enter('acme');
    void enter('acme', gone.signal);
    for (let i = 0; i < 200; i++) void enter('acme');
    await turn();
    expect(refused).toMatchObject([{ code: 'too_many_requests' }]);
    gone.abort('weg');
    await turn();
    expect(refused[1]).toMatchObject({ code: 'file_incomplete' });
    void enter('acme');
    await turn();
    expect(refused).toHaveLength(2);
    inside[0]?.leave();
    await turn();
    expect(inside).toHaveLength(3);
  });
});
