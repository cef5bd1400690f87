package org.caudal.synthetic.country;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rates of moves found again in lives: what was decided against what those who were free to decide
 * on the first of each month should have decided. Tolerances are four standard errors of a Poisson
 * count, and 8 % for what a month hides.
 */
class LifeRatesTest {
  private static final int HOUSEHOLDS = 60_000;
  private static final Calendar SPAN =
      new Calendar(
          (int) LocalDate.of(2021, 1, 1).toEpochDay(), (int) LocalDate.of(2026, 1, 1).toEpochDay());
  private static final int USA = Geography.abroad("USA");

  private static List<List<Member>> households = List.of();
  private static Count expected = new Count();

  /** What should have been decided. */
  private static final class Count {
    double internalMoves;
    double departures;
    double returns;
    double visitsAbroad;
    double visitsToTowns;
    double visitsHome;
    double childrenAlone;
    double harvests;
    double families;
    double circularAgain;
  }

  @BeforeAll
  static void live() {
    households = households(Kind.NATIVE, HOUSEHOLDS);
    expected = new Count();
    for (List<Member> household : households) {
      for (Member member : household) {
        for (int n = 0; n < SPAN.months(); n++) {
          expose(member, n);
        }
      }
    }
  }

  private static List<List<Member>> households(Kind kind, int number) {
    return IntStream.range(0, number)
        .mapToObj(n -> Life.of(Dice.of(2025).with(n).key(), kind, SPAN))
        .toList();
  }

  private static double monthly(double aYear) {
    return 1 - Math.exp(-aYear / 12);
  }

  /** Number of the stay of a day; -1 before the first. */
  private static int stayOn(Member member, int day) {
    int at = member.stays.size() - 1;
    while (at >= 0 && member.stays.get(at).from() > day) {
      at--;
    }
    return at;
  }

  /** A stay for a time is followed by the way home. */
  private static boolean isTrip(Member member, int stay) {
    return stay + 1 < member.stays.size()
        && member.stays.get(stay + 1).reason().equals("home")
        && !member.stays.get(stay).reason().equals("home");
  }

  /** Where the member lives on a day and is free to decide; -1 where not. */
  private static int freeAt(Member member, int day) {
    int stay = stayOn(member, day);
    return stay < 0 || !member.isAlive(day) || isTrip(member, stay)
        ? -1
        : member.stays.get(stay).place();
  }

  private static void expose(Member member, int n) {
    int from = SPAN.month(n);
    int place = freeAt(member, from);
    if (place < 0 || member.birthPlace >= Geography.ABROAD) {
      return;
    }
    int age = member.age(from);
    boolean open = !SPAN.isClosed(from + 1);
    boolean abroad = Geography.isAbroad(place);
    if (age < Rates.ADULT) {
      if (age >= 12 && open && !abroad && Geography.provinceOf(place).push() >= 1.2) {
        expected.childrenAlone += monthly(Rates.CHILDREN_ALONE);
      }
    } else if (abroad && open) {
      double stays = 1 - monthly(Rates.RETURN);
      expected.returns += monthly(Rates.RETURN);
      boolean december = LocalDate.ofEpochDay(from).getMonthValue() == 12;
      expected.visitsHome += december ? stays * Rates.VISIT_HOME : 0;
      if (isApart(member, from)) {
        expected.families +=
            stays * (december ? 1 - Rates.VISIT_HOME : 1) * monthly(Rates.REUNIFICATION);
      }
    } else if (!abroad) {
      exposeAtHome(member, from, place, open);
    }
  }

  private static void exposeAtHome(Member member, int from, int place, boolean open) {
    int age = member.age(from);
    Geography.Province province = Geography.provinceOf(place);
    double emigrates =
        open ? monthly(Rates.EMIGRATION * Schedules.moves(age) * province.push()) : 0;
    double moves = monthly(Rates.INTERNAL * Schedules.moves(age));
    double abroad = open ? monthly(Rates.VISIT_ABROAD) : 0;
    double share = Geography.TOWNS.get(place).share();
    expected.departures += emigrates;
    expected.internalMoves +=
        (1 - emigrates) * moves * (1 - share / province.share() * province.pull());
    expected.visitsAbroad += (1 - emigrates) * (1 - moves) * abroad;
    expected.visitsToTowns +=
        (1 - emigrates) * (1 - moves) * (1 - abroad) * monthly(Rates.VISIT_TOWN) * (1 - share);
    if (open && age >= Rates.OF_AGE && age < 50) {
      if (LocalDate.ofEpochDay(from).getMonthValue() == Rates.HARVEST_MONTH
          && List.of("Sierra Alta", "Llanos").contains(province.name())) {
        expected.harvests +=
            (1 - emigrates) * (member.isWoman() ? Rates.SEASONAL_WOMEN : Rates.SEASONAL_MEN);
      }
      boolean again =
          member.stays.stream()
              .anyMatch(s -> s.reason().equals("circular_work") && s.from() < from);
      expected.circularAgain += again ? (1 - emigrates) * monthly(Rates.CIRCULAR_DEPARTURE) : 0;
    }
  }

  /** Settled abroad for a year, with a partner who lives at home. */
  private static boolean isApart(Member member, int from) {
    if (member.partner == null) {
      return false;
    }
    int there = freeAt(member.partner, from);
    int since =
        member.stays.stream()
            .filter(s -> s.from() <= from && Geography.isAbroad(s.place()))
            .filter(s -> List.of("emigration", "start", "reunification").contains(s.reason()))
            .mapToInt(s -> s.reason().equals("start") ? s.from() - 365 : s.from())
            .max()
            .orElse(from);
    return there >= 0 && !Geography.isAbroad(there) && from - since >= 365;
  }

  /** Stays that begin with a decision of the member's own, with the place lived in before. */
  private record Decision(Member member, int stay, int home) {
    Member.Stay to() {
      return member.stays.get(stay);
    }
  }

  private static List<Decision> decisions(String reason) {
    List<Decision> found = new ArrayList<>();
    for (List<Member> household : households) {
      for (Member member : household) {
        for (int i = 1; i < member.stays.size(); i++) {
          Member.Stay stay = member.stays.get(i);
          if (stay.reason().equals(reason) && stay.party() == member.number) {
            found.add(new Decision(member, i, member.stays.get(i - 1).place()));
          }
        }
      }
    }
    return found;
  }

  private static void assertFound(long decided, double expected) {
    assertThat(expected).isGreaterThan(120); // else a rate twice as high would not show
    assertThat((double) decided)
        .isCloseTo(expected, within(0.08 * expected + 4 * Math.sqrt(expected)));
  }

  private static void assertShare(long of, long all, double share) {
    assertThat(all * share).isGreaterThan(20);
    assertThat((double) of / all)
        .isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / all) + 1e-9));
  }

  @Test
  void movesForGoodComeAsOftenAsTheirRatesSay() {
    assertFound(decisions("internal_migration").size(), expected.internalMoves);
    assertFound(decisions("emigration").size(), expected.departures);
    assertFound(decisions("return").size(), expected.returns);
  }

  @Test
  void visitsComeAsOftenAsTheirRatesSay() {
    List<Decision> visits =
        decisions("visit").stream()
            .filter(visit -> visit.member().birthPlace < Geography.ABROAD)
            .toList();
    List<Decision> fromHome = visits.stream().filter(v -> !Geography.isAbroad(v.home())).toList();
    long abroad = fromHome.stream().filter(v -> Geography.isAbroad(v.to().place())).count();
    assertFound(abroad, expected.visitsAbroad);
    assertFound(fromHome.size() - abroad, expected.visitsToTowns);
    assertFound((long) visits.size() - fromHome.size(), expected.visitsHome);
  }

  @Test
  void childrenLeaveAloneAndReturnAsOftenAsTheirRatesSay() {
    List<Decision> alone = decisions("unaccompanied_child");
    assertFound(alone.size(), expected.childrenAlone);
    assertThat(alone).allMatch(child -> child.to().place() == USA);
    long back = alone.stream().filter(child -> isTrip(child.member(), child.stay())).count();
    assertShare(back, alone.size(), Rates.CHILDREN_RETURNED);
  }

  @Test
  void familiesFollowAsOftenAsTheirRateSays() {
    assertFound(decisions("reunification").size(), expected.families);
  }

  @Test
  void harvestWorkersLeaveEachOctoberFromTwoProvinces() {
    assertFound(decisions("seasonal_work").size(), expected.harvests);
  }

  /** Whoever has gone once goes again at the rate; and one in 67 adults ever goes. */
  @Test
  void circularWorkersComeAndGo() {
    List<Decision> all = decisions("circular_work");
    long persons = all.stream().map(Decision::member).distinct().count();
    assertFound(all.size() - persons, expected.circularAgain);

    long adults = 0;
    long circular = 0;
    for (List<Member> household : households) {
      for (Member member : household) {
        int age = member.age(SPAN.first());
        boolean stays =
            age >= 20
                && age < 40
                && member.isAlive(SPAN.month(SPAN.months()))
                && IntStream.range(0, member.stays.size())
                    .noneMatch(
                        i -> Geography.isAbroad(member.stays.get(i).place()) && !isTrip(member, i));
        adults += stays ? 1 : 0;
        circular +=
            stays && member.stays.stream().anyMatch(s -> s.reason().equals("circular_work"))
                ? 1
                : 0;
      }
    }
    double open = (SPAN.months() - 5) / 12.0; // five months of closed borders
    double ever = Rates.CIRCULAR * (1 - Math.exp(-Rates.CIRCULAR_DEPARTURE * open));
    assertFound(circular, adults * ever);
  }

  @Test
  void transitIsAsTheScriptSays() {
    List<List<Member>> groups = households(Kind.TRANSIT, 10_000);
    List<List<Member>> children =
        groups.stream().filter(g -> g.size() == 1 && ageOnTheWay(g.get(0)) < 18).toList();
    assertShare(children.size(), groups.size(), Rates.TRANSIT_CHILD);
    assertThat(children).allMatch(g -> ageOnTheWay(g.get(0)) >= 12);
    assertShare(
        groups.stream().filter(g -> "land".equals(g.get(0).stays.get(1).crossing())).count(),
        groups.size(),
        0.55);
    assertShare(groups.stream().filter(g -> g.get(0).home == USA).count(), groups.size(), 0.8);
    Set<Integer> atBorder = new HashSet<>();
    Set<Integer> inCapital = new HashSet<>();
    for (List<Member> group : groups) {
      List<Member.Stay> way = group.get(0).stays;
      atBorder.add(way.get(2).from() - way.get(1).from());
      inCapital.add(way.get(3).from() - way.get(2).from());
    }
    assertThat(atBorder).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
    assertThat(inCapital)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(2, 24).boxed().toList());
  }

  private static int ageOnTheWay(Member member) {
    return member.age(member.stays.get(1).from());
  }

  @Test
  void theDisasterDisplacesAndLetsReturnAsItsRatesSay() {
    double displaced = 0;
    long fled = 0;
    long forGood = 0;
    double days = 0;
    for (List<Member> household : households) {
      Member head = household.get(0);
      int home = freeAt(head, SPAN.month(34));
      if (home < 0 || !Calendar.isStricken(home)) {
        continue;
      }
      Geography.Town town = Geography.TOWNS.get(home);
      Geography.Province province = Geography.PROVINCES.get(town.province());
      double here = town.share() / province.share(); // a shelter in the own town is none
      displaced += Rates.DISPLACED * (1 - 0.6 * here - 0.4 * here * province.pull());
      for (int i = 1; i < head.stays.size(); i++) {
        if (head.stays.get(i).reason().equals("displacement")) {
          fled++;
          boolean back = isTrip(head, i);
          forGood += back ? 0 : 1;
          days += back ? head.stays.get(i + 1).from() - head.stays.get(i).from() : 0;
        }
      }
    }
    assertFound(fled, displaced);
    assertShare(forGood, fled, Rates.DISPLACED_FOR_GOOD);
    long returned = fled - forGood;
    assertThat(days / returned)
        .isCloseTo(
            Rates.DISPLACED_DAYS + 0.5,
            within(4 * Rates.DISPLACED_DAYS / Math.sqrt((double) returned)));
  }
}
