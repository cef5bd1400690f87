package org.caudal.synthetic.country;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person while the life of the household is simulated. Days are epoch days. */
final class Member {
  /** No death, no end. */
  static final int NEVER = Integer.MAX_VALUE;

  /** Beginning of an unbroken stay; it lasts until the next one begins. */
  record Stay(int place, int from, String reason, int party, @Nullable String crossing) {}

  final int number;
  final Dice dice;
  final String role;
  final int birth;
  final int sex;
  final @Nullable Member mother;
  final @Nullable Member father;
  @Nullable Member partner;

  /** Country of birth, by number; a town for those born at home. */
  final int birthPlace;

  /** Where the person lives when not away for a time. */
  int home;

  /** Day from which the person is at home again. */
  int awayUntil;

  int death = NEVER;

  /** Day of the last move meant to last. */
  int settledSince;

  final List<Stay> stays = new ArrayList<>();

  Member(
      int number,
      Dice dice,
      String role,
      int birth,
      int sex,
      @Nullable Member mother,
      @Nullable Member father,
      int birthPlace) {
    this.number = number;
    this.dice = dice;
    this.role = role;
    this.birth = birth;
    this.sex = sex;
    this.mother = mother;
    this.father = father;
    this.birthPlace = birthPlace;
  }

  /** Begins the record of stays. */
  void begin(int place, int day, String reason) {
    home = place;
    settledSince = day;
    awayUntil = day;
    stays.add(new Stay(place, day, reason, number, null));
  }

  /** Moves to a place to live there. */
  void move(int place, int day, String reason, int party, @Nullable String crossing) {
    home = place;
    settledSince = day;
    awayUntil = day + 1;
    stays.add(new Stay(place, day, reason, party, crossing));
  }

  /** Goes to a place for a time and then back home. */
  void trip(int place, int day, int until, String reason, int party, @Nullable String crossing) {
    stays.add(new Stay(place, day, reason, party, crossing));
    stays.add(new Stay(home, until, "home", party, crossing));
    awayUntil = until + 1;
  }

  /** Whether the person is alive and at home from a day on, so that a move can begin. */
  boolean isFree(int day) {
    return isAlive(day) && awayUntil <= day;
  }

  boolean isAlive(int day) {
    return birth <= day && day < death;
  }

  /**
   * Completed years on a day, by the days of the year: on the birthday itself, where one of the
   * years is a leap year, wrong by a day after 29 February.
   */
  int age(int day) {
    LocalDate born = LocalDate.ofEpochDay(birth);
    LocalDate then = LocalDate.ofEpochDay(day);
    int years = then.getYear() - born.getYear();
    return then.getDayOfYear() < born.getDayOfYear() ? years - 1 : years;
  }

  boolean isWoman() {
    return sex == 2;
  }
}
