package org.caudal.synthetic.country;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Births in a household while it is simulated. */
final class Births {
  /** Least days between two births of a mother. */
  static final int APART = 300;

  private static final int PREGNANCY = 266;
  private static final int MOST_MEMBERS = 32;

  private Births() {}

  /**
   * Lets a woman give birth in a month. One who moved, left or fled in it has no child in it.
   *
   * @param now dice of the month
   * @param household dice of the household
   * @param members of the household, to whom the children are added
   */
  static void of(Member mother, Dice now, Dice household, List<Member> members, int from, int to) {
    if (!mother.isWoman()
        || !mother.isFree(from)
        || !mother.isAlive(to)
        || !Life.happens(now, "birth", Schedules.fertility(mother.age(from)))) {
      return;
    }
    int day = Life.dayIn(now, "birth-day", from, to);
    if (members.stream().anyMatch(one -> one.mother == mother && day - one.birth < APART)) {
      return;
    }
    Member father = fatherOf(mother, day);
    int babies = now.chance("twins", Rates.TWINS) ? 2 : 1;
    for (int i = 0; i < babies && members.size() < MOST_MEMBERS; i++) {
      Dice own = household.with(members.size() + 1L);
      int sex = own.chance("boy", Rates.BOYS) ? 1 : 2;
      int place = mother.home;
      Member baby = new Member(members.size(), own, "child", day, sex, mother, father, place);
      baby.begin(place, day, "birth");
      members.add(baby);
    }
  }

  /** The partner, if he lives with the mother and was alive. */
  private static @Nullable Member fatherOf(Member mother, int day) {
    Member partner = mother.partner;
    return partner != null && partner.home == mother.home && partner.isAlive(day - PREGNANCY)
        ? partner
        : null;
  }
}
