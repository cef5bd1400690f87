package org.caudal.statistics.spells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Users made to be hard, each from a keyed hash of its number, with the place of residence of every
 * day known.
 *
 * <p>365 days, the first a Sunday. Kinds: people who stay (40 %); who move once, at least 90 days
 * from either end (22 %); who move twice, three legs of 90 days or more (15 %); who live elsewhere
 * for 20 to 89 days (15 %); who move within 89 days of an end (5 %); without a fixed home (3 %).
 * Over them, independently: a second home at weekends (20 %), one or two holidays of 14 to 35 days
 * at any time (60 %), a place of work with a third of the records of weekdays (parameter), a second
 * user of the phone who lives elsewhere and has records on 40 % of days (12 %), weekends at the old
 * home after a move (15 %), three habitual places and chance noise with 13 % of records, one to
 * three silences of 7 to 35 days (70 %). Activity is drawn from six classes alike. Nobody spends a
 * holiday, or shares a phone with somebody, where he lives at another time: who lived there could
 * not be told.
 */
final class HardLives {
  static final int DAYS = 365;
  static final int PLACES = 60;

  enum Kind {
    STAYER,
    MOVER,
    CIRCULAR,
    SHORT,
    EDGE,
    NO_HOME
  }

  /** One user. */
  static final class Life {
    Kind kind = Kind.STAYER;
    int away;

    /** Place of residence a day; -1 with no fixed home. */
    final int[] home = new int[DAYS];

    int[] day = new int[0];
    int[] place = new int[0];
    int[] count = new int[0];

    /** Days of moves: the first day at another place of residence. */
    List<Integer> moves() {
      List<Integer> moves = new ArrayList<>();
      for (int d = 1; d < DAYS; d++) {
        if (home[d] != home[d - 1]) {
          moves.add(d);
        }
      }
      return moves;
    }

    double activity() {
      return Arrays.stream(day).distinct().count() / (double) DAYS;
    }
  }

  private final long seed;
  private final long user;
  private final double workers;
  private long calls;

  private HardLives(long seed, long user, double workers) {
    this.seed = seed;
    this.user = user;
    this.workers = workers;
  }

  /**
   * One life.
   *
   * @param workers share of people with a place of work; 0 where only nights are recorded
   */
  static Life life(long seed, long user, double workers) {
    return new HardLives(seed, user, workers).make();
  }

  private Life make() {
    Life life = new Life();
    int[] homes = residences(life);
    int[] presence = life.home.clone();
    if (life.kind == Kind.NO_HOME) {
      int places = 2 + below(3);
      for (int d = 0; d < DAYS; d++) {
        presence[d] = homes[below(places)];
      }
    }
    visits(life, presence, homes[0]);
    records(life, presence);
    return life;
  }

  private int[] residences(Life life) {
    int[] homes = new int[4];
    homes[0] = below(PLACES);
    for (int i = 1; i < homes.length; i++) {
      homes[i] = otherThan(homes[i - 1], homes[0]);
    }
    int kind = below(100);
    int first = DAYS;
    int second = DAYS;
    int last = homes[0];
    if (kind < 40) {
      life.kind = Kind.STAYER;
    } else if (kind < 62) {
      life.kind = Kind.MOVER;
      first = between(90, DAYS - 90);
    } else if (kind < 77) {
      life.kind = Kind.CIRCULAR;
      first = between(90, DAYS - 180);
      second = between(first + 90, DAYS - 90);
      last = below(10) < 3 ? homes[2] : homes[0];
    } else if (kind < 92) {
      life.kind = Kind.SHORT;
      life.away = between(20, 89);
      first = between(60, DAYS - 60 - life.away);
      second = first + life.away;
    } else if (kind < 97) {
      life.kind = Kind.EDGE;
      first = below(2) == 0 ? between(10, 89) : between(DAYS - 89, DAYS - 10);
    } else {
      life.kind = Kind.NO_HOME;
    }
    for (int d = 0; d < DAYS; d++) {
      life.home[d] = d < first ? homes[0] : d < second ? homes[1] : last;
      if (life.kind == Kind.NO_HOME) {
        life.home[d] = -1;
      }
    }
    return homes;
  }

  private void visits(Life life, int[] presence, int oldHome) {
    boolean returns = chance(0.15);
    boolean hasSecondHome = chance(0.2);
    int secondHome = otherThan(oldHome, oldHome);
    double weekends = 0.3 + 0.5 * uniform();
    for (int saturday = 6; saturday + 1 < DAYS; saturday += 7) {
      boolean goes = hasSecondHome && chance(weekends);
      boolean back = returns && life.home[saturday] != oldHome && chance(0.15);
      if (goes || back) {
        int first = saturday - (chance(0.4) ? 1 : 0);
        Arrays.fill(presence, first, saturday + 2, back ? oldHome : secondHome);
      }
    }
    int holidays = chance(0.6) ? 1 + below(2) : 0;
    for (int i = 0; i < holidays; i++) {
      int length = between(14, 35);
      int start = below(DAYS - length);
      Arrays.fill(presence, start, start + length, notHome(life));
    }
  }

  private void records(Life life, int[] presence) {
    double[][] classes = {{0.05, 0.1}, {0.1, 0.2}, {0.2, 0.4}, {0.4, 0.6}, {0.6, 0.8}, {0.8, 1}};
    double[] range = classes[below(classes.length)];
    double active = range[0] + uniform() * (range[1] - range[0]);
    boolean[] silent = silences();
    boolean works = chance(workers);
    boolean shares = chance(0.12);
    int second = notHome(life);
    int[] habits = {below(PLACES), below(PLACES), below(PLACES)};
    List<int[]> records = new ArrayList<>();
    for (int d = 0; d < DAYS; d++) {
      if (silent[d] || !chance(active)) {
        continue;
      }
      int[] seen = new int[PLACES];
      int count = 1 + (int) (-Math.log(1 - uniform()) * (1 + 5 * active));
      int work = (7 * Math.max(life.home[d], 0) + 3) % PLACES;
      boolean atWork = works && d % 7 != 0 && d % 7 != 6 && presence[d] == life.home[d];
      for (int i = 0; i < count; i++) {
        double u = uniform();
        int place = presence[d];
        if (atWork && u < 0.35) {
          place = work;
        } else if (u > 0.97) {
          place = below(PLACES);
        } else if (u > 0.87) {
          place = habits[below(habits.length)];
        }
        seen[place]++;
      }
      if (shares && chance(0.4)) {
        seen[second] += 1 + below(4);
      }
      for (int p = 0; p < PLACES; p++) {
        if (seen[p] > 0) {
          records.add(new int[] {d, p, seen[p]});
        }
      }
    }
    life.day = records.stream().mapToInt(r -> r[0]).toArray();
    life.place = records.stream().mapToInt(r -> r[1]).toArray();
    life.count = records.stream().mapToInt(r -> r[2]).toArray();
  }

  private boolean[] silences() {
    boolean[] silent = new boolean[DAYS];
    int number = chance(0.7) ? 1 + below(3) : 0;
    for (int i = 0; i < number; i++) {
      int length = between(7, 35);
      int start = below(DAYS - length);
      Arrays.fill(silent, start, start + length, true);
    }
    return silent;
  }

  private int otherThan(int place, int other) {
    int drawn = below(PLACES);
    while (drawn == place || drawn == other) {
      drawn = below(PLACES);
    }
    return drawn;
  }

  /** A place where the person never lives, so that the truth can be told from the records. */
  private int notHome(Life life) {
    int drawn = below(PLACES);
    while (isHome(life, drawn)) {
      drawn = below(PLACES);
    }
    return drawn;
  }

  private static boolean isHome(Life life, int place) {
    return Arrays.stream(life.home).anyMatch(home -> home == place);
  }

  private int between(int least, int most) {
    return least + below(most - least + 1);
  }

  private int below(int bound) {
    return (int) (uniform() * bound);
  }

  private boolean chance(double probability) {
    return uniform() < probability;
  }

  /** The next number in [0, 1) of this user, by SplitMix64 of key, user and call. */
  private double uniform() {
    long z = mix(mix(mix(seed) + user) + ++calls);
    return (z >>> 11) * 0x1p-53;
  }

  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
