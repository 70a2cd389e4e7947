import { instantOf, dayOf, millisecondsPerDay } from './civil-date.ts';
import type { DayNumber } from './civil-date.ts';

/*
 * Times of new moons and the longitude of the sun, after J. Meeus, Astronomical Algorithms, chapters 49 and 25.
 * The new moon is good to some seconds, the longitude to 0.01° (a quarter of an hour) between 1900 and 2100.
 */

const unixEpochJulianDay = 2_440_587.5;

// Amplitude in days, then multiples of: E, sun's anomaly M, moon's anomaly M', argument of latitude F.
const newMoonTerms: readonly (readonly [number, number, number, number, number])[] = [
  [-0.4072, 0, 0, 1, 0],
  [0.17241, 1, 1, 0, 0],
  [0.01608, 0, 0, 2, 0],
  [0.01039, 0, 0, 0, 2],
  [0.00739, 1, -1, 1, 0],
  [-0.00514, 1, 1, 1, 0],
  [0.00208, 2, 2, 0, 0],
  [-0.00111, 0, 0, 1, -2],
  [-0.00057, 0, 0, 1, 2],
  [0.00056, 1, 1, 2, 0],
  [-0.00042, 0, 0, 3, 0],
  [0.00042, 1, 1, 0, 2],
  [0.00038, 1, 1, 0, -2],
  [-0.00024, 1, -1, 2, 0],
  [-0.00007, 0, 2, 1, 0],
  [0.00004, 0, 0, 2, -2],
  [0.00004, 0, 3, 0, 0],
  [0.00003, 0, 1, 1, -2],
  [0.00003, 0, 0, 2, 2],
  [-0.00003, 0, 1, 1, 2],
  [0.00003, 0, -1, 1, 2],
  [-0.00002, 0, -1, 1, -2],
  [-0.00002, 0, 1, 3, 0],
  [0.00002, 0, 0, 4, 0],
];

// Planetary corrections: amplitude in days, phase and rate in degrees a lunation.
const planetaryTerms: readonly (readonly [number, number, number])[] = [
  [0.000325, 299.77, 0.107408],
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
  [0.000062, 141.74, 53.303771],
  [0.00006, 207.14, 2.453732],
  [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239],
  [0.000042, 207.19, 0.121824],
  [0.00004, 291.34, 1.844379],
  [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099],
  [0.000023, 331.55, 3.592518],
];

/** Epoch milliseconds of a new moon, counted from the one of 6 January 2000 (index 0). */
export function newMoonInstant(index: number): number {
  const t = index / 1236.85;
  const e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const sun = 2.5534 + 29.1053567 * index - 0.0000014 * t * t;
  const moon = 201.5643 + 385.81693528 * index + 0.0107582 * t * t + 0.00001238 * t ** 3;
  const latitude = 160.7108 + 390.67050284 * index - 0.0016118 * t * t - 0.00000227 * t ** 3;
  const node = 124.7746 - 1.56375588 * index + 0.0020672 * t * t;
  let day = 2_451_550.09766 + 29.530588861 * index + 0.00015437 * t * t - 0.00000015 * t ** 3;
  for (const [size, power, m, mm, f] of newMoonTerms) {
    day += size * e ** power * sine(m * sun + mm * moon + f * latitude);
  }
  day += -0.00017 * sine(node);
  for (const [size, phase, rate] of planetaryTerms) day += size * sine(phase + rate * index);
  return universalTime(day);
}

/** Civil day in Viet Nam on which a new moon falls. */
export function newMoonDay(index: number): DayNumber {
  return dayOf(newMoonInstant(index));
}

/** Apparent longitude of the sun in degrees [0, 360) at an instant. */
export function solarLongitude(instant: number): number {
  const days = instant / millisecondsPerDay + unixEpochJulianDay;
  const t = (days + deltaT(days) - 2_451_545) / 36_525;
  const anomaly = 357.52911 + 35_999.05029 * t - 0.0001537 * t * t;
  const centre =
    (1.914602 - 0.004817 * t - 0.000014 * t * t) * sine(anomaly) +
    (0.019993 - 0.000101 * t) * sine(2 * anomaly) +
    0.000289 * sine(3 * anomaly);
  const mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t;
  const apparent = mean + centre - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t);
  return ((apparent % 360) + 360) % 360;
}

/** Which twelfth of the ecliptic (0 … 11) the sun is in at the midnight that opens the civil day. */
export function solarSector(day: DayNumber): number {
  return Math.floor(solarLongitude(instantOf(day, 0)) / 30);
}

function sine(degrees: number): number {
  return Math.sin((degrees * Math.PI) / 180);
}

/** Dynamical time minus universal time in days, fitted for 1950–2050 (Espenak and Meeus). */
function deltaT(julianDay: number): number {
  const years = (julianDay - 2_451_545) / 365.25;
  const seconds = years < 5 ? 63.86 + 0.3345 * years : 62.92 + 0.32217 * years + 0.005589 * years * years;
  return seconds / 86_400;
}

function universalTime(julianDay: number): number {
  return (julianDay - deltaT(julianDay) - unixEpochJulianDay) * millisecondsPerDay;
}
