package org.caudal.synthetic.register;

import java.util.EnumMap;
import java.util.Map;
import org.caudal.synthetic.Draw;

/**
 * How an office writes: the share of each slip in the persons that it can befall, in millionths.
 * All shares are invented.
 *
 * @param shares slips that are not named never happen
 */
record Manner(Map<Slip, Integer> shares) {
  /** A civil registry: forms of its own, papers on the table. */
  static final Manner CAREFUL =
      new Manner(
          Map.of(
              Slip.SOUND_ALIKE, 8_000,
              Slip.LETTER_DROPPED, 3_000,
              Slip.LETTERS_SWAPPED, 3_000,
              Slip.ACCENTS_LOST, 60_000,
              Slip.TILDE_LOST, 20_000,
              Slip.DAY_AND_MONTH_SWAPPED, 2_000,
              Slip.YEAR_OFF, 2_000,
              Slip.TRANSLITERATED, 4_000,
              Slip.DOCUMENT_MISTYPED, 1_000));

  /** A system of the state that knows capitals without accents only, filled in from documents. */
  static final Manner CAPITALS =
      new Manner(
          Map.of(
              Slip.ACCENTS_LOST, Draw.ONE,
              Slip.CAPITALS, Draw.ONE,
              Slip.SECOND_SURNAME_LOST, 40_000,
              Slip.TRANSLITERATED, 15_000,
              Slip.LETTER_DROPPED, 5_000,
              Slip.NEIGHBOUR_KEY, 5_000,
              Slip.MISREAD, 8_000,
              Slip.NAMES_EXCHANGED, 5_000,
              Slip.DAY_AND_MONTH_SWAPPED, 5_000,
              Slip.DOCUMENT_MISTYPED, 5_000));

  /** A counter with a queue: no time for papers. */
  static final Manner HURRIED =
      new Manner(
          Map.ofEntries(
              Map.entry(Slip.MARRIED_NAME, 100_000),
              Map.entry(Slip.SECOND_GIVEN_NAME_LOST, 150_000),
              Map.entry(Slip.SECOND_SURNAME_LOST, 120_000),
              Map.entry(Slip.SURNAMES_SWAPPED, 15_000),
              Map.entry(Slip.PARTICLES_LOST, 100_000),
              Map.entry(Slip.TRANSLITERATED, 30_000),
              Map.entry(Slip.SOUND_ALIKE, 40_000),
              Map.entry(Slip.LETTERS_SWAPPED, 10_000),
              Map.entry(Slip.LETTER_DROPPED, 12_000),
              Map.entry(Slip.LETTER_DOUBLED, 8_000),
              Map.entry(Slip.NEIGHBOUR_KEY, 10_000),
              Map.entry(Slip.ACCENTS_LOST, 400_000),
              Map.entry(Slip.TILDE_LOST, 100_000),
              Map.entry(Slip.NAMES_EXCHANGED, 10_000),
              Map.entry(Slip.DAY_AND_MONTH_SWAPPED, 10_000),
              Map.entry(Slip.YEAR_OFF, 10_000),
              Map.entry(Slip.FIRST_OF_JANUARY, 20_000),
              Map.entry(Slip.BIRTH_DATE_MISSING, 15_000),
              Map.entry(Slip.SEX_WRONG, 3_000),
              Map.entry(Slip.SEX_MISSING, 10_000),
              Map.entry(Slip.COUNTRY_MISSING, 20_000),
              Map.entry(Slip.DOCUMENT_MISTYPED, 10_000),
              Map.entry(Slip.DOCUMENT_MISSING, 200_000)));

  /** A list kept by hand: names as people call each other. */
  static final Manner INFORMAL =
      HURRIED.but(
          Map.of(
              Slip.NICKNAME, 150_000,
              Slip.SECOND_SURNAME_LOST, 350_000,
              Slip.SOUND_ALIKE, 80_000,
              Slip.FIRST_OF_JANUARY, 100_000,
              Slip.BIRTH_DATE_MISSING, 100_000,
              Slip.DOCUMENT_MISSING, 500_000));

  /** An office in another country, where one surname is the rule. */
  static final Manner ABROAD =
      CAPITALS.but(
          Map.of(
              Slip.CAPITALS, 0,
              Slip.ANGLICISED, 40_000,
              Slip.MARRIED_NAME, 200_000,
              Slip.SECOND_SURNAME_LOST, 150_000,
              Slip.SURNAMES_SWAPPED, 20_000));

  /** Copies the shares. */
  Manner {
    shares = Map.copyOf(shares);
  }

  /** The same with other shares for some slips. */
  Manner but(Map<Slip, Integer> others) {
    Map<Slip, Integer> all = new EnumMap<>(Slip.class);
    all.putAll(shares);
    all.putAll(others);
    return new Manner(all);
  }

  /** A worse hand: of each slip the larger share of this manner and another. */
  Manner orWorse(Manner other) {
    Map<Slip, Integer> all = new EnumMap<>(Slip.class);
    all.putAll(shares);
    other.shares().forEach((slip, share) -> all.merge(slip, share, Math::max));
    return new Manner(all);
  }
}
