import { beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD } from '../api/support.ts';
import { portalApp } from '../browser/support/server.ts';

const origin = 'http://vraagbaak.test';
const path = '/hr/dekking';
let portal: Awaited<ReturnType<typeof portalApp>>;
const form = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
  body: new URLSearchParams(fields),
});
async function as(email: string): Promise<{ cookie: string }> {
  const response = await portal.app.request(`${origin}/aanmelden`, form({ email, password: PASSWORD }));
  return { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}

beforeEach(async () => {
  portal = await portalApp();
});

describe('the page of coverage', () => {
  it('is for HR only', async () => {
    const headers = await as('sanne@klaverveld.example');
    expect((await portal.app.request(`${origin}${path}`, { headers })).status).toBe(403);
    const sent = await portal.app.request(`${origin}${path}/x`, form({ prevails: 'y' }, headers));
    expect(sent.status).toBe(403);
  });

  it('shows how far the asking is, then what is missing of an empty employer file', async () => {
    const headers = await as('fatima@klaverveld.example');
    const get = async (query = '') =>
      (await portal.app.request(`${origin}${path}${query}`, { headers })).text();
    expect(await get()).toMatch(/0 van 100 vragen gesteld/);
    await portal.coverage.complete({
      personId: 'x',
      name: '',
      employerId: 'klaverveld',
      role: 'hr',
      isOnCall: false,
    });
    const page = await get('?toon=zonder');
    expect(page).toContain('Er is nog geen document aangevinkt.');
    expect(page).toContain('zonder antwoord (100)');
    expect(page).toContain('Hoe lang is mijn proeftijd?');
    headers.cookie += '; vb_taal=en';
    expect(await get('?toon=zonder')).toContain('How long is my probation?');
  });

  it('answers an unknown contradiction like anything that is not there', async () => {
    const headers = await as('fatima@klaverveld.example');
    const sent = await portal.app.request(`${origin}${path}/x`, form({ prevails: 'y' }, headers));
    expect(sent.status).toBe(404);
  });
});
