package org.caudal.synthetic.country;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of a household when the simulation of it begins. */
final class Founders {
  private static final int DAYS_OF_A_YEAR = 365;
  private static final int YOUNGEST_FATHER = 16 * DAYS_OF_A_YEAR;
  private static final int LONG_AGO = 200 * DAYS_OF_A_YEAR;
  private static final int YOUNGEST_HEAD = 19;
  private static final int OLDEST_HEAD = 84;
  private static final double WOMEN_HEADING = 0.36;
  private static final double PARTNER = 0.70;
  private static final double PARENT_AT_HOME = 0.09;

  private final Dice dice;
  private final Kind kind;
  private final int day;
  private final int birthPlaceOfFounders;
  private final List<Member> members = new ArrayList<>();

  private Founders(Dice dice, Kind kind, int day, int birthPlaceOfFounders) {
    this.dice = dice;
    this.kind = kind;
    this.day = day;
    this.birthPlaceOfFounders = birthPlaceOfFounders;
  }

  /**
   * The members on a day; nobody has a place yet.
   *
   * @param birthPlace town or country that the founders were born in
   */
  static List<Member> of(Dice household, Kind kind, int day, int birthPlace) {
    Founders founders = new Founders(household, kind, day, birthPlace);
    founders.gather();
    return founders.members;
  }

  private void gather() {
    if (kind == Kind.TRANSIT && dice.chance("child-alone", Rates.TRANSIT_CHILD)) {
      add("head", dice.between("child-age", 12, 17), null, null);
      return;
    }
    Member head = add("head", ageOfHead(), null, null);
    if (dice.chance("partner", partnerShare())) {
      int age = Math.max(Rates.OF_AGE, head.age(day) + dice.between("age-gap", -6, 4));
      Member partner = member("partner", age, head.isWoman() ? 1 : 2, null, null);
      head.partner = partner;
      partner.partner = head;
      members.add(partner);
    }
    children(head);
    if (kind == Kind.NATIVE && dice.chance("parent", PARENT_AT_HOME) && head.age(day) < 60) {
      add("parent", head.age(day) + dice.between("parent-gap", 19, 38), null, null);
    }
  }

  /** Ages fall off as in a population that has grown by about one and a half per cent a year. */
  private int ageOfHead() {
    if (kind != Kind.NATIVE && kind != Kind.VISITOR) {
      return YOUNGEST_HEAD + (int) (StrictMath.pow(dice.uniform("age"), 1.6) * 34);
    }
    return YOUNGEST_HEAD
        + (int) (StrictMath.pow(dice.uniform("age"), 1.75) * (OLDEST_HEAD - YOUNGEST_HEAD));
  }

  private double partnerShare() {
    return switch (kind) {
      case TRANSIT, CARAVAN -> 0.35;
      case VISITOR -> 0.5;
      default -> PARTNER;
    };
  }

  /** Births of the woman of the household in the years before, of which the young live here. */
  private void children(Member head) {
    Member woman = head.isWoman() ? head : head.partner;
    if (woman == null || kind == Kind.VISITOR) {
      return;
    }
    int age = woman.age(day);
    int last = -LONG_AGO;
    for (int at = Schedules.FIRST_BIRTH; at < Math.min(age, Schedules.LAST_BIRTH); at++) {
      Dice year = dice.with(at);
      int old = age - at - 1;
      double rate = Schedules.fertility(at) * (1 + Math.min(old, 40) * 0.022); // more in the past
      if (year.chance("child", rate) && old < 18 + year.below("leaving-home", 12)) {
        int twins = year.chance("twins", Rates.TWINS) ? 2 : 1;
        int birth = birthDay(year, old);
        if (birth - last < Births.APART) {
          continue;
        }
        last = birth;
        @Nullable Member man = woman.partner;
        @Nullable Member father = man != null && birth - man.birth >= YOUNGEST_FATHER ? man : null;
        for (int i = 0; i < twins; i++) {
          members.add(child(members.size(), dice.with(members.size() + 1L), birth, woman, father));
        }
      }
    }
  }

  private Member child(int number, Dice own, int birth, Member mother, @Nullable Member father) {
    int place =
        kind == Kind.NATIVE || !Geography.isAbroad(mother.birthPlace)
            ? birthPlaceOfFounders
            : mother.birthPlace;
    return new Member(
        number, own, "child", birth, own.chance("boy", Rates.BOYS) ? 1 : 2, mother, father, place);
  }

  private Member add(String role, int age, @Nullable Member mother, @Nullable Member father) {
    Dice own = dice.with(members.size() + 1L);
    boolean woman =
        role.equals("parent") ? own.chance("woman", 0.72) : own.chance("woman", women());
    Member member = member(role, age, woman ? 2 : 1, mother, father);
    members.add(member);
    return member;
  }

  private double women() {
    return kind == Kind.TRANSIT || kind == Kind.CARAVAN ? 0.34 : WOMEN_HEADING;
  }

  private Member member(
      String role, int age, int sex, @Nullable Member mother, @Nullable Member father) {
    Dice own = dice.with(members.size() + 1L);
    return new Member(
        members.size(), own, role, birthDay(own, age), sex, mother, father, birthPlace(own));
  }

  private int birthPlace(Dice own) {
    if (Geography.isAbroad(birthPlaceOfFounders) || own.chance("born-here", 0.72)) {
      return birthPlaceOfFounders;
    }
    return Geography.anyTown(own, "birth-town");
  }

  /**
   * A day such that the completed years are as given; of one in 365 they are one more, as the day
   * itself is the birthday, where no 29 February is between.
   */
  private int birthDay(Dice own, int age) {
    LocalDate latest = LocalDate.ofEpochDay(day).minusYears(age);
    return (int) latest.toEpochDay() - 1 - own.below("birthday", DAYS_OF_A_YEAR);
  }
}
