import '#platform/http/fastify-types.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  addExceptionInput,
  confirmYearInput,
  enterYearInput,
  removeExceptionInput,
  removeWorkingWeekInput,
  setWorkingWeekInput,
  specialDayKinds,
  trialInput,
  yearQuery,
} from './model.ts';
import type { Calendar } from './calendar.ts';

const tags = ['calendar'];
const specialDay = z.object({
  uid: z.uuid(),
  unitUid: z.string().nullable(),
  date: z.iso.date(),
  kind: z.enum(specialDayKinds),
  name: z.string(),
  nameEn: z.string().nullable(),
  legalBase: z.string(),
  certainty: z.enum(['fixed', 'decided', 'expected']),
  inPlaceOf: z.iso.date().nullable(),
  half: z.enum(['morning', 'afternoon']).nullable(),
});
const hours = z.object({ from: z.string(), to: z.string() });
const day = z.object({
  date: z.iso.date(),
  weekday: z.int(),
  state: z.enum(['work', 'rest', ...specialDayKinds]),
  hours: z.array(hours).readonly(),
  name: z.string().nullable(),
  legalBase: z.string().nullable(),
  expected: z.boolean(),
  lunar: z.object({ day: z.int(), month: z.int(), leap: z.boolean() }),
});
const year = z.object({
  version: z.int(),
  year: z.int(),
  months: z.array(z.object({ month: z.int(), workingDays: z.int(), days: z.array(day).readonly() })).readonly(),
});
const recorded = z.object({ version: z.int() });

/** `/api/v1/calendar`: days off and hours for everybody, changes for who manages a calendar. */
export function createCalendarRoutes(calendar: Calendar): FastifyPluginAsyncZod {
  return async (app) => {
    addHolidays(app, calendar);
    addYears(app, calendar);
    addTrial(app, calendar);
    await app.register(changeRoutes(calendar));
  };
}

type App = Parameters<FastifyPluginAsyncZod>[0];
const open = { permission: 'public' };

function addHolidays(app: App, calendar: Calendar): void {
  const summary = 'Ngày nghỉ của cả nước trong một năm';
  const querystring = yearQuery.pick({ year: true });
  const schema = { tags, summary, querystring, response: { 200: z.array(specialDay) } };
  app.get('/api/v1/calendar/holidays', { config: open, schema }, (request) =>
    calendar.listHolidays(request.query.year),
  );
}

function addYears(app: App, calendar: Calendar): void {
  const summary = 'Từng ngày trong năm của một đơn vị, hoặc lịch mặc định của cả nước';
  const schema = { tags, summary, querystring: yearQuery, response: { 200: year } };
  app.get('/api/v1/calendar/years', { config: open, schema }, async (request) => calendar.readYear(request.query));
}

function addTrial(app: App, calendar: Calendar): void {
  const summary = 'Tính thử một thời hạn, kèm cách tính';
  const answer = z.object({ dueAt: z.iso.datetime(), sentences: z.array(z.string()).readonly() });
  const schema = { tags, summary, querystring: trialInput, response: { 200: answer } };
  app.get('/api/v1/calendar/deadline', { config: open, schema }, async (request) => {
    const { dueAt, sentences } = await calendar.tryDeadline(request.query);
    return { dueAt: dueAt.toISOString(), sentences };
  });
}

function changeRoutes(calendar: Calendar): FastifyPluginAsyncZod {
  const config = { permission: 'calendar.manage' };
  const response = { 200: recorded };
  return async (app) => {
    app.post(
      '/api/v1/calendar/exceptions',
      { config, schema: { tags, summary: 'Thêm ngày ngoại lệ', body: addExceptionInput, response } },
      (request) => calendar.addException(request.actor, request.body),
    );
    app.post(
      '/api/v1/calendar/exception-removals',
      { config, schema: { tags, summary: 'Bỏ ngày ngoại lệ', body: removeExceptionInput, response } },
      (request) => calendar.removeException(request.actor, request.body),
    );
    app.post(
      '/api/v1/calendar/working-weeks',
      { config, schema: { tags, summary: 'Đặt giờ làm việc', body: setWorkingWeekInput, response } },
      (request) => calendar.setWorkingWeek(request.actor, request.body),
    );
    app.post(
      '/api/v1/calendar/working-week-removals',
      { config, schema: { tags, summary: 'Bỏ giờ làm việc', body: removeWorkingWeekInput, response } },
      (request) => calendar.removeWorkingWeek(request.actor, request.body),
    );
    app.post(
      '/api/v1/calendar/confirmations',
      { config, schema: { tags, summary: 'Xác nhận ngày nghỉ hằng năm', body: confirmYearInput, response } },
      (request) => calendar.confirmYear(request.actor, request.body),
    );
    app.post(
      '/api/v1/calendar/known-years',
      { config, schema: { tags, summary: 'Nhập ngày nghỉ của năm kế tiếp', body: enterYearInput, response } },
      (request) => calendar.enterYear(request.actor, request.body),
    );
  };
}
