import type { Context, Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { toAppError } from '../api/problem.ts';
import { type Move, moved, moves, orderOf } from '../employer/precedence.ts';
import { AppError } from '../kernel/errors.ts';
import { ORDER } from './file-urls.ts';
import type { PortalServices } from './model.ts';
import { OrderPage } from './pages/order-page.tsx';
import { formFields, openQuestions, respond } from './respond.tsx';
import { signedInView } from './view.ts';

/** HR's order of precedence between documents. */
export function orderPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { documents } = services;
  const keeper = guard({ roles: keepers });
  const page = (c: Context<AppEnv>, failure: string | null) => {
    const actor = actorOf(c);
    const all = documents.list(actor);
    const order = orderOf(all);
    const move = moves.find((one) => one === c.req.query('hoe'));
    const id = c.req.query('verplaatst');
    return respond(
      c,
      <OrderPage
        view={signedInView(c, services)}
        openQuestions={openQuestions(services, actor)}
        ranked={order.flatMap((one) => all.find((document) => document.id === one) ?? [])}
        unranked={all.filter((document) => document.usedByAssistant && document.precedence === 0)}
        just={id && move ? { id, move } : null}
        failure={failure}
      />,
      failure === null ? 200 : 400,
    );
  };
  portal.get(ORDER, keeper, (c) => page(c, null));
  portal.post(ORDER, keeper, async (c) => {
    const field = await formFields(c);
    const [how = '', id = ''] = field('move').split(' ');
    const move: Move | undefined = moves.find((one) => one === how);
    if (move === undefined) throw new AppError('bad_request');
    const seen = field('seen').split(' ').filter(Boolean);
    try {
      documents.setPrecedence(actorOf(c), moved(seen, id, move), seen);
      return c.redirect(`${ORDER}?verplaatst=${encodeURIComponent(id)}&hoe=${move}`, 303);
    } catch (thrown) {
      if (toAppError(thrown).code !== 'conflict') throw thrown;
      return page(c, signedInView(c, services).t.hrFile.orderChanged);
    }
  });
}
