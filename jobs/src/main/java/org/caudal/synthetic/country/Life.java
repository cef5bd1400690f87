package org.caudal.synthetic.country;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lives of one household, month by month: deaths, births, and every move of its members.
 *
 * <p>A head or partner who moves may take the core along: the partner and their children under age.
 * All others decide alone. A member makes at most one move a month, and none while away for a time.
 */
final class Life {
  private static final double MONTHS = 12;
  private static final int OLDEST_WORKER = 50;

  private final Dice dice;
  private final Kind kind;
  private final Calendar calendar;
  private final List<Member> members;
  private int homeTown;

  private Life(Dice dice, Kind kind, Calendar calendar, int birthPlace) {
    this.dice = dice;
    this.kind = kind;
    this.calendar = calendar;
    this.members = Founders.of(dice, kind, Arrivals.firstDay(dice, kind, calendar), birthPlace);
  }

  /** The members of a household, with all that happens to them. */
  static List<Member> of(long householdKey, Kind kind, Calendar calendar) {
    Dice dice = new Dice(householdKey);
    Life life = new Life(dice, kind, calendar, Arrivals.birthPlace(dice, kind));
    life.live();
    return life.members;
  }

  private void live() {
    homeTown = Arrivals.settle(dice, kind, calendar, members);
    if (kind == Kind.TRANSIT || kind == Kind.CARAVAN || kind == Kind.VISITOR) {
      return;
    }
    for (int n = 0; n < calendar.months(); n++) {
      int from = calendar.month(n);
      int to = calendar.month(n + 1);
      Arrivals.follow(dice, kind, calendar, members, from, to);
      flee(from, to);
      int alive = members.size();
      for (int i = 0; i < alive; i++) {
        Member member = members.get(i);
        if (member.isAlive(from)) {
          month(member, member.dice.with(n), from, to);
        }
      }
      for (int i = 0; i < alive; i++) { // after all moves, so that no child is left behind
        Member mother = members.get(i);
        if (!Arrivals.isWaiting(mother, kind)) {
          Births.of(mother, mother.dice.with(n), dice, members, from, to);
        }
      }
    }
  }

  private void month(Member member, Dice now, int from, int to) {
    if (Arrivals.isWaiting(member, kind)) {
      return; // ages and children of those to come are those on arrival
    }
    int age = member.age(from);
    if (happens(now, "death", Schedules.mortality(member.sex, age))) {
      member.death = dayIn(now, "death-day", from, to);
      return;
    }
    if (!member.isFree(from)) {
      return;
    }
    int day = dayIn(now, "day", from, to);
    if (age < Rates.ADULT) {
      child(member, now, age, day);
    } else if (Geography.isAbroad(member.home)) {
      abroad(member, now, from, day);
    } else {
      athome(member, now, age, from, day);
    }
  }

  /** A child of 12 or more may leave alone. */
  private void child(Member member, Dice now, int age, int day) {
    boolean exposed =
        age >= 12
            && !Geography.isAbroad(member.home)
            && Geography.provinceOf(member.home).push() >= 1.2;
    if (exposed && open(day) && happens(now, "alone", Rates.CHILDREN_ALONE)) {
      int usa = Geography.abroad("USA");
      String crossing = now.chance("seen", 0.25) ? "land" : "irregular";
      if (now.chance("returned", Rates.CHILDREN_RETURNED)) {
        int until = day + now.between("away", 60, 330);
        member.trip(usa, day, until, "unaccompanied_child", member.number, crossing);
      } else {
        member.move(usa, day, "unaccompanied_child", member.number, crossing);
      }
    }
  }

  private void abroad(Member member, Dice now, int from, int day) {
    boolean here = member.birthPlace < Geography.ABROAD || kind == Kind.NATIVE;
    if (here && open(day) && happens(now, "return", Rates.RETURN)) {
      member.move(homeTown, day, "return", member.number, Crossing.from(member.home, now));
    } else if (here
        && open(day)
        && calendarMonth(from) == 12
        && now.chance("christmas", Rates.VISIT_HOME)) {
      int until = day + now.between("holiday", 8, 30);
      member.trip(homeTown, day, until, "visit", member.number, Crossing.from(member.home, now));
    } else if (member.partner != null && from - member.settledSince >= UsualResidence.YEAR) {
      Member partner = member.partner;
      if (!Geography.isAbroad(partner.home)
          && partner.isFree(from)
          && open(day)
          && happens(now, "reunification", Rates.REUNIFICATION)) {
        String crossing = Crossing.to(member.home, now);
        for (Member one : core(partner, from)) {
          one.move(member.home, day, "reunification", partner.number, crossing);
        }
      }
    }
  }

  private void athome(Member member, Dice now, int age, int from, int day) {
    double push = Geography.provinceOf(member.home).push();
    double pattern = Schedules.moves(age);
    boolean foreigner = Geography.isAbroad(member.birthPlace);
    if (open(day)
        && (foreigner
            ? happens(now, "leave", Rates.FOREIGNERS_LEAVING)
            : happens(now, "emigrate", Rates.EMIGRATION * pattern * push))) {
      leave(member, now, from, day, foreigner);
    } else if (open(day) && leavesForWork(member, now, age, from)) {
      work(member, now, day, calendarMonth(from) == Rates.HARVEST_MONTH && isSeasonal(member));
    } else if (happens(now, "move", Rates.INTERNAL * pattern)) {
      int town = Geography.attractiveTown(now, "town");
      if (town != member.home) {
        relocate(member, from, day, town, "internal_migration");
      }
    } else if (open(day) && happens(now, "visit-abroad", Rates.VISIT_ABROAD)) {
      int place = Geography.abroad(Rates.VISITOR_ORIGINS[now.pick("where", Rates.VISITOR_WEIGHTS)]);
      member.trip(
          place,
          day,
          day + now.between("days", 4, 21),
          "visit",
          member.number,
          Crossing.to(place, now));
    } else if (happens(now, "visit-town", Rates.VISIT_TOWN)) {
      int town = Geography.anyTown(now, "visited");
      if (town != member.home) {
        member.trip(town, day, day + now.between("days", 2, 10), "visit", member.number, null);
      }
    }
  }

  private void leave(Member member, Dice now, int from, int day, boolean foreigner) {
    int place =
        foreigner && now.chance("to-origin", 0.6)
            ? member.birthPlace
            : Geography.abroad(Rates.DESTINATIONS[now.pick("to", Rates.DESTINATION_WEIGHTS)]);
    String reason = place == member.birthPlace ? "return" : "emigration";
    String crossing = Crossing.to(place, now);
    if (now.chance("short", Rates.SHORT_EMIGRATION)) {
      int until = day + now.between("months", 90, 330);
      member.trip(place, day, until, reason, member.number, crossing);
    } else if (hasFamily(member, from) && now.chance("family", Rates.WITH_FAMILY)) {
      for (Member one : core(member, from)) {
        one.move(place, day, reason, member.number, crossing);
      }
    } else {
      member.move(place, day, reason, member.number, crossing);
    }
  }

  private boolean leavesForWork(Member member, Dice now, int age, int from) {
    if (age < Rates.OF_AGE || age >= OLDEST_WORKER) {
      return false;
    }
    boolean harvest = calendarMonth(from) == Rates.HARVEST_MONTH && isSeasonal(member);
    boolean circular =
        member.dice.chance("circular", Rates.CIRCULAR)
            && happens(now, "go", Rates.CIRCULAR_DEPARTURE);
    return harvest || circular;
  }

  /** Whether the person goes to the harvest, which those of two provinces may. */
  private static boolean isSeasonal(Member member) {
    int province = Geography.TOWNS.get(member.home).province();
    double share = member.isWoman() ? Rates.SEASONAL_WOMEN : Rates.SEASONAL_MEN;
    return (province == 3 || province == 5) && member.dice.chance("seasonal", share);
  }

  private static void work(Member member, Dice now, int day, boolean harvest) {
    int place = Geography.abroad("CRI");
    int until = day + (harvest ? now.between("days", 60, 150) : now.between("days", 95, 300));
    String reason = harvest ? "seasonal_work" : "circular_work";
    member.trip(place, day, until, reason, member.number, Crossing.to(place, now));
  }

  private void relocate(Member member, int from, int day, int town, String reason) {
    if (member.role.equals("head") || member.role.equals("partner")) {
      homeTown = town;
      for (Member one : core(member, from)) {
        one.move(town, day, reason, member.number, null);
      }
    } else {
      member.move(town, day, reason, member.number, null);
    }
  }

  /** The disaster displaces whole households that are at home in the stricken towns. */
  private void flee(int from, int to) {
    int day = calendar.disaster();
    if (day < from || day >= to || !dice.chance("displaced", Rates.DISPLACED)) {
      return;
    }
    int shelter =
        dice.chance("nearby", 0.6)
            ? Geography.townOfProvince(dice, "shelter", Calendar.STRICKEN_PROVINCE)
            : Geography.attractiveTown(dice, "shelter");
    boolean forGood = dice.chance("for-good", Rates.DISPLACED_FOR_GOOD);
    int leaving = day + dice.below("leaving", 3);
    int until = leaving + dice.days("return", Rates.DISPLACED_DAYS);
    List<Member> fleeing =
        members.stream()
            .filter(one -> one.isFree(from) && Calendar.isStricken(one.home) && shelter != one.home)
            .toList();
    for (Member member : fleeing) {
      int leader = fleeing.get(0).number;
      if (forGood) {
        homeTown = shelter;
        member.move(shelter, leaving, "displacement", leader, null);
      } else {
        member.trip(shelter, leaving, until, "displacement", leader, null);
      }
    }
  }

  /** The deciding member, and the partner and children under age who are free at the same place. */
  private List<Member> core(Member member, int from) {
    return members.stream()
        .filter(one -> one == member || belongs(one, member, from))
        .filter(one -> one.isFree(from))
        .toList();
  }

  private static boolean belongs(Member one, Member member, int from) {
    boolean child =
        one.age(from) < Rates.OF_AGE
            && (isParent(one.mother, member) || isParent(one.father, member));
    return one.home == member.home && (child || one == member.partner);
  }

  private static boolean isParent(@Nullable Member parent, Member member) {
    return parent != null && (parent == member || parent == member.partner);
  }

  private boolean hasFamily(Member member, int from) {
    return core(member, from).size() > 1;
  }

  private boolean open(int day) {
    return !calendar.isClosed(day);
  }

  static boolean happens(Dice now, String what, double aYear) {
    return now.uniform(what) < 1 - StrictMath.exp(-aYear / MONTHS);
  }

  static int dayIn(Dice now, String stream, int from, int to) {
    return from + 1 + now.below(stream, to - from - 1);
  }

  private static int calendarMonth(int day) {
    return java.time.LocalDate.ofEpochDay(day).getMonthValue();
  }
}
