package org.caudal.synthetic.register;

import java.time.LocalDate;
import java.util.Locale;
import java.util.function.BiFunction;
import org.caudal.synthetic.country.Dice;

/**
 * Ways in which what a register holds differs from the person. They happen in this order and
 * independently; one that finds nothing to change leaves no trace.
 */
enum Slip {
  /** The partner's surname after "de" in place of a woman's second surname. */
  MARRIED_NAME(
      (entry, dice) ->
          entry.sex().equals("2") && !entry.partner().isEmpty()
              ? entry.surnames(entry.first(), "de " + entry.partner())
              : entry),
  /** A short form in place of the given names. */
  NICKNAME((entry, dice) -> entry.given(Spelling.nickname(entry.given()))),
  /** Only the first given name. */
  SECOND_GIVEN_NAME_LOST((entry, dice) -> entry.given(Spelling.firstWord(entry.given()))),
  /** Only one surname. */
  SECOND_SURNAME_LOST((entry, dice) -> entry.surnames(entry.first(), "")),
  /** The second surname first. */
  SURNAMES_SWAPPED(
      (entry, dice) ->
          entry.second().isEmpty() ? entry : entry.surnames(entry.second(), entry.first())),
  /** No de, del, de la. */
  PARTICLES_LOST(
      (entry, dice) ->
          entry.surnames(
              Spelling.withoutParticles(entry.first()), Spelling.withoutParticles(entry.second()))),
  /** A French, Creole or invented name as it is heard. */
  TRANSLITERATED(
      (entry, dice) ->
          entry.oneName(dice, name -> Spelling.respelt(name, Spelling.TRANSLITERATIONS, dice))),
  /** A name as an English-speaking office writes it. */
  ANGLICISED(
      (entry, dice) -> entry.oneName(dice, name -> Spelling.respelt(name, Spelling.ENGLISH, dice))),
  /** A letter for another of the same sound. */
  SOUND_ALIKE(
      (entry, dice) -> entry.oneName(dice, name -> Spelling.respelt(name, Spelling.SOUNDS, dice))),
  /** Two letters exchanged in typing. */
  LETTERS_SWAPPED((entry, dice) -> entry.oneName(dice, name -> Spelling.swapped(name, dice))),
  /** A letter left out. */
  LETTER_DROPPED((entry, dice) -> entry.oneName(dice, name -> Spelling.dropped(name, dice))),
  /** A letter typed twice. */
  LETTER_DOUBLED((entry, dice) -> entry.oneName(dice, name -> Spelling.doubled(name, dice))),
  /** The key beside. */
  NEIGHBOUR_KEY((entry, dice) -> entry.oneName(dice, name -> Spelling.neighbouring(name, dice))),
  /** A sign that a reading machine took for another. */
  MISREAD(
      (entry, dice) -> entry.oneName(dice, name -> Spelling.respelt(name, Spelling.SCANS, dice))),
  /** No accents, and n for ñ. */
  ACCENTS_LOST((entry, dice) -> entry.names(Spelling::plain)),
  /** Accents kept, but n for ñ. */
  TILDE_LOST((entry, dice) -> entry.names(Spelling::withoutTilde)),
  /** Names in capitals. */
  CAPITALS((entry, dice) -> entry.names(name -> name.toUpperCase(Locale.ROOT))),
  /** Given names where surnames belong, and the other way round. */
  NAMES_EXCHANGED(
      (entry, dice) -> entry.given(entry.surnames()).surnames(entry.given(), /* two= */ "")),
  /** Day and month of birth exchanged, where that is a date. */
  DAY_AND_MONTH_SWAPPED(
      (entry, dice) -> {
        LocalDate birth = LocalDate.parse(entry.birth());
        return birth.getDayOfMonth() > 12
            ? entry
            : entry.birth(
                LocalDate.of(birth.getYear(), birth.getDayOfMonth(), birth.getMonthValue())
                    .toString());
      }),
  /** Born a year earlier or later. */
  YEAR_OFF(
      (entry, dice) ->
          entry.birth(
              LocalDate.parse(entry.birth())
                  .plusYears(dice.chance("later", 0.5) ? 1 : -1)
                  .toString())),
  /** 1 January of the year, as is written where the day is not known. */
  FIRST_OF_JANUARY((entry, dice) -> entry.birth(entry.birth().substring(0, 4) + "-01-01")),
  /** No date of birth. */
  BIRTH_DATE_MISSING((entry, dice) -> entry.birth("")),
  /** The other sex. */
  SEX_WRONG((entry, dice) -> entry.sex(entry.sex().equals("1") ? "2" : "1")),
  /** No sex. */
  SEX_MISSING((entry, dice) -> entry.sex("")),
  /** No country. */
  COUNTRY_MISSING((entry, dice) -> entry.country("")),
  /** One figure of the document is the next. */
  DOCUMENT_MISTYPED(
      (entry, dice) -> entry.document(Spelling.figureChanged(entry.document(), dice))),
  /** No document. */
  DOCUMENT_MISSING((entry, dice) -> entry.document(""));

  @SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing
  private final BiFunction<Entry, Dice, Entry> change;

  Slip(BiFunction<Entry, Dice, Entry> change) {
    this.change = change;
  }

  /** The slip as written in the column difference. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The entry with the slip. */
  Entry on(Entry entry, Dice dice) {
    return change.apply(entry, dice);
  }
}
