package org.caudal.synthetic.country;

import java.util.List;

/** Where households are at the start, and how those from abroad come. */
final class Arrivals {
  private static final String START = "start";

  private Arrivals() {}

  /** Where the founders of a household were born. */
  static int birthPlace(Dice dice, Kind kind) {
    return switch (kind) {
      case NATIVE -> Geography.anyTown(dice, "town");
      case SETTLED, ARRIVING ->
          Geography.abroad(Rates.ORIGINS[dice.pick("origin", Rates.ORIGIN_WEIGHTS)]);
      case TRANSIT, CARAVAN ->
          Geography.abroad(Rates.TRANSIT_ORIGINS[dice.pick("origin", Rates.TRANSIT_WEIGHTS)]);
      case VISITOR ->
          Geography.abroad(Rates.VISITOR_ORIGINS[dice.pick("origin", Rates.VISITOR_WEIGHTS)]);
    };
  }

  /** Day on which the ages of the founders are drawn: the first one, or that of arrival. */
  static int firstDay(Dice dice, Kind kind, Calendar calendar) {
    return kind == Kind.NATIVE || kind == Kind.SETTLED
        ? calendar.first()
        : arrival(dice, kind, calendar);
  }

  /** Gives every member a first place and returns the household's town. */
  static int settle(Dice dice, Kind kind, Calendar calendar, List<Member> members) {
    int town = Geography.anyTown(dice, "town");
    int day = calendar.first();
    if (kind == Kind.NATIVE || kind == Kind.SETTLED) {
      members.forEach(member -> member.begin(town, day, START));
      if (kind == Kind.NATIVE) {
        memberAbroad(dice, members, day);
      }
      return town;
    }
    for (Member member : members) {
      boolean born = member.birth > day;
      member.begin(member.birthPlace, Math.max(day, member.birth), born ? "birth" : START);
    }
    switch (kind) {
      case TRANSIT, CARAVAN -> passThrough(dice, kind, calendar, members);
      case VISITOR -> visit(dice, town, arrival(dice, kind, calendar), members);
      default -> {}
    }
    return town;
  }

  /** Whether a member of an arriving household has not come yet. */
  static boolean isWaiting(Member member, Kind kind) {
    return kind == Kind.ARRIVING
        && Geography.isAbroad(member.birthPlace)
        && member.stays.size() == 1
        && member.home == member.birthPlace;
  }

  /** Brings those members of an arriving household who come in a month. */
  static void follow(
      Dice dice, Kind kind, Calendar calendar, List<Member> members, int from, int to) {
    if (kind != Kind.ARRIVING) {
      return;
    }
    int day = arrival(dice, kind, calendar);
    boolean headFirst = dice.chance("head-first", Rates.HEAD_FIRST);
    int later = open(day + dice.between("rest-after", 180, 900), calendar);
    int town = Geography.anyTown(dice, "town");
    for (Member member : members) {
      boolean follows = headFirst && member.number > 0;
      int own = follows ? later : day;
      if (own < from || own >= to || !isWaiting(member, kind) || !member.isAlive(own)) {
        continue;
      }
      String crossing = Crossing.from(member.home, dice.with(follows ? 1 : 0));
      String reason = follows ? "reunification" : "immigration";
      int party = follows ? 1 : 0;
      if (!headFirst && dice.chance("going-on", Rates.GOING_ON)) {
        int until = own + dice.between("going-on-after", 60, 330);
        int onward = Geography.abroad("USA");
        member.stays.add(new Member.Stay(town, own, reason, party, crossing));
        member.move(onward, until, "transit", party, Crossing.to(onward, dice));
      } else {
        member.move(town, own, reason, party, crossing);
      }
    }
  }

  /** Some households have an adult abroad, since one to ten years. */
  private static void memberAbroad(Dice dice, List<Member> members, int day) {
    if (!dice.chance("member-abroad", Rates.MEMBER_ABROAD)) {
      return;
    }
    List<Member> adults =
        members.stream()
            .filter(m -> m.age(day) >= Rates.OF_AGE && m.age(day) < 60 && !m.role.equals("parent"))
            .toList();
    if (adults.size() < 2) {
      return;
    }
    Member member = adults.get(dice.below("who-abroad", adults.size()));
    int place =
        Geography.abroad(Rates.DESTINATIONS[dice.pick("abroad", Rates.DESTINATION_WEIGHTS)]);
    member.stays.clear();
    member.begin(place, day, START);
    member.settledSince = day - dice.between("since", 365, 3650);
  }

  private static int arrival(Dice dice, Kind kind, Calendar calendar) {
    if (kind == Kind.CARAVAN) {
      return calendar.caravan() + dice.below("caravan-day", 3);
    }
    int days = calendar.end() - calendar.first() - 1;
    double growing = StrictMath.sqrt(dice.uniform("arrival")); // more each year
    int day =
        calendar.first()
            + 1
            + (int) ((kind == Kind.VISITOR ? dice.uniform("arrival") : growing) * days);
    return open(day, calendar);
  }

  /** The day itself, or one of the sixty after the borders open again. */
  private static int open(int day, Calendar calendar) {
    return calendar.isClosed(day) ? calendar.reopening() + day % 60 : day;
  }

  private static void passThrough(Dice dice, Kind kind, Calendar calendar, List<Member> members) {
    int day = arrival(dice, kind, calendar);
    int capital = 0;
    int border = Geography.townOfProvince(dice, "border", 4);
    int atBorder = dice.between("at-border", 1, 6);
    int inCapital =
        kind == Kind.CARAVAN ? dice.between("in-capital", 2, 4) : dice.between("in-capital", 2, 24);
    int north = Geography.abroad(dice.chance("to-usa", 0.8) ? "USA" : "MEX");
    boolean seen = dice.chance("seen", 0.55);
    for (Member member : members) {
      String reason = kind.code();
      member.stays.add(new Member.Stay(border, day, reason, 0, seen ? "land" : "irregular"));
      member.stays.add(new Member.Stay(capital, day + atBorder, reason, 0, null));
      member.stays.add(
          new Member.Stay(
              north, day + atBorder + inCapital, reason, 0, seen ? "land" : "irregular"));
      member.home = north;
    }
  }

  private static void visit(Dice dice, int town, int day, List<Member> members) {
    int until = day + dice.between("visit-days", 3, 20);
    String crossing = Crossing.from(members.get(0).home, dice);
    for (Member member : members) {
      member.trip(town, day, until, "visit", 0, crossing);
    }
  }
}
